import Interchange
import Testing

/// Delimited text, with what life does to it.
struct DelimitedTests {
    struct Case: CustomTestStringConvertible {
        var input: String
        var delimiter: Character = ","
        var trailing: Character?
        /// Cells by row joined with "|", or "!" and the line of a broken row.
        var rows: [String]
        var testDescription: String { String(input.prefix(60)) }

        init(
            _ input: String, _ rows: [String], delimiter: Character = ",",
            trailing: Character? = nil
        ) {
            self.input = input
            self.rows = rows
            self.delimiter = delimiter
            self.trailing = trailing
        }
    }

    static let cases: [Case] = [
        Case("a,b\n1,2\n", ["2:1|2"]),
        Case("a,b\r\n1,2\r\n3,4", ["2:1|2", "3:3|4"]),
        Case("a,b\r1,2\r", ["2:1|2"]),
        Case("\u{FEFF}a,b\n1,2\n", ["2:1|2"]),
        Case("a,b\n\"1,5\",\"sagt \"\"ja\"\"\"\n", ["2:1,5|sagt \"ja\""]),
        Case("a,b\n\"eins\nzwei\",2\n3,4\n", ["2:eins\nzwei|2", "4:3|4"]),
        Case("a,b\n1,im \"Text\" stehen\n", ["2:1|im \"Text\" stehen"]),
        Case("a,b\n\n  \n1,2\n", ["4:1|2"]),
        Case("a,b\n1\n1,2,3\n,\n", ["!2", "!3", "4:|"]),
        Case("a,b\n\"1\"x,2\n", ["2:1x|2"]),
        Case("a,b\n1,\"offen\n3,4\n5,6\n", ["!2", "3:3|4", "4:5|6"]),
        Case("a,b\n1,\"offen", ["!2"]),
        Case("a\tb\n\"x\ty\"\t2\n", ["2:x\ty|2"], delimiter: "\t"),
        Case("a,b\t\r\n1,\"2\"\t\r\n", ["2:1|2"], trailing: "\t"),
        Case("a;b\n1;2\n", ["2:1|2"], delimiter: ";"),
        Case("", []),
        Case("a,b", []),
    ]

    @Test(arguments: cases, [1, 7, 65_536])
    func reads(example: Case, pieces: Int) throws {
        let form = DelimitedForm(
            delimiter: example.delimiter.asciiValue ?? 0,
            trailing: example.trailing?.asciiValue)
        var reader = try DelimitedReader(
            ByteStream(example.input.utf8, pieces: pieces), form: form, encoding: .utf8)
        var rows: [String] = []
        while let event = try reader.next() {
            switch event {
            case .row(let row): rows.append("\(row.line):\(row["a"])|\(row["b"])")
            case .broken(let line, let reason):
                #expect(!reason.isEmpty)
                rows.append("!\(line)")
            }
        }
        #expect(rows == example.rows)
    }

    @Test func aQuoteThatNeverClosesCostsOneLineOfManyMegabytes() throws {
        var text = "a,b\n1,\"offen\n"
        for number in 0..<60_000 { text += "\(number),Zeile ohne Anführung und etwas länger\n" }
        var reader = try DelimitedReader(
            ByteStream(text.utf8), form: DelimitedForm(), encoding: .utf8)
        var (rows, broken) = (0, 0)
        while let event = try reader.next() {
            if case .row = event { rows += 1 } else { broken += 1 }
        }
        #expect(rows == 60_000)
        #expect(broken == 1)
    }

    @Test func manyOpenQuotesEndInBoundedTime() throws {
        // Each line opens a quote, each following one closes it again as text.
        let line = "1,\"\(String(repeating: "x", count: 200))\n"
        let text = "a,b\n" + String(repeating: line, count: 20_001)
        var reader = try DelimitedReader(
            ByteStream(text.utf8), form: DelimitedForm(), encoding: .utf8)
        var events = 0
        while try reader.next() != nil { events += 1 }
        #expect(events > 0)
    }
}

