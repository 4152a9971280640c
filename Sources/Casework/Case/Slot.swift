/// The name of one changeable thing in a case: its phase, one field, one party.
///
/// A case is a set of slots, and a change moves one slot from an old to a new value. Versions,
/// conflicts, undo, history and the wire all speak of slots, so that no kind of data is special.
package struct Slot: Hashable, Comparable, Sendable, CustomStringConvertible {
    package enum Family: String, CaseIterable, Sendable {
        case number, subject, place, received, channel, source, phase, result, publicStatus
        case assignment, closing, pending, paper
        case field, item, party, attachment, note, letter, inquiry, deadline, resubmission
        case posting, relation, bias, conflict, taken, mark
    }

    package var family: Family
    /// Which one of the family; empty where there is only one.
    package var key: String

    package init(_ family: Family, _ key: String = "") {
        self.family = family
        self.key = key
    }

    /// The form on the wire: `phase`, `field/plz`.
    package var description: String { key.isEmpty ? family.rawValue : "\(family.rawValue)/\(key)" }

    package init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let family = Family(rawValue: String(first)) else {
            return nil
        }
        self.init(family, parts.count > 1 ? String(parts[1]) : "")
    }

    package static func < (left: Slot, right: Slot) -> Bool {
        (left.family.rawValue, left.key) < (right.family.rawValue, right.key)
    }

    package static func field(_ id: FieldID) -> Slot { Slot(.field, id.raw) }
    package static func item(_ id: ItemID) -> Slot { Slot(.item, id.raw) }
    package static func party(_ id: PartyID) -> Slot { Slot(.party, id.raw) }
    package static func attachment(_ id: AttachmentID) -> Slot { Slot(.attachment, id.raw) }
    package static func note(_ id: NoteID) -> Slot { Slot(.note, id.raw) }
    package static func letter(_ id: LetterID) -> Slot { Slot(.letter, id.raw) }
    package static func inquiry(_ id: InquiryID) -> Slot { Slot(.inquiry, id.raw) }
    package static func deadline(_ key: String) -> Slot { Slot(.deadline, key) }
    package static func posting(_ id: PostingID) -> Slot { Slot(.posting, id.raw) }
    package static func relation(_ id: CaseID) -> Slot { Slot(.relation, id.raw) }
    package static func bias(_ id: PersonID) -> Slot { Slot(.bias, id.raw) }
    package static func conflict(_ slot: Slot) -> Slot { Slot(.conflict, slot.description) }
    package static func taken(_ id: StepID) -> Slot { Slot(.taken, id.raw) }
}

/// What a slot can hold.
package enum SlotValue: Hashable, Sendable {
    case text(String)
    case day(CivilDay)
    case number(CaseNumber)
    case place(Place)
    case field(FieldValue)
    case assignment(Assignment)
    case closing(Closing)
    case pending(PendingApproval)
    case item(ItemRecord)
    case party(Party)
    case attachment(Attachment)
    case note(Note)
    case letter(Letter)
    case inquiry(Inquiry)
    case deadline(DeadlineRecord)
    case resubmission(Resubmission)
    case posting(Posting)
    indirect case conflict(Conflict)
}

/// A slot's value with who put it there and when; `version` is the case version that did.
package struct Held: Hashable, Sendable {
    package var value: SlotValue
    package var version: Int
    package var by: PersonID
    package var at: Instant

    package init(value: SlotValue, version: Int, by: PersonID, at: Instant) {
        self.value = value
        self.version = version
        self.by = by
        self.at = at
    }
}

/// One slot moved from an old to a new value; nil is "not there".
package struct Change: Hashable, Sendable {
    package var slot: Slot
    package var old: SlotValue?
    package var new: SlotValue?

    package init(_ slot: Slot, from old: SlotValue?, to new: SlotValue?) {
        self.slot = slot
        self.old = old
        self.new = new
    }

    package var inverse: Change { Change(slot, from: new, to: old) }
}
