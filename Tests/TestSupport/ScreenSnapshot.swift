import Foundation
import Testing
import TextCanvas

/// Compares a screen with the text file `Snapshots/NAME.txt` beside the test.
/// `RECORD_SNAPSHOTS=1` writes the file and fails once, so that nobody records by mistake.
package func assertScreen(
    _ canvas: Canvas, named name: String, tones: Bool = false, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    assertScreen(
        tones ? canvas.textWithTones() : canvas.text(), named: name, filePath: filePath,
        sourceLocation: sourceLocation)
}

/// The same for a screen that is text already.
package func assertScreen(
    _ text: String, named name: String, filePath: String = #filePath,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    let folder = URL(fileURLWithPath: filePath).deletingLastPathComponent()
        .appendingPathComponent("Snapshots")
    let file = folder.appendingPathComponent(name + ".txt")
    if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
        do {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
            Issue.record("recorded \(name)", sourceLocation: sourceLocation)
        } catch {
            Issue.record("cannot record \(name): \(error)", sourceLocation: sourceLocation)
        }
        return
    }
    guard let wanted = try? String(contentsOf: file, encoding: .utf8) else {
        Issue.record(
            "no snapshot \(name); record it with RECORD_SNAPSHOTS=1. The screen is:\n\(text)",
            sourceLocation: sourceLocation)
        return
    }
    if wanted != text {
        Issue.record(
            "screen \(name) differs\n\(lineDifferences(wanted, text))",
            sourceLocation: sourceLocation)
    }
}

/// The lines that differ, wanted before found.
private func lineDifferences(_ wanted: String, _ found: String) -> String {
    let old = wanted.split(separator: "\n", omittingEmptySubsequences: false)
    let new = found.split(separator: "\n", omittingEmptySubsequences: false)
    var result = ""
    for index in 0..<max(old.count, new.count) {
        let before = index < old.count ? String(old[index]) : "(no line)"
        let after = index < new.count ? String(new[index]) : "(no line)"
        if before != after { result += "\(index + 1) - \(before)\n\(index + 1) + \(after)\n" }
    }
    return result
}
