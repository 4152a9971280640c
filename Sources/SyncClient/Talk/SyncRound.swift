import Casework
import SyncProtocol

/// One talk from beginning to end, for the shell: until everything is here and has gone out, or
/// nothing more can be done without waiting.
package struct SyncRound {
    private let talk: SyncTalk
    private let clock: @Sendable () -> Instant

    package init(_ talk: SyncTalk, clock: @escaping @Sendable () -> Instant) {
        self.talk = talk
        self.clock = clock
    }

    /// - Returns: how the desk stands with its centre afterwards.
    package func run(seed: UInt64) throws -> SyncStatus {
        var machine = SyncMachine(seed: seed)
        var events = [try talk.beginning()]
        if try talk.hasUploads() { events.append(.attached) }
        var status = SyncStatus(contact: .beginning)
        while !events.isEmpty {
            for effect in machine.handle(events.removeFirst(), now: clock()) {
                switch effect {
                case .show(let new): status = new
                case .start(let request) where request.kind != .listen:
                    events.append(.ended(request.kind, talk.perform(request)))
                    // A centre that was restored may lack attachments it had.
                    if request == .catchUp { events.append(.attached) }
                case .start, .wake: break
                }
            }
        }
        return status
    }
}
