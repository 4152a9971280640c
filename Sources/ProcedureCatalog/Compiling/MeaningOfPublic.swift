import Casework

/// What the public reads: answers that are published, and the status after an end.
extension Meaning {
    /// What is published names nobody, and was never to be delivered with proof.
    func checkPublished() {
        let personal = procedure.fields.filter { $0.group == "person" || $0.group == "bank" }
        let tags = ["parteien", "empfaenger"] + personal.map { "felder.\($0.id)" }
        for template in procedure.letters where template.published {
            for tag in tags where template.body.contains(tag) {
                report(
                    "Was veröffentlicht wird, nennt niemanden: „\(tag)“ darf hier nicht stehen.",
                    .letter, template.id.raw)
            }
            guard template.proof || template.kind == .ruling else { continue }
            report(
                "Was nachweislich zuzustellen ist, kann nicht statt dessen veröffentlicht werden.",
                .letter, template.id.raw)
        }
    }

    /// Whoever looks a case up must not read „in Bearbeitung“ after it was closed.
    func checkStatusAtClosing() {
        guard let first = procedure.publicStatuses.first else { return }
        for manner in Closing.Manner.allCases {
            let named = procedure.publicStatuses.filter { $0.closings.contains(manner) }
            if let again = named.dropFirst().first {
                report(
                    "„\(manner.rawValue)“ steht schon bei einem anderen öffentlichen Status.",
                    .publicStatus, again.id.raw)
            }
            guard named.isEmpty, manner != .finished else { continue }
            findings.hint(
                "Kein öffentlicher Status hat „\(manner.rawValue)“ unter „closings“: nach diesem "
                    + "Abschluss bleibt der alte stehen.",
                at: findings.position(of: .publicStatus, first.id.raw))
        }
    }
}
