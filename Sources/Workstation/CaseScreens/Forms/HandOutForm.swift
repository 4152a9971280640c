import Casework
import TextCanvas
import Texts

// Handing a case out: for what, what of it is blacked out, and where it is put.

extension AppState {
    mutating func exportCase() {
        guard let view = caseFile?.view else { return }
        let spec = CaseFormSpec(
            .export, title: "Akt ausfolgen",
            lines: ["Deckblatt, Verlauf, Schreiben und Beilagen in einem Ordner."],
            fields: HandOutForm.fields(view), submit: "Ausfolgen"
        ) { (state, texts, spec) throws(Obstacle) in
            let order = try HandOutForm.order(texts, view)
            let request = state.ask(.handOut(order), for: .caseFile, blocks: true)
            state.caseFile?.awaited[request] = .export
            state.dropCaseDrafts(spec.draft)
        }
        openCaseForm(spec)
    }
}

enum HandOutForm {
    private static let nobody = "keine"
    private static let everybody = "alle"
    private static let except = "ohne:"

    static func fields(_ view: CaseView) -> [FormField] {
        var fields: [FormField] = [
            .choice(
                "purpose", "Zweck",
                HandOut.Purpose.allCases.map { ChoiceOption(id: $0.rawValue, title: $0.title) },
                selected: HandOut.Purpose.fileAccess.rawValue, required: true)
        ]
        if !view.file.parties.isEmpty {
            fields.append(
                .choice(
                    "parties", "Beteiligte schwärzen", partyOptions(view.file.parties),
                    selected: nobody, required: true,
                    help: "Name, Anschrift und alles Weitere, wo immer es im Akt steht"))
        }
        fields += groups(view).map { group in
            yesNo("gruppe:\(group)", "\(Field.groupTitle(group)) schwärzen")
        }
        if !view.file.notes.isEmpty { fields.append(yesNo("notes", "Notizen schwärzen")) }
        fields.append(
            .area(
                "passages", "Eigene Stellen", rows: 3,
                help: "je Zeile Worte, die überall geschwärzt werden"))
        fields.append(
            .line(
                "ground", "Grundlage",
                help: "leer: § 17 Abs 3 AVG oder § 6 IFG, je nach Zweck",
                limit: 300))
        fields.append(
            .line("path", "Ordner", help: "leer: wo das Programm gestartet wurde", limit: 4_000))
        return fields
    }

    private static func yesNo(_ id: String, _ label: String) -> FormField {
        .choice(id, label, FormField.yesNo, selected: "nein", required: true)
    }

    private static func partyOptions(_ parties: [Party]) -> [ChoiceOption] {
        var options = [
            ChoiceOption(id: nobody, title: "niemanden"),
            ChoiceOption(id: everybody, title: "alle"),
        ]
        if parties.count > 1 {
            options += parties.map {
                ChoiceOption(id: except + $0.id.raw, title: "alle außer \($0.name)")
            }
            options += parties.map { ChoiceOption(id: $0.id.raw, title: "nur \($0.name)") }
        }
        return options
    }

    /// Groups of fields that may concern somebody, and that this case fills.
    private static func groups(_ view: CaseView) -> [String] {
        var groups: [String] = []
        for field in view.procedure.fields(of: view.file.kind)
        where !["", "place"].contains(field.group) && view.file.field(field.id) != nil {
            if !groups.contains(field.group) { groups.append(field.group) }
        }
        return groups
    }

    static func order(_ texts: CaseFormTexts, _ view: CaseView) throws(Obstacle) -> HandOut {
        let purpose = HandOut.Purpose(rawValue: texts.string("purpose")) ?? .fileAccess
        let path = texts.string("path")
        var order = HandOut(
            caseID: view.file.id, purpose: purpose,
            parties: parties(texts.string("parties"), view.file.parties),
            groups: Set(groups(view).filter { texts.flag("gruppe:\($0)") }),
            notes: texts.flag("notes"),
            passages: (texts.all["passages"] ?? "").split(whereSeparator: \.isNewline)
                .map { String($0).trimmed }.filter { !$0.isEmpty },
            ground: texts.string("ground"), path: path.isEmpty ? nil : path)
        guard order.blacksOut, order.ground.isEmpty else { return order }
        guard let usual = purpose.usualGround else {
            throw Obstacle(.fieldEmpty, [.field: "Grundlage"])
        }
        order.ground = usual
        return order
    }

    private static func parties(_ choice: String, _ parties: [Party]) -> Set<PartyID> {
        let all = Set(parties.map(\.id))
        switch choice {
        case "", nobody: return []
        case everybody: return all
        default:
            guard choice.hasPrefix(except) else { return all.intersection([PartyID(choice)]) }
            return all.subtracting([PartyID(String(choice.dropFirst(except.count)))])
        }
    }
}

extension HandOut.Purpose {
    var title: String {
        switch self {
        case .fileAccess: "Akteneinsicht (§ 17 AVG)"
        case .informationRequest: "Informationsbegehren (IFG)"
        case .court: "Vorlage an das Gericht"
        case .handover: "Übergabe"
        }
    }

    /// What stands beside a black passage where the clerk names nothing else.
    fileprivate var usualGround: String? {
        switch self {
        case .fileAccess: "§ 17 Abs 3 AVG"
        case .informationRequest: "§ 6 IFG"
        case .court, .handover: nil
        }
    }
}
