import Casework
import TextCanvas
import Texts

// Parties, checklist, attachments and notes: what is collected.

extension AppState {
    /// Changes a party, or takes a new one in.
    mutating func editParty(_ id: PartyID?) {
        guard let view = caseFile?.view else { return }
        let before = view.file.parties.first { $0.id == id }
        let made: PartyID = before?.id ?? newID()
        openCaseForm(
            CaseFormSpec(
                .party, part: before?.id.raw ?? "neu",
                title: before == nil ? "Beteiligte aufnehmen" : "Beteiligte ändern",
                fields: PartyFields.fields(before, roles: view.roles)
            ) { (_, texts) throws(Obstacle) in
                let party = try PartyFields.party(texts, id: made)
                return party == before ? [] : [.putParty(party)]
            })
    }

    mutating func removeParty(_ id: PartyID) {
        guard let party = caseFile?.view?.file.parties.first(where: { $0.id == id }) else { return }
        openCaseForm(
            CaseFormSpec(
                .partyRemoval, part: id.raw, lines: [party.summary], fields: [.reason()],
                submit: "Entfernen"
            ) { (_, texts) throws(Obstacle) in
                [.removeParty(id, reason: try texts.required("reason"))]
            })
    }

    // MARK: Checklist

    /// Notes what was found of one item and goes on to the next; its remark stays.
    mutating func setItem(_ id: ItemID, _ state: ItemState) {
        guard let file = caseFile?.view?.file else { return }
        let remark = file.item(id)?.remark ?? ""
        guard file.item(id)?.state != state else { return }
        let body = ActBody.checkItems([id: ItemRecord(state: state, remark: remark)])
        if let obstacle = rehearseCase([body]).obstacle { return say(.obstacle(obstacle)) }
        moveInCase { $0.move(1, $1, height: $2) }
        submitCase([body])
    }

    /// Everything not looked at yet is there: one key for a complete submission, after a question.
    mutating func confirmAllPresent() {
        guard let view = caseFile?.view, let circumstances = caseCircumstances else { return }
        let open = view.procedure.neededItems(in: view.file, under: circumstances)
            .filter { view.file.item($0.id) == nil }
        guard !open.isEmpty else { return say(.desk("Alle Unterlagen sind schon geprüft.")) }
        let records = Dictionary(
            open.map { ($0.id, ItemRecord(state: .present)) }, uniquingKeysWith: { $1 })
        confirm(
            "Alles Ungeprüfte vorhanden",
            ConfirmDialog(lines: open.map { "✓ \($0.title)" }, yes: "Alle vorhanden") { state in
                state.submitCase([.checkItems(records)])
            })
    }

    mutating func editItem(_ id: ItemID) {
        guard let view = caseFile?.view, let item = view.procedure.item(id) else { return }
        let before = view.file.item(id)
        let states = ItemState.allCases.map { state in
            let demands = state == .missing || state == .deficient
            return ChoiceOption(
                id: state.rawValue, title: state.title,
                hindrance: demands && item.source.isEmpty
                    ? .obstacle(Obstacle(.demandWithoutSource, [.item: item.title])) : nil)
        }
        openCaseForm(
            CaseFormSpec(
                .item, part: id.raw, title: item.title,
                lines: [item.source.isEmpty ? "ohne Rechtsgrundlage" : item.source],
                fields: [
                    .choice(
                        "state", "Befund", states, selected: before?.state.rawValue,
                        required: true),
                    .area("remark", "Bemerkung", text: before?.remark ?? "", rows: 3),
                ]
            ) { (_, texts) throws(Obstacle) in
                let state = ItemState(rawValue: try texts.required("state")) ?? .present
                let record = ItemRecord(state: state, remark: texts.string("remark"))
                return record == before ? [] : [.checkItems([id: record])]
            })
    }

    // MARK: Attachments

    mutating func addAttachment(item: ItemID? = nil) {
        guard let view = caseFile?.view else { return }
        let items = view.procedure.checklist
            .filter { $0.kinds.isEmpty || $0.kinds.contains(view.file.kind) }
            .map { ChoiceOption(id: $0.id.raw, title: $0.title) }
        let spec = CaseFormSpec(
            .attachment,
            fields: [
                .line("path", "Datei (Pfad)", required: true, limit: 4_000),
                .choice("item", "gehört zu", items, selected: item?.raw),
            ], submit: "Aufnehmen"
        ) { (state, texts, _) throws(Obstacle) in
            let path = try texts.required("path")
            let item = texts.string("item")
            let id = state.ask(.takeFile(path: path), for: .caseFile, blocks: true)
            state.caseFile?.awaited[id] = .taking(item: item.isEmpty ? nil : ItemID(item))
        }
        openCaseForm(spec)
    }

