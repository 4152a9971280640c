import Casework
import TextCanvas

/// What a row of a case's tab stands for.
enum CaseRowKey: Hashable, Sendable {
    case slot(Slot)
    case entry(ActID)
    case recipient(LetterID, PartyID)
    case otherCase(CaseID)
    case banner(String)
    case emptyFields(group: String)
}

/// Lines that belong together: a row that can be stood on with what is opened below it, or a
/// heading.
struct CaseBlock: Hashable, Sendable {
    /// nil cannot be stood on.
    var key: CaseRowKey?
    var lines: [[Span]]

    init(_ key: CaseRowKey?, _ lines: [[Span]]) {
        self.key = key
        self.lines = lines
    }
}

/// Makes blocks for a width.
struct BlockMaker {
    let width: Int
    private(set) var blocks: [CaseBlock] = []

    init(width: Int) { self.width = max(20, width) }

    mutating func heading(_ title: String, note: String = "") {
        var spans = [Span(title, .heading)]
        if !note.isEmpty { spans.append(Span("  " + note, .dim)) }
        if !blocks.isEmpty { blocks.append(CaseBlock(nil, [[]])) }
        blocks.append(CaseBlock(nil, [spans]))
    }

    /// A line that only says something.
    mutating func remark(_ text: String, tone: Tone = .dim) {
        blocks.append(CaseBlock(nil, wrapped([Span("  ")], text, tone)))
    }

    /// A row: what stands before, then text that goes on below itself.
    mutating func row(
        _ key: CaseRowKey?, _ before: [Span], _ text: String, tone: Tone = .text,
        details: [[Span]] = []
    ) {
        blocks.append(
            CaseBlock(key, wrapped([Span("  ")] + before, text, tone) + details))
    }

    /// A label of fixed width and its value; an empty value stands as a dash.
    mutating func pair(
        _ key: CaseRowKey?, _ label: String, _ value: String, tone: Tone = .text
    ) {
        let room = labelWidth
        row(
            key, [Span(SafeText(label).padded(to: room), .label), Span(" ")],
            value.isEmpty ? "–" : value, tone: value.isEmpty ? .dim : tone)
    }

    var labelWidth: Int { min(32, max(18, width / 4)) }

    /// Lines of text set in below a row.
    func details(_ texts: [String], tone: Tone = .dim, indent: Int = 6) -> [[Span]] {
        texts.flatMap { text in
            let before = [Span(String(repeating: " ", count: indent))]
            return text.split(separator: "\n", omittingEmptySubsequences: false).flatMap {
                wrapped(before, String($0), tone)
            }
        }
    }

    /// The first line begins with `before`; the further ones are set in as far.
    func wrapped(_ before: [Span], _ text: String, _ tone: Tone) -> [[Span]] {
        let indent = before.width > width / 2 ? 6 : before.width
        let whole = SafeText(text)
        guard before.width + whole.width > width else { return [before + [Span(whole, tone)]] }
        let first = whole.wrapped(to: max(8, width - before.width))
        guard before.width != indent else {
            return first.enumerated().map { index, line in
                (index == 0 ? before : [Span(String(repeating: " ", count: indent))])
                    + [Span(line, tone)]
            }
        }
        let rest = whole.wrapped(to: max(8, width - indent))
        return [before]
            + rest.map { [Span(String(repeating: " ", count: indent)), Span($0, tone)] }
    }
}

/// Where somebody stands in a tab: by what the row is about, so that it survives reading anew.
struct BlockPlace: Hashable, Sendable {
    var key: CaseRowKey?
    private(set) var top = 0

    func index(in blocks: [CaseBlock]) -> Int? {
        if let key, let index = blocks.firstIndex(where: { $0.key == key }) { return index }
        return blocks.firstIndex { $0.key != nil }
    }

    private static func start(of index: Int, _ blocks: [CaseBlock]) -> Int {
        blocks[..<index].reduce(0) { $0 + $1.lines.count }
    }

