import Casework
import SyncProtocol

/// Readings by commands that look into the store beside a running desk: one small file each,
/// taken into the journal by whoever holds the store next.
package struct ReadSpool: Sendable {
    private let folder: String

    package init(_ folder: DataFolder) { self.folder = folder.file("lesungen") }

    /// The readings are on the disk when this returns; before that nothing may be shown.
    ///
    /// - Parameter id: names the file; no two are the same.
    package func note(
        _ ids: [CaseID], by person: PersonID, purpose: ReadRecord.Purpose, at: Instant, id: String
    ) throws(StoreFailure) {
        guard !ids.isEmpty else { return }
        try FileName.makeFolders(folder)
        let note = ReadNote(person: person, purpose: purpose, at: at, cases: ids)
        try FileBytes.write(note.wire.bytes, to: "\(folder)/\(id)\(Self.ending)")
    }

    private static let ending = ".json"

    /// Hands over each file's readings and removes it. A file that cannot be read is kept under
    /// another name: no reading is dropped.
    func drain(_ take: (ReadNote) throws -> Void) throws {
        for name in FileName.list(folder) where name.hasSuffix(Self.ending) {
            let path = "\(folder)/\(name)"
            let bytes = try FileBytes.read(path)
            guard let note = try? ReadNote(wire: try JSONValue(bytes: bytes), at: "note") else {
                try FileBytes.write(bytes, to: path + ".unlesbar")
                FileName.remove(path)
                continue
            }
            try take(note)
            FileName.remove(path)
        }
    }
}

/// Cases somebody read at one moment.
struct ReadNote: Hashable, WireForm {
    var person: PersonID
    var purpose: ReadRecord.Purpose
    var at: Instant
    var cases: [CaseID]

    var wire: JSONValue {
        wireObject([
            ("v", 1), ("person", person.wire), ("purpose", purpose.rawValue.wire),
            ("at", at.rfc3339.wire), ("cases", cases.wire),
        ])
    }

    init(person: PersonID, purpose: ReadRecord.Purpose, at: Instant, cases: [CaseID]) {
        self.person = person
        self.purpose = purpose
        self.at = at
        self.cases = cases
    }

    init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        let purpose = ReadRecord.Purpose(rawValue: try reader.get("purpose"))
        let at = Instant(rfc3339: try reader.get("at"))
        guard let purpose, let at else { throw WireError(path, "unbekannter Zweck oder Tag") }
        self.init(
            person: try reader.get("person"), purpose: purpose, at: at,
            cases: try reader.list("cases"))
    }
}

extension Desk {
    /// Takes over what commands have read beside this desk.
    func takeInReadings() throws {
        try ReadSpool(folder).drain { note in
            try journal.record(
                note.cases.map {
                    ReadRecord(
                        person: note.person, device: device, caseID: $0, purpose: note.purpose,
                        at: note.at)
                })
        }
    }
}
