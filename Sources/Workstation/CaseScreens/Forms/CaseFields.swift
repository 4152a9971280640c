import Casework
import TextCanvas
import Texts

extension FormField {
    /// A field of the procedure, checked by its own rules while it is typed.
    static func of(
        _ field: Field, _ value: FieldValue?, required: Bool = false, help: String = ""
    ) -> FormField {
        let help = help.isEmpty ? field.help : help
        let id = field.id.raw
        switch field.kind {
        case .choice(let options):
            return .choice(
                id, field.title,
                options.map { ChoiceOption(id: $0.id, title: $0.title) },
                selected: value.map { FormField.raw($0) }, required: required, help: help)
        case .flag:
            return .choice(
                id, field.title, FormField.yesNo, selected: value?.plain, required: required,
                help: help)
        case .longText:
            return .area(
                id, field.title, text: value?.plain ?? "", rows: 3, required: required,
                help: help, limit: CaseLimits.fieldLength)
        default:
            var line = FormField.line(
                id, field.title, text: value.map { FormField.typed($0, field) } ?? "",
                required: required, help: help.isEmpty ? FormField.hint(field) : help
            ) { text, today in
                FormField.check(field, text, today)
            }
            if case .day = field.kind { line.isReplacedByTyping = true }
            return line
        }
    }

    static func choice(
        _ id: String, _ label: String, _ options: [ChoiceOption], selected: String? = nil,
        required: Bool = false, help: String = ""
    ) -> FormField {
        FormField(
            id, label,
            .choice(options, selected: options.firstIndex { $0.id == selected }),
            required: required, help: help)
    }

    static let yesNo = [
        ChoiceOption(id: "ja", title: Words.yes), ChoiceOption(id: "nein", title: Words.no),
    ]

    static func money(
        _ id: String, _ label: String, required: Bool = false, help: String = ""
    ) -> FormField {
        .line(id, label, required: required, help: help.isEmpty ? "z. B. 1.250,50" : help) {
            text, _ in
            guard !text.trimmed.isEmpty else { return .fine("") }
            return Money(input: text).map { .fine($0.german) } ?? .wrong("Das ist kein Betrag.")
        }
    }

    static func reason(_ label: String = Words.reason, required: Bool = true) -> FormField {
        .area("reason", label, rows: 2, required: required)
    }

    private static func raw(_ value: FieldValue) -> String {
        if case .text(let id) = value { id } else { value.plain }
    }

    /// As it is typed: with the unit left off.
    private static func typed(_ value: FieldValue, _ field: Field) -> String {
        if case .money(let money) = value { return money.plain }
        return value.plain
    }

    private static func check(_ field: Field, _ text: String, _ today: CivilDay) -> FormCheck {
        do {
            guard let value = try field.read(text, today: today) else { return .fine("") }
            if case .day(let day) = value { return .fine(dayWords(day, today: today)) }
            let shown = field.show(value)
            return .fine(shown == text.trimmed ? "" : shown)
        } catch {
            return .wrong(error.sentence)
        }
    }

    private static func hint(_ field: Field) -> String {
        switch field.kind {
        case .money(let minimum, let maximum):
            let range = [
                minimum.map { "ab \($0.german)" }, maximum.map { "bis \($0.german)" },
            ].compactMap { $0 }
            return (["z. B. 1.250,50"] + range).joined(separator: ", ")
        case .quantity(let unit, let minimum, let maximum):
            let range = [
                minimum.map { "ab \($0.austrian)" }, maximum.map { "bis \($0.austrian)" },
            ].compactMap { $0 }
            return (["in \(unit), z. B. 5,2"] + range).joined(separator: ", ")
        case .integer(let minimum, let maximum):
            return [minimum.map { "ab \($0)" }, maximum.map { "bis \($0)" }]
                .compactMap { $0 }.joined(separator: ", ")
        case .day(let range):
            switch range {
            case .any: return "z. B. 9.12., +14, mo"
            case .past: return "heute oder früher, z. B. 9.11., gestern"
            case .future: return "heute oder später, z. B. 9.12., +14"
            }
        case .text(.iban): return "IBAN, mit oder ohne Leerzeichen"
        case .text(.parcel): return "z. B. 123/4, .56; mehrere mit Beistrich"
        default: return ""
        }
    }
}
