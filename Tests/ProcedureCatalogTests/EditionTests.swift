import Casework
import Letters
import ProcedureCatalog
import SyncProtocol
import Testing

/// Editions go out as bytes and come back as the same procedure.
struct EditionTests {
    @Test(arguments: ShippedProcedures.folders)
    func roundTripIsExact(folder: String) throws {
        let path = "\(ShippedProcedures.catalogue)/\(folder)"
        guard let procedure = compile(SourceFolder(path: path)).procedure else { return }
        let document = EditionDocument(procedure)
        let back = try EditionDocument(bytes: document.bytes, named: document.id)
        #expect(back.procedure == procedure)
        #expect(back == document)
        #expect(EditionDocument(back.procedure).bytes == document.bytes)
        #expect(document.id.raw.count == 64)
    }

    @Test func anotherNameIsRefused() {
        let document = EditionDocument(Procedure(id: "x", title: "X", nature: .service, unit: "u"))
        #expect(throws: EditionError.self) {
            try EditionDocument(bytes: document.bytes, named: "0000")
        }
    }

    @Test(arguments: [
        "", "{}", "null", "[1,2]", #"{"format":1}"#, #"{"format":1,"procedure":{}}"#,
        #"{"format":1,"procedure":{"id":1,"title":"x","nature":"service","unit":"u"}}"#,
        #"{"format":1,"procedure":{"id":"x","title":"x","nature":"king","unit":"u"}}"#,
    ])
    func whatIsNoEditionIsRefused(text: String) {
        #expect(throws: EditionError.self) { try EditionDocument(bytes: Array(text.utf8)) }
    }

    @Test func aNewerFormatSaysSo() {
        let text = #"{"format":99,"procedure":{}}"#
        #expect(throws: EditionError.newer(format: 99)) {
            try EditionDocument(bytes: Array(text.utf8))
        }
    }

    @Test func everyByteTurnedIsSurvived() {
        let document = EditionDocument(Procedure(id: "x", title: "X", nature: .service, unit: "u"))
        for index in document.bytes.indices {
            for bit in [1, 2, 32, 64, 128] as [UInt8] {
                var bytes = document.bytes
                bytes[index] ^= bit
                _ = try? EditionDocument(bytes: bytes)
            }
        }
    }
}
