import Casework

/// Names a question that waits for its answer. Never used twice in one run.
package struct RequestID: Hashable, Comparable, Sendable {
    package let number: Int

    package init(_ number: Int) {
        self.number = number
    }

    package static func < (left: RequestID, right: RequestID) -> Bool {
        left.number < right.number
    }
}

/// What `update` wants done outside.
///
/// Questions are answered with `AppEvent.answered` or `.failed` of the same id, each exactly
/// once, in any order. Orders are carried out in the order given and answered only by
/// `AppEvent.trouble` where they fail.
package enum Effect: Hashable, Sendable {
    case ask(RequestID, Question)
    case tell(Order)
}

/// What the screens ask of store and surroundings, each with the answer it wants.
package enum Question: Hashable, Sendable {
    // Lists
    /// → `.page`
    case worklist(WorklistRequest)
    /// → `.counts`, for the queues given, without filter.
    case counts([QueueID])
    /// → `.caseIDs`: the first `limit` cases of a list, for marking them all.
    case caseIDs(WorklistQuery, limit: Int)
    /// → `.found`: full text and query language; at most `limit` hits after `skip`.
    case search(text: String, skip: Int, limit: Int)
    /// → `.workload` of a unit's persons.
    case workload(UnitID)

    // One case
    /// → `.preview`
    case preview(CaseID)
    /// → `.caseView`. The reading is journalled and the case counts as looked at.
    case openCase(CaseID)
    /// → `.caseView`, read again after a change; not journalled.
    case reloadCase(CaseID)
    /// → `.caseID`: the case with this number, nil where there is none to be read.
    case caseWithNumber(CaseNumber)
    /// → `.text`: a letter filled from its template.
    case letterText(LetterQuestion)
    /// → `.duplicates` of a case being taken in.
    case duplicates(DuplicateQuestion)

    // Acts
    /// → `.submitted`, one result for each submission, in order. Each case for itself: one
    /// refused does not hold back the others.
    case submit([Submission])
    /// → `.rehearsed`, one for each submission, in order; nothing is stored.
    case rehearse([Submission])
    /// → `.undoOffer` for the person's last act, or for the last one on this case.
    case undoOffer(CaseID?)

    // Files
    /// → `.attachment`: the file is taken into the store by its hash; no case has it yet.
    case takeFile(path: String)
    /// → `.text`: what can be read of an attachment.
    case attachmentText(CaseID, AttachmentID)
    /// → `.done`: shown by the configured viewer.
    case openAttachment(CaseID, AttachmentID)
    /// → `.exported`: the list as CSV; nil is the configured folder.
    case exportList(WorklistQuery, path: String?)
    /// → `.handedOut`: the whole case as a readable folder, with passages blacked out.
    case handOut(HandOut)

    // Who sits here
    /// → `.session` of another person on the same desk, where no password is asked for.
    case switchPerson(PersonID)
    /// → `.session` of a person whose password the centre has found right.
    case logIn(PersonID, Secret)
    // The way to the centre
    /// → `.outbox`
    case outbox
    /// → `.outbox`, after refused acts were dealt with.
    case clear(Clearing)
    /// → `.done`: exchange with the centre now; alone, the list is only read anew.
    case synchronise
}

/// What is done without an answer.
package enum Order: Hashable, Sendable {
    /// Remember where the person is; the last one counts.
    case keepPlace(PersonID, DeskPlace)
    /// Put a text being typed on disk within 250 ms.
    case keepDraft(DraftKey, String)
    case dropDraft(DraftKey)
    case keepSettings(DeskSettings)
    /// The person has this case open now, or none: told to the others, advisory.
    case present(CaseID?)
    /// The person has seen this version of the case.
    case markSeen(CaseID, version: Int)
    /// Put text on the clipboard of the terminal (OSC 52).
    case copy(String)
    case setTerminal(TerminalOption)
    /// Give the terminal back and stop until continued (Strg-Z).
    case suspend
    /// Paint everything anew (Strg-L).
    case repaint
    case quit
}

package enum TerminalOption: Hashable, Sendable {
    /// An id of the theme list; empty chooses by capability.
    case theme(String)
    case mouse(Bool)
    case title(WindowTitle)
}

/// What the window may be called: never anything from a case.
package enum WindowTitle: Hashable, Sendable {
    case desk, demo

    package var words: StaticString {
        switch self {
        case .desk: "Amtspult"
        case .demo: "Amtspult DEMO"
        }
    }
}

/// A letter as a step's form would write it.
package struct LetterQuestion: Hashable, Sendable {
    package var caseID: CaseID
    package var template: TemplateID
    /// The step that writes it, with what its form holds so far.
    package var taking: StepTaking
    package var recipients: [PartyID]

    package init(
        caseID: CaseID, template: TemplateID, taking: StepTaking, recipients: [PartyID]
    ) {
        self.caseID = caseID
        self.template = template
        self.taking = taking
        self.recipients = recipients
    }
}

/// What is known so far of a case being taken in.
package struct DuplicateQuestion: Hashable, Sendable {
    package var procedure: ProcedureID
    package var kind: KindID?
    package var subject: String
    package var place: Casework.Place
    package var partyName: String

    package init(
        procedure: ProcedureID, kind: KindID? = nil, subject: String = "",
        place: Casework.Place = Casework.Place(), partyName: String = ""
    ) {
        self.procedure = procedure
        self.kind = kind
        self.subject = subject
        self.place = place
        self.partyName = partyName
    }
}
