import Casework
import TextCanvas

/// The acts of this desk on their way to the centre: what waits, what was refused, what was done
/// about that.
struct OutboxState: Sendable {
    enum Tab: String, CaseIterable, Sendable {
        case waiting, refused, cleared
    }
    var tab = Tab.waiting
    var page = OutboxPage()
    /// nil before the first answer.
    var isRead = false
    var positions: [Tab: ListPosition] = [:]
    /// What is to be taken back, while it is found out what that changes.
    var takingBack: ActLine?

    var position: ListPosition {
        get { positions[tab] ?? ListPosition() }
        set { positions[tab] = newValue }
    }

    var count: Int { count(of: tab) }

    func count(of tab: Tab) -> Int {
        switch tab {
        case .waiting: page.waiting.count
        case .refused: page.refused.count
        case .cleared: page.cleared.count
        }
    }

    /// What is told of the line under the cursor, whatever the tab.
    var currentLine: ActLine? {
        let index = position.cursor
        guard index < count else { return nil }
        return switch tab {
        case .waiting: page.waiting[index].line
        case .refused: page.refused[index].line
        case .cleared: page.cleared[index].line
        }
    }

    var currentWaiting: WaitingAct? {
        guard tab == .waiting, page.waiting.indices.contains(position.cursor) else { return nil }
        return page.waiting[position.cursor]
    }

    var currentRefused: RefusedAct? {
        guard tab == .refused, page.refused.indices.contains(position.cursor) else { return nil }
        return page.refused[position.cursor]
    }

    /// The cursor stays on its act where that is still there.
    mutating func take(_ new: OutboxPage, height: Int) {
        let acts = Tab.allCases.map { tab in (tab, act(at: tab)) }
        page = new
        isRead = true
        for (tab, act) in acts {
            let index = act.flatMap { act in
                (0..<count(of: tab)).first { self.act(at: tab, $0) == act }
            }
            var place = positions[tab] ?? ListPosition()
            place.move(to: index ?? place.cursor, count: count(of: tab), height: height)
            positions[tab] = place
        }
    }

    private func act(at tab: Tab, _ index: Int? = nil) -> ActID? {
        let index = index ?? positions[tab]?.cursor ?? 0
        guard index < count(of: tab) else { return nil }
        return switch tab {
        case .waiting: page.waiting[index].line.act
        case .refused: page.refused[index].line.act
        case .cleared: page.cleared[index].line.act
        }
    }
}
