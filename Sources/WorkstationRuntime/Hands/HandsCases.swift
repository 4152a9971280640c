import CaseStore
import Casework
import Workstation

extension DeskHands {
    /// Entries shown of one case; older ones stay in the store.
    static let historyLimit = 1_000

    func open(_ id: CaseID) throws(DeskFailure) -> Workstation.CaseView {
        let person = personID
        let view = try stored { () throws(StoreFailure) in try desk.open(id, by: person) }
        guard let view else { throw Self.unreadable }
        let shown = try shown(view)
        try stored { () throws(StoreFailure) in
            try desk.markSeen(id, version: view.file.version, by: person)
        }
        return shown
    }

    func reload(_ id: CaseID) throws(DeskFailure) -> Workstation.CaseView {
        try shown(try view(id))
    }

    static let unreadable = DeskFailure(
        code: "S021", sentence: "Diesen Akt gibt es nicht, oder er ist für Sie nicht einsehbar.")

    func view(_ id: CaseID) throws(DeskFailure) -> CaseStore.CaseView {
        let person = personID
        let day = today
        let view = try stored { () throws(StoreFailure) in
            try register.view(id, by: person, today: day, assumptions: assumptions)
        }
        guard let view else { throw Self.unreadable }
        return view
    }

    private func shown(_ view: CaseStore.CaseView) throws(DeskFailure) -> Workstation.CaseView {
        let person = personID
        return try stored { () throws(StoreFailure) in
            let entries = try register.history(
                of: view.file.id, by: person, limit: Self.historyLimit)
            let office = try register.office()
            return Workstation.CaseView(
                file: view.file, procedure: Self.procedure(of: view),
                entries: entries.reversed() + view.pending.map(\.entry), office: office,
                facts: view.circumstances?.facts ?? Facts(),
                assumptions: assumptions,
                unconfirmed: Set(view.pending.map(\.entry.act.id)),
                otherCasesHere: try register.nearby(view.file, by: person),
                related: try register.rows(view.file.relations.map(\.case), by: person),
                seenVersion: view.seen, readOnly: view.procedure == nil)
        }
    }

    /// A case whose edition this desk lacks is shown with its bare ids.
    static func procedure(of view: CaseStore.CaseView) -> Procedure {
        view.procedure
            ?? Procedure(
                id: view.file.procedure, title: view.file.procedure.raw, nature: .service,
                unit: view.row.unit)
    }

    func preview(_ id: CaseID) throws(DeskFailure) -> CasePreview {
        let view = try view(id)
        let person = personID
        let last = try stored { () throws(StoreFailure) -> Entry? in
            if let pending = view.pending.last?.entry { return pending }
            return try register.history(of: id, by: person, limit: 1).first
        }
        return CasePreview(
            file: view.file, procedure: Self.procedure(of: view),
            facts: view.circumstances?.facts ?? Facts(), assumptions: assumptions,
            lastEntry: last, seenVersion: view.seen)
    }

    func letter(_ question: LetterQuestion) throws(DeskFailure) -> String {
        let view = try view(question.caseID)
        guard let circumstances = view.circumstances,
            let occasion = view.file.occasion(
                of: question.taking,
                recipients: question.recipients.isEmpty ? nil : question.recipients,
                under: circumstances)
        else {
            throw DeskFailure(
                code: "L001", sentence: "Zu diesem Schritt gibt es hier keine Vorlage.")
        }
        do {
            return try surroundings.fill(occasion)
        } catch {
            throw DeskFailure(
                code: "L002",
                sentence: "Die Vorlage „\(occasion.template.title)“ ist nicht lesbar.")
        }
    }
}
