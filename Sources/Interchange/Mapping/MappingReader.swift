import Casework
import Yams

extension Mapping {
    static let keys = [
        "source", "title", "formats", "encoding", "delimiter", "trailing", "element", "file",
        "identity", "procedure", "kind", "channel", "received", "subject", "place", "fields",
        "parties", "status", "confidential", "ignored",
    ]

    /// Reads a mapping file. With findings there is no mapping to work with.
    package static func read(
        _ yaml: String, file: String
    ) -> (mapping: Mapping, findings: [MappingFinding]) {
        let name = file.split(separator: ".").first.map(String.init) ?? file
        var mapping = Mapping(id: name)
        let findings = MappingFindings()
        mapping.position = MappingPosition(file: file)
        do {
            guard let node = try compose(yaml: yaml) else {
                findings.report(Sentences.emptyFile, at: mapping.position)
                return (mapping, findings.all)
            }
            let reader = MappingReader()
            reader.fill(
                &mapping, from: MappingNode(node: node, file: file, findings: findings))
        } catch let error as YamlError {
            findings.report(Sentences.yamlDamaged, at: error.position(in: file))
        } catch {
            findings.report(Sentences.yamlDamaged, at: mapping.position)
        }
        return (mapping, findings.all)
    }
}

extension YamlError {
    fileprivate func position(in file: String) -> MappingPosition {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            MappingPosition(file: file, line: mark.line, column: mark.column)
        default: MappingPosition(file: file)
        }
    }
}

private struct MappingReader {
    func fill(_ mapping: inout Mapping, from node: MappingNode) {
        mapping.position = node.position
        let table = node.table(Mapping.keys)
        for key in ["source", "identity", "procedure", "kind", "received", "subject"]
        where table[key] == nil {
            node.report(Sentences.missingKey(key))
        }
        fillForm(&mapping, table)
        table["source"].map { mapping.source = $0.text() }
        table["title"].map { mapping.title = $0.text() }
        table["identity"].map { mapping.identity = $0.texts().map(columnName) }
        table["procedure"].map { mapping.procedure = ProcedureID($0.text()) }
        table["kind"].map { mapping.kind = value($0, plain: .constant) }
        mapping.channel =
            table["channel"].map { value($0, plain: .constant) }
            ?? ValueRule(constant: mapping.source)
        table["received"].map { mapping.received = value($0, plain: .column) }
        table["subject"].map { mapping.subject = subject($0) }
        table["place"].map { mapping.place = place($0) }
        mapping.fields =
            table["fields"]?.members().map { key, node in
                FieldRule(field: FieldID(key.text()), value: value(node, plain: .column))
            } ?? []
        mapping.parties = table["parties"]?.elements().map(party) ?? []
        table["status"].map { mapping.status = status($0) }
        mapping.confidential = table["confidential"]?.texts().map(columnName) ?? []
        mapping.ignored = table["ignored"]?.texts().map(columnName) ?? []
    }

    private func fillForm(_ mapping: inout Mapping, _ table: [String: MappingNode]) {
        mapping.formats =
            table["formats"].map { node in
                node.elements().map { $0.name(SourceFormat.self, else: .csv) }
            } ?? [.csv]
        table["encoding"].map { mapping.encoding = $0.name(TextEncoding.self, else: .utf8) }
        table["delimiter"].map {
            mapping.form.delimiter = $0.name(Separator.self, else: .comma).byte
        }
        table["trailing"].map { mapping.form.trailing = $0.name(Separator.self, else: .tab).byte }
        table["element"].map { mapping.element = $0.text() }
        table["file"].map { mapping.file = $0.text().lowercased() }
    }

    private enum Separator: String, CaseIterable {
        case comma, semicolon, tab, pipe, blank

        var byte: UInt8 {
            switch self {
            case .comma: UInt8(ascii: ",")
            case .semicolon: UInt8(ascii: ";")
            case .tab: Ascii.tab
            case .pipe: UInt8(ascii: "|")
            case .blank: Ascii.space
            }
        }
    }

