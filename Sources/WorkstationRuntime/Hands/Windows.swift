import CaseStore
import Casework
import SyncProtocol
import Workstation

/// Windows of a list, cut by keyset: as fast at the end as at the beginning.
struct Windows {
    let register: CaseRegister
    let list: CaseStore.WorklistRequest

    /// Where a window is measured from.
    private enum Origin {
        case start, end
        case anchor(CaseStore.WorklistAnchor)
    }

    func page(
        _ wanted: Workstation.WorklistRequest
    ) throws(StoreFailure) -> Workstation.WorklistPage {
        let origin = try origin(wanted.from)
        let cut = try rows(origin, wanted)
        let anchors = cut.rows.map { CaseStore.WorklistAnchor($0, in: list) }
        var offset = 0
        let total: Int
        if let untilEnd = cut.untilEnd {
            // Counting is the dear part: what ends with the list stands where it ends, and what
            // begins with it where it begins.
            total = try register.count(list)
            offset = total - untilEnd
        } else if case .start = origin {
            total = try register.count(list)
            offset = max(0, min(wanted.skip, total))
        } else if let first = anchors.first {
            let position = try register.position(of: first, in: list)
            offset = position.before
            total = position.count
        } else {
            total = try register.count(list)
        }
        let start: Int
        switch origin {
        case .start: start = 0
        case .end: start = total
        case .anchor(let anchor):
            // So does a row that was cut.
            if let cut = anchors.firstIndex(of: anchor) {
                start = offset + cut
            } else {
                start = try register.position(of: anchor, in: list).before
            }
        }
        return Workstation.WorklistPage(
            rows: cut.rows, anchors: anchors.map { Self.token($0) }, total: total,
            offset: offset, start: start, fresh: cut.unseen)
    }

    private func origin(
        _ from: Workstation.WorklistRequest.From
    ) throws(StoreFailure) -> Origin {
        switch from {
        case .start: return .start
        case .end: return .end
        case .anchor(let token): return Self.anchor(token).map { .anchor($0) } ?? .start
        case .row(let id):
            guard let row = try register.rows([id], by: list.person).first else { return .start }
            let anchor = CaseStore.WorklistAnchor(row, in: list)
            let present = try register.position(of: anchor, in: list).present
            return present ? .anchor(anchor) : .start
        }
    }

    private struct Cut {
        var rows: [WorklistRow]
        var unseen: Set<CaseID>
        /// How many rows there are from the first one to the end of the list, where that is known.
        var untilEnd: Int?
    }

    private func rows(
        _ origin: Origin, _ wanted: Workstation.WorklistRequest
    ) throws(StoreFailure) -> Cut {
        switch origin {
        case .start:
            return try from(.first, skip: max(0, wanted.skip), count: wanted.count)
        case .end:
            let wide = max(wanted.count, -wanted.skip)
            let page = try register.page(list, .last, limit: wide)
            return Cut(
                rows: Array(page.rows.prefix(wanted.count)), unseen: page.unseen,
                untilEnd: page.rows.count)
        case .anchor(let anchor): return try around(anchor, wanted)
        }
    }

    private func from(
        _ part: WorklistPart, skip: Int, count: Int
    ) throws(StoreFailure) -> Cut {
        let page = try register.page(list, part, limit: skip + count)
        return Cut(rows: Array(page.rows.dropFirst(skip)), unseen: page.unseen)
    }

    private func around(
        _ anchor: CaseStore.WorklistAnchor, _ wanted: Workstation.WorklistRequest
    ) throws(StoreFailure) -> Cut {
        guard wanted.skip < 0 else {
            return try from(.from(anchor), skip: wanted.skip, count: wanted.count)
        }
        let before = try register.page(list, .before(anchor), limit: -wanted.skip)
        let rest = wanted.count - before.rows.count
        guard rest > 0 else {
            return Cut(rows: Array(before.rows.prefix(wanted.count)), unseen: before.unseen)
        }
        let after = try register.page(list, .from(anchor), limit: rest)
        return Cut(rows: before.rows + after.rows, unseen: before.unseen.union(after.unseen))
    }

    // MARK: Anchors as text

    static func token(_ anchor: CaseStore.WorklistAnchor) -> Workstation.WorklistAnchor {
        let value = wireObject([
            ("id", anchor.id.wire), ("number", anchor.number?.wire), ("day", anchor.day?.wire),
            ("text", anchor.text.wire),
        ])
        return Workstation.WorklistAnchor(value.text)
    }

    static func anchor(_ token: Workstation.WorklistAnchor) -> CaseStore.WorklistAnchor? {
        guard let value = try? JSONValue(text: token.token),
            let reader = try? WireReader(value, at: "anchor"),
            let id = try? reader.get("id", as: CaseID.self)
        else { return nil }
        return CaseStore.WorklistAnchor(
            id: id, number: try? reader.optional("number"), day: try? reader.optional("day"),
            text: (try? reader.get("text")) ?? "")
    }
}
