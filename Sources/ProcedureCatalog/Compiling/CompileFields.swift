import Casework

/// Fields, their kinds, and values written for them.
extension Compiler {
    func field(_ part: Part) -> Field? {
        guard let table = part.table(Vocabulary.field) else { return nil }
        return Field(
            id: FieldID(table.define(.field)), title: table.filled("title"),
            kind: table.required("kind").map(fieldKind) ?? .longText, help: table.text("help"),
            kinds: kinds(table), critical: table.flag("critical"), group: table.text("group"),
            intake: table.flag("intake"))
    }

    /// When fields are asked for; their conditions may speak of any field, so all are known first.
    func askedWhen(_ parts: [Part]) {
        for part in parts {
            guard let members = part.members,
                let id = members.first(where: { $0.key == "id" })?.value.scalar,
                let when = members.first(where: { $0.key == "when" })?.value,
                let index = procedure.fields.firstIndex(where: { $0.id.raw == id })
            else { continue }
            procedure.fields[index].when = condition(when)
        }
    }

    private func fieldKind(_ part: Part) -> FieldKind {
        if part.scalar != nil { return plainKind(part) }
        guard let (key, _, value) = part.single else {
            part.report("Hier wird eine Feldart erwartet, zum Beispiel flag oder {text: iban}.")
            return .longText
        }
        switch key {
        case "text": return .text(value.name(TextFormat.self, else: .free))
        case "day": return .day(value.name(DayRange.self, else: .any))
        case "choice": return .choice(options(value))
        case "integer":
            let table = value.table(Vocabulary.range)
            return .integer(
                minimum: table?.part("minimum")?.integer(),
                maximum: table?.part("maximum")?.integer())
        case "quantity":
            let table = value.table(Vocabulary.quantity)
            return .quantity(
                unit: table?.text("unit") ?? "", minimum: table?.part("minimum")?.quantity(),
                maximum: table?.part("maximum")?.quantity())
        case "money":
            let table = value.table(Vocabulary.range)
            return .money(
                minimum: table?.optionalMoney("minimum"), maximum: table?.optionalMoney("maximum"))
        default:
            part.report(
                "Die Feldart „\(key)“ gibt es nicht.",
                suggestion: nearest(to: key, in: Vocabulary.fieldKind))
            return .longText
        }
    }

    private func plainKind(_ part: Part) -> FieldKind {
        switch part.scalar {
        case "text": return .text(.free)
        case "longText": return .longText
        case "integer": return .integer(minimum: nil, maximum: nil)
        case "quantity": return .quantity(unit: "", minimum: nil, maximum: nil)
        case "money": return .money(minimum: nil, maximum: nil)
        case "day": return .day(.any)
        case "flag": return .flag
        default:
            part.report(
                "Die Feldart „\(part.scalar ?? "")“ gibt es nicht.",
                suggestion: nearest(to: part.scalar ?? "", in: Vocabulary.plainFieldKind))
            return .longText
        }
    }

    private func options(_ part: Part) -> [Option] {
        guard let members = part.members, !members.isEmpty else {
            part.report("Eine Auswahl braucht mindestens eine Möglichkeit.")
            return []
        }
        return members.map { Option(id: $0.key, title: $0.value.filled()) }
    }

    /// A reference to a field of one of these kinds.
    func refer(_ part: Part?, _ wanted: FieldShape) -> FieldID {
        guard let part else { return "" }
        let id = FieldID(part.refer(.field))
        if let field = procedure.field(id), !wanted.fits(field.kind) {
            part.report("Das Feld „\(id)“ müsste \(wanted.rawValue) sein.")
        }
        return id
    }

    /// A value as it must be written for `field`.
    func value(_ part: Part, for field: FieldID) -> FieldValue {
        guard let kind = procedure.field(field)?.kind else { return .text(part.text()) }
        switch kind {
        case .text, .longText: return .text(part.filled())
        case .choice(let options):
            let id = part.filled()
            if !options.contains(where: { $0.id == id }) {
                part.report(
                    "„\(id)“ ist keine Möglichkeit des Feldes „\(field)“.",
                    suggestion: nearest(to: id, in: options.map(\.id)))
            }
            return .text(id)
        case .integer: return .integer(part.integer())
        case .quantity: return .quantity(part.quantity())
        case .money: return .money(part.money())
        case .day: return .day(part.day())
        case .flag: return .flag(part.flag())
        }
    }
}

/// What a place in a procedure asks of a field; the raw value completes "müsste … sein".
enum FieldShape: String {
    case any = "ein Feld"
    case money = "ein Betrag"
    case day = "ein Tag"
    case number = "eine Menge oder Zahl"
    case choice = "eine Auswahl"
    case alternative = "eine Auswahl oder ja oder nein"
    case text = "ein Text oder eine Auswahl"
    case flag = "ja oder nein"

    func fits(_ kind: FieldKind) -> Bool {
        switch (self, kind) {
        case (.any, _), (.money, .money), (.day, .day), (.number, .quantity),
            (.number, .integer), (.choice, .choice), (.text, .text), (.text, .longText),
            (.text, .choice), (.flag, .flag), (.alternative, .choice), (.alternative, .flag):
            true
        default: false
        }
    }
}