    /// What a bare word means.
    private enum Plain { case column, constant }

    private static let valueKeys = [
        "column", "first", "join", "with", "constant", "map", "otherwise", "empty", "days",
        "amount",
    ]

    private func value(
        _ node: MappingNode, plain: Plain, further: [String] = []
    ) -> ValueRule {
        var rule = ValueRule()
        rule.position = node.position
        guard node.isTable else {
            switch plain {
            case .column: rule.columns = [columnName(node.text())]
            case .constant: rule.constant = node.text()
            }
            return rule
        }
        let table = node.table(MappingReader.valueKeys + further)
        table["column"].map { rule.columns = [columnName($0.text())] }
        table["first"].map { rule.columns = $0.texts().map(columnName) }
        if let columns = table["join"] {
            rule.columns = columns.texts().map(columnName)
            rule.joiner = table["with"]?.scalar ?? " "
        }
        table["constant"].map { rule.constant = $0.text() }
        table["otherwise"].map { rule.otherwise = $0.text() }
        rule.empty = table["empty"]?.texts() ?? []
        table["days"].map { node in
            rule.days = node.elements().map { $0.name(DayForm.self, else: .iso) }
        }
        table["amount"].map { rule.amount = $0.name(AmountForm.self, else: .us) }
        for (key, value) in table["map"]?.members() ?? [] {
            rule.map[key.text()] = value.text()
        }
        if !rule.isSet { node.report(Sentences.noColumn) }
        return rule
    }

    private func subject(_ node: MappingNode) -> SubjectRule {
        guard node.isTable else { return SubjectRule(text: value(node, plain: .column)) }
        let table = node.table(["text", "category"])
        if table["text"] == nil { node.report(Sentences.missingKey("text")) }
        return SubjectRule(
            text: table["text"].map { value($0, plain: .column) } ?? ValueRule(),
            category: table["category"].map { value($0, plain: .column) } ?? ValueRule())
    }

    private func place(_ node: MappingNode) -> PlaceRule {
        var rule = PlaceRule()
        let table = node.table(PlacePart.allCases.map(\.rawValue) + ["address"])
        for part in PlacePart.allCases {
            rule.parts[part] = table[part.rawValue].map { value($0, plain: .column) }
        }
        guard let address = table["address"] else { return rule }
        rule.address = value(address, plain: .column, further: ["foundAfter", "drop"])
        guard address.isTable else { return rule }
        for (key, node) in address.members() {
            if key.scalar == "foundAfter" { rule.foundAfter = node.text() }
            if key.scalar == "drop" { rule.drop = node.texts() }
        }
        return rule
    }

    private func party(_ node: MappingNode) -> PartyRule {
        let table = node.table(PartyPart.allCases.map(\.rawValue) + ["role"])
        if table["role"] == nil { node.report(Sentences.missingKey("role")) }
        var parts: [PartyPart: ValueRule] = [:]
        for part in PartyPart.allCases {
            parts[part] = table[part.rawValue].map { value($0, plain: .column) }
        }
        return PartyRule(
            role: table["role"]?.text() ?? "", parts: parts, position: node.position)
    }

    private func status(_ node: MappingNode) -> StatusRule {
        var rule = StatusRule()
        guard node.isTable else {
            rule.value = value(node, plain: .constant)
            return rule
        }
        let table = node.table(["value", "open", "closed", "day", "result", "reason"])
        table["value"].map { rule.value = value($0, plain: .constant) }
        table["open"].map { rule.open = $0.texts() }
        table["closed"].map { rule.closed = $0.texts() }
        table["day"].map { rule.day = value($0, plain: .column) }
        table["result"].map { rule.result = value($0, plain: .constant) }
        table["reason"].map { rule.reason = value($0, plain: .column) }
        return rule
    }
}
