import Casework
import TextCanvas
import Texts

/// The forms of a case. The raw value names their drafts.
enum CaseFormName: String, CaseIterable, Sendable {
    case fields = "felder"
    case subject = "betreff"
    case place = "ort"
    case paper = "papierakt"
    case party = "beteiligte"
    case partyRemoval = "beteiligte-entfernen"
    case item = "unterlage"
    case note = "notiz"
    case assignment = "zuteilung"
    case resubmission = "wiedervorlage"
    case deadline = "frist"
    case deadlineExtension = "frist-verlaengern"
    case deadlineSuspension = "frist-hemmen"
    case deadlineResumption = "frist-weiterlaufen"
    case deadlineCancellation = "frist-aufheben"
    case whatIf = "was-waere-wenn"
    case answer = "antwort"
    case delivery = "zustellung"
    case posting = "buchung"
    case bias = "befangenheit"
    case withdrawal = "zurueckziehen"
    case transfer = "abtreten"
    case void = "irrtuemlich"
    case reopening = "wieder-oeffnen"
    case relation = "verknuepfung"
    case attachment = "beilage"
    case sendingBack = "zurueckgeben"
    case approval = "genehmigen"
    case export = "akteneinsicht"
    case conflict = "konflikt"
    case step = "schritt"

    var title: String {
        switch self {
        case .fields: "Felder"
        case .subject: "Betreff"
        case .place: "Ort"
        case .paper: "Papierakt"
        case .party: "Beteiligte"
        case .partyRemoval: "Beteiligte entfernen"
        case .item: "Unterlage"
        case .note: "Notiz"
        case .assignment: "Zuteilung"
        case .resubmission: "Wiedervorlage"
        case .deadline: "Frist setzen"
        case .deadlineExtension: "Frist verlängern"
        case .deadlineSuspension: "Frist hemmen"
        case .deadlineResumption: "Frist weiterlaufen lassen"
        case .deadlineCancellation: "Frist aufheben"
        case .whatIf: "Was wäre, wenn"
        case .answer: "Antwort eintragen"
        case .delivery: "Zustellung eintragen"
        case .posting: "Buchung"
        case .bias: "Befangenheit (§ 7 AVG)"
        case .withdrawal: "Zurückziehen"
        case .transfer: "Abtreten (§ 6 AVG)"
        case .void: "Irrtümlich angelegt"
        case .reopening: "Wieder öffnen"
        case .relation: "Akt verknüpfen"
        case .attachment: "Beilage aufnehmen"
        case .sendingBack: "Zurückgeben"
        case .approval: "Genehmigen"
        case .export: "Akteneinsicht"
        case .conflict: "Anderer Wert"
        case .step: "Schritt"
        }
    }
}

/// A form of a case: what it asks, and what its texts become. What is typed stays on disk until
/// the act that it made is stored; a refusal brings the form back with the reason.
struct CaseFormSpec: Sendable {
    let name: CaseFormName
    /// Which one of its kind: a party, a step.
    var part = ""
    var title: String
    var lines: [String] = []
    var fields: [FormField]
    var submit = "Speichern"
    var then: @Sendable (inout AppState, CaseFormTexts, CaseFormSpec) throws(Obstacle) -> Void

    /// A form that goes on by itself.
    init(
        _ name: CaseFormName, part: String = "", title: String = "", lines: [String] = [],
        fields: [FormField], submit: String,
        then:
            @escaping @Sendable (inout AppState, CaseFormTexts, CaseFormSpec) throws(Obstacle)
            -> Void
    ) {
        self.name = name
        self.part = part
        self.title = title.isEmpty ? name.title : title
        self.lines = lines
        self.fields = fields
        self.submit = submit
        self.then = then
    }

