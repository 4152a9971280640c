import CFaultVFS
import Casework
import GRDB
import Glibc

/// A disk of the simulation: a real folder in memory, played by the fault VFS.
package final class Disk {
    package let folder: String
    package let number: Int32

    package init(_ folder: String, seed: UInt64) throws {
        guard fault_vfs_register() == 0 else { throw Violation(.harness, "no fault VFS") }
        self.folder = folder
        removeTree(folder)
        mkdir(folder, 0o700)
        number = fault_disk_mount(folder, seed)
        guard number >= 0 else { throw Violation(.harness, "no disk left") }
    }

    deinit {
        fault_disk_unmount(number)
        removeTree(folder)
    }

    package var hasStopped: Bool { fault_disk_stopped(number) != 0 }

    package func arm(_ kind: fault_kind, at nth: Int, times: Int = 1) {
        fault_disk_arm(number, kind, nth, times)
    }
    @discardableResult
    package func disarm() -> Int { fault_disk_disarm(number) }
    package func stop() { fault_disk_stop(number) }

    /// Ends what the crash left open; nothing may still hold the files.
    package func settle(_ crash: fault_crash) throws {
        let open = fault_disk_settle(number, crash)
        guard open == 0 else { throw Violation(.harness, "\(open) files stayed open") }
    }
}

func removeTree(_ path: String) {
    guard let folder = opendir(path) else {
        unlink(path)
        return
    }
    var names: [String] = []
    while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { raw in
            String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { names.append(name) }
    }
    closedir(folder)
    for name in names { removeTree("\(path)/\(name)") }
    rmdir(path)
}

func copyFile(_ path: String, to target: String) -> Bool {
    let source = open(path, O_RDONLY)
    let copy = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    defer {
        close(source)
        close(copy)
    }
    guard source >= 0, copy >= 0 else { return false }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
        let count = read(source, &chunk, chunk.count)
        if count < 0 { return false }
        if count == 0 { return true }
        guard write(copy, chunk, count) == count else { return false }
    }
}
