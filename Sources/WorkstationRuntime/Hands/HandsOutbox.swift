import CaseStore
import Casework
import Texts
import Workstation

extension DeskHands {
    /// More than this many lines of each kind nobody reads; the counts stay exact.
    static let outboxLimit = 1_000
    static let clearedLimit = 200

    /// What has not been settled, refused, and dealt with.
    func outbox() throws(DeskFailure) -> OutboxPage {
        let me = personID
        let found = try stored { () throws(StoreFailure) in
            (
                try desk.unsettled(limit: Self.outboxLimit), try desk.rejected(me),
                try desk.cleared(me, limit: Self.clearedLimit)
            )
        }
        let (unsettled, rejected, cleared) = found
        var words = try ActWords(self, person: me)
        var page = OutboxPage()
        for unsettled in unsettled {
            let line = try words.line(of: unsettled.act)
            page.waiting.append(WaitingAct(line, why: why(unsettled, me)))
        }
        for group in Self.grouped(rejected) {
            if let refused = try words.refused(group) { page.refused.append(refused) }
        }
        for (rejected, clearing) in cleared {
            page.cleared.append(
                ClearedAct(
                    try words.line(of: rejected.act),
                    obstacle: rejected.verdict.obstacle ?? Obstacle(.movedOn),
                    manner: ClearingManner(rawValue: clearing.manner) ?? .discarded,
                    reason: clearing.reason, by: clearing.person, at: clearing.at))
        }
        return page
    }

    private func why(_ unsettled: UnsettledAct, _ me: PersonID) -> WaitingAct.Why {
        if unsettled.parked { return .parked }
        if unsettled.act.actor != me { return .colleague }
        return unsettled.act.body.bindsOutside ? .reserved : .line
    }

    /// Acts of a group were refused together and are dealt with together.
    private static func grouped(_ rejected: [RejectedAct]) -> [[RejectedAct]] {
        var groups: [[RejectedAct]] = []
        for act in rejected {
            if let group = act.act.group,
                let index = groups.firstIndex(where: { $0.first?.act.group == group })
            {
                groups[index].append(act)
            } else {
                groups.append([act])
            }
        }
        return groups
    }

    func clear(_ clearing: Clearing) throws(DeskFailure) -> OutboxPage {
        let me = personID
        try stored { () throws(StoreFailure) in
            try desk.clear(
                clearing.acts, manner: clearing.manner.rawValue, reason: clearing.reason, by: me)
        }
        onSubmitted()
        return try outbox()
    }

    /// How the line stands and what waits, for the status line.
    package func line() throws(DeskFailure) -> LineState {
        let me = personID
        return try stored { () throws(StoreFailure) in
            let outbox = try desk.outbox()
            return LineState(
                connection: centreLine.connection, outbox: outbox.unsent, oldest: outbox.oldest,
                refused: Self.grouped(try desk.rejected(me)).count,
                offlineUntil: centreLine.offlineUntil(me),
                isExpired: try desk.offlineUntil().map { $0 <= clock() } ?? false)
        }
    }
}

/// Acts in the office's words; a case is read once.
private struct ActWords {
    private let hands: DeskHands
    private let person: PersonID
    private let office: Office
    private var views: [CaseID: CaseStore.CaseView?] = [:]

    init(_ hands: DeskHands, person: PersonID) throws(DeskFailure) {
        self.hands = hands
        self.person = person
        office = try stored { () throws(StoreFailure) in try hands.register.office() }
    }

    private mutating func view(_ id: CaseID) throws(DeskFailure) -> CaseStore.CaseView? {
        if let known = views[id] { return known }
        let found = try stored { () throws(StoreFailure) in
            try hands.register.view(
                id, by: person, today: hands.today, assumptions: hands.assumptions)
        }
        views[id] = .some(found)
        return found
    }

    private func procedure(
        of act: Act, _ view: CaseStore.CaseView?
    ) throws(DeskFailure) -> Procedure? {
        if let procedure = view?.procedure { return procedure }
        guard case .open(let opening) = act.body else { return nil }
        return try stored { () throws(StoreFailure) in
            try hands.register.currentProcedures().first { $0.1.id == opening.procedure }?.1
        }
    }

    mutating func line(of act: Act) throws(DeskFailure) -> ActLine {
        let view = try view(act.caseID)
        var line = ActLine(
            act: act.id, caseID: act.caseID, actor: act.actor, at: act.at, row: view?.row,
            headline: "Handlung an einem Akt, der hier nicht einsehbar ist")
        guard let procedure = try procedure(of: act, view) else { return line }
        let words = HistoryWords(procedure: procedure, office: office)
        line.headline = words.headline(act.body)
        let entry = view?.pending.first { $0.entry.act.id == act.id }?.entry
        let shown = entry.map { words.lines($0.changes) } ?? []
        line.lines = shown.isEmpty ? words.wanted(act) : shown
        return line
    }

    mutating func refused(_ group: [RejectedAct]) throws(DeskFailure) -> RefusedAct? {
        guard let first = group.first else { return nil }
        var line = try line(of: first.act)
        for more in group.dropFirst() {
            let other = try self.line(of: more.act)
            line.lines += [other.headline] + other.lines
        }
        let obstacle = group.compactMap(\.verdict.obstacle).first ?? Obstacle(.movedOn)
        let holder = try view(first.act.caseID)?.file.assignment?.person
        return RefusedAct(
            line, acts: group.map(\.act.id), bodies: group.map(\.act.body), obstacle: obstacle,
            heldBy: holder == person ? nil : holder)
    }
}
