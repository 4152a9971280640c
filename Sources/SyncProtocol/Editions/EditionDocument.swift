import Casework

/// One frozen version of a procedure: its canonical JSON, named by the SHA-256 of its bytes.
/// Acts name it, both stores keep it, and a case keeps the edition it began with.
package struct EditionDocument: Hashable, Sendable {
    package let procedure: Procedure
    package let bytes: [UInt8]
    package let id: EditionID

    /// Grows when a document means something that an older program cannot read.
    package static let format = 1
    package static let sizeLimit = 4 << 20

    package init(_ procedure: Procedure) {
        let document: JSONValue = ["format": Self.format.wire, "procedure": procedure.wire]
        self.procedure = procedure
        bytes = document.bytes
        id = EditionID(sha256Hex(bytes))
    }

    /// Reads a document as it was stored or received; where `name` is given, it must be the
    /// document's.
    package init(bytes: [UInt8], named name: EditionID? = nil) throws(EditionError) {
        let id = EditionID(sha256Hex(bytes))
        if let name, name != id { throw .otherName(wanted: name, found: id) }
        let document: JSONValue
        do {
            document = try JSONValue(bytes: bytes, limit: Self.sizeLimit)
        } catch {
            throw .unreadable(error)
        }
        do {
            let reader = try WireReader(document, at: "edition")
            let format: Int = try reader.get("format")
            guard format <= Self.format else { throw EditionError.newer(format: format) }
            procedure = try reader.get("procedure")
        } catch let error as WireError {
            throw .malformed(error)
        } catch let error as EditionError {
            throw error
        } catch {
            throw .malformed(WireError("edition", ""))
        }
        self.bytes = bytes
        self.id = id
    }
}

/// Why bytes are no edition this program can use.
package enum EditionError: Error, Hashable, Sendable {
    case unreadable(JSONError)
    case malformed(WireError)
    case newer(format: Int)
    case otherName(wanted: EditionID, found: EditionID)

    package var sentence: String {
        switch self {
        case .unreadable: "Die Fassung des Verfahrens ist nicht lesbar."
        case .malformed(let error):
            "Die Fassung des Verfahrens ist fehlerhaft (\(error.path): \(error.problem))."
        case .newer:
            "Die Fassung des Verfahrens stammt von einer neueren Version des Programms."
        case .otherName: "Die Fassung des Verfahrens wurde verändert: ihr Name passt nicht."
        }
    }
}
