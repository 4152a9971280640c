import Casework
import TextCanvas
import Texts

/// The fields of a new case.
enum IntakeForm {
    static func kinds(_ session: Session) -> [ChoiceOption] {
        session.procedures.flatMap { procedure in
            procedure.kinds.map { kind in
                ChoiceOption(
                    id: "\(procedure.id.raw)|\(kind.id.raw)", title: kind.title,
                    note: procedure.title, hindrance: missing(procedure.unit, session),
                    synonyms: "\(procedure.title) \(kind.source)")
            }
        }
    }

    /// A case of a unit that nobody has set up would lie where nobody looks.
    private static func missing(_ unit: UnitID, _ session: Session) -> Hindrance? {
        session.office.units[unit] == nil
            ? .desk(
                "Die zuständige Einheit fehlt noch. Die Verwaltung legt sie an: "
                    + "amtspult einrichten einheit \(unit.raw) NAME ZEICHEN")
            : nil
    }

    static func meaning(
        _ kind: String, _ session: Session
    ) -> (procedure: Procedure, kind: Kind)? {
        let parts = kind.split(separator: "|", maxSplits: 1).map(String.init)
        guard parts.count == 2, let procedure = session.procedureByID[ProcedureID(parts[0])],
            let found = procedure.kind(KindID(parts[1]))
        else { return nil }
        return (procedure, found)
    }

    /// The form of a kind, with the fields that what was typed so far makes it ask for.
    static func form(
        _ session: Session, kind: String, typed: [String: String] = [:], today: CivilDay
    ) -> FormDialog {
        let meaning = meaning(kind, session)
        var fields = head(session, kind, today)
        fields += placeFields(meaning)
        fields += partyFields(meaning)
        if let (procedure, kind) = meaning {
            fields += asked(procedure, kind.id, typed, today).map { field in
                FormField.of(field, nil).renamed(name(of: field))
            }
        }
        fields += tail
        return FormDialog(fields, submit: "Anlegen", draft: IntakeState.draft) { _, _ in }
    }

    static func name(of field: Field) -> String { "feld:\(field.id.raw)" }

    /// The fields of the procedure that the form asks for.
    static func asked(
        _ procedure: Procedure, _ kind: KindID, _ typed: [String: String], _ today: CivilDay
    ) -> [Field] {
        var file = CaseFile(id: "einlauf", procedure: procedure.id, edition: "", kind: kind)
        let changes = procedure.fields(of: kind).filter(\.intake).compactMap { field -> Change? in
            let value = try? field.read(typed[name(of: field)] ?? "", today: today)
            return value.map { Change(.field(field.id), from: nil, to: .field($0)) }
        }
        file.apply(changes, version: 1, by: "einlauf", at: .epoch)
        return procedure.fields(of: file).filter(\.intake)
    }

    private static func head(
        _ session: Session, _ kind: String, _ today: CivilDay
    ) -> [FormField] {
        let channels = IntakeChannel.allCases.filter { $0 != .online }
            .map { ChoiceOption(id: $0.rawValue, title: $0.title) }
        return [
            .choice("kind", "Verfahrensart", kinds(session), selected: kind, required: true),
            .choice(
                "channel", "eingebracht über", channels, selected: IntakeChannel.counter.rawValue,
                required: true),
            .day("received", "eingelangt am", text: today.austrian, required: true, leaning: .past)
            {
                day, today in
                day > today ? .wrong("Ein Tag, der noch kommt.") : nil
            },
            .line("time", "um", help: "Uhrzeit; leer: in den Amtsstunden", limit: 12) { text, _ in
                guard !text.trimmed.isEmpty else { return .fine("") }
                return TimeOfDay(input: text).map { .fine("\($0) Uhr") }
                    ?? .wrong("z. B. 8:30")
            },
            .line(
                "subject", "Betreff", required: true, limit: CaseLimits.subjectLength),
        ]
    }

    /// Procedures that ask for the parcel themselves are not asked twice.
    private static func placeFields(
        _ meaning: (procedure: Procedure, kind: Kind)?
    ) -> [FormField] {
        let own =
            meaning.map { meaning in
                meaning.procedure.fields(of: meaning.kind.id).contains {
                    $0.intake && $0.group == "place"
                }
            } ?? false
        return addressFields.filter { !own || !["cadastral", "parcels"].contains($0.id) }
    }

    private static let addressFields: [FormField] = [
        .line("street", "Straße", help: "Ort, um den es geht", limit: 200) { text, _ in
            PlaceFields.streetCheck(text)
        },
        .line("houseNumber", "Hausnummer", limit: 20),
        .line("cadastral", "Katastralgemeinde", limit: 100) { text, _ in
            PlaceFields.cadastralCheck(text)
        },
        .line("parcels", "GSt-Nr", limit: 200) { text, _ in PlaceFields.parcelCheck(text) },
        .line("remark", "Ort, Beschreibung", help: "wo keine Adresse bekannt ist", limit: 500),
    ]

