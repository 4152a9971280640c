import Foundation
import Glibc

/// A file system in memory; only root can mount one, and not in every container.
package struct Mount {
    package struct Failure: Error {
        package var number: Int32
    }

    package let path: String
    private var filling: String { path + "/voll" }

    /// nil where it cannot be done.
    package init?(options: String) throws {
        path = "/dev/shm/amtspult-mount-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, options) == 0 else {
            print("Kein eigenes Dateisystem möglich (nur als root): übersprungen.")
            rmdir(path)
            return nil
        }
    }

    package func remount(_ options: String) throws {
        let remount = UInt(32)
        let readOnly = UInt(options == "ro" ? 1 : 0)
        let done = Glibc.mount(
            "tmpfs", path, "tmpfs", remount | readOnly, options == "ro" ? "" : options)
        guard done == 0 else { throw Failure(number: errno) }
    }

    /// Takes all the room there is.
    package func fill() throws {
        let file = open(filling, O_CREAT | O_WRONLY, 0o600)
        guard file >= 0 else { throw Failure(number: errno) }
        defer { close(file) }
        let block = [UInt8](repeating: 7, count: 4_096)
        while write(file, block, block.count) > 0 {}
        guard errno == ENOSPC else { throw Failure(number: errno) }
    }

    /// Gives it back.
    package func free() { unlink(filling) }

    package func end() {
        umount2(path, 2)
        rmdir(path)
    }
}