struct EncodingTests {
    @Test(arguments: [
        (TextEncoding.utf8, [0x4D, 0xC3, 0xBC] as [UInt8], "Mü", false),
        (.utf8, [0x4D, 0xFC, 0x80], "Mü€", true),
        (.latin1, [0xFC, 0x80], "ü\u{80}", false),
        (.cp1252, [0x84, 0xFC, 0x93, 0x81], "„ü“\u{81}", false),
        // Mojibake is what the source says, and stays.
        (.utf8, Array("â€žJaâ€œ".utf8), "â€žJaâ€œ", false),
        (.utf8, [], "", false),
    ])
    func decodes(encoding: TextEncoding, bytes: [UInt8], text: String, guessed: Bool) {
        let read = encoding.decode(bytes)
        #expect(read.text == text)
        #expect(read.guessed == guessed)
    }
}

/// GeoReport documents.
struct DocumentTests {
    static func events(_ reader: any RowReader) throws -> [RowEvent] {
        var reader = reader
        var events: [RowEvent] = []
        while let event = try reader.next() { events.append(event) }
        return events
    }

    static func json(_ text: String, pieces: Int = 65_536) throws -> [RowEvent] {
        try events(JSONRowReader(ByteStream(text.utf8, pieces: pieces)))
    }

    static func xml(_ text: String, pieces: Int = 65_536) throws -> [RowEvent] {
        try events(
            XMLRowReader(ByteStream(text.utf8, pieces: pieces), element: "request", encoding: .utf8)
        )
    }

    static func shape(_ events: [RowEvent]) -> [String] {
        events.map { event in
            switch event {
            case .row(let row):
                "\(row.line):"
                    + row.cells.sorted { $0.key < $1.key }
                    .map { "\($0.key)=\($0.value)" }.joined(separator: ",")
            case .broken(let line, _): "!\(line)"
            }
        }
    }

