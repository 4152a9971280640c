import Casework

/// Makes a case's opening of a row. Pure: the same row on the same day gives the same record.
package struct RecordBuilder: Sendable {
    package let mapping: Mapping
    package let procedure: Procedure
    package let edition: EditionID
    package let today: CivilDay

    /// Refuses a mapping that does not fit the procedure.
    package init(
        mapping: Mapping, procedure: Procedure, edition: EditionID, today: CivilDay
    ) throws(InterchangeError) {
        let findings = mapping.findings(against: procedure)
        if let first = findings.first {
            throw InterchangeError(.mappingUnusable, first.description)
        }
        self.mapping = mapping
        self.procedure = procedure
        self.edition = edition
        self.today = today
    }

    /// Why a row cannot become a case.
    private struct Refusal: Error { var reason: String }

    package func record(of row: SourceRow) -> Result<IntakeRecord, Rejected> {
        do throws(Refusal) {
            return .success(try build(row))
        } catch {
            return .failure(Rejected(line: row.line, reason: error.reason))
        }
    }

    /// The row's identity; nil where the source gave it none.
    package func identity(of row: SourceRow) -> SourceIdentity? {
        let parts = mapping.identity.map { row[$0].trimmed }
        let id = parts.joined(separator: "/")
        guard parts.contains(where: { !$0.isEmpty }), id.utf8.count <= 200 else { return nil }
        return SourceIdentity(source: mapping.source, id: id)
    }

    private func build(_ row: SourceRow) throws(Refusal) -> IntakeRecord {
        guard let identity = identity(of: row) else { throw Refusal(reason: Sentences.noIdentity) }
        var warnings = row.warnings
        let received = try received(row)
        var place = mapping.place.place(of: row, warnings: &warnings)
        if place.remark.count > CaseLimits.subjectLength {
            place.remark = String(place.remark.prefix(CaseLimits.subjectLength))
        }
        let kind = mapping.kind.value(row)
        guard procedure.kind(KindID(kind.text)) != nil else {
            throw Refusal(reason: Sentences.kindUnknown(quoted(kind.text, mapping.kind)))
        }
        if !kind.known { warnings.append(.unknownWord(column: column(mapping.kind))) }
        let fields = try fields(row, kind: KindID(kind.text), &warnings)
        let subject = Subject.derive(
            text: mapping.subject.text.text(row), category: mapping.subject.category.text(row),
            place: place.line, fallback: mapping.title)
        if subject.derived { warnings.append(.subjectDerived) }
        let (closing, result) = closing(row, received: received, &warnings)
        let opening = Opening(
            procedure: procedure.id, edition: edition, kind: KindID(kind.text),
            subject: subject.text, place: place, received: received,
            channel: mapping.channel.value(row).text, source: identity.description,
            fields: fields, parties: parties(row, identity), closed: closing, result: result)
        return IntakeRecord(
            identity: identity, line: row.line, digest: row.digest, opening: opening,
            warnings: warnings)
    }

    private func received(_ row: SourceRow) throws(Refusal) -> CivilDay {
        let text = mapping.received.text(row)
        guard !text.isEmpty else {
            throw Refusal(reason: Sentences.noDay(column(mapping.received)))
        }
        guard let day = day(text, mapping.received) else {
            throw Refusal(
                reason: Sentences.dayUnreadable(
                    column(mapping.received), quoted(text, mapping.received)))
        }
        guard day <= today else { throw Refusal(reason: Sentences.dayInFuture(day)) }
        return day
    }

    private func day(_ text: String, _ rule: ValueRule) -> CivilDay? {
        rule.days.lazy.compactMap { $0.read(text) }.first
    }

    // MARK: Fields

    private func fields(
        _ row: SourceRow, kind: KindID, _ warnings: inout [IntakeWarning]
    ) throws(Refusal) -> [FieldID: FieldValue] {
        var fields: [FieldID: FieldValue] = [:]
        for rule in mapping.fields {
            guard let field = procedure.field(rule.field),
                field.kinds.isEmpty || field.kinds.contains(kind)
            else { continue }
            let (text, known) = rule.value.value(row)
            if !known { warnings.append(.unknownWord(column: column(rule.value))) }
            guard !text.trimmed.isEmpty else { continue }
            if text.count > CaseLimits.fieldLength {
                throw Refusal(
                    reason: Sentences.textTooLong(column(rule.value), CaseLimits.fieldLength))
            }
            guard let value = value(text, rule.value, field) else {
                warnings.append(.unreadable(column: column(rule.value)))
                continue
            }
            if field.obstacle(to: value, today: today) == nil {
                fields[field.id] = value
            } else {
                warnings.append(.fieldRefused(field: field.title))
            }
        }
        return fields
    }

    private func value(_ text: String, _ rule: ValueRule, _ field: Field) -> FieldValue? {
        switch field.kind {
        case .text, .longText: return .text(text)
        case .choice(let options):
            let lower = text.trimmed.lowercased()
            return options.first { $0.id == lower || $0.title.lowercased() == lower }
                .map { .text($0.id) }
        case .integer:
            return rule.amount.decimal(text, places: 0).map { .integer(Int($0)) }
        case .quantity:
            return rule.amount.decimal(text, places: 3).map {
                .quantity(Quantity(milli: Int($0)))
            }
        case .money: return rule.amount.read(text).map { .money($0) }
        case .day: return day(text, rule).map { .day($0) }
        case .flag:
            switch text.trimmed.lowercased() {
            case "true", "1", "ja", "yes", "y", "x": return .flag(true)
            case "false", "0", "nein", "no", "n": return .flag(false)
            default: return nil
            }
        }
    }

    // MARK: Parties and ending

    private func parties(_ row: SourceRow, _ identity: SourceIdentity) -> [Party] {
        var parties: [Party] = []
        for (index, rule) in mapping.parties.enumerated() {
            func text(_ part: PartyPart) -> String {
                rule.parts[part]?.value(row).text.trimmed ?? ""
            }
            guard PartyPart.allCases.contains(where: { !text($0).isEmpty }) else { continue }
            var name = text(.name)
            if name.isEmpty { name = Sentences.unnamed }
            var party = Party(id: identity.partyID(index), role: rule.role, name: name)
            party.street = text(.street)
            party.postalCode = text(.postalCode)
            party.town = text(.town)
            party.email = text(.email)
            party.phone = text(.phone)
            party.register = text(.register)
            parties.append(party)
        }
        return parties
    }

    private func closing(
        _ row: SourceRow, received: CivilDay, _ warnings: inout [IntakeWarning]
    ) -> (Closing?, ResultID?) {
        let rule = mapping.status
        let status = rule.value.value(row).text.trimmed.lowercased()
        guard rule.closed.contains(status) else {
            if !rule.open.contains(status) { warnings.append(.statusUnknown) }
            return (nil, nil)
        }
        var closed = day(rule.day.text(row), rule.day)
        if let known = closed, known < received || known > today { closed = nil }
        if closed == nil { warnings.append(.closingDayMissing) }
        let reason = String(rule.reason.text(row).prefix(CaseLimits.noteLength))
        let result = rule.result.value(row).text
        return (
            Closing(manner: .finished, day: closed ?? received, reason: reason),
            result.isEmpty ? nil : ResultID(result)
        )
    }

    // MARK: Speaking of a row

    private func column(_ rule: ValueRule) -> String {
        rule.columns.first ?? rule.constant ?? ""
    }

    /// A value as a report may quote it.
    private func quoted(_ text: String, _ rule: ValueRule) -> String {
        rule.columns.contains { mapping.confidential.contains($0) } ? "…" : shortened(text, to: 40)
    }
}

/// The beginning of a text on one line.
func shortened(_ text: String, to length: Int) -> String {
    let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.count <= length ? line : String(line.prefix(length - 1)) + "…"
}