    private static func count(_ blocks: [CaseBlock]) -> Int {
        blocks.reduce(0) { $0 + $1.lines.count }
    }

    /// After the content changed: the same row on the same line of the screen. Where the row has
    /// gone, the next one that stood behind it, else before it.
    mutating func stay(
        from old: [CaseBlock], height oldHeight: Int, _ blocks: [CaseBlock], height: Int
    ) {
        guard let then = index(in: old) else { return fit(blocks, height: height) }
        let line = BlockPlace.start(of: then, old) - top
        let keys = Set(blocks.compactMap(\.key))
        let near = (old[then...] + old[..<then].reversed()).compactMap(\.key)
        guard let stayed = near.first(where: keys.contains) else {
            return fit(blocks, height: height)
        }
        if key != nil || line != 0 { key = stayed }
        guard let now = index(in: blocks) else { return }
        let wasVisible = (0..<max(1, oldHeight)).contains(line)
        if wasVisible { top = BlockPlace.start(of: now, blocks) - line }
        fit(blocks, height: height)
        if wasVisible { show(now, blocks, height: height) }
    }

    /// Keeps the place valid after a change of the content or the height.
    mutating func fit(_ blocks: [CaseBlock], height: Int) {
        top = min(max(0, top), max(0, BlockPlace.count(blocks) - height))
    }

    /// One row down or up; through a block that is longer than the screen line by line.
    mutating func move(_ by: Int, _ blocks: [CaseBlock], height: Int) {
        guard height > 0 else { return }
        let total = BlockPlace.count(blocks)
        guard let now = index(in: blocks) else {
            top = min(max(0, top + by), max(0, total - height))
            return
        }
        let begin = BlockPlace.start(of: now, blocks)
        let end = begin + blocks[now].lines.count
        if by > 0, end > top + height, begin <= top + height {
            top += 1
            return
        }
        if by < 0, begin < top, end > top {
            top -= 1
            return
        }
        let next =
            by > 0
            ? blocks[(now + 1)...].firstIndex { $0.key != nil }
            : blocks[..<now].lastIndex { $0.key != nil }
        guard let next else {
            top = min(max(0, top + by), max(0, total - height))
            return
        }
        key = blocks[next].key
        show(next, blocks, height: height)
    }

    mutating func page(_ by: Int, _ blocks: [CaseBlock], height: Int) {
        let total = BlockPlace.count(blocks)
        let before = top
        top = min(max(0, top + by * max(1, height - 1)), max(0, total - height))
        guard top != before else {
            toEnd(by > 0, blocks, height: height)
            return
        }
        var line = 0
        for block in blocks {
            if block.key != nil, line >= top, line < top + height {
                key = block.key
                return
            }
            line += block.lines.count
        }
    }

    mutating func toEnd(_ last: Bool, _ blocks: [CaseBlock], height: Int) {
        let index =
            last ? blocks.lastIndex { $0.key != nil } : blocks.firstIndex { $0.key != nil }
        if let index {
            key = blocks[index].key
            show(index, blocks, height: height)
        }
        top = last ? max(0, BlockPlace.count(blocks) - height) : 0
    }

    /// Scrolls as little as needed to show a block, from its beginning if it is too long. Going
    /// to the first row shows what stands above it too.
    mutating func show(_ index: Int, _ blocks: [CaseBlock], height: Int) {
        let begin = BlockPlace.start(of: index, blocks)
        let lines = blocks[index].lines.count
        if begin < top { top = begin }
        if begin + lines > top + height { top = min(begin, begin + lines - height) }
        if blocks[..<index].allSatisfy({ $0.key == nil }), begin < height { top = 0 }
        fit(blocks, height: height)
    }

    mutating func scroll(_ by: Int, _ blocks: [CaseBlock], height: Int) {
        top = min(max(0, top + by), max(0, BlockPlace.count(blocks) - height))
    }
}
