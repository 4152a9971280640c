import Casework
import Texts

/// Plays one example through the real decisions; what comes out otherwise is a finding.
final class ExampleRunner {
    let stage: ExampleStage
    let findings: Findings
    let procedure: Procedure

    private init(procedure: Procedure, findings: Findings, stage: ExampleStage) {
        self.procedure = procedure
        self.findings = findings
        self.stage = stage
    }

    /// The stage as it stands after the last line that could be played.
    @discardableResult
    static func run(
        _ file: SourceFile, of procedure: Procedure, findings: Findings,
        fill: @escaping LetterFilling
    ) -> ExampleStage? {
        guard let table = file.root(findings)?.table(Vocabulary.example) else { return nil }
        _ = table.filled("title")
        let stage = ExampleStage(procedure: procedure, today: table.day("today"), fill: fill)
        stage.aid = table.optionalMoney("aid") ?? .zero
        stage.isStory = table.part("retell")?.flag() ?? true
        let runner = ExampleRunner(procedure: procedure, findings: findings, stage: stage)
        guard let opening = table.required("open"), runner.open(opening) else { return nil }
        for part in table.list("play") {
            guard runner.play(part) else { return stage }
        }
        return stage
    }

    /// Looks an id up; the finding names what may have been meant.
    func known<T>(_ part: Part, _ found: T?, of all: [String], _ what: Category) -> T? {
        if let found { return found }
        part.report(
            "\(what.rawValue) „\(part.scalar ?? "")“ ist nicht definiert.",
            suggestion: nearest(to: part.scalar ?? "", in: all))
        return nil
    }

    func value(_ part: Part, for id: FieldID, at position: Position) -> FieldValue? {
        guard let field = procedure.field(id) else {
            findings.report(
                "Feld „\(id)“ ist nicht definiert.", at: position,
                suggestion: nearest(to: id.raw, in: procedure.fields.map(\.id.raw)))
            return nil
        }
        let compiler = Compiler(folder: SourceFolder(name: ""), findings: findings)
        compiler.procedure.fields = [field]
        return compiler.value(part, for: id)
    }

    func values(_ part: Part?) -> [FieldID: FieldValue] {
        var values: [FieldID: FieldValue] = [:]
        for member in part?.members ?? [] {
            let id = FieldID(member.key)
            values[id] = value(member.value, for: id, at: member.at)
        }
        return values
    }

    // MARK: Opening

    private func open(_ part: Part) -> Bool {
        guard let table = part.table(Vocabulary.opening) else { return false }
        let kinds = procedure.kinds
        guard let name = table.required("kind"),
            let kind = known(
                name, kinds.first { $0.id.raw == name.scalar }, of: kinds.map(\.id.raw), .kind)
        else { return false }
        stage.actor = person(table.part("by")) ?? "clerk"
        let opening = Opening(
            procedure: procedure.id, edition: "beispiel", kind: kind.id,
            subject: table.filled("subject"), place: place(table.part("place")),
            received: table.day("received"), channel: table.text("channel"),
            paper: table.text("paper"), fields: values(table.part("fields")),
            parties: table.elements("parties").enumerated().compactMap { index, part in
                party(part, id: PartyID("p\(index + 10)"))
            })
        if let obstacle = stage.perform(.open(opening)) {
            part.report("Der Akt kann nicht angelegt werden: \(obstacle.sentenceWithCode)")
            return false
        }
        return true
    }

    func person(_ part: Part?) -> PersonID? {
        guard let part, let name = part.scalar else { return nil }
        let all = ExampleStage.roles.map(\.id.raw)
        guard all.contains(name) else {
            part.report(
                "„\(name)“ ist keine Person der Beispiele.", suggestion: nearest(to: name, in: all))
            return nil
        }
        return PersonID(name)
    }

    func place(_ part: Part?) -> Place {
        var place = Place()
        guard let table = part?.table(Vocabulary.place) else { return place }
        place.street = table.text("street")
        place.houseNumber = table.text("houseNumber")
        place.postalCode = table.text("postalCode")
        place.district = table.text("district")
        place.cadastral = table.text("cadastral")
        place.register = table.text("register")
        place.parcels = table.text("parcels")
        place.remark = table.text("remark")
        return place
    }

    func party(_ part: Part, id: PartyID) -> Party? {
        guard let table = part.table(Vocabulary.party), let role = table.required("role"),
            let known = known(
                role, procedure.partyRoles.first { $0.id == role.scalar },
                of: procedure.partyRoles.map(\.id), .partyRole)
        else { return nil }
        let name = table.filled("name")
        let before = stage.file?.parties.first { $0.role == known.id && $0.name == name }
        var party = before ?? Party(id: id, role: known.id, name: name)
        if table.has("street") { party.street = table.text("street") }
        if table.has("postalCode") { party.postalCode = table.text("postalCode") }
        if table.has("town") { party.town = table.text("town") }
        if table.has("email") { party.email = table.text("email") }
        if table.has("phone") { party.phone = table.text("phone") }
        if table.has("register") { party.register = table.text("register") }
        if table.has("agrees") { party.agrees = table.flag("agrees") }
        if table.has("representative") { party.representative = table.text("representative") }
        return party
    }

    // MARK: Playing

    /// False where the example cannot go on.
    private func play(_ part: Part) -> Bool {
        guard let table = part.table(Vocabulary.move) else { return false }
        if table.has("on") { stage.today = table.day("on") }
        if table.has("by") { stage.actor = person(table.part("by")) ?? stage.actor }
        if let expectation = table.part("expect") {
            check(expectation)
            return true
        }
        let before = findings.diagnostics.count
        let bodies = ExampleMove(runner: self, table: table, part: part).bodies
        guard findings.diagnostics.count == before else { return false }
        if bodies.isEmpty { return isOnlyADay(table, part) }
        for body in bodies {
            guard settle(stage.perform(body), table, part) else { return false }
        }
        return true
    }

    /// A line may only move the day or the person; one that names an act must lead to one.
    private func isOnlyADay(_ table: Table, _ part: Part) -> Bool {
        if table.members.keys.allSatisfy({ ["on", "by"].contains($0) }) { return true }
        part.report("Diese Zeile bewirkt nichts.")
        return false
    }

    /// Compares what happened with what the author expected.
    private func settle(_ obstacle: Obstacle?, _ table: Table, _ part: Part) -> Bool {
        let expected = table.part("refused")?.scalar
        switch (obstacle, expected) {
        case (nil, nil): return true
        case (nil, let code?):
            part.report("Das ist möglich, erwartet war das Hindernis \(code).")
            return false
        case (let obstacle?, nil):
            part.report("Das ist nicht möglich: \(obstacle.sentenceWithCode)")
            return false
        case (let obstacle?, let code?):
            if obstacle.code.rawValue == code { return true }
            part.report("Erwartet war das Hindernis \(code), es kam \(obstacle.sentenceWithCode)")
            return false
        }
    }
}
