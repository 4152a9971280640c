import Casework

/// What came of compiling a folder.
package struct Compiled: Sendable {
    /// nil where there are errors.
    package var procedure: Procedure?
    /// By file, line and column.
    package var diagnostics: [Diagnostic]
}

/// Compiles a procedure folder. All findings are collected; a folder with errors gives none.
package func compile(_ folder: SourceFolder) -> Compiled {
    let findings = Findings()
    for problem in folder.problems {
        findings.report(problem.message, at: problem.position)
    }
    let compiler = Compiler(folder: folder, findings: findings)
    let procedure = compiler.run()
    let diagnostics = findings.diagnostics.sorted {
        ($0.position, $0.message) < ($1.position, $1.message)
    }
    return Compiled(procedure: findings.hasErrors ? nil : procedure, diagnostics: diagnostics)
}

/// One run over one folder. Fields are read first, because values elsewhere are of their kinds.
final class Compiler {
    let folder: SourceFolder
    let findings: Findings
    var procedure = Procedure(id: "", title: "", nature: .service, unit: "")
    /// Top-level entries of all parts, in the order of files.
    private var entries: [String: [Part]] = [:]

    init(folder: SourceFolder, findings: Findings) {
        self.folder = folder
        self.findings = findings
    }

    func run() -> Procedure {
        for file in folder.parts {
            guard let root = file.root(findings), let table = root.table(Vocabulary.top) else {
                continue
            }
            for (key, part) in table.members { entries[key, default: []].append(part) }
        }
        guard !entries.isEmpty else { return procedure }
        readHead()
        readStanding()
        procedure.fields = all("fields").compactMap(field)
        askedWhen(all("fields"))
        procedure.letters = all("letters").compactMap(letter)
        procedure.checklist = all("checklist").compactMap(item)
        procedure.deadlines = all("deadlines").compactMap(deadline)
        procedure.programmes = all("programmes").compactMap(programme)
        readMoney()
        procedure.steps = all("steps").compactMap(step)
        procedure.columns = all("columns").compactMap(column)
        findings.checkReferences()
        if !findings.hasErrors { Meaning(procedure: procedure, compiler: self).check() }
        return procedure
    }

    /// The elements of a top-level list, from all files.
    private func all(_ key: String) -> [Part] {
        (entries[key] ?? []).flatMap { $0.list() }
    }

    private func only(_ key: String) -> Part? {
        let found = entries[key] ?? []
        for again in found.dropFirst() {
            again.report("„\(key)“ steht schon in einer anderen Datei des Ordners.")
        }
        if found.isEmpty {
            findings.report(
                "Hier fehlt „\(key)“.", at: Position(file: "procedure.yaml", line: 1, column: 1))
        }
        return found.first
    }

    private func readHead() {
        procedure.id = ProcedureID(only("id")?.id() ?? "")
        procedure.title = only("title")?.filled() ?? ""
        procedure.nature = only("nature")?.name(LegalNature.self, else: .service) ?? .service
        procedure.unit = UnitID(only("unit")?.id() ?? "")
    }

    private func readStanding() {
        procedure.publicStatuses = all("publicStatuses").compactMap { part in
            guard let table = part.table(Vocabulary.status) else { return nil }
            return PublicStatus(
                id: StatusID(table.define(.publicStatus)), title: table.filled("title"),
                closings: table.elements("closings").map {
                    $0.name(Closing.Manner.self, else: .finished)
                })
        }
        procedure.phases = all("phases").compactMap(phase)
        procedure.kinds = all("kinds").compactMap { part in
            guard let table = part.table(Vocabulary.kind) else { return nil }
            return Kind(
                id: KindID(table.define(.kind)), title: table.filled("title"),
                source: table.text("source"), start: PhaseID(table.refer("start", .phase)))
        }
        procedure.results = all("results").compactMap { part in
            guard let table = part.table(Vocabulary.result) else { return nil }
            return ResultDefinition(
                id: ResultID(table.define(.result)), title: table.filled("title"),
                positive: table.flag("positive"))
        }
        procedure.partyRoles = all("partyRoles").compactMap { part in
            guard let table = part.table(Vocabulary.partyRole) else { return nil }
            return PartyRole(
                id: table.define(.partyRole), title: table.filled("title"),
                standing: table.flag("standing"), recipient: table.flag("recipient"),
                kinds: kinds(table))
        }
        procedure.addressees = all("addressees").compactMap { part in
            guard let table = part.table(Vocabulary.addressee) else { return nil }
            return Addressee(
                id: table.define(.addressee), title: table.filled("title"),
                kind: table.requiredName("kind", else: .unit))
        }
    }

    private func phase(_ part: Part) -> Phase? {
        guard let table = part.table(Vocabulary.phase) else { return nil }
        return Phase(
            id: PhaseID(table.define(.phase)), title: table.filled("title"),
            waiting: table.name("waiting", else: .us),
            publicStatus: table.optionalRefer("publicStatus", .publicStatus).map { StatusID($0) },
            closes: table.flag("closes"))
    }

    func kinds(_ table: Table) -> [KindID] {
        table.refers("kinds", .kind).map { KindID($0) }
    }

    private func letter(_ part: Part) -> LetterTemplate? {
        guard let table = part.table(Vocabulary.letter) else { return nil }
        let id = table.define(.letter)
        let body = folder.letters[id]?.text
        if body == nil, !id.isEmpty {
            findings.report(
                "Zu diesem Schriftstück fehlt die Datei letters/\(id).mustache.",
                at: table.position(of: "id"),
                suggestion: nearest(to: id, in: folder.letters.keys.sorted()))
        }
        return LetterTemplate(
            id: TemplateID(id), title: table.filled("title"),
            kind: table.requiredName("kind", else: .notice), body: body ?? "",
            recipients: table.refers("recipients", .partyRole), proof: table.flag("proof"),
            published: table.flag("published"))
    }

    private func column(_ part: Part) -> Column? {
        guard let table = part.table(Vocabulary.column) else { return nil }
        return Column(
            field: FieldID(table.refer("field", .field)), title: table.filled("title"),
            width: table.integer("width", 2...60))
    }

    private func readMoney() {
        procedure.bodies = all("bodies").compactMap { part in
            guard let table = part.table(Vocabulary.body) else { return nil }
            return DecidingBody(id: BodyID(table.define(.body)), title: table.filled("title"))
        }
        procedure.thresholds = all("thresholds").compactMap { part in
            guard let table = part.table(Vocabulary.threshold) else { return nil }
            return Threshold(
                body: BodyID(table.refer("body", .body)), upTo: table.optionalMoney("upTo"),
                validFrom: table.day("validFrom"), source: table.filled("source"))
        }
        procedure.fees = all("fees").compactMap { part in
            guard let table = part.table(Vocabulary.fee) else { return nil }
            let fee = Fee(
                id: table.define(.fee, again: true), title: table.filled("title"),
                amount: table.money("amount"), maximum: table.optionalMoney("maximum"),
                validFrom: table.day("validFrom"), source: table.filled("source"))
            return fee
        }
    }
}
