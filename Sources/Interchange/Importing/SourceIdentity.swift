import Casework
import SyncProtocol

/// A row's name for ever: where it came from and what it is called there.
package struct SourceIdentity: Hashable, Sendable, CustomStringConvertible {
    package var source: String
    package var id: String

    package init(source: String, id: String) {
        self.source = source
        self.id = id
    }

    /// As a case file keeps it: "koeln/A-1627".
    package var description: String { "\(source)/\(id)" }

    /// The same identity always gives the same case.
    package var caseID: CaseID { CaseID(stableID(["case", source, id])) }
    package var actID: ActID { ActID(stableID(["open", source, id])) }
    package func partyID(_ index: Int) -> PartyID {
        PartyID(stableID(["party", source, id, String(index)]))
    }
}

/// An UUID (version 8) made of words, so that making it again gives the same one.
func stableID(_ words: [String]) -> String {
    let text = "amtspult/" + words.map { "\($0.utf8.count):\($0)" }.joined()
    var digits = Array(sha256Hex(text.utf8).prefix(32))
    digits[12] = "8"
    let variant: [Character] = ["8", "9", "a", "b"]
    digits[16] = variant[(digits[16].hexDigitValue ?? 0) & 3]
    let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return groups.map { String($0) }.joined(separator: "-")
}

extension SourceRow {
    /// SHA-256 over all cells: another digest means the row was changed at its source.
    package var digest: String {
        var text = ""
        for (name, cell) in cells.sorted(by: { $0.key < $1.key }) where !cell.isEmpty {
            text += "\(name.utf8.count):\(name)\(cell.utf8.count):\(cell)"
        }
        return sha256Hex(text.utf8)
    }
}
