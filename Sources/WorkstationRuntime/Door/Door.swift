import Foundation
import Glibc
import SyncProtocol
import Synchronization

/// The door of a running desk: shell commands that write knock here, because the desk alone may
/// write to its store.
package final class Door: Sendable {
    private let descriptor: Int32
    private let path: String
    private let open = Atomic<Bool>(true)

    /// - Parameter answer: called on the door's own thread, one request at a time.
    /// - Returns: nil where no socket can be made; the desk then works without a door.
    package static func open(
        at path: String, answer: @escaping @Sendable (DoorRequest) -> DoorReply
    ) -> Door? {
        guard let descriptor = try? LocalSocket.listen(at: path) else { return nil }
        let door = Door(descriptor: descriptor, path: path)
        let thread = Thread { door.serve(answer) }
        thread.name = "amtspult.door"
        thread.start()
        return door
    }

    private init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    package func close() {
        guard open.exchange(false, ordering: .sequentiallyConsistent) else { return }
        unlink(path)
        shutdown(descriptor, Int32(SHUT_RDWR))
    }

    /// Closes the socket itself at the end: nobody else may while it waits here, because the number
    /// would be another file's at once.
    private func serve(_ answer: (DoorRequest) -> DoorReply) {
        defer {
            open.store(false, ordering: .sequentiallyConsistent)
            Glibc.close(descriptor)
        }
        while open.load(ordering: .sequentiallyConsistent) {
            let peer = accept(descriptor, nil, nil)
            guard peer >= 0 else {
                if errno == EINTR || errno == ECONNABORTED { continue }
                return
            }
            LocalSocket.limitWaiting(of: peer)
            if LocalSocket.isOwn(peer), let line = LocalSocket.readLine(peer) {
                LocalSocket.write(reply(to: line, answer).wire.bytes, to: peer)
            }
            Glibc.close(peer)
        }
    }

    private func reply(
        to line: [UInt8], _ answer: (DoorRequest) -> DoorReply
    ) -> DoorReply {
        guard let request = try? DoorRequest(wire: try JSONValue(bytes: line), at: "request")
        else { return .failure("Der Arbeitsplatz hat den Auftrag nicht verstanden.") }
        return answer(request)
    }

    /// Knocks at the door of the desk at `path`; nil where nobody opens.
    package static func knock(at path: String, _ request: DoorRequest) -> DoorReply? {
        guard let descriptor = try? LocalSocket.connect(to: path) else { return nil }
        defer { Glibc.close(descriptor) }
        guard LocalSocket.isOwn(descriptor),
            LocalSocket.write(request.wire.bytes, to: descriptor),
            let line = LocalSocket.readLine(descriptor)
        else { return nil }
        return try? DoorReply(wire: try JSONValue(bytes: line), at: "reply")
    }
}
