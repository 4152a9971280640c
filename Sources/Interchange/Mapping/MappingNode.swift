import Casework
import Yams

/// Collects what is wrong in one mapping file.
final class MappingFindings {
    private(set) var all: [MappingFinding] = []
    static let limit = 200

    func report(_ message: String, at position: MappingPosition, suggestion: String? = nil) {
        guard all.count < MappingFindings.limit else { return }
        all.append(MappingFinding(position: position, message: message, suggestion: suggestion))
    }
}

/// A part of a mapping file that knows where it stands.
struct MappingNode {
    let node: Node
    let file: String
    let findings: MappingFindings

    var position: MappingPosition {
        MappingPosition(
            file: file, line: node.mark?.line ?? 0, column: node.mark?.column ?? 0)
    }

    private func part(_ node: Node) -> MappingNode {
        MappingNode(node: node, file: file, findings: findings)
    }

    func report(_ message: String, suggestion: String? = nil) {
        findings.report(message, at: position, suggestion: suggestion)
    }

    var scalar: String? { if case .scalar(let scalar) = node { scalar.string } else { nil } }

    var isTable: Bool { if case .mapping = node { true } else { false } }

    /// Members in the order written; a key that comes twice is a finding.
    func members() -> [(key: MappingNode, value: MappingNode)] {
        guard case .mapping(let mapping) = node else {
            report(Sentences.tableExpected)
            return []
        }
        return mapping.map { (part($0.key), part($0.value)) }
    }

    /// A table whose keys are all among `keys`.
    func table(_ keys: [String]) -> [String: MappingNode] {
        var table: [String: MappingNode] = [:]
        for (key, value) in members() {
            let name = key.scalar ?? ""
            guard keys.contains(name) else {
                key.report(
                    Sentences.unknownKey(name), suggestion: nearest(to: name, in: keys))
                continue
            }
            table[name] = value
        }
        return table
    }

    func text() -> String {
        guard let scalar, !scalar.trimmed.isEmpty else {
            report(Sentences.textExpected)
            return ""
        }
        return scalar
    }

    /// A text, or a list of texts.
    func texts() -> [String] {
        if case .sequence(let sequence) = node { return sequence.map { part($0).text() } }
        return [text()]
    }

    func elements() -> [MappingNode] {
        guard case .sequence(let sequence) = node else {
            report(Sentences.listExpected)
            return []
        }
        return sequence.map(part)
    }

    func name<T: RawRepresentable & CaseIterable>(_: T.Type, else fallback: T) -> T
    where T.RawValue == String {
        let text = text()
        if let value = T(rawValue: text) { return value }
        if !text.isEmpty {
            let words = T.allCases.map(\.rawValue)
            report(
                Sentences.notPossible(text, words), suggestion: nearest(to: text, in: words))
        }
        return fallback
    }
}
