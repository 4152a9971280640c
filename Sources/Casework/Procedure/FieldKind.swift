/// One value a field can hold. The kinds are closed: a procedure chooses, it does not invent.
package enum FieldValue: Hashable, Sendable {
    /// Text of every format, and the id of a chosen option.
    case text(String)
    case integer(Int)
    case quantity(Quantity)
    case money(Money)
    case day(CivilDay)
    case flag(Bool)
}

/// A measured amount with three decimals: kWp, m², cm.
package struct Quantity: Hashable, Comparable, Sendable {
    package var milli: Int

    package init(milli: Int) { self.milli = milli }
    package init(_ whole: Int) { milli = whole * 1000 }

    package static func < (left: Quantity, right: Quantity) -> Bool { left.milli < right.milli }
}

/// What a field takes and how its input is checked.
package enum FieldKind: Hashable, Sendable {
    case text(TextFormat)
    case longText
    case choice([Option])
    case integer(minimum: Int?, maximum: Int?)
    case quantity(unit: String, minimum: Quantity?, maximum: Quantity?)
    case money(minimum: Money?, maximum: Money?)
    case day(DayRange)
    case flag
}

/// Which days a day field takes.
package enum DayRange: String, CaseIterable, Hashable, Sendable {
    case any, past, future
}

package enum TextFormat: String, CaseIterable, Hashable, Sendable {
    case free, iban, email, phone, parcel, landRegisterEntry, association, postalCode, taxNumber
}

package struct Option: Hashable, Sendable {
    package var id: String
    package var title: String

    package init(id: String, title: String) {
        self.id = id
        self.title = title
    }
}

/// A field of a procedure's cases.
package struct Field: Hashable, Sendable {
    package var id: FieldID
    package var title: String
    package var kind: FieldKind
    package var help: String
    /// Kinds of case that have this field; empty means all.
    package var kinds: [KindID]
    /// Values that name a person or decide a right: a stale write is never merged by itself.
    package var critical: Bool
    /// The field group for rights and blacking out: "person", "bank", "amount" …
    package var group: String
    /// Shown in the intake form.
    package var intake: Bool
    /// Asked for only where this holds on what the case says already; nil means always.
    package var when: Condition?

    package init(
        id: FieldID, title: String, kind: FieldKind, help: String = "", kinds: [KindID] = [],
        critical: Bool = false, group: String = "", intake: Bool = false,
        when: Condition? = nil
    ) {
        self.id = id
        self.title = title
        self.kind = kind
        self.help = help
        self.kinds = kinds
        self.critical = critical
        self.group = group
        self.intake = intake
        self.when = when
    }
}
