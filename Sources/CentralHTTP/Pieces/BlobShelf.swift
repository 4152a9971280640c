import CPosix
import Casework
import Foundation
import SyncProtocol
import Synchronization

/// Attachments at the centre: files named by their hash, and parts of them on their way.
///
/// Parts belong to the workstation that sends them, so that nobody learns from an upload whether
/// somebody else's attachment is here.
package final class BlobShelf: Sendable {
    private let root: String
    private let limits: Limits
    private let turn = Mutex<Void>(())

    package init(folder: String, limits: Limits) {
        root = folder
        self.limits = limits
    }

    private func file(_ sha256: String) throws -> String {
        guard sha256.count == 64, hexBytes(sha256) != nil else { throw CentreFailure(.notFound) }
        return "\(root)/\(sha256.prefix(2))/\(sha256.dropFirst(2))"
    }

    private func parts(_ sha256: String, of device: DeviceID) -> String {
        "\(root)/teile/\(sha256Hex(device.raw.utf8).prefix(16))-\(sha256)"
    }

    /// Marks that a workstation has brought an attachment before any case has it.
    private func mark(_ sha256: String, of device: DeviceID) -> String {
        parts(sha256, of: device) + ".da"
    }

    /// How far this workstation's upload has come; nil where it has sent nothing.
    package func state(_ sha256: String, of device: DeviceID) throws -> BlobState? {
        let whole = try file(sha256)
        if FileManager.default.fileExists(atPath: mark(sha256, of: device)),
            let size = size(whole)
        {
            return BlobState(size: size, offset: size)
        }
        let path = parts(sha256, of: device)
        guard let offset = size(path),
            let text = try? String(contentsOfFile: path + ".soll", encoding: .utf8),
            let size = Int(text)
        else { return nil }
        return BlobState(size: size, offset: offset)
    }

    /// Size of an attachment that is whole; nil for none.
    package func size(of sha256: String) throws -> Int? { size(try file(sha256)) }

    private func size(_ path: String) -> Int? {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.size] as? Int
    }

    /// Appends a part; on the disk when this returns. The last one has to complete the hash.
    package func append(
        _ sha256: String, size: Int, at offset: Int, _ part: [UInt8], of device: DeviceID
    ) throws -> BlobState {
        guard (1...limits.bytesPerBlob).contains(size), part.count <= limits.bytesPerBlobPart
        else { throw CentreFailure(.tooLarge) }
        _ = try file(sha256)
        return try alone(with: parts(sha256, of: device)) {
            let known = try state(sha256, of: device) ?? BlobState(size: size, offset: 0)
            if known.complete { return known }
            guard known.size == size, known.offset == offset, offset + part.count <= size else {
                throw CentreFailure(.rangeInvalid, expected: known.offset)
            }
            let path = parts(sha256, of: device)
            try begin(path, size: size)
            try write(part, to: path, at: offset)
            let state = BlobState(size: size, offset: offset + part.count)
            if state.complete { try finish(sha256, path, device) }
            return state
        }
    }

    /// One upload has one writer, in whatever process that shares the folder.
    private func alone(
        with path: String, _ body: () throws -> BlobState
    ) throws -> BlobState {
        try turn.withLock { _ in
            try FileManager.default.createDirectory(
                atPath: root + "/teile", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            let descriptor = open(path + ".soll", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw CentreFailure(.storageFull, context: "blob") }
            defer {
                // Nothing was begun, or all of it is done.
                if self.size(path) == nil { unlink(path + ".soll") }
                close(descriptor)
            }
            guard system_lock_exclusive(descriptor) == 0 else {
                throw CentreFailure(.busy, context: "blob", retryAfter: 500)
            }
            return try body()
        }
    }

    private func begin(_ path: String, size: Int) throws {
        guard self.size(path) == nil else { return }
        try Data(String(size).utf8).write(to: URL(fileURLWithPath: path + ".soll"))
        guard
            FileManager.default.createFile(
                atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        else { throw CentreFailure(.storageFull, context: "blob") }
    }

    private func write(_ part: [UInt8], to path: String, at offset: Int) throws {
        do {
            let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            try handle.seek(toOffset: UInt64(offset))
            try handle.write(contentsOf: Data(part))
            try handle.synchronize()
        } catch {
            throw CentreFailure(.storageFull, context: "blob")
        }
    }

    private func finish(_ sha256: String, _ path: String, _ device: DeviceID) throws {
        let manager = FileManager.default
        guard try hash(of: path) == sha256 else {
            for ending in ["", ".soll"] { try? manager.removeItem(atPath: path + ending) }
            throw CentreFailure(.malformed, context: "blob hash")
        }
        let whole = try file(sha256)
        try manager.createDirectory(
            atPath: (whole as NSString).deletingLastPathComponent,
            withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        guard rename(path, whole) == 0 else {
            throw CentreFailure(.storageFull, context: "blob")
        }
        try? manager.removeItem(atPath: path + ".soll")
        _ = manager.createFile(atPath: mark(sha256, of: device), contents: nil)
    }

    private func hash(of path: String) throws -> String {
        let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        defer { try? handle.close() }
        var hash = RunningHash()
        while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty {
            hash.add(Array(part)[...])
        }
        return hash.hex
    }

    /// An attachment that is whole.
    func file(named sha256: String) throws -> ServedFile {
        let path = try file(sha256)
        guard let size = size(path) else { throw CentreFailure(.notFound) }
        return ServedFile(size: size) { try readPart(of: path, from: $0, limit: $1) }
    }
}

/// Bytes of a file; none behind its end.
func readPart(of path: String, from offset: Int, limit: Int) throws -> [UInt8] {
    guard let handle = FileHandle(forReadingAtPath: path) else { throw CentreFailure(.notFound) }
    defer { try? handle.close() }
    try handle.seek(toOffset: UInt64(offset))
    return Array(try handle.read(upToCount: limit) ?? Data())
}
