/// What the protocol allows, in one table; the centre names its own in the session.
package struct Limits: Hashable, Sendable {
    package static let standard = Limits()

    package var actsPerOffer = 200
    package var bytesPerOffer = 4 << 20
    /// A letter alone may have some hundred thousand.
    package var bytesPerAct = 1 << 20
    package var actsPerGroup = 50
    package var itemsPerPage = 5_000
    package var bytesPerPage = 8 << 20
    package var requestsPerDevice = 4
    /// Milliseconds.
    package var longestWait = 55_000
    package var scopesPerDevice = 200
    /// Acts without a verdict at which a desk warns, and at which it takes no more.
    package var outboxWarning = 1_000
    package var outboxEntries = 10_000
    package var bytesPerBlob = 200 << 20
    package var bytesPerBlobPart = 4 << 20
    package var cursorDays = 90
    package var offersPerSecond = 20
    package var readsPerReport = 1_000
    package var hitsPerSearch = 200
    /// Minutes a password holds for an approval.
    package var stepUpMinutes = 15
    /// Minutes a desk's clock may be off before somebody is told.
    package var clockMinutes = 5
    /// Days a person may work without contact.
    package var offlineDays = 7

    package init() {}

    typealias Member = any WritableKeyPath<Limits, Int> & Sendable
    static let members: [(name: String, path: Member)] = [
        ("actsPerOffer", \.actsPerOffer), ("bytesPerOffer", \.bytesPerOffer),
        ("bytesPerAct", \.bytesPerAct), ("actsPerGroup", \.actsPerGroup),
        ("itemsPerPage", \.itemsPerPage), ("bytesPerPage", \.bytesPerPage),
        ("requestsPerDevice", \.requestsPerDevice), ("longestWait", \.longestWait),
        ("scopesPerDevice", \.scopesPerDevice), ("outboxWarning", \.outboxWarning),
        ("outboxEntries", \.outboxEntries), ("stepUpMinutes", \.stepUpMinutes),
        ("bytesPerBlob", \.bytesPerBlob), ("bytesPerBlobPart", \.bytesPerBlobPart),
        ("cursorDays", \.cursorDays), ("offersPerSecond", \.offersPerSecond),
        ("readsPerReport", \.readsPerReport), ("hitsPerSearch", \.hitsPerSearch),
        ("clockMinutes", \.clockMinutes), ("offlineDays", \.offlineDays),
    ]
}

extension Limits: WireForm {
    package var wire: JSONValue {
        wireObject(Self.members.map { ($0.name, self[keyPath: $0.path].wire) })
    }

    /// What a centre does not name is as in the table.
    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init()
        for (name, path) in Self.members {
            if let value: Int = try reader.optional(name) { self[keyPath: path] = value }
        }
    }
}
