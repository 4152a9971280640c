import Casework

/// A row that can become a case.
package struct IntakeRecord: Hashable, Sendable {
    package var identity: SourceIdentity
    /// The line of the file it began on.
    package var line: Int
    package var digest: String
    package var opening: Opening
    package var warnings: [IntakeWarning]

    package var caseID: CaseID { identity.caseID }
    package var actID: ActID { identity.actID }
}

/// A row that was not taken, and why.
package struct Rejected: Error, Hashable, Sendable, CustomStringConvertible {
    package var line: Int
    /// A German sentence; quotes nothing confidential.
    package var reason: String

    package init(line: Int, reason: String) {
        self.line = line
        self.reason = reason
    }

    package var description: String { "Zeile \(line): \(reason)" }
}

/// What the clerk should know of a row that was taken all the same.
package enum IntakeWarning: Hashable, Sendable, CustomStringConvertible {
    case outsideLinz
    case placeUnreadable
    case placeMissing
    case unreadable(column: String)
    case unknownWord(column: String)
    case fieldRefused(field: String)
    case statusUnknown
    case closingDayMissing
    case subjectDerived
    case encodingGuessed(column: String)
    case textAfterQuote
    case columnUnused(column: String)

    package var description: String { Sentences.warning(self) }
}