    /// The file lies in the store; now the case gets it.
    mutating func attachTaken(_ attachment: Attachment, item: ItemID?) {
        var attachment = attachment
        attachment.item = item
        submitCase(
            [.addAttachment(attachment)], said: "Beilage aufgenommen",
            draft: CaseFormName.attachment.rawValue)
    }

    mutating func checkPicture(_ id: AttachmentID, _ check: Attachment.PictureCheck) {
        guard let file = caseFile?.view?.file,
            let attachment = file.attachments.first(where: { $0.id == id })
        else { return }
        guard attachment.isPicture else {
            return say(.desk("Die Bildprüfung gilt nur für Bilder."))
        }
        guard attachment.picture != check else {
            return say(.desk("Schon vermerkt: \(check.title)."))
        }
        submitCase([.checkPicture(id, check)], said: "Bildprüfung: \(check.title)")
    }

    // MARK: Notes

    mutating func writeNote(_ kind: Note.Kind = .remark) {
        guard caseFile?.view != nil else { return }
        let id: NoteID = newID()
        let kinds = Note.Kind.allCases.map { ChoiceOption(id: $0.rawValue, title: $0.title) }
        openCaseForm(
            CaseFormSpec(
                .note,
                fields: [
                    .area("text", "Text", rows: 8, required: true),
                    .choice("kind", "Art", kinds, selected: kind.rawValue, required: true),
                ]
            ) { (_, texts) throws(Obstacle) in
                let kind = Note.Kind(rawValue: texts.string("kind")) ?? .remark
                return [.addNote(Note(id: id, kind: kind, text: try texts.required("text")))]
            })
    }
}

extension CaseView {
    /// The roles a party can have in this kind of case.
    var roles: [PartyRole] {
        procedure.partyRoles.filter { $0.kinds.isEmpty || $0.kinds.contains(file.kind) }
    }
}

/// The fields of a party, for the case and for the intake.
enum PartyFields {
    static func fields(_ party: Party?, roles: [PartyRole]) -> [FormField] {
        let options = roles.map { role in
            ChoiceOption(
                id: role.id, title: role.title, note: role.standing ? "Parteistellung" : "")
        }
        return [
            .line("name", "Name", text: party?.name ?? "", required: true, limit: 300),
            .choice(
                "role", "Rolle", options, selected: party?.role ?? options.first?.id,
                required: true),
            .line("street", "Straße und Nummer", text: party?.street ?? "", limit: 300),
            .line("postalCode", "PLZ", text: party?.postalCode ?? "", limit: 20),
            .line("town", "Ort", text: party?.town ?? "", limit: 200),
            .line("email", "E-Mail", text: party?.email ?? "", limit: 300) { text, _ in
                mailCheck(text)
            },
            .line("phone", "Telefon", text: party?.phone ?? "", limit: 100),
            .line(
                "register", "Firmenbuch/ZVR", text: party?.register ?? "",
                help: "FN oder ZVR-Zahl", limit: 100),
            .line(
                "representative", "vertreten durch", text: party?.representative ?? "",
                limit: 300),
            .choice(
                "agrees", "stimmt zu", FormField.yesNo,
                selected: party.map { $0.agrees ? "ja" : "nein" } ?? "nein",
                help: "hat den Plan unterfertigt"),
        ]
    }

    static func party(_ texts: CaseFormTexts, id: PartyID) throws(Obstacle) -> Party {
        var party = Party(
            id: id, role: try texts.required("role"), name: try texts.required("name"))
        party.street = texts.string("street")
        party.postalCode = texts.string("postalCode")
        party.town = texts.string("town")
        party.email = texts.string("email")
        party.phone = texts.string("phone")
        party.register = texts.string("register")
        party.representative = texts.string("representative")
        party.agrees = texts.flag("agrees")
        return party
    }

    private static func mailCheck(_ text: String) -> FormCheck {
        let parts = text.trimmed.split(separator: "@", omittingEmptySubsequences: false)
        guard !text.trimmed.isEmpty else { return .fine("") }
        let looksRight = parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        return looksRight ? .fine("") : .warn("keine vollständige Adresse")
    }
}
