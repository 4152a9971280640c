import Casework
import ShellLanguage

/// Units and persons as people type and read them here.
enum Roles {
    /// "bbv:Bau- und Bezirksverwaltung:BBV"
    static func unit(_ text: String) throws -> Casework.Unit {
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 3 else {
            throw Ending(.usage, "„\(text)“: kürzel:name:zeichen.")
        }
        return Casework.Unit(id: UnitID(parts[0]), name: parts[1], sign: parts[2])
    }

    static func line(_ person: Person, locked: Bool) -> String {
        RoleWords.line(person) + (person.active && !locked ? "" : "  (gesperrt)")
    }
}
