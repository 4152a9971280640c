/// A key and what it does here, for the footer.
package struct KeyHint: Hashable, Sendable {
    package var key: String
    package var label: String
    /// Greyed when the command is not possible now.
    package var isAvailable: Bool

    package init(_ key: String, _ label: String, isAvailable: Bool = true) {
        self.key = key
        self.label = label
        self.isAvailable = isAvailable
    }

    var spans: [Span] {
        [
            Span(key, isAvailable ? .key : .obstacle),
            Span(" " + label, isAvailable ? .hint : .obstacle),
        ]
    }
}

/// The footer: hints from the left as far as they fit, a few that always stay at the right.
package struct KeyHints: Sendable {
    package var hints: [KeyHint]
    package var fixed: [KeyHint]

    package init(_ hints: [KeyHint], fixed: [KeyHint] = []) {
        self.hints = hints
        self.fixed = fixed
    }

    /// - Returns: the places of the hints drawn, `hints` before `fixed`, for the mouse.
    @discardableResult
    package func draw(on canvas: inout Canvas, in rect: Rect) -> [(hint: KeyHint, place: Rect)] {
        canvas.within(rect) { drawInside(on: &$0, in: rect) }
    }

    private func drawInside(on canvas: inout Canvas, in rect: Rect) -> [(
        hint: KeyHint, place: Rect
    )] {
        guard !rect.isEmpty else { return [] }
        canvas.fill(rect.row(0), tone: .hint)
        let fixedWidth = fixed.reduce(0) { $0 + $1.spans.width + 2 }
        var places: [(hint: KeyHint, place: Rect)] = []
        var x = rect.x + 1
        for hint in hints {
            guard x + hint.spans.width + 1 <= rect.right - fixedWidth else { break }
            places.append((hint, Rect(x, rect.y, hint.spans.width, 1)))
            x += hint.spans.width + 2
        }
        x = max(rect.x + 1, rect.right - fixedWidth + 1)
        for hint in fixed {
            places.append((hint, Rect(x, rect.y, hint.spans.width, 1)))
            x += hint.spans.width + 2
        }
        for (hint, place) in places {
            canvas.write(hint.spans, at: place.origin, width: rect.right - place.x)
        }
        return places
    }
}
