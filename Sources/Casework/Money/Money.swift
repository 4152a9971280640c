/// An amount in euro, held in whole cents.
///
/// Sums that would leave the range of 64 bits stay at its border.
package struct Money: Hashable, Comparable, Sendable {
    package let cents: Int64

    package static let zero = Money(cents: 0)

    package init(cents: Int64) { self.cents = max(cents, -Int64.max) }
    package init(euro: Int64) { self = Money(cents: 100) * euro }

    package static func < (left: Money, right: Money) -> Bool { left.cents < right.cents }

    package static func + (left: Money, right: Money) -> Money {
        let (sum, overflow) = left.cents.addingReportingOverflow(right.cents)
        return Money(cents: overflow ? (left.cents > 0 ? .max : -.max) : sum)
    }

    package static func - (left: Money, right: Money) -> Money { left + -right }
    package static prefix func - (amount: Money) -> Money { Money(cents: -amount.cents) }
    package static func += (left: inout Money, right: Money) { left = left + right }
    package static func -= (left: inout Money, right: Money) { left = left - right }

    package static func * (amount: Money, count: Int64) -> Money {
        let (product, overflow) = amount.cents.multipliedReportingOverflow(by: count)
        let negative = (amount.cents < 0) != (count < 0)
        return Money(cents: overflow ? (negative ? -.max : .max) : product)
    }

    /// Half a cent goes away from zero (kaufmännisch).
    package static func * (amount: Money, rate: Rate) -> Money { amount.times(rate) }

    package func times(_ rate: Rate, rounding: Rounding = .halfAway) -> Money {
        let exact = Int128(cents) * Int128(rate.numerator)
        let rounded = rounding.divide(exact, by: Int128(rate.denominator))
        let held = min(max(rounded, -Int128(Int64.max)), Int128(Int64.max))
        return Money(cents: Int64(held))
    }

    /// What part of `whole` this is; nil when `whole` is nothing.
    package func share(of whole: Money) -> Rate? {
        Rate(numerator: cents, denominator: whole.cents)
    }

    package var isNegative: Bool { cents < 0 }
}

/// What happens to a part of a cent.
package enum Rounding: Hashable, Sendable {
    /// To the nearest cent; half a cent away from zero.
    case halfAway
    /// Towards zero: never more than the share.
    case towardsZero
    /// Away from zero.
    case awayFromZero

    /// `divisor` is positive.
    func divide(_ dividend: Int128, by divisor: Int128) -> Int128 {
        let (quotient, rest) = dividend.quotientAndRemainder(dividingBy: divisor)
        let away: Int128 = dividend < 0 ? -1 : 1
        switch self {
        case .halfAway: return rest.magnitude * 2 >= divisor.magnitude ? quotient + away : quotient
        case .towardsZero: return quotient
        case .awayFromZero: return rest == 0 ? quotient : quotient + away
        }
    }
}
