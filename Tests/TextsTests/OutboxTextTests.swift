import Casework
import Testing
import Texts

@Suite struct OutboxTextTests {
    /// Every refusal says what can be done, in a sentence that ends.
    @Test(arguments: Obstacle.Code.allCases)
    func everyRefusalHasAdvice(code: Obstacle.Code) {
        let advice = Obstacle(code).advice
        #expect(advice.hasSuffix(".") && advice.count > 20, "\(code)")
    }

    @Test func aNoteTellsWhatWasWantedAndWhyNot() {
        let words = RefusalWords(
            headline: "Zugeteilt an M. Huber", obstacle: Obstacle(.caseClosed),
            holder: "A. Šimić")
        #expect(words.what == "Die Zentrale hat „Zugeteilt an M. Huber“ nicht übernommen.")
        #expect(words.why.hasPrefix("Inzwischen bei A. Šimić. Hindernis H011: "))
        let note = words.note(lines: ["Zuteilung: niemand → M. Huber"], at: .epoch)
        for part in ["01.01.1970", "· Zuteilung: niemand → M. Huber", "Grund: Inzwischen bei"] {
            #expect(note.contains(part))
        }
    }

    @Test(arguments: [
        ("0198f2aa-1b2c-7000-8000-0123456789ab", "vorl. 789AB"), ("c1", "vorl. C1"),
    ])
    func provisionalNumbers(_ id: String, _ shown: String) {
        #expect(CaseID(id).provisionalNumber == shown)
    }

    static let spans: [(minutes: Int, words: String)] = [
        (0, "0 Min"), (59, "59 Min"), (60, "1 Std"), (47 * 60 + 59, "47 Std"),
        (48 * 60, "2 Tagen"), (10 * 1_440, "10 Tagen"),
    ]

    @Test(arguments: spans)
    func spansOfTime(_ minutes: Int, _ words: String) {
        let end = Instant.epoch.adding(seconds: minutes * 60)
        #expect(LineWords.span(from: .epoch, to: end) == words)
    }

    @Test func momentsAreSaidFromToday() {
        let day = CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0)
        func at(_ day: CivilDay, _ hour: Int) -> Instant {
            Instant(CivilTime(day: day, time: TimeOfDay(hour: hour, minute: 5) ?? .midnight))
        }
        let now = at(day, 9)
        #expect(LineWords.when(at(day, 8), now: now) == "heute 08:05")
        #expect(LineWords.when(at(day.adding(days: -1), 8), now: now) == "gestern 08:05")
        #expect(LineWords.when(at(day.adding(days: -3), 8), now: now) == "20.11. 08:05")
        #expect(LineWords.when(at(day.adding(days: -400), 8), now: now) == "19.10.2025 08:05")
        #expect(LineWords.offline(since: at(day, 8), now: now) == "offline seit 08:05")
        #expect(
            LineWords.offline(since: at(day.adding(days: -1), 8), now: now)
                == "offline seit 22.11. 08:05")
    }

    @Test func theEndOfOfflineWorkIsNamed() {
        let today = CivilDay(iso: "2026-11-23") ?? CivilDay(ordinal: 0)
        func words(_ days: Int) -> String {
            LineWords.offlineUntil(today.adding(days: days), today: today)
        }
        #expect(words(7).contains("bis Mo 30.11.2026 arbeiten (in 7 Tagen)"))
        #expect(words(1).contains("morgen"))
        #expect(words(0).contains("nur noch heute"))
        #expect(words(-1).contains("endete am So 22.11.2026"))
    }
}
