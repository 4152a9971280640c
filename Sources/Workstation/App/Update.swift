import Casework
import TextCanvas

/// The desk's one rule: what an event makes of the state, and what is to be done outside.
///
/// Deterministic and without side effects; `now` is the moment of the event (for a key: when it
/// was read) and is all that the desk knows of time.
package func update(
    _ state: inout AppState, _ event: AppEvent, at now: Instant
) -> [Effect] {
    state.now = max(state.now, now)
    state.take(event)
    state.workOffHeldInput()
    state.keepPlaceInTime()
    defer { state.effects.removeAll() }
    return state.effects
}

extension AppState {
    /// What the desk does before the first key.
    package mutating func begin() -> [Effect] {
        restorePlace()
        offerDrafts()
        tell(.setTerminal(.title(demo ? .demo : .desk)))
        if !settings.theme.isEmpty { tell(.setTerminal(.theme(settings.theme))) }
        tell(.setTerminal(.mouse(settings.mouse)))
        defer { effects.removeAll() }
        return effects
    }

    fileprivate mutating func take(_ event: AppEvent) {
        switch event {
        case .input(let input): take(input)
        case .answered(let id, let answer):
            guard let request = requests.removeValue(forKey: id) else { return }
            if request.blocks { progress = nil }
            deliver(answer, of: id, to: request.recipient)
        case .failed(let id, let failure):
            guard let request = requests.removeValue(forKey: id) else { return }
            if request.blocks { progress = nil }
            say(failure.sentence, .failure)
            deliverFailure(failure, of: id, to: request.recipient)
        case .trouble(let failure): say(failure.sentence, .failure)
        case .progress(let progress): if isBlocked { self.progress = progress }
        case .tick: clockWentOn()
        case .changed(let cases): stockChanged(cases)
        case .line(let line): lineChanged(line)
        case .presence(let id, let persons): presenceChanged(id, persons)
        case .session(let session): officeChanged(session)
        }
    }

    private mutating func take(_ input: InputEvent) {
        switch input {
        case .resized(let size):
            self.size = size
            worklistResized()
            updateCase(.resized(size))
        case .hangup, .terminate:
            keepPlace()
            end()
        case .resumed: tell(.repaint)
        case .woken, .focus: break
        case .key, .paste, .mouse:
            guard fits, !hasEnded else { return }
            waitWhereNeeded(for: input)
            guard !isBlocked else {
                if held.count < AppState.heldLimit { held.append(HeldInput(input: input, at: now)) }
                return
            }
            act(on: input, at: now)
        }
    }

    /// Keys that may wait for an answer; a cat on the keyboard is cut off here.
    static let heldLimit = 10_000

    /// Type-ahead: as far as nothing more has to be waited for.
    fileprivate mutating func workOffHeldInput() {
        var next = 0
        while next < held.count, !isBlocked, !hasEnded {
            let input = held[next]
            waitWhereNeeded(for: input.input)
            guard !isBlocked else { break }
            next += 1
            act(on: input.input, at: input.at)
        }
        held.removeFirst(next)
    }

    /// Enter means what belongs to the text typed before it: it waits for that list.
    private mutating func waitWhereNeeded(for input: InputEvent) {
        guard case .key(let key) = input, key.key == .enter, dialogs.isEmpty else { return }
        if top == .search, let id = search.request { requests[id]?.blocks = true }
        if top == .worklist, worklist.filterLine != nil, let id = worklist.loading?.id {
            requests[id]?.blocks = true
        }
    }

    private mutating func act(on input: InputEvent, at moment: Instant) {
        if case .mouse = input {
        } else if let notice, notice.since.milliseconds(until: moment) > AppState.noticeMilliseconds
        {
            self.notice = nil
        }
        if !dialogs.isEmpty {
            dialogTakes(input, at: moment)
        } else if !screenTakes(input), case .key(let key) = input {
            command(for: key, at: moment)
        }
    }

    mutating func end() {
        tell(.quit)
        hasEnded = true
    }

    private mutating func clockWentOn() {
        if worklist.shownDay != today, worklist.loading == nil {
            worklistNeedsReload()
            refreshBelow()
        }
        keepPlace()
    }

    private mutating func stockChanged(_ cases: Set<CaseID>) {
        worklistNeedsReload()
        updateCase(.changed(cases))
        refreshBelow()
    }

    /// Lists that lie in the stack are read again; each keeps its place.
    mutating func refreshBelow() {
        if stack.contains(.approvals) { askApprovals() }
        if stack.contains(.workload) { askWorkload() }
        if stack.contains(.search) { askSearchAgain() }
        if stack.contains(.outbox) { askOutbox() }
    }

    mutating func officeChanged(_ session: Session) {
        let place = self.session.place
        self.session = session
        self.session.place = place
        worklistNeedsReload()
    }
}
