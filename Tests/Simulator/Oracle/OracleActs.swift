import Casework

/// Each act in the plainest words.
extension Trial {
    mutating func perform(_ body: ActBody) throws(No) {
        switch body {
        case .setFields, .setSubject, .setPlace, .setPaper, .checkItems, .putParty, .removeParty:
            try needWork()
            try write(body)
        case .addNote(let note):
            if before[Slot(.received)]?.by != actor.id {
                try needRole([.intake, .clerk, .supervisor])
            }
            try needText(note.text)
            values[Slot(.note, note.id.raw)] = .note(note)
        case .addAttachment(let attachment):
            try needRole([.intake, .clerk, .supervisor])
            values[Slot(.attachment, attachment.id.raw)] = .attachment(attachment)
        case .post(let posting): try post(posting)
        case .takeStep(let taking): try take(taking)
        case .approve: try approve()
        case .sendBack(let reason): try sendBack(reason)
        case .setDeadline, .cancelDeadline: try deadline(body)
        case .withdraw, .transfer, .void, .reopen: try close(body)
        case .undo(let target): try undo(target)
        case .resolveConflict(let slot, let value):
            try needChange()
            let key = Slot(.conflict, slot.description)
            try need(values[key] != nil)
            values[slot] = value
            values[key] = nil
        default: try organise(body)
        }
    }

    private mutating func write(_ body: ActBody) throws(No) {
        switch body {
        case .setFields(let fields): try fill(fields)
        case .setSubject(let text):
            try needText(text, limit: 300)
            values[Slot(.subject)] = .text(text)
        case .setPlace(let place):
            values[Slot(.place)] = place == Place() ? nil : .place(place)
        case .setPaper(let text):
            try need(text.count <= 300)
            values[Slot(.paper)] = text.isEmpty ? nil : .text(text)
        case .checkItems(let items):
            for (id, record) in items {
                try need(id == "plan" || id == "foto")
                let demands = record.state == .missing || record.state == .deficient
                try need(id == "plan" || !demands)
                values[Slot(.item, id.raw)] = .item(record)
            }
        case .putParty(let party):
            try needText(party.name, limit: .max)
            try need(party.role == "werber")
            values[Slot(.party, party.id.raw)] = .party(party)
        case .removeParty(let id, let reason):
            try need(values[Slot(.party, id.raw)] != nil)
            try needText(reason)
            values[Slot(.party, id.raw)] = nil
        default: break
        }
    }

    mutating func fill(_ fields: [FieldID: FieldValue?]) throws(No) {
        for (id, value) in fields {
            try need(id != "nurgross" || kind == "gross")
            if let value { try need(fits(id, value)) } else { try need(names.contains(id)) }
            values[Slot(.field, id.raw)] = value.map { .field($0) }
        }
    }

    private var names: [FieldID] {
        ["zahl", "betrag", "name", "lang", "wahl", "tag", "ja", "menge", "nurgross"]
    }

    private func fits(_ id: FieldID, _ value: FieldValue) -> Bool {
        switch (id.raw, value) {
        case ("zahl", .integer(let number)): (0...1_000).contains(number)
        case ("betrag", .money(let money)): money.cents >= 0
        case ("name", .text), ("lang", .text), ("nurgross", .text): true
        case ("wahl", .text(let option)): ["a", "b", "c"].contains(option)
        case ("tag", .day(let day)): day <= today
        case ("ja", .flag), ("menge", .quantity): true
        default: false
        }
    }

    private mutating func organise(_ body: ActBody) throws(No) {
        switch body {
        case .assign(let wanted, _): try assign(wanted)
        case .resubmit(let day, let reason):
            try needChange()
            try need(day > today && reason.count <= 300)
            values[Slot(.resubmission)] = .resubmission(
                Resubmission(day: day, reason: reason, by: actor.id))
        case .cancelResubmission:
            try needChange()
            values[Slot(.resubmission)] = nil
        case .relate(let other, let relation):
            try needRole([.intake, .clerk, .supervisor])
            try need(other != act.caseID)
            values[Slot(.relation, other.raw)] = .text(relation)
        case .unrelate(let other):
            try needRole([.clerk, .supervisor])
            values[Slot(.relation, other.raw)] = nil
        case .declareBias(let person, let reason):
            let supervises = actor.memberships.contains {
                $0.unit == unit && $0.role == .supervisor
            }
            try need(person == actor.id || supervises)
            try needRole([.intake, .clerk, .supervisor])
            try needText(reason)
            values[Slot(.bias, person.raw)] = .text(reason)
            if assignment.person == person {
                values[Slot(.assignment)] = .assignment(Assignment(unit: unit))
            }
        default: throw No()
        }
    }

    private mutating func assign(_ wanted: Assignment) throws(No) {
        try need(isOpen)
        let now = assignment
        let mine = actor.memberships.filter { $0.unit == now.unit }.map(\.role)
        let supervises = mine.contains(.supervisor)
        let gives = now.person == actor.id
        let works = mine.contains(.clerk) || supervises
        let takes = now.person == nil && wanted.person == actor.id && works
        let sorts = now.person == nil && mine.contains(.intake)
        try need(supervises || gives || takes || sorts)
        try need(oracle.office.units[wanted.unit] != nil)
        if let person = wanted.person {
            try need(worksIn(wanted.unit, person))
            try need(values[Slot(.bias, person.raw)] == nil)
        }
        values[Slot(.assignment)] = .assignment(wanted)
    }

    private mutating func post(_ posting: Posting) throws(No) {
        try needChange()
        let key = Slot(.posting, posting.id.raw)
        try need(values[key] == nil)
        if let reversed = posting.reverses {
            guard case .posting(let original)? = values[Slot(.posting, reversed.raw)] else {
                throw No()
            }
            try need(original.kind == posting.kind)
            try need(original.amount.cents == -posting.amount.cents)
            let again = values.values.contains {
                if case .posting(let other) = $0 { return other.reverses == reversed }
                return false
            }
            try need(!again)
        } else {
            try need(posting.amount.cents > 0)
        }
        values[key] = .posting(posting)
    }

    private mutating func deadline(_ body: ActBody) throws(No) {
        try needWork()
        switch body {
        case .setDeadline(let key, let title, let end, let binds, let reason):
            try needText(reason)
            try needText(title, limit: .max)
            try need(key.hasPrefix("hand"))
            var record = DeadlineRecord(
                definition: "", title: title, formula: .fixed, binds: binds, start: end,
                event: nil, end: end)
            record.reason = reason
            values[Slot(.deadline, key)] = .deadline(record)
        case .cancelDeadline(let key, let reason):
            try needText(reason)
            guard case .deadline(var record)? = values[Slot(.deadline, key)] else { throw No() }
            try need(record.state == .running)
            record.reason = reason
            record.state = .cancelled
            record.settled = today
            values[Slot(.deadline, key)] = .deadline(record)
        default: throw No()
        }
    }
}
