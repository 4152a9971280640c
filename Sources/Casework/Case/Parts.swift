/// A Geschäftszahl in the city's form, `0004168/2026`, and the unit's sign.
package struct CaseNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var serial: Int
    package var year: Int
    package var sign: String

    package init(serial: Int, year: Int, sign: String) {
        self.serial = serial
        self.year = year
        self.sign = sign
    }

    /// Reads `4168/2026`, `0004168/2026` and `0004168/2026 BBV`.
    package init?(_ text: String) {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let number = parts.first else { return nil }
        let halves = number.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count <= 7, halves[1].count == 4,
            let serial = Int(halves[0]), let year = Int(halves[1]), serial > 0
        else { return nil }
        self.init(serial: serial, year: year, sign: parts.count > 1 ? String(parts[1]) : "")
    }

    /// Seven digits, slash, year: what lists show and what people dictate.
    package var description: String {
        let digits = String(serial)
        return String(repeating: "0", count: max(0, 7 - digits.count)) + digits + "/\(year)"
    }

    package var withSign: String { sign.isEmpty ? description : "\(description) \(sign)" }

    package static func < (left: CaseNumber, right: CaseNumber) -> Bool {
        (left.year, left.serial) < (right.year, right.serial)
    }
}

/// Where it is about. Everything may be empty; coordinates are WGS84 in millionths of a degree.
package struct Place: Hashable, Sendable {
    package var street = ""
    package var houseNumber = ""
    package var postalCode = ""
    package var district = ""
    /// Katastralgemeinde, one of the fourteen.
    package var cadastral = ""
    /// Einlagezahl.
    package var register = ""
    /// Grundstücksnummern, comma separated.
    package var parcels = ""
    package var latitude: Int?
    package var longitude: Int?
    /// What the citizen wrote where no address is known.
    package var remark = ""

    package init() {}

    /// Somebody could be sent there.
    package var isKnown: Bool { !line.isEmpty }

    /// One line: street and number, else the remark, else the coordinates.
    package var line: String {
        if street.isEmpty { return remark.isEmpty ? coordinates : remark }
        return houseNumber.isEmpty ? street : "\(street) \(houseNumber)"
    }

    /// "48,306123° N, 14,286440° O"; empty where one is missing.
    package var coordinates: String {
        guard let latitude, let longitude else { return "" }
        func degrees(_ millionths: Int) -> String {
            let rest = String(millionths.magnitude % 1_000_000)
            let sign = millionths < 0 ? "-" : ""
            let whole = millionths.magnitude / 1_000_000
            return "\(sign)\(whole),\(String(repeating: "0", count: 6 - rest.count))\(rest)°"
        }
        return "\(degrees(latitude)) N, \(degrees(longitude)) O"
    }
}

package struct Assignment: Hashable, Sendable {
    package var unit: UnitID
    package var person: PersonID?

    package init(unit: UnitID, person: PersonID? = nil) {
        self.unit = unit
        self.person = person
    }
}

/// How a case was closed.
package struct Closing: Hashable, Sendable {
    package enum Manner: String, CaseIterable, Sendable {
        case finished, withdrawn, transferred, void
    }
    package var manner: Manner
    package var day: CivilDay
    package var reason: String
    /// The competent authority it went to (§ 6 AVG).
    package var to: String

    package init(manner: Manner, day: CivilDay, reason: String = "", to: String = "") {
        self.manner = manner
        self.day = day
        self.reason = reason
        self.to = to
    }
}

/// A step that waits for a second person.
package struct PendingApproval: Hashable, Sendable {
    package var step: StepID
    package var inputs: [FieldID: FieldValue]
    package var letter: LetterID?
    package var inquiry: InquiryDraft?
    package var reason: String
    package var preparedBy: PersonID
    package var preparedOn: CivilDay
    package var role: Role

    package init(
        step: StepID, inputs: [FieldID: FieldValue], letter: LetterID?, inquiry: InquiryDraft?,
        reason: String, preparedBy: PersonID, preparedOn: CivilDay, role: Role
    ) {
        self.step = step
        self.inputs = inputs
        self.letter = letter
        self.inquiry = inquiry
        self.reason = reason
        self.preparedBy = preparedBy
        self.preparedOn = preparedOn
        self.role = role
    }
}

package enum ItemState: String, CaseIterable, Hashable, Sendable {
    case present, missing, deficient, notNeeded
}

