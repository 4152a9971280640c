import Casework
import TextCanvas

/// A field of a form.
package struct FormField: Sendable {
    package enum Input: Sendable {
        case line(TextInput)
        /// Several lines; the number of them that show.
        case area(TextArea, rows: Int)
        /// One of a closed list; F4 shows it, letters and arrows choose.
        case choice([ChoiceOption], selected: Int?)
        case flag(Bool)
        /// A password: drawn as dots, never kept.
        case secret(TextInput)
    }

    package var id: String
    package var label: String
    package var input: Input
    package var isRequired: Bool
    package var help: String
    /// Says what the typed text means, or why it cannot stand; runs at each key.
    package var check: @Sendable (String, CivilDay) -> FormCheck
    package internal(set) var checked = FormCheck.fine("")
    var isTouched = false
    /// The cursor has just come into the field.
    var isFresh = true
    /// A value put in beforehand gives way to the first letter, as a day that is typed anew.
    var isReplacedByTyping = false

    package init(
        _ id: String, _ label: String, _ input: Input, required: Bool = false, help: String = "",
        check: @escaping @Sendable (String, CivilDay) -> FormCheck = { _, _ in .fine("") }
    ) {
        self.id = id
        self.label = label
        self.input = input
        isRequired = required
        self.help = help
        self.check = check
    }

    package static func line(
        _ id: String, _ label: String, text: String = "", required: Bool = false,
        help: String = "", limit: Int = TextInput.standardLimit,
        check: @escaping @Sendable (String, CivilDay) -> FormCheck = { _, _ in .fine("") }
    ) -> FormField {
        FormField(
            id, label, .line(TextInput(text, limit: limit)), required: required, help: help,
            check: check)
    }

    package static func area(
        _ id: String, _ label: String, text: String = "", rows: Int = 4, required: Bool = false,
        help: String = "", limit: Int = CaseLimits.noteLength
    ) -> FormField {
        FormField(
            id, label, .area(TextArea(text, limit: limit), rows: rows), required: required,
            help: help)
    }

    /// A day as clerks type it; the day meant stands beside it at once.
    package static func day(
        _ id: String, _ label: String, text: String = "", required: Bool = false,
        leaning: DayLeaning = .nearest, help: String = "",
        also check: @escaping @Sendable (CivilDay, CivilDay) -> FormCheck? = { _, _ in nil }
    ) -> FormField {
        var field = line(
            id, label, text: text, required: required,
            help: help.isEmpty ? "z. B. 9.12., +14, +2w, mo, morgen" : help, limit: 40
        ) { text, today in
            guard !text.trimmed.isEmpty else { return .fine("") }
            guard let day = CivilDay(input: text, relativeTo: today, leaning: leaning) else {
                return .wrong("Das ist kein Tag.")
            }
            return check(day, today) ?? .fine(dayWords(day, today: today))
        }
        field.isReplacedByTyping = true
        return field
    }

    /// "Mi 09.12.2026, in 16 Tagen"
    package static func dayWords(_ day: CivilDay, today: CivilDay) -> String {
        let left = today.days(until: day)
        let words =
            switch left {
            case 0: "heute"
            case 1: "morgen"
            case -1: "gestern"
            case ..<0: "vor \(-left) Tagen"
            default: "in \(left) Tagen"
            }
        let holiday = day.holiday.map { ", \($0.name)" } ?? ""
        return "\(day.austrianWithWeekday), \(words)\(holiday)"
    }

    /// The value as text: an option's id, "ja" or "nein" for a flag.
    package var value: String {
        switch input {
        case .line(let line): line.text
        case .area(let area, _): area.text
        case .choice(let options, let selected):
            selected.flatMap { options.indices.contains($0) ? options[$0].id : nil } ?? ""
        case .flag(let flag): flag ? "ja" : "nein"
        case .secret(let line): line.text
        }
    }

    package var isSecret: Bool {
        if case .secret = input { true } else { false }
    }

    package static func secret(_ id: String, _ label: String) -> FormField {
        FormField(
            id, label, .secret(TextInput(limit: 200)), required: true,
            help: "wird nicht angezeigt und nirgends gemerkt")
    }

    package var rows: Int {
        if case .area(_, let rows) = input { rows } else { 1 }
    }

    mutating func set(_ text: String) {
        switch input {
        case .line(var line):
            line.set(text)
            input = .line(line)
        case .area(let area, let rows): input = .area(TextArea(text, limit: area.limit), rows: rows)
        case .choice(let options, _):
            input = .choice(options, selected: options.firstIndex { $0.id == text })
        case .flag: input = .flag(text == "ja")
        case .secret(var line):
            line.set(text)
            input = .secret(line)
        }
    }

    mutating func runCheck(today: CivilDay) {
        let text = value
        if isRequired, text.trimmed.isEmpty {
            checked = .missing
        } else if case .choice(let options, let selected) = input, let selected,
            let hindrance = options[selected].hindrance
        {
            checked = .wrong(hindrance.sentence)
        } else {
            checked = check(text, today)
        }
    }
}

/// What a check says of a typed text.
package enum FormCheck: Hashable, Sendable {
    /// It can stand; what it means, if that is worth saying.
    case fine(String)
    /// It can stand, but look at it.
    case warn(String)
    case wrong(String)
    /// Required and empty.
    case missing

    var stops: Bool {
        switch self {
        case .wrong, .missing: true
        case .fine, .warn: false
        }
    }
}
