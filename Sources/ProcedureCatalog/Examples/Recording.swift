import Casework

/// An example as it was played: who did what on which day. The demo city replays recordings with
/// other people, places and days, so that each of its cases has a true history.
package struct Recording: Hashable, Sendable {
    package struct Moment: Hashable, Sendable {
        /// Names the act within the recording; letters and inquiries are named after it.
        package var act: ActID
        package var day: CivilDay
        /// A person of the examples: clerk, clerk2, supervisor, intake.
        package var actor: PersonID
        package var body: ActBody

        package init(act: ActID, day: CivilDay, actor: PersonID, body: ActBody) {
            self.act = act
            self.day = day
            self.actor = actor
            self.body = body
        }
    }

    package var procedure: ProcedureID
    package var kind: KindID
    package var name: String
    /// The first opens the case.
    package var moments: [Moment]
}

/// Plays every example of a folder and returns what happened; examples that do not run to their
/// end, and those that only work out sums, are left out.
package func recordings(
    of folder: SourceFolder, procedure: Procedure, fill: @escaping LetterFilling
) -> [Recording] {
    folder.examples.compactMap { example in
        let findings = Findings()
        guard
            let stage = ExampleRunner.run(
                example, of: procedure, findings: findings, fill: fill),
            stage.isStory, let kind = stage.file?.kind, findings.diagnostics.isEmpty
        else { return nil }
        let moments = stage.entries.map { entry in
            Recording.Moment(
                act: entry.act.id, day: entry.at.civilDay, actor: entry.act.actor,
                body: entry.act.body)
        }
        return Recording(
            procedure: procedure.id, kind: kind, name: example.stem, moments: moments)
    }
}
