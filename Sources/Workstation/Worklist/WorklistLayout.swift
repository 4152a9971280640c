import Casework
import TextCanvas

/// Where the parts of the Arbeitsvorrat stand. Made by size alone, so that the list does not jump
/// when a notice, a filter or a preview comes and goes.
struct WorklistLayout {
    var tabs: Rect
    var rule: Rect
    var header: Rect
    var rows: Rect
    var previewRule: Rect
    var preview: Rect

    init(_ area: Rect, showsPreview: Bool) {
        var rest = area
        tabs = rest.takeTop()
        rule = rest.takeTop()
        let lines = showsPreview ? WorklistLayout.previewLines(height: area.height) : 0
        preview = rest.takeBottom(lines)
        previewRule = rest.takeBottom(showsPreview ? 1 : 0)
        header = rest.takeTop()
        rows = rest
    }

    static func previewLines(height: Int) -> Int {
        min(7, max(3, height / 7))
    }
}

extension AppState {
    /// Between the head line and the footer.
    var bodyArea: Rect { Rect(0, 1, size.width, max(0, size.height - 2)) }

    var worklistLayout: WorklistLayout {
        WorklistLayout(bodyArea, showsPreview: settings.preview)
    }

    /// Rows of the list on the screen.
    var listHeight: Int { max(1, worklistLayout.rows.height) }
}
