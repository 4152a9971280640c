import Casework
import Testing
import Texts

@Suite("Hindernisse sprechen")
struct ObstacleTextTests {
    /// A whole sentence in office German: nothing left open, no letters spelt out.
    private func check(_ sentence: String, sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(sentence.hasSuffix("."), "\(sentence)", sourceLocation: sourceLocation)
        #expect(sentence.first?.isLowercase == false, "\(sentence)", sourceLocation: sourceLocation)
        for leftover in ["nil", "Optional", "{", "}", "%@", "  ", "„“", "..", " ,", " ."] {
            #expect(!sentence.contains(leftover), "\(sentence)", sourceLocation: sourceLocation)
        }
        let words = sentence.lowercased().split { !$0.isLetter }
        for spelt in ["fuer", "ueber", "koennen", "muss nicht", "oeffnen", "pruefen", "moeglich"] {
            #expect(
                !words.contains(Substring(spelt)), "\(sentence)", sourceLocation: sourceLocation)
        }
        #expect(sentence.count <= 200, "\(sentence)", sourceLocation: sourceLocation)
    }

    private static let samples: [Obstacle.Parameter: String] = [
        .step: "Untersagen", .phase: "Vorprüfung", .person: "M. Huber",
        .role: "clerk,supervisor", .unit: "Bau- und Bezirksverwaltung", .field: "Betrag",
        .item: "Lageplan", .deadline: "Untersagungsfrist", .day: "20.11.2026",
        .amount: "1.000,00 €", .limit: "300.000,00 €", .letter: "Bescheid", .party: "Nachbarin",
        .programme: "Photovoltaik", .body: "Stadtsenat", .reason: "mindestens 30", .count: "3",
        .kind: "Bauanzeige", .value: "FN 1",
    ]

    @Test("Jeder Code hat einen Satz, mit und ohne Angaben", arguments: Obstacle.Code.allCases)
    func everyCode(_ code: Obstacle.Code) {
        check(Obstacle(code).sentence)
        check(Obstacle(code, Self.samples).sentence)
        for (parameter, value) in Self.samples {
            check(Obstacle(code, [parameter: value]).sentence)
        }
    }

    @Test("Kein Satz steht für zwei Codes")
    func distinct() {
        let sentences = Obstacle.Code.allCases.map { Obstacle($0, Self.samples).sentence }
        #expect(Set(sentences).count == sentences.count)
    }

    @Test("Rollen stehen mit dem Wort des Amts da")
    func roles() {
        let obstacle = Obstacle(.roleMissing, [.role: "clerk,supervisor", .unit: "BBV"])
        #expect(
            obstacle.sentence
                == "Dazu braucht es in „BBV“ die Rolle Sachbearbeitung oder Gruppenleitung.")
    }

    @Test("Überlange fremde Texte werden gekürzt")
    func long() {
        let obstacle = Obstacle(.inputInvalid, [.value: String(repeating: "x", count: 5_000)])
        #expect(obstacle.sentence.count < 200)
    }

    @Test("Der Code steht davor, wo er gebraucht wird")
    func code() {
        #expect(
            Obstacle(.itemMissing, [.item: "Lageplan"]).sentenceWithCode.hasPrefix(
                "Hindernis H017: „Lageplan“ fehlt"))
    }
}
