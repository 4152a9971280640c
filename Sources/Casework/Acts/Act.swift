/// What a person undertakes on a case. Immutable and identified; the centre orders it.
package struct Act: Hashable, Sendable {
    package var id: ActID
    package var device: DeviceID
    /// Gap-free per device and actor, from 1.
    package var counter: Int
    package var actor: PersonID
    package var caseID: CaseID
    /// The case version the person saw, and the versions of the slots the act reads or writes.
    package var base: Base
    package var body: ActBody
    package var group: GroupID?
    /// The desk's claim of time; informative.
    package var at: Instant
    /// Acts of the same desk without which this one makes no sense.
    package var needs: [ActID]
    /// Slots that must still have the version the person saw.
    package var unmoved: [Slot: Int]
    package var origin: Origin

    package init(
        id: ActID, device: DeviceID, counter: Int, actor: PersonID, caseID: CaseID, base: Base,
        body: ActBody, group: GroupID? = nil, at: Instant, needs: [ActID] = [],
        unmoved: [Slot: Int] = [:], origin: Origin = Origin()
    ) {
        self.id = id
        self.device = device
        self.counter = counter
        self.actor = actor
        self.caseID = caseID
        self.base = base
        self.body = body
        self.group = group
        self.at = at
        self.needs = needs
        self.unmoved = unmoved
        self.origin = origin
    }

    /// What the desk says about itself and its clock; evidence, never a reason.
    package struct Origin: Hashable, Sendable {
        /// Minutes its zone is ahead of UTC.
        package var zone: Int?
        /// Milliseconds it believed the centre's clock to be ahead of its own.
        package var skew: Int?
        /// The program's version.
        package var program: String

        package init(zone: Int? = nil, skew: Int? = nil, program: String = "") {
            self.zone = zone
            self.skew = skew
            self.program = program
        }
    }
}

package struct Base: Hashable, Sendable {
    package var version: Int
    package var slots: [Slot: Int]
    /// Previous values of the written slots, for a merge in three ways.
    package var old: [Slot: SlotValue]

    package init(version: Int, slots: [Slot: Int] = [:], old: [Slot: SlotValue] = [:]) {
        self.version = version
        self.slots = slots
        self.old = old
    }
}

package enum ActBody: Hashable, Sendable {
    case open(Opening)
    case takeStep(StepTaking)
    case approve(note: String)
    case sendBack(reason: String)
    case setFields([FieldID: FieldValue?])
    case setSubject(String)
    case setPlace(Place)
    case setPaper(String)
    case checkItems([ItemID: ItemRecord])
    case addNote(Note)
    case assign(Assignment, reason: String)
    case resubmit(CivilDay, reason: String)
    case cancelResubmission
    case putParty(Party)
    case removeParty(PartyID, reason: String)
    case addAttachment(Attachment)
    case checkPicture(AttachmentID, Attachment.PictureCheck)
    case recordDelivery(LetterID, PartyID, Delivery)
    case answerInquiry(InquiryID, day: CivilDay, answer: String)
    case post(Posting)
    case setDeadline(key: String, title: String, end: CivilDay, binds: WaitingFor, reason: String)
    case extendDeadline(key: String, Extension, reason: String)
    case suspendDeadline(key: String, from: CivilDay, reason: String)
    case resumeDeadline(key: String, to: CivilDay)
    case cancelDeadline(key: String, reason: String)
    case relate(CaseID, relation: String)
    case unrelate(CaseID)
    case declareBias(PersonID, reason: String)
    case withdraw(day: CivilDay, reason: String)
    case transfer(to: String, day: CivilDay, reason: String)
    case void(reason: String)
    case reopen(reason: String)
    case undo(ActID)
    case resolveConflict(Slot, SlotValue?)
}

/// A new case.
package struct Opening: Hashable, Sendable {
    package var procedure: ProcedureID
    package var edition: EditionID
    package var kind: KindID
    package var subject: String
    package var place: Place
    package var received: CivilDay
    /// How it came: online, counter, telephone, post, e-mail, or a source's name.
    package var channel: String
    package var source: String
    package var paper: String
    package var fields: [FieldID: FieldValue]
    package var parties: [Party]
    package var attachments: [Attachment]
    package var assignment: Assignment?
    /// Set for cases taken over as already done.
    package var closed: Closing?
    package var result: ResultID?

    package init(
        procedure: ProcedureID, edition: EditionID, kind: KindID, subject: String,
        place: Place = Place(), received: CivilDay, channel: String, source: String = "",
        paper: String = "", fields: [FieldID: FieldValue] = [:], parties: [Party] = [],
        attachments: [Attachment] = [], assignment: Assignment? = nil, closed: Closing? = nil,
        result: ResultID? = nil
    ) {
        self.procedure = procedure
        self.edition = edition
        self.kind = kind
        self.subject = subject
        self.place = place
        self.received = received
        self.channel = channel
        self.source = source
        self.paper = paper
        self.fields = fields
        self.parties = parties
        self.attachments = attachments
        self.assignment = assignment
        self.closed = closed
        self.result = result
    }
}

/// A step with what its form asked for.
package struct StepTaking: Hashable, Sendable {
    package var step: StepID
    package var inputs: [FieldID: FieldValue]
    package var letter: LetterDraft?
    package var inquiry: InquiryDraft?
    package var reason: String

    package init(
        step: StepID, inputs: [FieldID: FieldValue] = [:], letter: LetterDraft? = nil,
        inquiry: InquiryDraft? = nil, reason: String = ""
    ) {
        self.step = step
        self.inputs = inputs
        self.letter = letter
        self.inquiry = inquiry
        self.reason = reason
    }
}

/// A letter as it was previewed.
package struct LetterDraft: Hashable, Sendable {
    package var text: String
    package var recipients: [PartyID]

    package init(text: String, recipients: [PartyID]) {
        self.text = text
        self.recipients = recipients
    }
}

/// The fact as the centre ordered it: what resulted, never decided again.
package struct Entry: Hashable, Sendable {
    /// Place in the one log, from 1 without gap.
    package var sequence: Int
    package var caseID: CaseID
    /// The case version after it.
    package var version: Int
    package var act: Act
    /// The centre's time.
    package var at: Instant
    package var outcome: Outcome
    package var changes: [Change]

    package init(
        sequence: Int, caseID: CaseID, version: Int, act: Act, at: Instant, outcome: Outcome,
        changes: [Change]
    ) {
        self.sequence = sequence
        self.caseID = caseID
        self.version = version
        self.act = act
        self.at = at
        self.outcome = outcome
        self.changes = changes
    }
}

/// What the centre made of an act.
package enum Outcome: String, CaseIterable, Hashable, Sendable {
    case applied, merged, parked, rejected
}

/// The centre's answer to one act.
package struct Verdict: Hashable, Sendable {
    package var act: ActID
    package var counter: Int
    package var outcome: Outcome
    package var sequence: Int
    package var version: Int
    package var obstacle: Obstacle?

    package init(
        act: ActID, counter: Int, outcome: Outcome, sequence: Int, version: Int,
        obstacle: Obstacle? = nil
    ) {
        self.act = act
        self.counter = counter
        self.outcome = outcome
        self.sequence = sequence
        self.version = version
        self.obstacle = obstacle
    }
}
