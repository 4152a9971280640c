/// One case: what holds now. What happened is the history, a list of entries.
package struct CaseFile: Hashable, Sendable {
    package let id: CaseID
    package let procedure: ProcedureID
    package let edition: EditionID
    package let kind: KindID
    /// +1 with each accepted act.
    package var version: Int
    package private(set) var slots: [Slot: Held]

    package init(
        id: CaseID, procedure: ProcedureID, edition: EditionID, kind: KindID, version: Int = 0,
        slots: [Slot: Held] = [:]
    ) {
        self.id = id
        self.procedure = procedure
        self.edition = edition
        self.kind = kind
        self.version = version
        self.slots = slots
    }

    package subscript(slot: Slot) -> SlotValue? { slots[slot]?.value }

    /// Moves the case to `version` by `changes`; never decides, never fails.
    package mutating func apply(
        _ changes: [Change], version: Int, by: PersonID, at: Instant
    ) {
        self.version = version
        for change in changes {
            slots[change.slot] = change.new.map {
                Held(value: $0, version: version, by: by, at: at)
            }
        }
    }

    /// The members of a family in the order of their keys, which for things made by people is
    /// the order of making.
    func members(_ family: Slot.Family) -> [(key: String, value: SlotValue)] {
        slots.filter { $0.key.family == family }
            .map { (key: $0.key.key, value: $0.value.value) }
            .sorted { $0.key < $1.key }
    }
}

extension CaseFile {
    package var number: CaseNumber? {
        if case .number(let number)? = self[Slot(.number)] { number } else { nil }
    }
    package var subject: String { text(Slot(.subject)) ?? "" }
    package var place: Place {
        if case .place(let place)? = self[Slot(.place)] { place } else { Place() }
    }
    package var received: CivilDay {
        if case .day(let day)? = self[Slot(.received)] { day } else { CivilDay(ordinal: 0) }
    }
    package var channel: String { text(Slot(.channel)) ?? "" }
    /// Source and its id, for imported cases: "koeln/A-1627".
    package var source: String { text(Slot(.source)) ?? "" }
    /// Where the paper file is.
    package var paper: String { text(Slot(.paper)) ?? "" }
    package var phase: PhaseID { PhaseID(text(Slot(.phase)) ?? "") }
    package var result: ResultID? { text(Slot(.result)).map { ResultID($0) } }
    package var publicStatus: StatusID? { text(Slot(.publicStatus)).map { StatusID($0) } }
    package var assignment: Assignment? {
        if case .assignment(let assignment)? = self[Slot(.assignment)] { assignment } else { nil }
    }
    package var closing: Closing? {
        if case .closing(let closing)? = self[Slot(.closing)] { closing } else { nil }
    }
    package var pending: PendingApproval? {
        if case .pending(let pending)? = self[Slot(.pending)] { pending } else { nil }
    }
    package var resubmission: Resubmission? {
        if case .resubmission(let value)? = self[Slot(.resubmission)] { value } else { nil }
    }
    package var isOpen: Bool { closing == nil }

    package func field(_ id: FieldID) -> FieldValue? {
        if case .field(let value)? = self[.field(id)] { value } else { nil }
    }
    package func item(_ id: ItemID) -> ItemRecord? {
        if case .item(let record)? = self[.item(id)] { record } else { nil }
    }
    package func letter(_ id: LetterID) -> Letter? {
        if case .letter(let letter)? = self[.letter(id)] { letter } else { nil }
    }
    package func deadline(_ key: String) -> DeadlineRecord? {
        if case .deadline(let record)? = self[.deadline(key)] { record } else { nil }
    }
    /// The day a step was last taken.
    package func taken(_ id: StepID) -> CivilDay? {
        if case .day(let day)? = self[.taken(id)] { day } else { nil }
    }

    package var fields: [FieldID: FieldValue] {
        var all: [FieldID: FieldValue] = [:]
        for case (let key, .field(let value)) in members(.field) { all[FieldID(key)] = value }
        return all
    }
    package var parties: [Party] { members(.party).compactMap(\.value.party) }
    package var notes: [Note] { members(.note).compactMap(\.value.note) }
    package var attachments: [Attachment] { members(.attachment).compactMap(\.value.attachment) }
    package var letters: [Letter] { members(.letter).compactMap(\.value.letter) }
    package var inquiries: [Inquiry] { members(.inquiry).compactMap(\.value.inquiry) }
    package var postings: [Posting] { members(.posting).compactMap(\.value.posting) }
    package var conflicts: [Conflict] { members(.conflict).compactMap(\.value.conflict) }
    package var biased: [PersonID] { members(.bias).map { PersonID($0.key) } }
    package var relations: [(case: CaseID, relation: String)] {
        members(.relation).compactMap { member in
            if case .text(let relation) = member.value {
                (CaseID(member.key), relation)
            } else {
                nil
            }
        }
    }
    package var deadlines: [(key: String, record: DeadlineRecord)] {
        members(.deadline).compactMap { member in
            if case .deadline(let record) = member.value { (member.key, record) } else { nil }
        }
    }

    /// Postings of a kind, reversals taken off.
    package func sum(_ kind: PostingKind) -> Money {
        postings.filter { $0.kind == kind }.reduce(Money(cents: 0)) { $0 + $1.amount }
    }

    private func text(_ slot: Slot) -> String? {
        if case .text(let text)? = self[slot] { text } else { nil }
    }
}

extension SlotValue {
    package var party: Party? { if case .party(let value) = self { value } else { nil } }
    package var note: Note? { if case .note(let value) = self { value } else { nil } }
    package var letter: Letter? { if case .letter(let value) = self { value } else { nil } }
    package var inquiry: Inquiry? { if case .inquiry(let value) = self { value } else { nil } }
    package var posting: Posting? { if case .posting(let value) = self { value } else { nil } }
    package var conflict: Conflict? { if case .conflict(let value) = self { value } else { nil } }
    package var attachment: Attachment? {
        if case .attachment(let value) = self { value } else { nil }
    }
}
