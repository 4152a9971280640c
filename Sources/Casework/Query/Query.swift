/// A question to the worklist, read from the small query language:
/// `frist<3t verfahren:bau zugeteilt:ich "Carport"`.
package indirect enum Query: Hashable, Sendable {
    /// Nothing asked: every case.
    case everything
    case all([Query])
    case any([Query])
    case not(Query)
    case compare(QueryField, QueryOperator, QueryValue)
    /// Folded words in this order, anywhere in the case; with `prefix` the last may go on.
    case text([String], prefix: Bool)
}

/// What can be asked about a case. The raw value is the German key.
package enum QueryField: String, CaseIterable, Hashable, Sendable {
    case deadline = "frist"
    case procedure = "verfahren"
    case kind = "art"
    case phase = "stand"
    case assignee = "zugeteilt"
    case unit = "einheit"
    case waitingFor = "wartet"
    case place = "ort"
    case number = "gz"
    case received = "eingelangt"
    case subject = "betreff"
    case publicStatus = "status"
    case result = "ergebnis"
    case age = "alter"
    case resubmission = "wiedervorlage"
    case state = "ist"
}

package enum QueryOperator: String, CaseIterable, Hashable, Sendable {
    /// Text: has these words; else: is.
    case matches = ":"
    /// Text: is exactly this.
    case equals = "="
    case less = "<"
    case atMost = "<="
    case more = ">"
    case atLeast = ">="
}

package enum QueryValue: Hashable, Sendable {
    case words(QueryWords)
    /// From today: so many days or months ahead for a deadline, back for a receipt or an age.
    case distance(Int, QueryUnit)
    case day(QueryDay)
    /// From the first to the last day: a year, a month.
    case span(CivilDay, CivilDay)
    case me
    /// Has none: no assignee, no deadline, no status.
    case nothing
    case waiting(WaitingFor)
    case state(QueryState)
}

package enum QueryUnit: String, Hashable, Sendable {
    case days = "t"
    case months = "m"
}

/// A day, or one that moves with today.
package enum QueryDay: Hashable, Sendable {
    case fixed(CivilDay)
    case fromToday(Int)
}

/// Words as typed and as compared.
package struct QueryWords: Hashable, Sendable {
    package let typed: String
    package let folded: String

    package init(_ typed: String) {
        self.typed = typed
        folded = fold(typed)
    }
}

package enum QueryState: String, CaseIterable, Hashable, Sendable {
    case open = "offen"
    case closed = "erledigt"
    case overdue = "überfällig"
    /// Sent back to me.
    case returned = "zurück"
    /// New since I last looked.
    case new = "neu"
    case marked = "markiert"
    /// Waits for a second person.
    case approval = "genehmigung"
    /// Two people changed the same thing.
    case conflict = "konflikt"
    /// Without a next date, a waiting party or an owner.
    case adrift = "herrenlos"
}

extension Query {
    /// All of these; without needless nesting.
    package static func both(_ parts: [Query]) -> Query {
        let flat = parts.flatMap { part in
            switch part {
            case .everything: [Query]()
            case .all(let inner): inner
            default: [part]
            }
        }
        return flat.count == 1 ? flat[0] : flat.isEmpty ? .everything : .all(flat)
    }

    /// One of these; without needless nesting.
    package static func either(_ parts: [Query]) -> Query {
        let flat = parts.flatMap { part in
            if case .any(let inner) = part { inner } else { [part] }
        }
        return flat.count == 1
            ? flat[0]
            : flat.isEmpty || flat.contains(.everything)
                ? .everything : .any(flat)
    }
}
