import CaseStore
import Casework
import Workstation

/// What the hands use beside the store; other choices make a demo or a test.
package struct Surroundings: Sendable {
    /// Fills a letter's template.
    package var fill: @Sendable (LetterOccasion) throws -> String
    /// The command that shows an attachment of a media type: an argument vector, to which the
    /// file's path is appended; nil where none is set up.
    package var viewer: @Sendable (String) -> [String]?
    /// Where exports go unless a path is named.
    package var exportFolder: String

    package init(
        fill: @escaping @Sendable (LetterOccasion) throws -> String,
        viewer: @escaping @Sendable (String) -> [String]? = { _ in nil },
        exportFolder: String
    ) {
        self.fill = fill
        self.viewer = viewer
        self.exportFolder = exportFolder
    }
}
