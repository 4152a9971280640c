/// A line of tabs: `1 Mein Tisch 142   2 Ohne Zuteilung 37`. The active one is always in sight.
package struct TabsLine: Sendable {
    package struct Tab: Hashable, Sendable {
        package var title: String
        /// The key that opens it, shown before the title.
        package var key: String
        /// A number or sign after the title, for instance an exact count or ⚠1.
        package var note: String

        package init(_ title: String, key: String = "", note: String = "") {
            self.title = title
            self.key = key
            self.note = note
        }

        var text: SafeText {
            SafeText([key, title, note].filter { !$0.isEmpty }.joined(separator: " "))
        }
    }

    package var tabs: [Tab]
    package var active: Int

    package init(_ tabs: [Tab], active: Int) {
        self.tabs = tabs
        self.active = active
    }

    /// Draws into the first line of `rect`.
    /// - Returns: the places of the tabs for the mouse; empty for those out of sight.
    @discardableResult
    package func draw(on canvas: inout Canvas, in rect: Rect) -> [Rect] {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) -> [Rect] {
        canvas.fill(rect.row(0), tone: .tab)
        var places = Array(repeating: Rect(rect.x, rect.y, 0, 0), count: tabs.count)
        guard !tabs.isEmpty, !rect.isEmpty else { return places }
        let texts = tabs.map(\.text)
        let first = firstShown(texts, width: rect.width)
        var x = rect.x
        if first > 0 { x = canvas.write("‹", at: Point(x, rect.y), tone: .tab) }
        for index in first..<tabs.count {
            let text = texts[index]
            let isLast = index == tabs.count - 1
            let room = rect.right - x - (isLast ? 0 : 2)
            guard text.width + 2 <= room || index == first else {
                canvas.write("›", at: Point(rect.right - 1, rect.y), tone: .tab)
                break
            }
            let wide = min(text.width + 2, room)
            places[index] = Rect(x, rect.y, wide, 1)
            draw(index, text, on: &canvas, in: places[index], room: wide)
            x += wide + 1
        }
        return places
    }

    private func draw(
        _ index: Int, _ text: SafeText, on canvas: inout Canvas, in place: Rect, room: Int
    ) {
        let isActive = index == active
        let tone: Tone = isActive ? .tabActive : .tab
        if isActive { canvas.fill(place, tone: tone) }
        canvas.write(text.truncated(to: room - 1), at: Point(place.x + 1, place.y), tone: tone)
        if isActive { canvas.write("▸", at: place.origin, tone: tone) }
        let key = SafeText(tabs[index].key)
        if !isActive, key.width > 0 {
            canvas.paint(Rect(place.x + 1, place.y, key.width, 1), tone: .key)
        }
    }

    /// The first tab from which the active one still fits.
    private func firstShown(_ texts: [SafeText], width: Int) -> Int {
        let active = min(max(0, active), texts.count - 1)
        var first = active
        var used = texts[active].width + 5
        while first > 0, used + texts[first - 1].width + 3 <= width {
            first -= 1
            used += texts[first].width + 3
        }
        return first
    }
}
