import Foundation
import GRDB
import SyncProtocol

extension Row {
    /// A blob column; empty where it is NULL.
    func bytes(_ column: String) -> [UInt8] {
        let data: Data? = self[column]
        return data.map { [UInt8]($0) } ?? []
    }
}

extension JSONValue {
    var data: Data { Data(bytes) }
}

extension ActEnvelope {
    var data: Data { Data(bytes) }
}

extension [UInt8] {
    var data: Data { Data(self) }
}
