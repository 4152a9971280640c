import Casework
import Texts

/// What an author expects of the case, compared with what is.
extension ExampleRunner {
    func check(_ part: Part) {
        guard let table = part.table(Vocabulary.expectation), let file = stage.file else { return }
        compare(table, "phase", file.phase.raw)
        compare(table, "waiting", file.waitingFor(under: procedure, on: stage.today).rawValue)
        compare(table, "open", file.isOpen ? "true" : "false")
        compare(table, "result", file.result?.raw ?? "none")
        compare(table, "publicStatus", file.publicStatus?.raw ?? "none")
        if let amount = table.part("amount") {
            let calculated = procedure.calculation(for: file)?.amount
            compare(amount, amount.money().german, calculated?.german ?? "none")
        }
        table.part("deadlines").map { checkDeadlines($0, file) }
        table.part("fields").map { checkFields($0, file) }
        table.part("letters").map { checkLetters($0, file) }
        table.part("letterSays").map { checkWords($0, file) }
        table.part("sums").map { checkSums($0, file) }
        for step in table.elements("possible") { checkStep(step, expected: nil, file) }
        for member in table.part("impossible")?.members ?? [] {
            let code = member.value.scalar
            checkStep(named: member.key, at: member.value, expected: code, file)
        }
    }

    private func compare(_ table: Table, _ key: String, _ actual: String) {
        guard let part = table.part(key) else { return }
        compare(part, part.text(), actual)
    }

    private func compare(_ part: Part, _ expected: String, _ actual: String) {
        guard expected != actual else { return }
        part.report("Erwartet war „\(expected)“, es ist „\(actual)“.")
    }

    private func checkDeadlines(_ part: Part, _ file: CaseFile) {
        for member in part.members ?? [] {
            guard procedure.deadline(DeadlineID(member.key)) != nil else {
                findings.report(
                    "Frist „\(member.key)“ ist nicht definiert.", at: member.at,
                    suggestion: nearest(to: member.key, in: procedure.deadlines.map(\.id.raw)))
                continue
            }
            let open = file.deadlines.map(\.record).filter {
                $0.definition.raw == member.key && [.running, .suspended].contains($0.state)
            }
            let end = open.map(\.end).max()
            compare(member.value, member.value.text(), end?.iso ?? "none")
        }
    }

    private func checkFields(_ part: Part, _ file: CaseFile) {
        for member in part.members ?? [] {
            let id = FieldID(member.key)
            let empty = member.value.scalar == "none"
            let expected = empty ? nil : value(member.value, for: id, at: member.at)
            compare(member.value, expected?.plain ?? "none", file.field(id)?.plain ?? "none")
        }
    }

    private func last(_ template: String, _ file: CaseFile) -> Letter? {
        file.letters.last { $0.template.raw == template }
    }

    private func checkLetters(_ part: Part, _ file: CaseFile) {
        for member in part.members ?? [] {
            let letter = last(member.key, file)
            var state = letter?.state.rawValue ?? "none"
            if member.value.scalar == "delivered", letter?.deliveredToAll != nil {
                state = "delivered"
            }
            compare(member.value, member.value.text(), state)
        }
    }

    private func checkWords(_ part: Part, _ file: CaseFile) {
        for member in part.members ?? [] {
            let text = last(member.key, file)?.text ?? ""
            let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            for words in member.value.elements ?? [member.value] {
                if flat.contains(words.text()) { continue }
                words.report("„\(words.text())“ steht nicht im Schriftstück „\(member.key)“.")
            }
        }
    }

    private func checkSums(_ part: Part, _ file: CaseFile) {
        for member in part.members ?? [] {
            guard let kind = PostingKind(rawValue: member.key) else {
                findings.report(
                    "„\(member.key)“ ist keine Buchungsart.", at: member.at,
                    suggestion: nearest(
                        to: member.key, in: PostingKind.allCases.map(\.rawValue)))
                continue
            }
            compare(member.value, member.value.money().german, file.sum(kind).german)
        }
    }

    private func checkStep(_ part: Part, expected: String?, _ file: CaseFile) {
        checkStep(named: part.text(), at: part, expected: expected, file)
    }

    private func checkStep(
        named name: String, at part: Part, expected: String?, _ file: CaseFile
    ) {
        guard let step = procedure.step(StepID(name)) else {
            part.report(
                "Schritt „\(name)“ ist nicht definiert.",
                suggestion: nearest(to: name, in: procedure.steps.map(\.id.raw)))
            return
        }
        let obstacle = file.obstacle(to: step, under: stage.circumstances(for: nil))
        guard obstacle?.code.rawValue != expected else { return }
        let actual = obstacle?.sentenceWithCode ?? "möglich"
        part.report("„\(name)“ sollte \(expected ?? "möglich") sein, ist aber: \(actual)")
    }
}
