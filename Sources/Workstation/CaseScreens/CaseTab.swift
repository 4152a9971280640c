import Casework
import TextCanvas
import Texts

/// The tabs of a case.
enum CaseTab: String, CaseIterable, Hashable, Sendable {
    case overview, documents, parties, deadlines, letters, history, notes

    var title: String {
        switch self {
        case .overview: "Übersicht"
        case .documents: "Unterlagen"
        case .parties: "Beteiligte"
        case .deadlines: "Fristen"
        case .letters: "Schriftstücke"
        case .history: "Verlauf"
        case .notes: "Notizen"
        }
    }

    /// For screens too narrow for all titles.
    var shortTitle: String {
        switch self {
        case .overview: "Übersicht"
        case .documents: "Unterl."
        case .parties: "Beteil."
        case .letters: "Schreiben"
        default: title
        }
    }

    func step(_ by: Int) -> CaseTab {
        let all = CaseTab.allCases
        let index = (all.firstIndex(of: self) ?? 0) + by
        return all[(index + all.count) % all.count]
    }

    /// A count or a warning behind the title: "⚠1", "!", "3".
    func mark(
        _ view: CaseView, circumstances: Circumstances, short: Bool
    ) -> String {
        let mark = mark(view, circumstances)
        return short && mark.allSatisfy(\.isNumber) ? "" : mark
    }

    private func mark(_ view: CaseView, _ circumstances: Circumstances) -> String {
        let file = view.file
        let today = circumstances.today
        switch self {
        case .overview:
            return file.conflicts.isEmpty ? "" : "⚠\(file.conflicts.count)"
        case .documents:
            let open = view.procedure.neededItems(in: file, under: circumstances).count {
                let state = file.item($0.id)?.state
                return state != .present && state != .notNeeded
            }
            let pictures = file.attachments.count { $0.isPicture && $0.picture != .clean }
            return open + pictures == 0 ? "" : "⚠\(open + pictures)"
        case .parties: return file.parties.isEmpty ? "" : "\(file.parties.count)"
        case .deadlines:
            let running = file.deadlines.map(\.record).filter(\.isRunning)
            if running.contains(where: { $0.end < today }) { return "!" }
            return running.isEmpty ? "" : "\(running.count)"
        case .letters:
            let open = file.letters.contains { $0.state == .sealed && $0.deliveredToAll == nil }
            let asked = file.inquiries.count { $0.answered == nil }
            if asked > 0 { return "?\(asked)" }
            return file.letters.isEmpty ? "" : "\(file.letters.count)" + (open ? "→" : "")
        case .history:
            let seen = view.seenVersion ?? 0
            let fresh = view.entries.count {
                $0.version > seen && $0.act.actor != circumstances.actor.id
            }
            return fresh == 0 || view.seenVersion == nil ? "" : "+\(fresh)"
        case .notes: return file.notes.isEmpty ? "" : "\(file.notes.count)"
        }
    }
}

extension CaseTab {
    /// The tabs in one line, shorter where the screen is narrow.
    static func line(
        _ view: CaseView, _ circumstances: Circumstances, active: CaseTab, width: Int
    ) -> TabsLine {
        let short = width < 100
        let tabs = allCases.map { tab in
            TabsLine.Tab(
                short ? tab.shortTitle : tab.title,
                note: tab.mark(view, circumstances: circumstances, short: short))
        }
        return TabsLine(tabs, active: allCases.firstIndex(of: active) ?? 0)
    }
}
