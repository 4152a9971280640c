import Casework
import Foundation
import ProcedureCatalog
import Testing

/// The handbook for authors names everything that can be written.
struct HandbookTests {
    static var text: String {
        let place = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/handbuch/verfahren-verfassen.md")
        return (try? String(contentsOf: place, encoding: .utf8)) ?? ""
    }

    /// What stands as a word of its own inside code.
    static let words = Set(
        text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))

    @Test(arguments: Vocabulary.all)
    func namesTheKey(key: String) {
        #expect(Self.words.contains(key))
    }

    @Test func namesEveryTagAndBlock() {
        let tags =
            LetterTags.plain + LetterTags.sections.keys + LetterTags.sections.values.flatMap { $0 }
            + LetterTags.period + LetterTags.dotted + LetterTags.partials
        for tag in tags { #expect(Self.words.contains(tag), "\(tag)") }
    }

    @Test func namesEveryWord() {
        let words: [String] =
            WaitingFor.allCases.map(\.rawValue) + LegalNature.allCases.map(\.rawValue)
            + LetterKind.allCases.map(\.rawValue) + DeliveryChannel.allCases.map(\.rawValue)
            + TextFormat.allCases.map(\.rawValue) + InquiryKind.allCases.map(\.rawValue)
        let more: [String] =
            PostingKind.allCases.map(\.rawValue) + ItemState.allCases.map(\.rawValue)
            + ReasonRule.allCases.map(\.rawValue)
        for word in words + more { #expect(Self.words.contains(word), "\(word)") }
    }
}
