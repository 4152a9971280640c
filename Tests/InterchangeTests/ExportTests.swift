import Casework
import Foundation
import Interchange
import SyncProtocol
import Testing

/// A case full of names that must not get out.
enum SecretCase {
    static let secret = "Elif Yıldız"
    static let letterText = """
        Sehr geehrte Frau Yıldız,
        Ihr Carport in der Denkstraße 12 wird untersagt. ELIF
        YILDIZ wohnt dort; Yıldızs Nachbar auch. IBAN AT61 1904 3002 3457 3201.
        """
    static let attachmentText = Array("Notiz von Elif Yıldız vom 1.1.2026\n".utf8)
    static let picture: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3]

    static let procedure: Procedure = {
        var procedure = Probe.procedure
        procedure.fields += [
            Field(id: "iban", title: "IBAN", kind: .text(.iban), group: "bank")
        ]
        procedure.partyRoles.append(
            PartyRole(
                id: "antragsteller", title: "Antragsteller:in", standing: true, recipient: true))
        return procedure
    }()

    static let party: Party = {
        var party = Party(id: "p1", role: "antragsteller", name: secret)
        party.street = "Denkstraße 12"
        party.postalCode = "4030"
        party.town = "Linz"
        party.email = "elif.yildiz@example.org"
        party.phone = "0732/12 34 56"
        return party
    }()

    static func attachment(_ id: AttachmentID, _ name: String, _ bytes: [UInt8])
        -> Casework.Attachment
    {
        Casework.Attachment(
            id: id, name: name, sha256: sha256Hex(bytes), mediaType: MediaType.detect(bytes),
            size: bytes.count, received: Probe.day("2026-01-05"))
    }

    static let changes: [Change] = {
        var letter = Letter(
            id: "l1", template: "bescheid", title: "Bescheid", text: letterText, state: .sealed,
            preparedBy: "huber", sealedBy: "mayr", sealedOn: Probe.day("2026-02-01"),
            recipients: [Recipient(party: "p1", name: secret)])
        letter.recipients[0].delivery = Delivery(
            channel: .registered, dispatched: Probe.day("2026-02-02"))
        let values: [(Slot, SlotValue)] = [
            (Slot(.number), .number(CaseNumber(serial: 4168, year: 2026, sign: "BBV"))),
            (Slot(.subject), .text("Carport Yıldız")), (Slot(.phase), .text("eingang")),
            (Slot(.received), .day(Probe.day("2026-01-05"))), (Slot(.channel), .text("post")),
            (.field("beschreibung"), .field(.text("Familie Yıldız baut"))),
            (.field("kategorie"), .field(.text("gruen"))),
            (.field("iban"), .field(.text("AT611904300234573201"))),
            (.party("p1"), .party(party)), (.letter("l1"), .letter(letter)),
            (
                .note("n1"),
                .note(
                    Note(
                        id: "n1", kind: .memorandum,
                        text: "Anruf um 9 Uhr: Y\u{131}ld\u{131}z kommt."))
            ),
            (.note("n2"), .note(Note(id: "n2", kind: .remark, text: "Nur für Kolleg:innen"))),
            (.attachment("a1"), .attachment(attachment("a1", "Yıldız.txt", attachmentText))),
            (.attachment("a2"), .attachment(attachment("a2", "foto.jpg", picture))),
        ]
        return values.map { Change($0.0, from: nil, to: $0.1) }
    }()

    static let office = Office(
        units: [Unit(id: "tsc", name: "Teleservice Center", sign: "TSC")],
        persons: [Person(id: "huber", name: "Eva Huber", memberships: [])])

    static func export(
        _ redaction: Redaction = Redaction(), purpose: ExportPurpose = .fileAccess
    ) -> CaseExport {
        var file = CaseFile(id: "c1", procedure: "probe", edition: "e", kind: "meldung")
        let at = Instant(rfc3339: "2026-01-05T08:00:00Z") ?? .epoch
        file.apply(changes, version: 1, by: "huber", at: at)
        let act = Act(
            id: "a", device: "d", counter: 1, actor: "huber", caseID: "c1", base: Base(version: 0),
            body: .putParty(party), at: at)
        var old = party
        old.name = "Elif Demir"
        let entry = Entry(
            sequence: 1, caseID: "c1", version: 1, act: act, at: at, outcome: .applied,
            changes: changes + [Change(.party("p1"), from: .party(old), to: .party(party))])
        return CaseExport(
            file: file, procedure: procedure, office: office, history: [entry],
            redaction: redaction, purpose: purpose, day: Probe.today, by: "huber")
    }

    static func content(_ attachment: Casework.Attachment) -> [UInt8]? {
        attachment.id == "a1" ? attachmentText : picture
    }
}

