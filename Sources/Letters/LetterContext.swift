import Casework
import Texts

/// The names a template can use, with their values from one case.
struct LetterContext {
    let occasion: LetterOccasion

    private var file: CaseFile { occasion.file }
    private var procedure: Procedure { occasion.procedure }

    /// Values are data: a citizen's `{{gz}}` is shown as typed.
    var values: [String: Any] {
        var all: [String: Any] = [:]
        for (name, text) in plain { all[name] = Shown(text) }
        all["empfaenger"] = occasion.recipients.map(person)
        all["parteien"] = parties
        all["felder"] = fields
        all["gebuehren"] = fees
        all["stellen"] = addressees
        all["fristen"] = deadlines
        all["maengel"] = defects
        all["gutachten"] = opinions
        all["auflagen"] = conditions
        let lines = procedure.calculation(for: file)?.explanation ?? []
        all["berechnung"] = lines.map { ["zeile": Shown($0)] }
        return all
    }

    private var plain: [String: String] {
        let calculated = procedure.calculation(for: file)?.amount.german ?? ""
        return [
            "gz": file.number?.withSign ?? "", "betreff": file.subject,
            "datum": occasion.today.austrianLong, "sachbearbeitung": occasion.author.name,
            "einheit": occasion.unit.name, "eingelangt": file.received.austrian,
            "ort": file.place.line, "kg": file.place.cadastral, "ez": file.place.register,
            "gst": file.place.parcels, "begruendung": occasion.reason, "betrag": calculated,
            "programm": procedure.programme(of: file)?.title ?? "",
            "genehmigung": occasion.awaitsApproval ? "ja" : "",
            "verfahren": procedure.title, "fallart": procedure.kind(file.kind)?.title ?? "",
        ]
    }

    private func person(_ party: Party) -> [String: Any] {
        [
            "name": Shown(party.name), "strasse": Shown(party.street),
            "plz": Shown(party.postalCode), "stadt": Shown(party.town),
            "vertretung": Shown(party.representative),
        ]
    }

    private var parties: [String: Any] {
        var all: [String: Any] = [:]
        for role in procedure.partyRoles {
            all[role.id] = file.parties.filter { $0.role == role.id }.map(person)
        }
        return all
    }

    private var fields: [String: Any] {
        var all: [String: Any] = [:]
        for field in procedure.fields {
            let value = file.field(field.id)
            let text = value.map { field.show($0) } ?? ""
            let flag: Bool? = if case .flag(let flag)? = value { flag } else { nil }
            all[field.id.raw] = Shown(text, holds: flag)
        }
        return all
    }

    private var fees: [String: Any] {
        var all: [String: Any] = [:]
        for fee in procedure.fees {
            all[fee.id] = Shown(procedure.fee(fee.id, on: file.received)?.amount.german ?? "")
        }
        return all
    }

    private var addressees: [String: Any] {
        Dictionary(
            procedure.addressees.map { ($0.id, Shown($0.title)) }, uniquingKeysWith: { $1 })
    }

    private var deadlines: [String: Any] {
        var all: [String: Any] = [:]
        for definition in procedure.deadlines {
            let records = file.deadlines.map(\.record)
                .filter { $0.definition == definition.id && $0.state != .cancelled }
            all[definition.id.raw] = records.map { record -> [String: Any] in
                let party = record.party.flatMap { id in file.parties.first { $0.id == id } }
                return [
                    "ende": Shown(record.end.austrian), "titel": Shown(definition.title),
                    "partei": Shown(party?.name ?? ""),
                ]
            }
        }
        return all
    }

    private var defects: [[String: Any]] {
        procedure.demanded(in: file, today: occasion.today).enumerated().map { index, item in
            [
                "nr": Shown(String(index + 1)), "titel": Shown(item.title),
                "quelle": Shown(item.source), "forderung": Shown(item.demand),
                "bemerkung": Shown(file.item(item.id)?.remark ?? ""),
            ]
        }
    }

    private var opinions: [[String: Any]] {
        file.inquiries.filter { $0.answered != nil }.map { inquiry in
            let known = procedure.addressees.first { $0.id == inquiry.draft.addressee }
            return [
                "stelle": Shown(known?.title ?? inquiry.draft.addressee),
                "tag": Shown(inquiry.answered?.austrian ?? ""), "text": Shown(inquiry.answer),
            ]
        }
    }

    /// The lines of the conditions field, numbered.
    private var conditions: [[String: Any]] {
        guard case .text(let text)? = file.field(LetterTags.conditionsField) else { return [] }
        let lines = text.split(whereSeparator: \.isNewline).map { String($0).trimmed }
        return lines.filter { !$0.isEmpty }.enumerated().map { index, line in
            ["nr": Shown(String(index + 1)), "text": Shown(line)]
        }
    }
}