package struct ItemRecord: Hashable, Sendable {
    package var state: ItemState
    package var remark: String

    package init(state: ItemState, remark: String = "") {
        self.state = state
        self.remark = remark
    }
}

package struct Party: Hashable, Sendable {
    package var id: PartyID
    package var role: String
    package var name: String
    package var street = ""
    package var postalCode = ""
    package var town = ""
    package var email = ""
    package var phone = ""
    /// Firm or register number, ZVR.
    package var register = ""
    /// Signed the plan, consents.
    package var agrees = false
    /// Who speaks for this party.
    package var representative = ""

    package init(id: PartyID, role: String, name: String) {
        self.id = id
        self.role = role
        self.name = name
    }
}

package struct Note: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// Aktenvermerk, § 16 AVG: part of the file.
        case memorandum
        /// For colleagues.
        case remark
        /// What the next one needs to know.
        case handover
    }
    package var id: NoteID
    package var kind: Kind
    package var text: String

    package init(id: NoteID, kind: Kind, text: String) {
        self.id = id
        self.kind = kind
        self.text = text
    }
}

/// A document or picture, stored elsewhere under its hash.
package struct Attachment: Hashable, Sendable {
    package enum PictureCheck: String, CaseIterable, Sendable {
        case notChecked, clean, mustBlur
    }
    package var id: AttachmentID
    package var name: String
    package var sha256: String
    package var mediaType: String
    package var size: Int
    package var item: ItemID?
    package var received: CivilDay
    package var picture: PictureCheck

    package init(
        id: AttachmentID, name: String, sha256: String, mediaType: String, size: Int,
        item: ItemID? = nil, received: CivilDay, picture: PictureCheck = .notChecked
    ) {
        self.id = id
        self.name = name
        self.sha256 = sha256
        self.mediaType = mediaType
        self.size = size
        self.item = item
        self.received = received
        self.picture = picture
    }

    package var isPicture: Bool { mediaType.hasPrefix("image/") }
}

/// A question to an expert, a unit, an outside body or a party, with its answer.
package struct Inquiry: Hashable, Sendable {
    package var id: InquiryID
    package var draft: InquiryDraft
    package var asked: CivilDay
    package var answered: CivilDay?
    package var answer: String

    package init(
        id: InquiryID, draft: InquiryDraft, asked: CivilDay, answered: CivilDay? = nil,
        answer: String = ""
    ) {
        self.id = id
        self.draft = draft
        self.asked = asked
        self.answered = answered
        self.answer = answer
    }
}

package struct InquiryDraft: Hashable, Sendable {
    package var kind: InquiryKind
    /// An addressee of the procedure, or free text.
    package var addressee: String
    package var question: String
    package var due: CivilDay?

    package init(kind: InquiryKind, addressee: String, question: String, due: CivilDay? = nil) {
        self.kind = kind
        self.addressee = addressee
        self.question = question
        self.due = due
    }
}

/// The day a case resurfaces.
package struct Resubmission: Hashable, Sendable {
    package var day: CivilDay
    package var reason: String
    package var by: PersonID

    package init(day: CivilDay, reason: String, by: PersonID) {
        self.day = day
        self.reason = reason
        self.by = by
    }
}

/// Money booked; never changed, only reversed by another.
package struct Posting: Hashable, Sendable {
    package var id: PostingID
    package var kind: PostingKind
    package var amount: Money
    package var day: CivilDay
    package var text: String
    package var reverses: PostingID?

    package init(
        id: PostingID, kind: PostingKind, amount: Money, day: CivilDay, text: String,
        reverses: PostingID? = nil
    ) {
        self.id = id
        self.kind = kind
        self.amount = amount
        self.day = day
        self.text = text
        self.reverses = reverses
    }
}

/// Two people changed the same thing; both values are kept until somebody decides.
package struct Conflict: Hashable, Sendable {
    package var slot: Slot
    package var base: SlotValue?
    package var mine: SlotValue?
    package var mineBy: PersonID
    package var mineAt: Instant

    package init(
        slot: Slot, base: SlotValue?, mine: SlotValue?, mineBy: PersonID, mineAt: Instant
    ) {
        self.slot = slot
        self.base = base
        self.mine = mine
        self.mineBy = mineBy
        self.mineAt = mineAt
    }
}