struct ExportTests {
    /// Every file of the written folder, by its path inside.
    static func written(_ export: CaseExport) throws -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        try Probe.withFolder { folder in
            let summary = try export.write(into: folder, content: SecretCase.content)
            let paths = try FileManager.default.subpathsOfDirectory(atPath: summary.path)
            for path in paths {
                guard let data = FileManager.default.contents(atPath: summary.path + "/" + path)
                else { continue }
                files[path] = Array(data)
            }
            #expect(files.count == summary.files)
        }
        return files
    }

    static func text(_ files: [String: [UInt8]], _ path: String) -> String {
        String(decoding: files[path] ?? [], as: UTF8.self)
    }

    @Test func theFolderIsWholeAndReadable() throws {
        let files = try Self.written(SecretCase.export())
        #expect(
            files.keys.sorted() == [
                "Beilagen.txt", "Beilagen/B01.txt", "Beilagen/B02.jpg", "Beteiligte.txt",
                "Deckblatt.txt", "Inhalt.sha256", "Schriftstücke/S01_bescheid.txt", "Verlauf.csv",
                "Verlauf.txt", "Vermerke.txt",
            ])
        let cover = Self.text(files, "Deckblatt.txt")
        #expect(cover.contains("0004168/2026 BBV"))
        #expect(cover.contains("Carport Yıldız"))
        #expect(cover.contains("Akteneinsicht (§ 17 AVG)"))
        #expect(Self.text(files, "Schriftstücke/S01_bescheid.txt").contains(SecretCase.letterText))
        #expect(files["Beilagen/B02.jpg"] == SecretCase.picture)
        #expect(Self.text(files, "Verlauf.txt").contains("Eva Huber"))
    }

    @Test func namesOfFilesTellNothing() throws {
        let export = SecretCase.export()
        for path in try Self.written(export).keys {
            #expect(!path.lowercased().contains("ild"), "\(path)")
        }
        #expect(export.folderName == "Akt_0004168-2026")
    }

    @Test func theListOfContentsFits() throws {
        let files = try Self.written(SecretCase.export())
        let lines = Self.text(files, "Inhalt.sha256").split(separator: "\n")
        #expect(lines.count == files.count - 1)
        for line in lines {
            let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
            let path = parts[1].trimmingCharacters(in: .whitespaces)
            #expect(sha256Hex(try #require(files[path])) == parts[0], "\(path)")
        }
    }

    @Test func notesForColleaguesStayInTheHouse() throws {
        let inside = "Nur für Kolleg:innen"
        for (_, bytes) in try Self.written(SecretCase.export()) {
            #expect(!String(decoding: bytes, as: UTF8.self).contains(inside))
        }
        let court = try Self.written(SecretCase.export(purpose: .court))
        #expect(Self.text(court, "Vermerke.txt").contains(inside))
    }

    static let redactions: [(Redaction.Passage, [String])] = [
        (
            .party("p1"),
            [
                "Yıldız", "YILDIZ", "yildiz", "Elif", "ELIF", "Demir", "Denkstraße 12", "12 34 56",
                "example.org",
            ]
        ),
        (.field("iban"), ["3002", "AT61"]),
        (.fieldGroup("bank"), ["3002", "AT61"]),
        (.field("kategorie"), ["Grünfläche", "gruen"]),
        (.field("beschreibung"), ["Familie Yıldız baut"]),
        (.note("n1"), ["Anruf um 9 Uhr"]),
        (.letter("l1"), ["Sehr geehrte", "untersagt"]),
        (.text("wohnt dort"), ["wohnt dort"]),
        (.range(Slot.letter("l1"), 0..<12), ["Sehr geehrte"]),
        (.range(Slot(.subject), 0..<7), ["Carport"]),
        (.attachment("a1"), ["Yıldız.txt", "Notiz von"]),
    ]

    @Test(arguments: redactions)
    func whatIsBlackStandsNowhere(passage: Redaction.Passage, gone: [String]) throws {
        let whole = try Self.written(SecretCase.export()).values
            .map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(gone.contains { whole.contains($0) })
        let redaction = Redaction([Redaction.Rule(passage, ground: "§ 17 Abs 3 AVG")])
        let files = try Self.written(SecretCase.export(redaction))
        for (path, bytes) in files {
            let text = String(decoding: bytes, as: UTF8.self)
            for word in gone { #expect(!text.contains(word), "\(word) in \(path)") }
        }
        let log = Self.text(files, "Schwärzungen.txt")
        #expect(log.contains("1. "))
        #expect(log.contains("§ 17 Abs 3 AVG"))
        #expect(Self.text(files, "Deckblatt.txt").contains("Schwärzungen.txt"))
        // A picture cannot be blacked out here; nobody has released it.
        #expect(files["Beilagen/B02.jpg"] == nil)
        #expect(Self.text(files, "Beilagen.txt").contains("nicht ausgefolgt"))
    }

    @Test func releasedAttachmentsGoOut() throws {
        let redaction = Redaction(
            [Redaction.Rule(.party("p1"), ground: "")], released: ["a2"])
        let files = try Self.written(SecretCase.export(redaction))
        #expect(files["Beilagen/B02.jpg"] == SecretCase.picture)
        #expect(Self.text(files, "Beilagen/B01.txt") == "Notiz von █████ vom 1.1.2026\n")
    }

    @Test func nothingIsOverwrittenAndNothingHalfIsLeft() throws {
        try Probe.withFolder { folder in
            let export = SecretCase.export()
            _ = try export.write(into: folder, content: SecretCase.content)
            #expect(
                GzipTests.code { _ = try export.write(into: folder, content: SecretCase.content) }
                    == .folderNotEmpty)
        }
        try Probe.withFolder { folder in
            let export = SecretCase.export()
            #expect(
                GzipTests.code { _ = try export.write(into: folder) { _ in nil } }
                    == .attachmentMissing)
            #expect(
                GzipTests.code { _ = try export.write(into: folder) { _ in [1] } }
                    == .attachmentChanged)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty)
            #expect(
                GzipTests.code {
                    _ = try export.write(into: folder + "/fehlt", content: SecretCase.content)
                } == .folderUnwritable)
        }
    }
}

