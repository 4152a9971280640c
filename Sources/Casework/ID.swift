/// The name of one thing of a kind: a case, a step, a person. Two kinds never mix.
package struct ID<Of>: Hashable, Comparable, Sendable, ExpressibleByStringLiteral,
    CustomStringConvertible
{
    package let raw: String

    package init(_ raw: String) { self.raw = raw }
    package init(stringLiteral raw: String) { self.raw = raw }
    package var description: String { raw }

    package static func < (left: ID<Of>, right: ID<Of>) -> Bool { left.raw < right.raw }
}
