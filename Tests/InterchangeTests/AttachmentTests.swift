import Casework
import Interchange
import Testing

struct MediaTypeTests {
    @Test(
        arguments: [
            (Array("%PDF-1.7\n".utf8), "application/pdf", "pdf"),
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png", "png"),
            ([0xFF, 0xD8, 0xFF, 0xE1], "image/jpeg", "jpg"),
            (Array("GIF89a".utf8), "image/gif", "gif"),
            ([0x1F, 0x8B, 8], "application/gzip", "gz"),
            (Array("MZ\u{0}\u{0}".utf8), "application/x-msdownload", "bin"),
            (Array("Straße\n\tund Weg".utf8), "text/plain", "txt"),
            (Array(" <!DOCTYPE HTML><p>".utf8), "text/html", "html.txt"),
            (Array("<?xml version='1.0'?>".utf8), "text/xml", "xml"),
            ([0, 1, 2, 3], "application/octet-stream", "bin"),
            ([], "application/octet-stream", "bin"),
            ([0x50, 0x4B, 0x03, 0x04], "application/zip", "zip"),
        ] as [([UInt8], String, String)])
    func isSeenByItsBytes(bytes: [UInt8], type: String, ending: String) {
        #expect(MediaType.detect(bytes) == type)
        #expect(MediaType.ending(type) == ending)
    }

    @Test func officeDocumentsAreZips() {
        #expect(
            MediaType.ending(MediaType.detect(Zip.archive(["word/document.xml"]))) == "docx")
        #expect(MediaType.ending(MediaType.detect(Zip.archive(["xl/workbook.xml"]))) == "xlsx")
        #expect(
            MediaType.ending(MediaType.detect(Zip.archive(["mimetype", "content.xml"]))) == "odt")
    }
}

/// Archives that hold only a list of contents.
enum Zip {
    static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) }
    }

    static func archive(_ names: [String], packed: Int = 1, unpacked: Int = 1) -> [UInt8] {
        var bytes: [UInt8] = [0x50, 0x4B, 3, 4] + [UInt8](repeating: 0, count: 26)
        let start = bytes.count
        for name in names {
            bytes += [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0, count: 16)
            bytes += number(packed, 4) + number(unpacked, 4) + number(name.utf8.count, 2)
            bytes += [UInt8](repeating: 0, count: 16) + Array(name.utf8)
        }
        bytes += [0x50, 0x4B, 5, 6, 0, 0, 0, 0] + number(names.count, 2) + number(names.count, 2)
        return bytes + number(bytes.count - start, 4) + number(start, 4) + [0, 0]
    }
}

struct AttachmentTests {
    @Test(arguments: [
        ("Plan.pdf", "Plan.pdf"), ("../../etc/passwd", "passwd"), ("C:\\x\\Plan.pdf", "Plan.pdf"),
        (".bashrc", "bashrc"), ("-rf", "rf"), ("a\nb\u{202E}fdp.exe", "a_b_fdp.exe"),
        ("CON.txt", "_CON.txt"), ("", "Beilage"), ("...", "Beilage"), ("/", "Beilage"),
        ("a  b .", "a b"), ("<a>:\"|?*", "_a______"), ("Grüße Straße.txt", "Grüße Straße.txt"),
        ("\u{1B}[31mrot.txt", "_[31mrot.txt"),
    ])
    func namesAreMadeSafe(name: String, safe: String) {
        #expect(SafeFileName.make(name) == safe)
    }

    @Test func longNamesKeepTheirEnding() {
        let name = SafeFileName.make(String(repeating: "ü", count: 300) + ".pdf")
        #expect(name.utf8.count <= SafeFileName.limit)
        #expect(name.hasSuffix("ü.pdf"))
        let marks = SafeFileName.make("a" + String(repeating: "\u{0301}", count: 999) + ".pdf")
        #expect(marks.utf8.count <= SafeFileName.limit)
    }

    @Test func doubtsAreSaid() throws {
        func doubts(_ name: String, _ bytes: [UInt8]) throws -> [IncomingAttachment.Doubt] {
            try IncomingAttachment(name: name, bytes: bytes).doubts
        }
        #expect(try doubts("plan.pdf", Array("%PDF-1.4".utf8)).isEmpty)
        #expect(
            try doubts("plan.pdf", Array("MZ".utf8)) == [.executable, .nameMismatch(ending: "pdf")])
        #expect(try doubts("leer.txt", []) == [.empty, .nameMismatch(ending: "txt")])
        #expect(try doubts("../x.txt", Array("x".utf8)) == [.renamed])
        let bomb = Zip.archive(["a"], packed: 1_000, unpacked: 1 << 31)
        #expect(try doubts("a.zip", bomb) == [.suspiciousArchive])
        #expect(try doubts("a.zip", Zip.archive(["a", "b"])).isEmpty)
        #expect(
            try doubts("a.exe", Array("MZ".utf8)).map(\.description) == [
                "Die Datei ist ein Programm."
            ])
    }

    @Test func becomesAnAttachmentOfACase() throws {
        let incoming = try IncomingAttachment(name: "n.txt", bytes: Array("abc".utf8))
        let kept = incoming.attachment(id: "a1", received: Probe.today)
        #expect(
            kept.sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(kept.mediaType == "text/plain")
        #expect(kept.size == 3)
    }

    @Test func previewsSayWhatCanBeSaid() throws {
        #expect(TextPreview(Array("\u{FEFF}eins\r\nzwei".utf8)).text == "eins\nzwei")
        let long = TextPreview(Array(String(repeating: "ü", count: 40_000).utf8))
        #expect(long.isCut)
        #expect(long.text.allSatisfy { $0 == "ü" })
        let pdf = "%PDF-1.7\n1 0 obj<</Type /Pages>> 2 0 obj<</Type/Page>> 3 0 obj<</Type /Page >>"
        #expect(TextPreview(Array(pdf.utf8)).facts.suffix(2) == ["PDF 1.7", "2 Seiten"])
        let png: [UInt8] =
            [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
            + Array("IHDR".utf8) + [0, 0, 2, 0x80, 0, 0, 1, 0xE0]
        #expect(TextPreview(png).facts.contains("640 × 480 Bildpunkte"))
        let jpeg: [UInt8] = [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 11, 8, 1, 0xE0, 2, 0x80, 3, 0, 0,
        ]
        #expect(TextPreview(jpeg).facts.contains("640 × 480 Bildpunkte"))
        #expect(TextPreview(Zip.archive(["a.txt", "b/c.txt"])).text == "a.txt\nb/c.txt")
    }

    @Test(arguments: 0..<20)
    func whateverComesIsLookedAtWithoutHarm(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        let heads: [[UInt8]] = [
            [0xFF, 0xD8, 0xFF], Array("%PDF-".utf8), Zip.archive(["a"]), [0x89, 0x50, 0x4E, 0x47],
            [0x50, 0x4B, 3, 4], Array("RIFF".utf8), [],
        ]
        for _ in 0..<200 {
            var bytes = heads.randomElement(using: &dice) ?? []
            let more = Int.random(in: 0...60, using: &dice)
            bytes += (0..<more).map { _ in UInt8.random(in: 0...255, using: &dice) }
            if !bytes.isEmpty, Bool.random(using: &dice) {
                bytes[Int.random(in: 0..<bytes.count, using: &dice)] = 0xFF
            }
            _ = TextPreview(bytes)
            _ = try IncomingAttachment(name: "x.pdf", bytes: bytes)
        }
    }
}