    @Test(
        arguments: [
            (#"[{"a":1},{"a":"x","b":null,"c":true}]"#, ["1:a=1", "1:a=x,c=true"]),
            ("[\n{\"a\":1.25},\n{\"a\" 2},\n{\"a\":3}]", ["2:a=1.25", "!3", "4:a=3"]),
            (#"{"meta":"[","rows":[{"a":"}{"}]}"#, ["1:a=}{"]),
            (#"[{"a":{"b":1,"c":["x",2]}}]"#, ["1:a.b=1,a.c=x, 2"]),
            (#"[{"a":"\ud83d"}]"#, ["!1"]),
            (#"[{"a":"\u00fc\"\\"}]"#, [#"1:a=ü"\"#]),
            (#"[1,"x",{"a":1}]"#, ["!1", "!1", "1:a=1"]),
            ("[{\"a\":1}", ["1:a=1", "!1"]),
            ("[{\"a\":", ["!1"]),
            ("{}", ["!1"]), ("", ["!1"]), ("[]", []),
        ], [1, 4096])
    func readsJSON(example: (String, [String]), pieces: Int) throws {
        #expect(Self.shape(try Self.json(example.0, pieces: pieces)) == example.1)
    }

    @Test func deepNestingIsRefused() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(Self.shape(try Self.json("[{\"a\":\(deep)")) == ["!1"])
        let tags = String(repeating: "<a>", count: 100_000)
        #expect(Self.shape(try Self.xml("<r><request>\(tags)")) == ["!1"])
    }

    @Test(
        arguments: [
            ("<r><request><a>1</a></request></r>", ["1:a=1"]),
            (
                "<?xml version='1.0'?>\n<r>\n<request><a>&lt;&#228;&#xE4;&amp;</a></request></r>",
                ["3:a=<ää&"]
            ),
            ("<r><request><a><![CDATA[<b>&x;]]></a><b/><c> </c></request></r>", ["1:a=<b>&x;"]),
            ("<r><!-- <request> --><request x='>'><a y=\">\">1</a></request></r>", ["1:a=1"]),
            ("<g:r><g:request><g:a>1</g:a></g:request></g:r>", ["1:a=1"]),
            ("<r><request><a>1</a><a>2</a><b><c>3</c></b></request></r>", ["1:a=1, 2,b.c=3"]),
            ("<r><request><a>1</b></request></r>", ["!1"]),
            ("<r><request><a>&eigene;</a></request></r>", ["!1"]),
            ("<!DOCTYPE r [<!ENTITY a 'x'>]><r><request><a>&a;</a></request></r>", ["!1"]),
            ("<r><request><a>1</a>", ["!1"]),
            ("<r></r>", ["!1"]), ("", ["!1"]), ("<", ["!1"]),
        ], [1, 4096])
    func readsXML(example: (String, [String]), pieces: Int) throws {
        #expect(Self.shape(try Self.xml(example.0, pieces: pieces)) == example.1)
    }

    @Test func aDeclaredEncodingHolds() throws {
        let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r><request><a>M"
        let bytes = Array(head.utf8) + [0xFC] + Array("&#8364;</a></request></r>".utf8)
        let events = try Self.events(
            XMLRowReader(ByteStream(bytes), element: "request", encoding: .utf8))
        #expect(Self.shape(events) == ["1:a=Mü€"])
    }

    @Test func manyCommentsNeedNoStack() throws {
        let text =
            "<r>" + String(repeating: "<!---->", count: 50_000)
            + "<request><a>1</a></request></r>"
        #expect(Self.shape(try Self.xml(text)) == ["1:a=1"])
    }
}

/// Whatever comes, a reader gives events or an error, and ends.
struct ReaderFuzzTests {
    static let alphabet: [UInt8] =
        Array("a1,;\t\"\n\r<>/&#x;{}[]:\\!-?\u{FEFF}".utf8) + [0xFF, 0xC3, 0]

    @Test(arguments: 0..<40)
    func readersEnd(seed: Int) throws {
        var dice = Dice(state: UInt64(seed))
        for _ in 0..<50 {
            let count = Int.random(in: 0...200, using: &dice)
            let bytes = (0..<count).map { _ in Self.alphabet.randomElement(using: &dice) ?? 0 }
            let pieces = Int.random(in: 1...20, using: &dice)
            let form = DelimitedForm(delimiter: Ascii.comma, trailing: 9)
            let stream = { ByteStream(bytes, pieces: pieces) }
            let lines = bytes.count(where: { $0 == 10 || $0 == 13 }) + 1
            for reader: any RowReader in [
                try DelimitedReader(stream(), form: form, encoding: .utf8),
                try JSONRowReader(stream()),
                try XMLRowReader(stream(), element: "a", encoding: .cp1252),
            ] {
                let events = try DocumentTests.events(reader)
                #expect(events.count <= bytes.count + 1)
                for case .broken(let line, _) in events { #expect((1...lines).contains(line)) }
            }
        }
    }

    /// Good documents with single bytes changed.
    @Test(arguments: ["meldungen.csv", "requests.json", "requests.xml"], 0..<8)
    func damagedSamplesEnd(sample: String, seed: Int) throws {
        let good = try Probe.sample(sample)
        var dice = Dice(state: UInt64(seed))
        for _ in 0..<20 {
            var bytes = good
            for _ in 0..<3 {
                bytes[Int.random(in: 0..<bytes.count, using: &dice)] =
                    Self.alphabet.randomElement(using: &dice) ?? 0
            }
            let mapping =
                try sample.hasSuffix("csv")
                ? Probe.mapping(String(decoding: Probe.sample("meldungen.yaml"), as: UTF8.self))
                : MappingFolder(path: Probe.mappings).mapping("open311")
            _ = try DocumentTests.events(mapping.open(ByteStream(bytes)))
        }
    }
}

enum Ascii { static let comma = UInt8(ascii: ",") }
