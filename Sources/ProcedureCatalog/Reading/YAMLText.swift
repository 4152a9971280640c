import Casework
import Yams

extension SourceFile {
    /// The root of a YAML document, or nil with a finding. Hostile documents end here: an alias
    /// can grow a small file without bound, so there are none.
    func root(_ findings: Findings) -> Part? {
        if let place = alias() {
            findings.report(
                "Verweise mit * sind nicht erlaubt; ein Text gehört unter Anführungszeichen.",
                at: place)
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: text) else {
                findings.report("Die Datei ist leer.", at: Position(file: name, line: 1, column: 1))
                return nil
            }
            return Part(node: node, file: name, findings: findings)
        } catch let error as YamlError {
            report(error, findings)
        } catch {
            findings.report("Die Datei ist kein lesbares YAML.", at: Position(file: name))
        }
        return nil
    }

    /// Where an unquoted `*name` stands as a value.
    private func alias() -> Position? {
        var line = 1
        var column = 0
        var before: UInt8 = UInt8(ascii: " ")
        var isComment = false
        let bytes = Array(text.utf8)
        for (index, byte) in bytes.enumerated() {
            column += 1
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 0
                isComment = false
            }
            if byte == UInt8(ascii: "#"), before <= 0x20 { isComment = true }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            let starts = before <= 0x20 || "[{,".utf8.contains(before)
            if byte == UInt8(ascii: "*"), starts, !isComment, next.isNameByte {
                return Position(file: name, line: line, column: column)
            }
            before = byte
        }
        return nil
    }

    private func report(_ error: YamlError, _ findings: Findings) {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _),
            .composer(_, _, let mark, _):
            findings.report(
                "Hier ist die Datei kein lesbares YAML: Einrückung, Doppelpunkte und "
                    + "Anführungszeichen in dieser und der vorigen Zeile prüfen.",
                at: Position(file: name, line: mark.line, column: mark.column))
        case .duplicatedKeysInMapping(let keys, let context):
            let list = keys.sorted().map { "„\($0)“" }.joined(separator: ", ")
            findings.report(
                "Der Schlüssel \(list) steht mehrmals.",
                at: Position(file: name, line: context.mark.line, column: context.mark.column))
        default:
            findings.report("Die Datei ist kein lesbares YAML.", at: Position(file: name))
        }
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case 48...57, 65...90, 97...122, 95, 45: true
        default: false
        }
    }
}
