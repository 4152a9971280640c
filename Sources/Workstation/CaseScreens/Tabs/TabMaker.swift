import Casework
import TextCanvas
import Texts

/// Makes the rows of a tab from what the case is.
struct TabMaker {
    let view: CaseView
    let screen: CaseScreenState
    let circumstances: Circumstances
    let width: Int

    var file: CaseFile { view.file }
    var procedure: Procedure { view.procedure }
    var today: CivilDay { circumstances.today }
    var words: SlotWords { SlotWords(procedure: procedure, office: view.office) }

    func blocks(_ tab: CaseTab) -> [CaseBlock] {
        var made = BlockMaker(width: width)
        switch tab {
        case .overview: overview(&made)
        case .documents: documents(&made)
        case .parties: parties(&made)
        case .deadlines: deadlines(&made)
        case .letters: letters(&made)
        case .history: history(&made)
        case .notes: notes(&made)
        }
        return made.blocks
    }

    func isOpened(_ key: CaseRowKey) -> Bool { screen.opened.contains(key) }

    func moment(_ at: Instant) -> String { at.civil.austrian }
}

/// The sign, word and tone for how near an end is.
enum UrgencySign {
    static func spans(end: CivilDay, today: CivilDay, warnDays: Int) -> (sign: String, tone: Tone) {
        let left = today.days(until: end)
        if left < 0 { return ("!", .overdue) }
        if left == 0 { return ("▲", .dueToday) }
        return left <= warnDays ? ("△", .dueSoon) : (" ", .text)
    }
}
