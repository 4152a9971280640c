import Casework
import Letters
import ProcedureCatalog
import Testing

/// What a service sends outside never names who reported.
struct ConfidenceTests {
    static let folder = SourceFolder(path: "\(ShippedProcedures.catalogue)/schau-auf-linz")

    @Test(arguments: [
        "{{felder.kontakt_email}}", "{{#felder.kontakt_telefon}}x{{/felder.kontakt_telefon}}",
        "{{#parteien.melder}}{{name}}{{/parteien.melder}}",
    ])
    func aTemplateThatNamesTheReporterIsAnError(words: String) {
        var folder = Self.folder
        folder.letters["weiterleitung"]?.text += words
        let compiled = compile(folder)
        #expect(compiled.procedure == nil)
        #expect(compiled.diagnostics.count == 1)
        #expect(compiled.diagnostics.first?.message.contains("wer gemeldet hat") == true)
    }

    /// In every story that is shipped: no contact of a party, nor its name, in what goes outside.
    @Test func noForwardedTextHoldsAContact() throws {
        let procedure = try #require(compile(Self.folder).procedure)
        let outside = Set(procedure.steps.filter { $0.inquiry == .outside }.map(\.id))
        var texts = 0
        let stories = recordings(of: Self.folder, procedure: procedure) { try fill($0) }
        for story in stories {
            guard case .open(let opening)? = story.moments.first?.body else { continue }
            let contacts =
                opening.parties.flatMap { [$0.name, $0.phone, $0.email] }
                + ["kontakt_email", "kontakt_telefon"].compactMap {
                    opening.fields[FieldID($0)]?.plain
                }
            for moment in story.moments {
                guard case .takeStep(let taking) = moment.body, outside.contains(taking.step),
                    let text = taking.letter?.text
                else { continue }
                texts += 1
                for contact in contacts where !contact.isEmpty && contact != "Melder:in" {
                    #expect(!text.contains(contact), "\(story.name)")
                }
            }
        }
        #expect(texts >= 2)
    }

    @Test(arguments: [
        "{{felder.kontakt_email}}", "{{#parteien.melder}}{{name}}{{/parteien.melder}}",
    ])
    func aPublishedAnswerNamesNobody(words: String) {
        var folder = Self.folder
        folder.letters["antwort_behoben"]?.text += words
        let compiled = compile(folder)
        #expect(compiled.procedure == nil)
        #expect(compiled.diagnostics.first?.message.contains("nennt niemanden") == true)
    }

    /// After each end that is no phase the citizen is told something: in all that is shipped.
    @Test(arguments: ["schau-auf-linz", "baueinreichung", "foerderung"])
    func everyEndHasItsPublicStatus(name: String) throws {
        let folder = SourceFolder(path: "\(ShippedProcedures.catalogue)/\(name)")
        let procedure = try #require(compile(folder).procedure)
        for manner in Closing.Manner.allCases {
            let status = try #require(procedure.publicStatus(at: manner), "\(manner)")
            #expect(!status.title.contains("Bearbeitung"))
        }
    }
}
