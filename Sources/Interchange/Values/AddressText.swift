import Casework

/// An address taken apart: "Schillerstr. 1, 50858 Köln - Weiden".
package struct AddressText: Hashable, Sendable {
    package var street = ""
    package var houseNumber = ""
    package var postalCode = ""
    package var town = ""
    package var district = ""
    /// What could not be placed.
    package var rest = ""

    package init() {}

    /// Never fails: what is not understood is in `rest`.
    package init(_ text: String) {
        var parts = text.split { $0 == "," || $0.isNewline }.map { String($0).trimmed }
            .filter { !$0.isEmpty }
        if let index = parts.lastIndex(where: { AddressText.postalCode($0) != nil }) {
            takeTown(parts.remove(at: index))
        }
        guard let first = parts.first else { return }
        parts.removeFirst()
        // "Brachsengang, 1": the number behind a comma.
        if let number = parts.first, AddressText.isHouseNumber(number), first.last?.isNumber != true
        {
            takeStreet(first + " " + number)
            parts.removeFirst()
        } else {
            takeStreet(first)
        }
        if town.isEmpty, !parts.isEmpty { takeTownName(parts.removeLast()) }
        rest = (rest.isEmpty ? parts : [rest] + parts).joined(separator: ", ")
    }

    private static func postalCode(_ text: String) -> Substring? {
        let code = text.prefix { $0.isASCII && $0.isNumber }
        let next = text.dropFirst(code.count).first
        return (4...5).contains(code.count) && (next == nil || next == " ") ? code : nil
    }

    private mutating func takeTown(_ text: String) {
        guard let code = AddressText.postalCode(text) else { return }
        postalCode = String(code)
        takeTownName(String(text.dropFirst(code.count)).trimmed)
    }

    /// "Köln - Weiden"
    private mutating func takeTownName(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        if let dash = words.firstIndex(where: { $0 == "-" || $0 == "–" }) {
            town = words[..<dash].joined(separator: " ")
            if district.isEmpty { district = words[(dash + 1)...].joined(separator: " ") }
        } else {
            town = words.joined(separator: " ")
        }
    }

    private mutating func takeStreet(_ text: String) {
        if AddressText.isPlusCode(text) {
            rest = text
            return
        }
        var text = text
        // "Geyergasse (Altstadt/Nord)"
        if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close {
            district = String(text[text.index(after: open)..<close]).trimmed
            text = String(text[..<open]).trimmed + String(text[text.index(after: close)...])
        }
        let words = AddressText.parted(text)
        guard let index = words.lastIndex(where: { $0.first?.isNumber == true }), index > 0,
            AddressText.isHouseNumber(words[index...].joined(separator: " "))
        else {
            street = words.joined(separator: " ")
            return
        }
        street = words[..<index].joined(separator: " ")
        houseNumber = words[index...].joined()
    }

    /// The words of a street, the number off its point: "Uhlandstr.3" is "Uhlandstr. 3".
    private static func parted(_ text: String) -> [String] {
        var words = text.split(separator: " ").map(String.init)
        if let last = words.last, let point = last.lastIndex(of: "."),
            last[last.index(after: point)...].first?.isNumber == true, point > last.startIndex
        {
            words[words.count - 1] = String(last[...point])
            words.append(String(last[last.index(after: point)...]))
        }
        return words
    }

    /// "1", "10 a", "67A", "1-5", "12/3"
    private static func isHouseNumber(_ text: String) -> Bool {
        guard text.first?.isNumber == true, text.count <= 12 else { return false }
        let letters = text.filter(\.isLetter)
        return letters.count <= 2
            && text.allSatisfy { $0.isLetter || $0.isNumber || "-–/ .+".contains($0) }
    }

    /// "P54G+JJ Konstanz": a grid cell, no street.
    private static func isPlusCode(_ text: String) -> Bool {
        let word = text.prefix { $0 != " " }
        let halves = word.split(separator: "+", omittingEmptySubsequences: false)
        guard halves.count == 2, halves[0].count >= 4, (2...3).contains(halves[1].count) else {
            return false
        }
        return word.allSatisfy { "23456789CFGHJMPQRVWX+".contains($0) }
    }
}
