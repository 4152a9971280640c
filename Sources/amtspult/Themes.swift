import TextCanvas
import Workstation
import WorkstationRuntime

/// The themes of the installation.
enum Themes {
    static let choices: [ThemeChoice] = []
    static let shelf = ThemeShelf(themes: [:]) { _ in "" }
}
