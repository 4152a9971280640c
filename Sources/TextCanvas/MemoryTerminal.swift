/// A terminal without a terminal: events come from a script, frames are kept.
/// When the script is at its end, waiting returns `.hangup`, so that no loop turns for ever.
package final class MemoryTerminal: Terminal {
    package private(set) var size: Size
    package let capabilities: TerminalCapabilities
    package let waker: TerminalWaker
    package private(set) var frames: [Canvas] = []
    package private(set) var copied: [String] = []
    package private(set) var isClosed = false
    private var script: [[InputEvent]]

    package init(
        _ size: Size = Size(80, 24), script: [[InputEvent]] = [],
        capabilities: TerminalCapabilities = TerminalCapabilities(),
        waker: TerminalWaker = TerminalWaker {}
    ) {
        self.size = size
        self.script = script
        self.capabilities = capabilities
        self.waker = waker
    }

    package func present(_ canvas: Canvas, theme: Theme) {
        frames.append(canvas)
    }

    package func events(within milliseconds: Int?) -> [InputEvent] {
        guard !script.isEmpty else { return [.hangup] }
        let batch = script.removeFirst()
        for case .resized(let new) in batch { size = new }
        return batch
    }

    package func captureMouse(_ on: Bool) {}

    package func title(_ words: StaticString) {}

    package func copy(_ text: SafeText) -> Bool {
        copied.append(text.plain)
        return true
    }

    package func suspend() {}

    package func close() { isClosed = true }
}
