import Casework
import SyncProtocol

/// A page of the feed as the bytes that travel, and what can become of them.
struct Bytes {
    enum Fate: CaseIterable, Sendable {
        /// The connection ends in the middle.
        case cut
        /// What the connection's own check finds: the reader must stand it, nobody believes it.
        case altered
        /// A line comes as rubbish: a proxy that takes things apart and puts them together.
        case garbled
        /// Everything comes two times in one answer.
        case twice
        /// A portal answers in the centre's stead.
        case portal
    }

    let read: @Sendable ([UInt8]) throws -> ChangePage

    /// A page that came through whole.
    func whole(_ page: ChangePage) throws -> ChangePage {
        let arrived = try taken(page.ndjson)
        guard arrived == page else {
            throw Violation(.prefix, "a page is another one after its way as bytes")
        }
        return arrived
    }

    func broken(_ page: ChangePage, _ fate: Fate, _ dice: inout Dice) throws -> ChangePage {
        var bytes = page.ndjson
        switch fate {
        case .cut: bytes.removeLast(1 + dice.below(bytes.count))
        case .altered:
            bytes[dice.below(bytes.count)] ^= UInt8(1 + dice.below(255))
            _ = try? read(bytes)
            throw CentreFailure(.unreachable)
        case .garbled:
            let at = dice.below(bytes.count)
            if bytes[at] != 0x0A { bytes[at] = 0xFF }
        case .twice: bytes += bytes
        case .portal:
            bytes = Array("<!DOCTYPE html>\n<html><title>WLAN</title></html>\n".utf8)
        }
        return try taken(bytes)
    }

    /// What cannot be read is no answer at all.
    private func taken(_ bytes: [UInt8]) throws -> ChangePage {
        do {
            return try read(bytes)
        } catch {
            throw CentreFailure(.unreachable, context: "answer")
        }
    }
}

/// A reader with a mistake: what it cannot read it leaves out.
enum LaxReader {
    static func page(_ ndjson: [UInt8]) throws -> ChangePage {
        var reader = PageReader()
        for line in ndjson.split(separator: 0x0A) { try? reader.take(line) }
        return try reader.finished()
    }
}
