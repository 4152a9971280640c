import Interchange
import Testing

struct GzipTests {
    static let text = Array(
        String(repeating: "Straßenschaden in der Goethestraße\n", count: 5_000).utf8)

    static func code(_ body: () throws -> Void) -> InterchangeError.Code? {
        do {
            try body()
            return nil
        } catch let error as InterchangeError {
            return error.code
        } catch {
            return nil
        }
    }

    @Test(arguments: [1, 3, 1000, 1 << 20])
    func packsAndUnpacks(pieces: Int) throws {
        let packed = try Gzip.pack(Self.text)
        #expect(packed.count < Self.text.count / 20)
        #expect(packed == (try Gzip.pack(Self.text)))
        let stream = try ByteStream(packed, pieces: pieces).unpacked()
        #expect(try stream.all(limit: 1 << 20) == Self.text)
    }

    @Test func emptyAndPlainStayAsTheyAre() throws {
        #expect(try Gzip.unpack(Gzip.pack([])) == [])
        #expect(try ByteStream([]).unpacked().all(limit: 10) == [])
        #expect(try ByteStream("x".utf8).unpacked().all(limit: 10) == Array("x".utf8))
    }

    @Test(arguments: [1, 4096])
    func severalMembersAreOne(pieces: Int) throws {
        let packed = try Gzip.pack(Array("eins".utf8)) + Gzip.pack(Array("zwei".utf8)) + [0, 0, 0]
        let stream = try ByteStream(packed, pieces: pieces).gunzipped()
        #expect(try stream.all(limit: 100) == Array("einszwei".utf8))
    }

    @Test func damageIsSaid() throws {
        let packed = try Gzip.pack(Self.text)
        var broken = packed
        broken[packed.count / 2] ^= 0xFF
        #expect(Self.code { _ = try Gzip.unpack(broken) } == .fileDamaged)
        #expect(Self.code { _ = try Gzip.unpack(Array(packed.dropLast(9))) } == .fileDamaged)
        #expect(Self.code { _ = try Gzip.unpack(Array(packed.prefix(5))) } == .fileDamaged)
        #expect(Self.code { _ = try Gzip.unpack([0x1F, 0x8B, 9, 9, 9]) } == .fileDamaged)
    }

    @Test func bombsAreRefused() throws {
        let bomb = try Gzip.pack([UInt8](repeating: 0, count: 64 << 20))
        #expect(Self.code { _ = try Gzip.unpack(bomb) } == .fileTooLarge)
        let packed = try Gzip.pack(Self.text)
        #expect(Self.code { _ = try Gzip.unpack(packed, limit: 1_000) } == .fileTooLarge)
    }

    @Test func filesAreReadAndMissingOnesSaidSo() throws {
        try Probe.withFolder { folder in
            #expect(Self.code { _ = try ByteStream.file(folder + "/nichts") } == .fileUnreadable)
            #expect(Self.code { _ = try ByteStream.file(folder) } == .fileUnreadable)
        }
        let path = Probe.samplePath("requests.xml")
        #expect(try ByteStream.file(path).all(limit: 1 << 20) == Probe.sample("requests.xml"))
    }
}
