import Casework

/// What of a case must not be seen by whom it is handed to.
package struct Redaction: Hashable, Sendable {
    /// One thing to black out, and why: "§ 17 Abs 3 AVG".
    package struct Rule: Hashable, Sendable {
        package var passage: Passage
        package var ground: String

        package init(_ passage: Passage, ground: String) {
            self.passage = passage
            self.ground = ground
        }
    }

    package enum Passage: Hashable, Sendable {
        /// A field with all values it ever had.
        case field(FieldID)
        /// Every field of a group: "person", "bank".
        case fieldGroup(String)
        /// A party: name, address and everything else known of it.
        case party(PartyID)
        case note(NoteID)
        /// The whole text of a letter.
        case letter(LetterID)
        case inquiry(InquiryID)
        /// An attachment: left out.
        case attachment(AttachmentID)
        /// These words, wherever they stand.
        case text(String)
        /// Characters of a note, letter, answer, text field or the subject.
        case range(Slot, Range<Int>)
    }

    package var rules: [Rule]
    /// Attachments that somebody looked through: they go out as they are.
    package var released: Set<AttachmentID>

    package init(_ rules: [Rule] = [], released: Set<AttachmentID> = []) {
        self.rules = rules
        self.released = released
    }

    package var isEmpty: Bool { rules.isEmpty }
}

/// A redaction applied to one case: which slots are black as a whole, and which words are
/// black wherever they stand.
struct Blackening {
    private(set) var slots: Set<Slot> = []
    private(set) var secrets: [Secret] = []
    /// For the log, in the order of the rules.
    private(set) var lines: [(what: String, ground: String)] = []

    init(_ redaction: Redaction, file: CaseFile, procedure: Procedure, history: [Entry]) {
        for rule in redaction.rules { take(rule, file, procedure) }
        // A value that stood there once is as secret as the last one.
        for change in history.flatMap(\.changes) where slots.contains(change.slot) {
            for value in [change.old, change.new] { value.map { add($0, procedure) } }
        }
        for slot in slots { file[slot].map { add($0, procedure) } }
        secrets = Array(Set(secrets))
    }

    func isBlack(_ slot: Slot) -> Bool {
        if slots.contains(slot) { return true }
        switch slot.family {
        // A step that waits, and a conflict, hold copies of other slots.
        case .pending: return slots.contains { $0.family == .field }
        case .conflict: return Slot(slot.key).map { slots.contains($0) } ?? false
        default: return false
        }
    }

    private mutating func take(
        _ rule: Redaction.Rule, _ file: CaseFile, _ procedure: Procedure
    ) {
        let what: String
        switch rule.passage {
        case .field(let id):
            slots.insert(.field(id))
            what = Sentences.blackField(procedure.field(id)?.title ?? id.raw)
        case .fieldGroup(let group):
            slots.formUnion(procedure.fields.filter { $0.group == group }.map { .field($0.id) })
            what = Sentences.blackGroup(group)
        case .party(let id):
            slots.insert(.party(id))
            what = Sentences.blackParty
        case .note(let id):
            slots.insert(.note(id))
            what = Sentences.blackNote
        case .letter(let id):
            slots.insert(.letter(id))
            what = Sentences.blackLetter
        case .inquiry(let id):
            slots.insert(.inquiry(id))
            what = Sentences.blackInquiry
        case .attachment(let id):
            slots.insert(.attachment(id))
            what = Sentences.blackAttachment
        case .text(let text):
            secrets.append(Secret(text))
            what = Sentences.blackPassage
        case .range(let slot, let range):
            let text = Array(file[slot]?.passageText ?? "")
            let held = range.clamped(to: 0..<text.count)
            secrets.append(Secret(String(text[held])))
            what = Sentences.blackPassage
        }
        lines.append((what, rule.ground))
    }

    private mutating func add(_ value: SlotValue, _ procedure: Procedure) {
        switch value {
        case .text(let text): addText(text)
        case .field(let value): add(value)
        case .party(let party):
            addName(party.name)
            addName(party.representative)
            let texts = [
                party.street, party.email, party.phone, party.register,
            ]
            for text in texts where !text.isEmpty { secrets.append(Secret(text)) }
        case .note(let note): addText(note.text)
        case .letter(let letter): addText(letter.text)
        case .inquiry(let inquiry):
            addText(inquiry.draft.question)
            addText(inquiry.answer)
        case .attachment(let attachment): addText(attachment.name)
        default: break
        }
    }

    /// Options and yes or no say nothing outside their field; numbers only when they are long.
    private mutating func add(_ value: FieldValue) {
        switch value {
        case .text(let text): addText(text)
        case .integer(let number): if abs(number) > 9_999 { addText(String(number)) }
        case .quantity(let quantity):
            if abs(quantity.milli) > 9_999_999 { addText(quantity.austrian) }
        case .money(let money):
            addText(money.plain)
            // Whole amounts are often written without cents.
            if money.cents % 100 == 0 { addText(String(money.plain.dropLast(3))) }
        case .day(let day):
            for text in [day.austrian, day.iso, day.austrianLong] { addText(text) }
        case .flag: break
        }
    }

    private mutating func addText(_ text: String) {
        let secret = Secret(text)
        if secret.key.count >= 4 { secrets.append(secret) }
    }

    /// The name, and each word of it that is a name by itself.
    private mutating func addName(_ name: String) {
        guard !name.isEmpty else { return }
        secrets.append(Secret(name))
        for word in foldedWords(name)
        where word.utf8.count >= 3 && !Blackening.particles.contains(word) {
            secrets.append(Secret(word))
        }
    }

    /// Words of names that are no names: blacking them out would hide nothing and harm reading.
    private static let particles: Set<String> = [
        "von", "van", "der", "den", "dem", "des", "die", "das", "und", "fuer", "gmbh", "verein",
        "mag", "dipl", "ing", "frau", "herr", "familie", "gesellschaft", "linz",
    ]
}

extension SlotValue {
    /// The text that a range of characters counts in.
    package var passageText: String {
        switch self {
        case .text(let text): text
        case .field(let value): value.plain
        case .note(let note): note.text
        case .letter(let letter): letter.text
        case .inquiry(let inquiry): inquiry.answer
        case .place(let place): place.remark
        default: ""
        }
    }
}
