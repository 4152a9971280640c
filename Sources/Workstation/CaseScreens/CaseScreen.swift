import Casework
import TextCanvas
import Texts

/// What happens to the screens of a case.
package enum CaseEvent: Sendable {
    case input(InputEvent)
    case answered(RequestID, Answer)
    case failed(RequestID, DeskFailure)
    case changed(Set<CaseID>)
    case resized(Size)
}

/// The state of the case screens.
package struct CaseScreenState: Sendable {
    package var id: CaseID
    package var view: CaseView?
    var tab = CaseTab.overview
    var places: [CaseTab: BlockPlace] = [:]
    /// Entries of the history that are listed: a key must not wait for a thousand of them.
    var historyShown = 80
    /// Rows opened with Enter.
    var opened: Set<CaseRowKey> = []
    /// What lies over the tab and takes the keyboard.
    var sheet: CaseSheet?
    /// The text of attachments that were asked for.
    var previews: [AttachmentID: String] = [:]
    /// What an answer that is on its way is for.
    var awaited: [RequestID: CaseAwaited] = [:]
    /// Cases from which this one was opened, the last one last: Esc goes back there.
    var trail: [CaseStop] = []
    /// Other assumptions or facts for one period: the what-if that stands below it.
    var whatIf: [String: String] = [:]
    /// Others who have this case open now; advisory.
    var others: [PersonID] = []
    /// What others did since the case was opened, the newest last.
    var news: [Entry] = []
    /// A refused act that is being dealt with here.
    var redo: CaseRedo?

    init(id: CaseID, tab: CaseTab) {
        self.id = id
        self.tab = tab
    }

    package init(id: CaseID) { self.init(id: id, tab: .overview) }
}

/// Where somebody was in a case before another was opened from it.
struct CaseStop: Sendable {
    var id: CaseID
    var tab: CaseTab
    var places: [CaseTab: BlockPlace]
}

/// What lies over the tabs of a case.
enum CaseSheet: Sendable {
    case letter(LetterSheet)
    case conflict(ConflictSheet)
    case reader(ReaderSheet)
}

/// What an answer is for.
enum CaseAwaited: Sendable {
    case submission(CaseSubmission)
    case letterText
    case preview(AttachmentID)
    case taking(item: ItemID?)
    case relatedCase(@Sendable (inout AppState, CaseID) -> Void)
    case undo
    case export
}

extension AppState {
    /// Opens a case above the worklist; what is typed meanwhile waits for it.
    package mutating func openCase(_ id: CaseID, tab: String = "") {
        caseFile = CaseScreenState(id: id, tab: CaseTab(rawValue: tab) ?? .overview)
        show(.caseFile)
        tell(.present(id))
        ask(.openCase(id), for: .caseFile, blocks: true)
    }

    /// Opens a case from the one that is open.
    mutating func openFromCase(_ id: CaseID) {
        guard let screen = caseFile else { return openCase(id) }
        let stop = CaseStop(id: screen.id, tab: screen.tab, places: screen.places)
        openCase(id)
        caseFile?.trail = (screen.trail + [stop]).suffix(20)
    }

    /// Back to the case this one was opened from, else to the list.
    mutating func leaveCase() {
        guard var trail = caseFile?.trail, let last = trail.popLast() else {
            return leaveScreen()
        }
        openCase(last.id, tab: last.tab.rawValue)
        caseFile?.places = last.places
        caseFile?.trail = trail
    }

    /// The tab that a restart opens again.
    var caseTab: String { caseFile?.tab.rawValue ?? "" }

    /// - Returns: whether input was used; other keys go to the command table.
    @discardableResult
    mutating func updateCase(_ event: CaseEvent) -> Bool {
        guard caseFile != nil else { return false }
        switch event {
        case .input(let input): return caseTakes(input)
        case .answered(let id, let answer): caseAnswered(id, answer)
        case .failed(let id, let failure): caseFailed(id, failure)
        case .changed(let cases):
            if let id = caseFile?.id, cases.isEmpty || cases.contains(id) {
                ask(.reloadCase(id), for: .caseFile)
            }
        case .resized:
            moveInCase { place, blocks, height in
                if let index = place.index(in: blocks) { place.show(index, blocks, height: height) }
            }
        }
        return false
    }

    private mutating func caseAnswered(_ id: RequestID, _ answer: Answer) {
        let awaited = caseFile?.awaited.removeValue(forKey: id)
        switch (awaited, answer) {
        case (_, .caseView(let view)): takeCaseView(view)
        case (.submission(let submission), .submitted(let results)):
            if let result = results.first { caseSubmitted(submission, result) }
        case (.letterText, .text(let text)): letterFilled(text)
        case (.preview(let attachment), .text(let text)):
            caseFile?.previews[attachment] = text
        case (.taking(let item), .attachment(let attachment)):
            attachTaken(attachment, item: item)
        case (.relatedCase(let then), .caseID(let found)):
            if let found {
                then(&self, found)
            } else {
                say("Diese Geschäftszahl gibt es nicht.", .refusal)
            }
        case (.undo, .undoOffer(let offer)): offerCaseUndo(offer)
        case (.export, .handedOut(let path, let count, let blacked)):
            let black =
                blacked > 0 ? ", \(Words.count(blacked, "Stelle", "Stellen")) geschwärzt" : ""
            say(
                "Akt ausgefolgt nach \(path) (\(Words.count(count, "Datei", "Dateien"))\(black)).")
        default: break
        }
    }

    private mutating func caseFailed(_ id: RequestID, _ failure: DeskFailure) {
        guard let awaited = caseFile?.awaited.removeValue(forKey: id) else {
            if caseFile?.view == nil { leaveScreen() }
            return
        }
        switch awaited {
        case .submission(let submission): submission.again?(&self, failure.sentence)
        case .preview(let attachment):
            caseFile?.previews[attachment] = failure.sentence
        case .letterText: if case .letter = caseFile?.sheet { caseFile?.sheet = nil }
        default: break
        }
    }

    private mutating func takeCaseView(_ view: CaseView) {
        guard caseFile?.id == view.file.id else { return }
        let first = caseFile?.view == nil
        let layout = caseLayout
        let before = first ? [] : caseBlocks(layout)
        var view = view
        if let old = caseFile?.view {
            view.seenVersion = old.seenVersion
            tellNews(view.foreignEntries(since: old, me: person.id), view)
        }
        caseFile?.view = view
        if !first {
            moveInCase { $0.stay(from: before, height: layout.content.height, $1, height: $2) }
        }
        tell(.markSeen(view.file.id, version: view.file.version))
        if first, caseFile?.redo == nil { offerCaseDrafts(view) }
        renewConflictSheet(view.file)
        if first { beginRedo() }
    }

    /// What a decision about the open case may look at.
    var caseCircumstances: Circumstances? {
        caseFile?.view?.circumstances(actor: person, today: today)
    }
}
