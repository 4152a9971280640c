import Casework

/// A case on its way out of the house: for whom, and what they must not see.
package struct HandOut: Hashable, Sendable {
    package enum Purpose: String, CaseIterable, Hashable, Sendable {
        /// § 17 AVG
        case fileAccess
        /// Informationsfreiheitsgesetz
        case informationRequest
        case court
        case handover
    }

    package var caseID: CaseID
    package var purpose: Purpose
    /// Whose data are blacked out wherever they stand.
    package var parties: Set<PartyID>
    /// Field groups that are blacked out as a whole: "bank".
    package var groups: Set<String>
    /// All notes of the office.
    package var notes: Bool
    /// Words that are blacked out wherever they stand.
    package var passages: [String]
    /// The legal ground, as it stands beside each passage.
    package var ground: String
    /// nil is the configured folder.
    package var path: String?

    package init(
        caseID: CaseID, purpose: Purpose, parties: Set<PartyID> = [], groups: Set<String> = [],
        notes: Bool = false, passages: [String] = [], ground: String = "", path: String? = nil
    ) {
        self.caseID = caseID
        self.purpose = purpose
        self.parties = parties
        self.groups = groups
        self.notes = notes
        self.passages = passages
        self.ground = ground
        self.path = path
    }

    package var blacksOut: Bool {
        !parties.isEmpty || !groups.isEmpty || notes || !passages.isEmpty
    }
}