    private static func partyFields(_ meaning: (procedure: Procedure, kind: Kind)?) -> [FormField] {
        let roles =
            meaning.map { meaning in
                meaning.procedure.partyRoles.filter {
                    $0.kinds.isEmpty || $0.kinds.contains(meaning.kind.id)
                }
            } ?? []
        guard !roles.isEmpty else { return [] }
        let options = roles.map { ChoiceOption(id: $0.id, title: $0.title) }
        let usual = roles.first(where: \.recipient)?.id ?? options.first?.id
        return [
            .line("name", "Name", help: "wer einbringt", limit: 300),
            .choice("role", "als", options, selected: usual, required: true),
            .line("address", "Anschrift", help: "Straße Nr., PLZ Ort", limit: 500),
            .line("email", "E-Mail", limit: 300), .line("phone", "Telefon", limit: 100),
        ]
    }

    private static let tail: [FormField] = [
        .line("paper", "Papierakt liegt", help: "z. B. Kanzlei 3, Fach 12", limit: 300),
        .line("files", "Beilagen (Pfade)", help: "mehrere mit Strichpunkt", limit: 4_000),
        .area("note", "Notiz", rows: 2),
    ]

    static func width(_ size: Size) -> Int { min(size.width - 4, 110) }

    static func texts(_ state: IntakeState, _ today: CivilDay) -> CaseFormTexts {
        CaseFormTexts(
            all: state.form.values,
            titles: Dictionary(
                state.form.fields.map { ($0.id, $0.label) }, uniquingKeysWith: { $1 }),
            today: today)
    }

    static func question(_ state: IntakeState, _ session: Session) -> DuplicateQuestion? {
        let values = state.form.values
        let parts = state.kind.split(separator: "|", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        return DuplicateQuestion(
            procedure: ProcedureID(parts[0]), kind: KindID(parts[1]),
            subject: (values["subject"] ?? "").trimmed,
            place: place(values, meaning(state.kind, session)?.procedure),
            partyName: (values["name"] ?? "").trimmed)
    }

    static func place(
        _ values: [String: String], _ procedure: Procedure?
    ) -> Casework.Place {
        var place = Casework.Place()
        let street = (values["street"] ?? "").trimmed
        place.street = StreetRegister.street(beginning: street) ?? street
        place.houseNumber = (values["houseNumber"] ?? "").trimmed
        place.cadastral = (values["cadastral"] ?? "").trimmed
        place.parcels = (values["parcels"] ?? "").trimmed
        place.remark = (values["remark"] ?? "").trimmed
        for field in procedure?.fields ?? [] where field.group == "place" {
            let text = (values[name(of: field)] ?? "").trimmed
            if !text.isEmpty { place.take(text, from: field) }
        }
        let communities = StreetRegister.communities(of: place.street)
        if place.cadastral.isEmpty, communities.count == 1 { place.cadastral = communities[0] }
        return place
    }
}

extension Casework.Place {
    /// What a procedure asks of the ground itself says where the case lies; nothing is typed
    /// twice.
    fileprivate mutating func take(_ text: String, from field: Field) {
        switch field.kind {
        case .text(.parcel): parcels = text
        case .text(.landRegisterEntry): register = text
        case .choice(let options):
            let title = options.first { $0.id == text }?.title ?? ""
            if StreetRegister.communities.contains(title) { cadastral = title }
        default: break
        }
    }
}

extension FormField {
    /// The same field under another id.
    fileprivate func renamed(_ id: String) -> FormField {
        var field = self
        field.id = id
        return field
    }
}

/// When something counts as having come in: outside office hours when they next begin
/// (§ 13 Abs 5 AVG).
struct Arrival: Hashable, Sendable {
    let day: CivilDay
    let time: TimeOfDay?
    /// The next office time, where it is another moment.
    let counts: CivilTime?

    init(day: CivilDay, time: TimeOfDay?, hours: OfficeHours) {
        self.day = day
        self.time = time
        guard let time else {
            counts = nil
            return
        }
        let arrived = CivilTime(day: day, time: time)
        let next = hours.nextOfficeTime(after: arrived)
        counts = next == arrived ? nil : next
    }

    /// The day the periods begin with; never a day that has not come.
    func received(today: CivilDay) -> CivilDay {
        guard let counts, counts.day <= today else { return day }
        return counts.day
    }

    /// "Eingelangt Sa 21.11.2026 19:40, Amtsstunden ab Mo 23.11.2026 08:00 (§ 13 Abs 5 AVG)"
    var sentence: String? {
        guard let time, let counts else { return nil }
        return "Eingelangt \(day.austrianWithWeekday) \(time), gilt mit Beginn der Amtsstunden "
            + "am \(counts.day.austrianWithWeekday) \(counts.time) (§ 13 Abs 5 AVG)."
    }
}
