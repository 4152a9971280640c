import Testing

@testable import Casework

@Suite struct MoneyTests {
    @Test(arguments: [
        (0, "0,00 €"), (5, "0,05 €"), (123_456, "1.234,56 €"), (-123_456, "-1.234,56 €"),
        (100_000_000_00, "100.000.000,00 €"), (-1, "-0,01 €"),
    ])
    func writing(cents: Int64, text: String) {
        #expect(Money(cents: cents).german == text)
        #expect(Money(input: text) == Money(cents: cents))
    }

    @Test(arguments: [
        ("1234,5", 123_450), ("1.234,56", 123_456), ("12 000", 1_200_000), ("12000", 1_200_000),
        ("12.000", 1_200_000), ("12.50", 1_250), ("1'234,56", 123_456), ("€ 5,-", 500),
        ("EUR 5", 500), ("5 Euro", 500), ("-3", -300), ("−3,10", -310), ("- 3", -300),
        ("+4", 400), ("1.000.000", 100_000_000), ("0,01", 1), ("5,--", 500), ("7,", 700),
        ("1\u{a0}234,00 €", 123_400), ("1000000000000", 100_000_000_000_000),
    ])
    func typed(input: String, cents: Int64) {
        #expect(Money(input: input)?.cents == cents, "\(input)")
    }

    @Test(arguments: [
        "", "-", "€", "abc", "1,234", "1,2,3", "1.23.4", "12 34", "1.2345", ",5", "--3", "1e5",
        "1000000000001", "99999999999999999999999", "１２", "3 4,5", "5€€", "1..000",
    ])
    func notAnAmount(input: String) {
        #expect(Money(input: input) == nil, "\(input)")
    }

    @Test func arithmetic() {
        let five = Money(euro: 5)
        #expect(five + Money(cents: 1) - Money(cents: 2) == Money(cents: 499))
        #expect(-five < .zero)
        #expect(five * 3 == Money(euro: 15))
        #expect(Money(cents: .max) + five == Money(cents: .max))
        #expect(Money(cents: .min) - five == Money(cents: -.max))
        #expect(Money(cents: .max) * -2 == Money(cents: -.max))
        #expect(five.share(of: Money(euro: 20)) == Rate(percent: 25))
        #expect(five.share(of: .zero) == nil)
    }

    @Test(arguments: [
        (100, "1/3", 33, 33, 34), (101, "50 %", 51, 50, 51), (-101, "50 %", -51, -50, -51),
        (1_000, "12,5 %", 125, 125, 125), (99, "1/2", 50, 49, 50), (0, "7 %", 0, 0, 0),
    ])
    func rounding(cents: Int64, rate: String, half: Int64, down: Int64, up: Int64) throws {
        let rate = try #require(Rate(input: rate))
        let amount = Money(cents: cents)
        #expect((amount * rate).cents == half)
        #expect(amount.times(rate, rounding: .towardsZero).cents == down)
        #expect(amount.times(rate, rounding: .awayFromZero).cents == up)
    }

    @Test func hugeProductStaysAtTheBorder() throws {
        let huge = try #require(Rate(numerator: .max, denominator: 1))
        #expect(Money(cents: .max) * huge == Money(cents: .max))
        #expect(Money(cents: -.max) * huge == Money(cents: -.max))
    }

    @Test(arguments: [
        ("50 %", 1, 2), ("33,33%", 3_333, 10_000), ("1/3", 1, 3), ("12,5", 25, 2),
        ("1.000", 1_000, 1), ("-2/4", -1, 2), ("0", 0, 1), ("100%", 1, 1),
    ])
    func rates(input: String, numerator: Int64, denominator: Int64) {
        let rate = Rate(input: input)
        #expect(rate?.numerator == numerator)
        #expect(rate?.denominator == denominator)
    }

    @Test(arguments: [
        "", "%", "1/0", "1/2/3", "a", "1,", ",5", "1,2,3", "12.34", "1234567890123456789",
    ])
    func notARate(input: String) {
        #expect(Rate(input: input) == nil, "\(input)")
    }

    @Test func rateText() {
        #expect(Rate(percent: 50).percent == "50 %")
        #expect(Rate(numerator: 1, denominator: 3)?.percent == "33,33 %")
        #expect(Rate(numerator: -5, denominator: 2)?.decimal() == "-2,5")
        #expect(Rate(whole: 1_234_567).decimal() == "1.234.567")
        #expect(Rate(numerator: 1, denominator: 1_000)?.decimal() == "0")
        #expect(Rate(numerator: 5, denominator: 1_000)?.decimal() == "0,01")
        #expect(Rate(numerator: 1, denominator: 0) == nil)
        #expect(Rate(numerator: .min, denominator: -1) == nil)
    }

    @Test func rateArithmetic() throws {
        let third = try #require(Rate(numerator: 1, denominator: 3))
        #expect(third.plus(third)?.plus(third) == .one)
        #expect(third.times(Rate(whole: 3)) == .one)
        #expect(third < Rate(percent: 34))
        #expect(Rate(whole: .max).times(Rate(whole: 2)) == nil)
        #expect(Rate(whole: .max).plus(Rate(whole: .max)) == nil)
    }
}
