import Casework
import Testing
import TextCanvas
import Workstation

/// A list of a million cases is never loaded, only looked at through a window.
@Suite("Arbeitsvorrat: das Fenster auf lange Listen")
struct WindowTests {
    /// Answers by computing rows, so that a million cost nothing.
    struct Endless {
        let count: Int
        var largest = 0

        mutating func answer(_ question: Question) -> Answer {
            switch question {
            case .worklist(let request):
                largest = max(largest, request.count)
                let start =
                    switch request.from {
                    case .start: 0
                    case .end: count
                    case .anchor(let anchor): Int(anchor.token) ?? 0
                    case .row(let id): Int(id.raw.split(separator: "-").last ?? "0") ?? 0
                    }
                let first = min(max(0, start + request.skip), count)
                let end = min(count, first + request.count)
                return .page(
                    WorklistPage(
                        rows: (first..<end).map(SampleRows.row),
                        anchors: (first..<end).map { WorklistAnchor(String($0)) },
                        total: count, offset: first, start: min(start, count)))
            case .counts: return .counts([QueueCount(queue: .mine, total: count)])
            default: return .done
            }
        }
    }

    struct Run {
        var state: AppState
        var source = Endless(count: 1_000_000)
        var open: [(RequestID, Question)] = []

        init() {
            state = AppState(
                Start(
                    session: SampleOffice.session(), now: SampleOffice.start,
                    size: Size(120, 40), settings: DeskSettings(preview: false), idSeed: "t"))
            keep(state.begin())
            answer()
        }

        mutating func keep(_ effects: [Effect]) {
            for case .ask(let id, let question) in effects { open.append((id, question)) }
        }

        mutating func answer() {
            while !open.isEmpty {
                let (id, question) = open.removeFirst()
                keep(
                    update(
                        &state, .answered(id, source.answer(question)), at: SampleOffice.start))
            }
        }

        mutating func press(_ text: String) {
            guard let key = try? KeyEvent(text: text) else { return }
            keep(update(&state, .input(.key(key)), at: SampleOffice.start))
        }
    }

    @Test func loadsAFewHundredRowsOfAMillion() {
        var run = Run()
        for _ in 0..<200 {
            run.press("pagedown")
            run.answer()
        }
        #expect(run.state.worklist.position.cursor > 5_000)
        #expect(run.source.largest <= 300)
        run.press("end")
        run.answer()
        #expect(run.state.worklist.current?.id == SampleRows.id(999_999))
        #expect(render(run.state, run.state.size).text().contains("von 1.000.000"))
        run.press("up")
        run.answer()
        #expect(run.state.worklist.current?.id == SampleRows.id(999_998))
        run.press("home")
        run.answer()
        #expect(run.state.worklist.current?.id == SampleRows.id(0))
    }

    /// Keys typed faster than the store answers are all obeyed, in their order.
    @Test func typeAheadIsWorkedOffInOrder() {
        var slow = Run()
        for _ in 0..<40 { slow.press("pagedown") }
        slow.press("down")
        slow.press("down")
        slow.answer()
        var fast = Run()
        for key in Array(repeating: "pagedown", count: 40) + ["down", "down"] {
            fast.press(key)
            fast.answer()
        }
        #expect(slow.state.worklist.current?.id == fast.state.worklist.current?.id)
        #expect(slow.state.isIdle)
    }

    @Test func rowsNeverShowAWrongPlace() {
        var run = Run()
        var seed: UInt64 = 7
        let keys = ["down", "up", "pagedown", "pageup", "end", "home", "pagedown", "pagedown"]
        for _ in 0..<400 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            run.press(keys[Int(seed >> 33) % keys.count])
            if seed >> 60 > 4 { run.answer() }
        }
        run.answer()
        let list = run.state.worklist
        #expect(list.current?.id == SampleRows.id(list.position.cursor))
        #expect(list.position.cursor >= list.position.top)
        #expect(list.position.cursor < list.position.top + 36)
    }
}
