import Casework
import TextCanvas

// Which screen gets what. One switch for each kind of traffic; a new screen is named here.

extension AppState {
    /// Offers input to what the top screen is typing in, points at or counts.
    /// - Returns: false where a key is left for the command table.
    mutating func screenTakes(_ input: InputEvent) -> Bool {
        if case .mouse(let mouse) = input, footerTakes(mouse) || headTakes(mouse) { return true }
        switch top {
        case .worklist: return worklistTakes(input)
        case .caseFile: return updateCase(.input(input))
        case .intake: return updateIntake(.input(input))
        case .search: return searchTakes(input)
        case .approvals, .workload, .bulk, .outbox: return listTakes(input)
        case .palette: return paletteTakes(input)
        case .help: return helpTakes(input)
        case .options: return optionsTake(input)
        case .desk: return false
        }
    }

    mutating func deliver(_ answer: Answer, of id: RequestID, to recipient: ScreenID) {
        switch recipient {
        case .worklist: worklistAnswered(id, answer)
        case .caseFile: updateCase(.answered(id, answer))
        case .intake: updateIntake(.answered(id, answer))
        case .search: searchAnswered(id, answer)
        case .approvals: approvalsAnswered(id, answer)
        case .workload: workloadAnswered(answer)
        case .bulk: bulkAnswered(answer)
        case .outbox: outboxAnswered(answer)
        case .desk: deskAnswered(id, answer)
        case .palette, .help, .options: break
        }
    }

    mutating func deliverFailure(
        _ failure: DeskFailure, of id: RequestID, to recipient: ScreenID
    ) {
        switch recipient {
        case .worklist: worklistFailed(id)
        case .caseFile: updateCase(.failed(id, failure))
        case .intake: updateIntake(.failed(id, failure))
        case .bulk: bulk?.isRunning = false
        case .search: searchFailed(id)
        case .desk: deskFailed(id, failure)
        default: break
        }
    }

    /// Draws the body of a screen: everything between the head line and the footer.
    func drawScreen(_ screen: ScreenID, on canvas: inout Canvas, in area: Rect) {
        switch screen {
        case .worklist: drawWorklist(on: &canvas, in: area)
        case .caseFile: drawCase(self, on: &canvas, in: area)
        case .intake: drawIntake(self, on: &canvas, in: area)
        case .search: drawSearch(on: &canvas, in: area)
        case .approvals: drawApprovals(on: &canvas, in: area)
        case .workload: drawWorkload(on: &canvas, in: area)
        case .bulk: drawBulk(on: &canvas, in: area)
        case .outbox: drawOutbox(on: &canvas, in: area)
        case .palette: drawPalette(on: &canvas, in: area)
        case .help: drawHelp(on: &canvas, in: area)
        case .options: drawOptions(on: &canvas, in: area)
        case .desk: break
        }
    }

    /// The name of the screen in the head line.
    func title(of screen: ScreenID) -> String {
        switch screen {
        case .worklist: "Arbeitsvorrat"
        case .caseFile: caseTitle(self)
        case .intake: "Einlauf erfassen"
        case .search: "Suche"
        case .approvals: "Genehmigungen"
        case .workload: "Auslastung"
        case .bulk: "Sammelbearbeitung"
        case .outbox: outbox.tab == .waiting ? "Ausgang" : "Klärung"
        case .palette: "Befehle"
        case .help: "Hilfe"
        case .options: "Einstellungen"
        case .desk: "Amtspult"
        }
    }

    /// Layers leave the screen below visible.
    static let layers: Set<ScreenID> = [.palette, .help, .options]
}
