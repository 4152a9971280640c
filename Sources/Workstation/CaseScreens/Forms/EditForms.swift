import Casework
import TextCanvas
import Texts

// Fields, subject, place and paper file: what the case says of itself.

extension AppState {
    /// The fields of one group, or all; the cursor begins on `focus`.
    mutating func editFields(group: String? = nil, focus: FieldID? = nil) {
        guard let view = caseFile?.view else { return }
        var fields = view.procedure.fields(of: view.file)
            .filter { group == nil || $0.group == group }
        // What a step misses can be filled in, asked for otherwise or not.
        if let focus, !fields.contains(where: { $0.id == focus }) {
            fields += view.procedure.fields(of: view.file.kind).filter { $0.id == focus }
        }
        guard !fields.isEmpty else { return say("Dieses Verfahren führt keine Felder.", .refusal) }
        let file = view.file
        let shown = fields
        let spec = CaseFormSpec(
            .fields, part: group ?? "", title: group.map { Field.groupTitle($0) } ?? "Felder",
            fields: shown.map { .of($0, file.field($0.id)) }
        ) { (_, texts) throws(Obstacle) in
            var changed: [FieldID: FieldValue?] = [:]
            for field in shown {
                let value = try texts.value(field)
                if value != file.field(field.id) { changed[field.id] = .some(value) }
            }
            return changed.isEmpty ? [] : [.setFields(changed)]
        }
        openCaseForm(spec)
        if let focus { focusForm(on: focus.raw) }
    }

    /// Puts the cursor of the form just opened on a field.
    mutating func focusForm(on id: String) {
        guard let last = dialogs.indices.last, case .form(var form) = dialogs[last].content,
            let index = form.fields.firstIndex(where: { $0.id == id })
        else { return }
        form.focus = index
        dialogs[last].content = .form(form)
    }

    mutating func editSubject() {
        guard let file = caseFile?.view?.file else { return }
        openCaseForm(
            CaseFormSpec(
                .subject,
                fields: [
                    .line(
                        "subject", "Betreff", text: file.subject, required: true,
                        limit: CaseLimits.subjectLength)
                ]
            ) { (_, texts) throws(Obstacle) in
                let subject = try texts.required("subject")
                return subject == file.subject ? [] : [.setSubject(subject)]
            })
    }

    mutating func editPaper() {
        guard let file = caseFile?.view?.file else { return }
        openCaseForm(
            CaseFormSpec(
                .paper,
                fields: [
                    .line(
                        "paper", "Ort des Papierakts", text: file.paper,
                        help: "z. B. Kanzlei 3, Fach 12", limit: CaseLimits.subjectLength)
                ]
            ) { (_, texts) throws(Obstacle) in
                let paper = texts.string("paper")
                return paper == file.paper ? [] : [.setPaper(paper)]
            })
    }

    mutating func editPlace() {
        guard let file = caseFile?.view?.file else { return }
        let before = file.place
        openCaseForm(
            CaseFormSpec(.place, fields: PlaceFields.fields(before)) {
                (_, texts) throws(Obstacle) in
                let place = PlaceFields.place(texts, before)
                return place == before ? [] : [.setPlace(place)]
            })
    }
}

/// The fields of a place, for the case and for the intake.
enum PlaceFields {
    static func fields(_ place: Casework.Place) -> [FormField] {
        [
            .line("street", "Straße", text: place.street, limit: 200) { text, _ in
                streetCheck(text)
            },
            .line("houseNumber", "Hausnummer", text: place.houseNumber, limit: 20),
            .line(
                "postalCode", "PLZ", text: place.postalCode, limit: 10
            ) { text, _ in postalCheck(text) },
            .line("district", "Stadtteil", text: place.district, limit: 100),
            .line(
                "cadastral", "Katastralgemeinde", text: place.cadastral,
                help: "eine Straße kann in mehreren liegen", limit: 100
            ) { text, _ in cadastralCheck(text) },
            .line("register", "EZ", text: place.register, limit: 20),
            .line(
                "parcels", "GSt-Nr", text: place.parcels,
                help: "z. B. 123/4, .56; mehrere mit Beistrich", limit: 200
            ) { text, _ in parcelCheck(text) },
            .line("remark", "Beschreibung", text: place.remark, limit: 500),
        ]
    }

    static func place(_ texts: CaseFormTexts, _ before: Casework.Place) -> Casework.Place {
        var place = before
        place.street = texts.string("street")
        place.houseNumber = texts.string("houseNumber")
        place.postalCode = texts.string("postalCode")
        place.district = texts.string("district")
        place.cadastral = texts.string("cadastral")
        place.register = texts.string("register")
        place.parcels = texts.string("parcels")
        place.remark = texts.string("remark")
        if (place.street, place.houseNumber) != (before.street, before.houseNumber) {
            place.latitude = nil
            place.longitude = nil
        }
        return place
    }

    /// Says in which Katastralgemeinde a street lies, and where it lies in several.
    static func streetCheck(_ text: String) -> FormCheck {
        let name = text.trimmed
        guard !name.isEmpty else { return .fine("") }
        guard let street = StreetRegister.street(beginning: name) else {
            return name.count >= 4 ? .warn("kein Linzer Straßenname") : .fine("")
        }
        let communities = StreetRegister.communities(of: street)
        guard communities.count == 1 else {
            return .warn("liegt in mehreren KG: \(communities.joined(separator: ", "))")
        }
        let meant = street == name ? "" : "\(street), "
        return .fine("\(meant)KG \(communities[0])")
    }

    /// Real addresses carry wrong codes: warned about, never refused.
    static func postalCheck(_ text: String) -> FormCheck {
        let code = text.trimmed
        guard !code.isEmpty else { return .fine("") }
        guard code.count == 4, code.allSatisfy(\.isNumber) else {
            return .warn("Eine PLZ hat vier Ziffern.")
        }
        return code.hasPrefix("40") ? .fine("") : .warn("liegt nicht in Linz")
    }

    static func cadastralCheck(_ text: String) -> FormCheck {
        let name = text.trimmed
        guard !name.isEmpty else { return .fine("") }
        let known = StreetRegister.communities.filter {
            Fuzzy.fold($0).hasPrefix(Fuzzy.fold(name))
        }
        switch known.count {
        case 0: return .warn("keine der Linzer Katastralgemeinden")
        case 1: return .fine(known[0] == name ? "" : known[0])
        default:
            return known.contains(name)
                ? .fine("") : .warn("mehrere möglich: \(known.joined(separator: ", "))")
        }
    }

    static func parcelCheck(_ text: String) -> FormCheck {
        let field = Field(id: "parcels", title: "GSt-Nr", kind: .text(.parcel))
        guard !text.trimmed.isEmpty else { return .fine("") }
        let obstacle = field.obstacle(to: .text(text.trimmed), today: CivilDay(ordinal: 0))
        return obstacle == nil ? .fine("") : .warn("Form: 123, 123/4 oder .56")
    }
}
