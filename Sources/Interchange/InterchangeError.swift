/// Why something could not come in or go out. Says nothing of the contents.
package struct InterchangeError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, CaseIterable, Sendable {
        case fileUnreadable, fileDamaged, fileTooLarge
        case mappingUnknown, mappingAmbiguous, mappingUnusable, columnMissing
        case folderUnwritable, folderNotEmpty, attachmentMissing, attachmentChanged
    }

    package var code: Code
    /// For the person: what is wrong and what helps.
    package var sentence: String
    /// What the system below said; for the log.
    package var cause: String

    package init(_ code: Code, _ sentence: String, cause: String = "") {
        self.code = code
        self.sentence = sentence
        self.cause = cause
    }

    package var description: String { cause.isEmpty ? sentence : "\(sentence) (\(cause))" }
}