struct BlackeningTests {
    /// `secret` blacked out of `text`, as an export does.
    static func check(_ secret: String, _ text: String, _ expected: String) {
        var export = SecretCase.export(
            Redaction([Redaction.Rule(.text(secret), ground: "")]), purpose: .court)
        export.file.apply(
            [Change(.note("n9"), from: nil, to: .note(Note(id: "n9", kind: .remark, text: text)))],
            version: 2, by: "huber", at: .epoch)
        let page = export.documents().first { $0.path == "Vermerke.txt" }
        let shown = String(decoding: page?.bytes ?? [], as: UTF8.self)
        #expect(shown.contains(expected), "\(shown)")
    }

    @Test(arguments: [
        ("Müller", "Frau MUELLER kam", "Frau █████ kam"),
        ("Mueller", "Frau Mu\u{308}ller kam", "Frau █████ kam"),
        ("Anna Berg", "Anna\n  Berg ging", "█████ ging"),
        ("Anna Berg", "An\u{200B}na-Berg ging", "█████ ging"),
        ("0732 7070", "Tel. 0732/70-70.", "Tel. █████."),
        ("Karl", "Karls Haus, Altkarl", "█████ Haus, Altkarl"),
        ("Li", "Li lief lieb zu LI.", "█████ lief lieb zu █████."),
        ("Straße 12", "strasse 12", "█████"),
        ("a", "a b", "█████ b"),
        ("…", "Text … bleibt", "Text … bleibt"),
    ])
    func findsSecrets(secret: String, text: String, expected: String) {
        Self.check(secret, text, expected)
    }
}

struct CSVTableTests {
    @Test(arguments: [
        ("a", "a"), ("a;b", "\"a;b\""), ("a\"b", "\"a\"\"b\""), ("a\nb", "\"a\nb\""),
        ("=1+1", "'=1+1"), ("+43", "'+43"), ("-5", "'-5"), ("@x", "'@x"),
        ("\tx", "\"'\tx\""), ("\rx", "\"'\rx\""), (" a", "\" a\""), ("", ""),
        ("=\u{0301}1", "'=\u{0301}1"), ("＝1", "'＝1"), ("a=b", "a=b"),
    ])
    func cellsAreSafe(cell: String, expected: String) {
        let table = CSVTable(header: ["k"], rows: [[cell]])
        #expect(table.text == "k\r\n\(expected)\r\n")
    }

    @Test func readsBackAsItWas() throws {
        let rows = [["Müller; Söhne", "\"zitiert\"", "eins\r\nzwei"], ["", "x", "1,5"]]
        let table = CSVTable(header: ["a", "b", "c"], rows: rows)
        #expect(table.bytes().starts(with: [0xEF, 0xBB, 0xBF]))
        #expect(!table.bytes(byteOrderMark: false).starts(with: [0xEF]))
        var reader = try DelimitedReader(
            ByteStream(table.bytes()), form: DelimitedForm(delimiter: UInt8(ascii: ";")),
            encoding: .utf8)
        for row in rows {
            guard case .row(let read)? = try reader.next() else { Issue.record("fehlt"); return }
            #expect([read["a"], read["b"], read["c"]] == row)
        }
    }
}
