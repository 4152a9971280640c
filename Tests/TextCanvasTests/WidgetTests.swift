import Testing

@testable import TextCanvas

struct WidgetTests {
    private func screen(
        _ width: Int, _ height: Int, _ draw: (inout Canvas, Rect) -> Void
    ) -> String {
        var canvas = Canvas(Size(width, height))
        draw(&canvas, canvas.bounds)
        return canvas.text()
    }

    private static let columns: [TableColumn] = [
        TableColumn("Frist", minimum: 6, align: .right),
        TableColumn("Betreff", minimum: 8, flex: 2),
        TableColumn("Ort", minimum: 8, flex: 1, maximum: 12, dropOrder: 1),
        TableColumn("wartet auf", minimum: 10, dropOrder: 2),
    ]
    private static let table = Table(
        columns: columns,
        rows: [
            TableRow(["−3 T", "Zubau Carport", "Denkstraße", "uns"]),
            TableRow(
                ["0 T", "Dachausbau, 2 Wohnungen", "Landstraße", "Approbation"], isMarked: true),
        ], cursor: 0)

    @Test func aTableDropsColumnsInOrder() {
        let wide = screen(60, 3) { Self.table.draw(on: &$0, in: $1) }
        #expect(
            wide == """
                    Frist  Betreff                  Ort           wartet auf
                ▸    −3 T  Zubau Carport            Denkstraße    uns
                 ✓    0 T  Dachausbau, 2 Wohnungen  Landstraße    Approbati…

                """)
        let narrow = screen(32, 3) { Self.table.draw(on: &$0, in: $1) }
        #expect(
            narrow == """
                    Frist  Betreff     Ort
                ▸    −3 T  Zubau Car…  Denkstra…
                 ✓    0 T  Dachausba…  Landstra…

                """)
    }

    @Test func tabsKeepTheActiveOneInSight() {
        let tabs: [TabsLine.Tab] = [
            .init("Mein Tisch", key: "1", note: "142"), .init("Überfällig", key: "2", note: "9"),
            .init("Genehmigung", key: "3", note: "2"),
        ]
        let full = screen(60, 1) { TabsLine(tabs, active: 0).draw(on: &$0, in: $1) }
        #expect(full == "▸1 Mein Tisch 142   2 Überfällig 9   3 Genehmigung 2\n")
        let cut = screen(30, 1) { TabsLine(tabs, active: 2).draw(on: &$0, in: $1) }
        #expect(cut == "‹▸3 Genehmigung 2\n")
    }

    @Test func hintsGoFromTheEnd() {
        let hints = KeyHints(
            [KeyHint("Enter", "öffnen"), KeyHint("z", "zuteilen"), KeyHint("/", "suchen")],
            fixed: [KeyHint("F10", "Ende")])
        #expect(
            screen(60, 1) { hints.draw(on: &$0, in: $1) }
                == " Enter öffnen  z zuteilen  / suchen                F10 Ende\n")
        #expect(screen(26, 1) { hints.draw(on: &$0, in: $1) } == " Enter öffnen    F10 Ende\n")
    }

    @Test func aFieldShowsItsMessageBesideIt() {
        let field = FormField(
            "Eingelangt", TextInput("32.13.2026"), message: .invalid("kein Datum"),
            isFocused: true, isRequired: true, isChanged: true)
        var canvas = Canvas(Size(60, 1))
        field.draw(on: &canvas, in: canvas.bounds, labelWidth: 16, inputWidth: 14)
        #expect(canvas.text() == "▸•Eingelangt *    32.13.2026     ✗ kein Datum\n")
        #expect(canvas.cursor == Point(28, 0))
    }

    @Test func aLongInputScrollsWithItsCursor() {
        var input = TextInput("0123456789abcdef")
        var canvas = Canvas(Size(8, 1))
        InputLine(input).draw(on: &canvas, in: canvas.bounds)
        #expect(canvas.text() == "‹abcdef\n")
        #expect(canvas.cursor == Point(7, 0))
        input.move(to: 0)
        InputLine(input).draw(on: &canvas, in: canvas.bounds)
        #expect(canvas.text() == "0123456›\n")
        #expect(canvas.cursor == Point(0, 0))
    }

    @Test func aDialogStandsInTheMiddle() {
        let dialog = Dialog(
            "Akt schließen", text: "Wirklich schließen?", choices: ["Nein", "Ja, schließen"])
        let text = screen(40, 7) { dialog.draw(on: &$0, in: $1) }
        #expect(
            text == """

                    ╭─ Akt schließen ─────────────╮
                    │ Wirklich schließen?         │
                    │                             │
                    │ ▸ Nein     Ja, schließen    │
                    ╰─────────────────────────────╯


                """)
    }

    @Test func barsAndLines() {
        #expect(screen(8, 1) { Bar(1, of: 2).draw(on: &$0, in: $1) } == "████\n")
        #expect(screen(8, 1) { Bar(1, of: 3).draw(on: &$0, in: $1) } == "██▋\n")
        #expect(screen(8, 1) { Sparkline([0, 7, 3]).draw(on: &$0, in: $1) } == "     ▁█▄\n")
        #expect(
            screen(40, 1) { ProgressBar("Einlesen", done: 500, total: 1_000).draw(on: &$0, in: $1) }
                == "Einlesen ████████▌░░░░░░░░ 500 von 1.000\n")
        #expect(ScrollMark(first: 0, shown: 8, count: 1_420).text == "1–8 von 1.420")
        #expect(
            screen(32, 1) { $0.rule($1, title: "nach Frist", note: "1–8 von 142") }
                == "─ nach Frist ───── 1–8 von 142 ─\n")
    }

    /// Everything is drawn at any size, also at none, without leaving its place.
    @Test func nothingDrawsOutsideItsPlace() {
        for width in 0...40 {
            for height in 0...6 {
                var canvas = Canvas(Size(width + 4, height + 4), tone: .dim)
                let place = Rect(2, 2, width, height)
                drawAll(on: &canvas, in: place)
                for y in 0..<canvas.size.height {
                    for x in 0..<canvas.size.width where !place.contains(Point(x, y)) {
                        if canvas[x, y] != Cell(.space, .dim) {
                            Issue.record("\(x),\(y) \(canvas[x, y]) at \(width)×\(height)")
                        }
                    }
                }
            }
        }
    }

    private func drawAll(on canvas: inout Canvas, in place: Rect) {
        Self.table.draw(on: &canvas, in: place)
        TabsLine([.init("Übersicht"), .init("Fristen", note: "!")], active: 1)
            .draw(on: &canvas, in: place)
        KeyHints([KeyHint("Enter", "öffnen")], fixed: [KeyHint("F10", "Ende")])
            .draw(on: &canvas, in: place)
        Panel("Vorschau", note: "F3").draw(on: &canvas, in: place)
        FormField("Name", TextInput("Elif Yıldız"), message: .warning("prüfen"), isFocused: true)
            .draw(on: &canvas, in: place)
        TextView("Ein langer Text in vielen Zeilen", width: 8).draw(on: &canvas, in: place)
        TextAreaView(TextArea("Zeile\nZeile")).draw(on: &canvas, in: place)
        Menu([MenuItem("öffnen", key: "F3"), MenuItem("nein", obstacle: "fehlt")], cursor: 0)
            .draw(on: &canvas, in: place)
        Dialog("Frage", text: "Sicher?", choices: ["Nein", "Ja"]).draw(on: &canvas, in: place)
        ProgressBar("Einlesen", done: 1, total: 3).draw(on: &canvas, in: place)
        NoticeLine(.done, "gespeichert").draw(on: &canvas, in: place)
        StatusLine(left: [Span("Amtspult")], middle: [Span("Huber")], right: [Span("09:14")])
            .draw(on: &canvas, in: place)
        canvas.rule(place, title: "nach Frist", note: "1–8 von 142")
        Sparkline([1, 2, 3]).draw(on: &canvas, in: place)
        ScrollMark(first: 3, shown: 2, count: 90).draw(on: &canvas, in: place)
    }
}