    /// A form that makes acts.
    init(
        _ name: CaseFormName, part: String = "", title: String = "", lines: [String] = [],
        fields: [FormField], submit: String = "Speichern", said: String = Words.saved,
        acts: @escaping @Sendable (inout AppState, CaseFormTexts) throws(Obstacle) -> [ActBody]
    ) {
        self.init(name, part: part, title: title, lines: lines, fields: fields, submit: submit) {
            (state, texts, spec) throws(Obstacle) in
            let bodies = try acts(&state, texts)
            guard !bodies.isEmpty else {
                state.dropCaseDrafts(spec.draft)
                state.say("Nichts geändert.")
                return
            }
            if let obstacle = state.rehearseCase(bodies).obstacle { throw obstacle }
            state.submitCase(bodies, base: texts.base, said: said, draft: spec.draft) {
                state, why in
                state.openCaseForm(spec, texts: texts.all, refusal: why)
            }
        }
    }

    var draft: String { part.isEmpty ? name.rawValue : "\(name.rawValue)/\(part)" }
}

/// What was typed into a form, read by kind.
struct CaseFormTexts: Sendable {
    let all: [String: String]
    let titles: [String: String]
    let today: CivilDay
    /// The case as it was when the form was opened: what was changed since by others must not be
    /// overwritten unseen.
    var base: Base?

    func string(_ id: String) -> String { (all[id] ?? "").trimmed }

    func required(_ id: String) throws(Obstacle) -> String {
        let text = string(id)
        guard !text.isEmpty else { throw Obstacle(.fieldEmpty, [.field: title(id)]) }
        return text
    }

    func day(_ id: String, _ leaning: DayLeaning = .nearest) throws(Obstacle) -> CivilDay? {
        let text = string(id)
        guard !text.isEmpty else { return nil }
        guard let day = CivilDay(input: text, relativeTo: today, leaning: leaning) else {
            throw Obstacle(.inputInvalid, [.field: title(id), .value: text])
        }
        return day
    }

    func requiredDay(
        _ id: String, _ leaning: DayLeaning = .nearest
    ) throws(Obstacle) -> CivilDay {
        guard let day = try day(id, leaning) else {
            throw Obstacle(.fieldEmpty, [.field: title(id)])
        }
        return day
    }

    func money(_ id: String) throws(Obstacle) -> Money {
        let text = try required(id)
        guard let money = Money(input: text) else {
            throw Obstacle(.inputInvalid, [.field: title(id), .value: text])
        }
        return money
    }

    func flag(_ id: String) -> Bool { all[id] == "ja" }

    /// The value of a procedure's field; nil where it was left empty.
    func value(_ field: Field) throws(Obstacle) -> FieldValue? {
        try field.read(all[field.id.raw] ?? "", today: today)
    }

    private func title(_ id: String) -> String { titles[id] ?? id }
}

extension AppState {
    /// Says what a draft of another time puts over, so that nobody takes it for what is stored.
    private func draftLines(_ spec: CaseFormSpec, _ key: DraftKey) -> [String] {
        let drafted = spec.fields.filter { field in
            session.drafts[key.of(field)].map { !$0.isEmpty && $0 != field.value } ?? false
        }
        guard !drafted.isEmpty else { return [] }
        let titles = drafted.map { field in
            let stored = field.value.trimmed
            return stored.isEmpty ? field.label : "\(field.label) (gespeichert: \(stored))"
        }
        return ["Aus dem Entwurf: \(titles.joined(separator: ", "))"]
    }

    mutating func openCaseForm(
        _ spec: CaseFormSpec, texts: [String: String] = [:], refusal: String? = nil
    ) {
        let titles = Dictionary(
            spec.fields.map { ($0.id, $0.label) }, uniquingKeysWith: { $1 })
        let key = caseDraft(spec.draft)
        let base = caseFile?.view.map { Base(of: $0.file) }
        var form = FormDialog(
            spec.fields, lines: spec.lines + draftLines(spec, key), submit: spec.submit,
            draft: key
        ) { state, values in
            for field in spec.fields {
                guard let text = values[field.id], text != field.value else { continue }
                state.keepDraft(key.of(field), text)
            }
            let typed = CaseFormTexts(
                all: values, titles: titles, today: state.today, base: base)
            do throws(Obstacle) {
                try spec.then(&state, typed, spec)
            } catch {
                state.openCaseForm(spec, texts: values, refusal: error.sentenceWithCode)
            }
        }
        for index in form.fields.indices {
            if let text = texts[form.fields[index].id] { form.fields[index].set(text) }
        }
        form.refusal = refusal
        fillIn(spec.title, form)
    }
}
