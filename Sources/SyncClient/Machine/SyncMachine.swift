import Casework

/// When to talk with the centre, about what, and what to do when that fails.
///
/// A value that only thinks: whoever runs it tells it what happened and does what it answers.
/// It starts no request of a kind that is under way, and there is always either a request under
/// way, a moment to wake at, or a person to wait for.
package struct SyncMachine: Hashable, Sendable {
    package struct Limits: Hashable, Sendable {
        /// An act that waits longer is shown as overdue.
        package var overdue = 15 * 60_000
        /// Without contact for longer nothing more is written.
        package var offline = 7 * 86_400_000
        /// After a contact broke off, desks come back within this span, not all at once.
        package var spread = 30_000
        /// Desks that were told of something new do not all ask at once.
        package var hint = 250
        /// An answer to listening that came at once and brought nothing is not believed twice.
        package var quiet = 1_000

        package init() {}
    }

    private enum Standing: Hashable, Sendable {
        case working, loggedOut, revoked
    }

    let limits: Limits
    private var jitter: Jitter
    private var pace = Pace()
    private var standing = Standing.working
    private var begun = false
    private var tooOld = false
    private var wanted: Set<SyncRequest.Kind> = []
    private var talking: SyncRequest.Kind?
    private var listening: Instant?
    /// What is listened for belongs to a state that is no longer shown.
    private var staleListening = false
    private var listenFrom: Instant?
    private var caughtUp = false
    /// A session was renewed and nothing has worked since.
    private var renewedInVain = false
    /// The centre's acts were caught up with and none has been taken since.
    private var caughtUpInVain = false
    /// Everything was fetched anew and nothing has come since.
    private var builtInVain = false
    private var answers = false
    /// The feed came; when it breaks off, the way back is spread.
    private var spreads = false
    private var up = Gate()
    private var down = Gate()
    /// Attachments: what holds one up holds up nothing else.
    private var parcels = Gate()
    private var lastContact: Instant?
    private var unsentSince: Instant?
    private var shown: SyncStatus?
    private var armed: Instant?

    /// - Parameter seed: of the random part of all waiting.
    package init(seed: UInt64, limits: Limits = Limits()) {
        self.limits = limits
        jitter = Jitter(seed: seed)
    }

    package mutating func handle(_ event: SyncEvent, now: Instant) -> [SyncEffect] {
        switch event {
        case .began(let contact, let oldest, let anew):
            begun = true
            lastContact = contact
            unsentSince = oldest.map { known($0, by: now) }
            wanted = [.offer, anew ? .bootstrap : .pull, .report]
        case .saved(let at):
            unsentSince = unsentSince ?? known(at, by: now)
            wanted.insert(.offer)
        case .noted: wanted.insert(.report)
        case .attached: wanted.insert(.deliver)
        case .asked: begin()
        case .loggedIn:
            if standing == .loggedOut { standing = .working }
            renewedInVain = false
            begin()
        case .typed: pace.typed(at: now)
        case .ended(let kind, let answer): take(answer, of: kind, now)
        case .woke: armed = nil
        }
        return plan(now)
    }

    /// Tries everything at once, whatever was waited for.
    private mutating func begin() {
        up.open()
        down.open()
        parcels.open()
        listenFrom = nil
        tooOld = false
        // What waited for another person's log-in waits no longer.
        wanted.formUnion([.offer, .deliver, .report])
        if !wanted.contains(.bootstrap) { wanted.insert(.pull) }
    }

    // MARK: - What came of a request

    private mutating func take(_ answer: SyncAnswer, of kind: SyncRequest.Kind, _ now: Instant) {
        let began = listening
        let stale = kind == .listen && staleListening
        if kind == .listen {
            listening = nil
            staleListening = false
        } else if talking == kind {
            talking = nil
        }
        if case .failed(let trouble) = answer {
            // What failed on a state that is gone says nothing of the present one.
            if !stale || trouble == .revoked || trouble == .unauthenticated {
                failed(kind, trouble, now)
            }
            return
        }
        succeeded(kind, now)
        switch answer {
        case .refreshed: renewedInVain = true
        case .caughtUp:
            caughtUpInVain = true
            wanted.insert(.offer)
        case .offered(let more, let oldest): offered(more: more, oldest: oldest, now)
        case .built:
            builtInVain = true
            caughtUp = false
            if listening != nil { staleListening = true }
            wanted.insert(.pull)
        case .fetched(let items, let more, let took):
            pace.took(took, items: items)
            if !stale { fetched(kind, items: items, more: more, since: began, now) }
        case .delivered(let more, let freed):
            if more { wanted.insert(.deliver) }
            if freed { wanted.insert(.offer) }
        case .reported(let more): if more { wanted.insert(.report) }
        case .failed: break
        }
    }

    private mutating func succeeded(_ kind: SyncRequest.Kind, _ now: Instant) {
        answers = true
        lastContact = now
        if kind == .deliver {
            parcels.succeeded()
        } else if isUpwards(kind) {
            up.succeeded()
        } else {
            down.succeeded()
            spreads = true
        }
        if kind != .refresh { renewedInVain = false }
    }

    private mutating func offered(more: Bool, oldest: Instant?, _ now: Instant) {
        caughtUpInVain = false
        if more { wanted.insert(.offer) }
        // An act saved meanwhile is known from its own event.
        if oldest != nil || !wanted.contains(.offer) {
            unsentSince = oldest.map { known($0, by: now) }
        }
    }

    /// Acts bear the time of a clock that may have been ahead; none is younger than the first one known
    /// to wait, so that such a clock does not put off the alarm.
    private func known(_ made: Instant, by now: Instant) -> Instant {
        made <= now ? made : min(unsentSince ?? now, now)
    }

    private mutating func fetched(
        _ kind: SyncRequest.Kind, items: Int, more: Bool, since began: Instant?, _ now: Instant
    ) {
        caughtUp = !more
        builtInVain = false
        if more { wanted.insert(.pull) }
        guard kind == .listen else { return }
        let quick = began.map { $0.milliseconds(until: now) < Int64(limits.quiet) } ?? false
        let rest = items > 0 ? jitter.upTo(limits.hint) : quick ? limits.quiet : 0
        listenFrom = rest > 0 ? now.adding(milliseconds: Int64(rest)) : nil
    }

    // MARK: - What to do about a failure

    private mutating func failed(_ kind: SyncRequest.Kind, _ trouble: SyncTrouble, _ now: Instant) {
        again(kind)
        switch trouble {
        case .revoked: standing = .revoked
        case .unauthenticated: renew(after: kind)
        case .newEpoch, .anew: buildAnew(after: kind, otherLog: trouble == .newEpoch, now)
        case .tooOld where !isUpwards(kind):
            answered(now)
            tooOld = true
        case .gap where kind == .offer && !caughtUpInVain: wanted.insert(.catchUp)
        case .away(let least): close(kind, now, least: least ?? 0, away: true)
        case .tooOld, .gap, .fault:
            caughtUpInVain = false
            close(kind, now)
        }
    }

    private mutating func buildAnew(
        after kind: SyncRequest.Kind, otherLog: Bool, _ now: Instant
    ) {
        answered(now)
        caughtUp = false
        let inVain = isUpwards(kind) ? caughtUpInVain : builtInVain
        wanted.insert(.bootstrap)
        wanted.remove(.pull)
        if otherLog, !inVain, kind != .catchUp { wanted.insert(.catchUp) }
        if inVain || [.bootstrap, .catchUp, .deliver].contains(kind) {
            caughtUpInVain = false
            builtInVain = false
            close(kind, now)
        }
    }

    private mutating func again(_ kind: SyncRequest.Kind) {
        switch kind {
        case .listen: break
        case .pull: if !wanted.contains(.bootstrap) { wanted.insert(.pull) }
        default: wanted.insert(kind)
        }
    }

    private mutating func answered(_ now: Instant) {
        answers = true
        lastContact = now
    }

    private mutating func renew(after kind: SyncRequest.Kind) {
        if kind == .refresh || renewedInVain {
            standing = .loggedOut
            wanted.remove(.refresh)
        } else {
            wanted.insert(.refresh)
        }
    }

    /// Waits before the next try in this direction. Who was in contact and loses it comes back
    /// at a moment of its own.
    private mutating func close(
        _ kind: SyncRequest.Kind, _ now: Instant, least: Int = 0, away: Bool = false
    ) {
        let draw = jitter.draw()
        if kind == .deliver {
            parcels.failed(at: now, draw: draw, least: least)
        } else if isUpwards(kind) {
            up.failed(at: now, draw: draw, least: least)
        } else {
            let spread = away && spreads ? jitter.upTo(limits.spread) : 0
            spreads = false
            down.failed(at: now, draw: draw, least: max(least, spread))
        }
        if away { answers = false }
    }

    private func isUpwards(_ kind: SyncRequest.Kind) -> Bool {
        switch kind {
        case .refresh, .catchUp, .offer, .deliver, .report: true
        case .bootstrap, .pull, .listen: false
        }
    }

    // MARK: - What to do now

    private mutating func plan(_ now: Instant) -> [SyncEffect] {
        var effects: [SyncEffect] = []
        if let kind = nextTalk(now) {
            wanted.remove(kind)
            talking = kind
            effects.append(.start(request(kind, now)))
        }
        if mayListen(now) {
            listening = now
            effects.append(.start(.listen(limit: pace.limit(at: now))))
        }
        let status = status(now)
        if status != shown {
            shown = status
            effects.append(.show(status))
        }
        let moment = wakeUp(now)
        if moment != armed {
            armed = moment
            effects.append(.wake(at: moment))
        }
        return effects
    }

    private func request(_ kind: SyncRequest.Kind, _ now: Instant) -> SyncRequest {
        switch kind {
        case .refresh: .refresh
        case .catchUp: .catchUp
        case .offer: .offer
        case .bootstrap: .bootstrap
        case .pull: .pull(limit: pace.limit(at: now))
        case .deliver: .deliver
        case .report: .report
        case .listen: .listen(limit: pace.limit(at: now))
        }
    }

    /// What is saved goes before what is fetched.
    private static let order: [SyncRequest.Kind] = [
        .refresh, .catchUp, .offer, .bootstrap, .pull, .deliver, .report,
    ]

    private func nextTalk(_ now: Instant) -> SyncRequest.Kind? {
        guard begun, standing == .working, talking == nil else { return nil }
        return possible.first { gate(of: $0).isOpen(at: now) }
    }

    /// What is wanted and may be asked for once its direction is open.
    private var possible: [SyncRequest.Kind] {
        if wanted.contains(.refresh) { return [.refresh] }
        return SyncMachine.order.filter { kind in
            guard wanted.contains(kind) else { return false }
            if kind == .offer || kind == .deliver, wanted.contains(.catchUp) { return false }
            if !isUpwards(kind), tooOld { return false }
            if kind == .pull || kind == .bootstrap, wanted.contains(.catchUp) { return false }
            return true
        }
    }

    private func gate(of kind: SyncRequest.Kind) -> Gate {
        kind == .deliver ? parcels : isUpwards(kind) ? up : down
    }

    private var wouldListen: Bool {
        guard begun, standing == .working, listening == nil, caughtUp, !tooOld else {
            return false
        }
        let first: Set<SyncRequest.Kind> = [.refresh, .catchUp, .bootstrap, .pull]
        return wanted.isDisjoint(with: first) && !(talking.map(first.contains) ?? false)
    }

    private func mayListen(_ now: Instant) -> Bool {
        wouldListen && down.isOpen(at: now) && listenFrom.map { $0 <= now } ?? true
    }

    // MARK: - When to look again

    private func wakeUp(_ now: Instant) -> Instant? {
        var moments: [Instant] = []
        if standing == .working, talking == nil {
            moments += possible.compactMap { gate(of: $0).opens }
        }
        if wouldListen {
            moments += [down.opens, listenFrom].compactMap { $0 }.max().map { [$0] } ?? []
        }
        moments += [overdueFrom, expiresAt].compactMap { $0 }
        return moments.filter { $0 > now }.min()
    }

    private var overdueFrom: Instant? {
        unsentSince?.adding(milliseconds: Int64(limits.overdue))
    }

    private var expiresAt: Instant? {
        lastContact?.adding(milliseconds: Int64(limits.offline))
    }

    private func status(_ now: Instant) -> SyncStatus {
        SyncStatus(
            contact: contact, lastContact: lastContact.map(SyncMachine.minute),
            unsentSince: unsentSince, overdue: overdueFrom.map { $0 <= now } ?? false,
            expired: expiresAt.map { $0 <= now } ?? false, nextTry: nextTry)
    }

    /// A contact is shown by the minute, so that the status does not change with every answer.
    private static func minute(_ moment: Instant) -> Instant {
        Instant(milliseconds: moment.milliseconds / 60_000 * 60_000)
    }

    private var nextTry: Instant? {
        guard standing == .working, !answers, talking == nil, listening == nil else { return nil }
        return [up.opens, down.opens].compactMap { $0 }.min()
    }

    private var contact: SyncStatus.Contact {
        switch standing {
        case .revoked: return .revoked
        case .loggedOut: return .needsLogIn
        case .working: break
        }
        if !answers { return up.opens == nil && down.opens == nil ? .beginning : .away }
        if tooOld { return .tooOld }
        if talking == .bootstrap || wanted.contains(.bootstrap) { return .building }
        return caughtUp && unsentSince == nil ? .current : .catchingUp
    }
}
