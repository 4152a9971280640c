import CaseStore
import Casework
import SyncClient
import SyncProtocol
import Synchronization

/// A desk's own machine at work: what `SyncRunner` does with two threads, done by the events of
/// the simulation.
struct Driver {
    /// What other parts say while a request is under way.
    final class Mailbox: Sendable {
        struct Mail: Sendable {
            var events: [SyncEvent] = []
            var changed: Set<CaseID> = []
            var built = false
            var forked = false
        }
        let mail = Mutex(Mail())

        func hear(_ news: DeskNews) {
            mail.withLock { mail in
                switch news {
                case .saved(let at): mail.events.append(.saved(at: at))
                case .noted: mail.events.append(.noted)
                case .attached: mail.events.append(.attached)
                case .asked: mail.events.append(.asked)
                case .opened: mail.events.append(.typed)
                }
            }
        }

        func hear(_ exchange: Exchange) {
            mail.withLock { mail in
                mail.changed.formUnion(exchange.changed)
                mail.built = mail.built || exchange.newEpoch
                mail.forked = mail.forked || exchange.forked
            }
        }

        func take() -> Mail {
            mail.withLock { mail in
                defer { mail = Mail() }
                return mail
            }
        }
    }

    let talk: SyncTalk
    let mailbox = Mailbox()
    private var machine: SyncMachine
    private var events: [SyncEvent]
    private(set) var wake: Instant?
    private(set) var status = SyncStatus(contact: .beginning)
    /// Requests under way, by the turn of the event that carries them out.
    var requests: [Int: SyncRequest] = [:]
    /// What talks changed that was not looked at yet.
    private(set) var mail = Mailbox.Mail()

    init(_ desk: Desk, _ centre: any RemoteCentre, seed: UInt64, _ limits: SyncMachine.Limits)
        throws
    {
        let mailbox = mailbox
        talk = SyncTalk(
            desk: desk, centre: centre, stopwatch: { 0 }, onExchange: { mailbox.hear($0) })
        machine = SyncMachine(seed: seed, limits: limits)
        events = [try talk.beginning()]
        if try talk.hasUploads() { events.append(.attached) }
        desk.listen { mailbox.hear($0) }
    }

    mutating func tell(_ event: SyncEvent) { events.append(event) }

    /// Takes in what happened.
    ///
    /// - Returns: what the machine wants to be done.
    mutating func react(at now: Instant) -> [SyncRequest] {
        gather()
        if let wake, wake <= now {
            self.wake = nil
            events.append(.woke)
        }
        var wanted: [SyncRequest] = []
        while !events.isEmpty {
            for effect in machine.handle(events.removeFirst(), now: now) {
                switch effect {
                case .start(let request): wanted.append(request)
                case .wake(let at): wake = at
                case .show(let new): status = new
                }
            }
        }
        return wanted
    }

    private mutating func gather() {
        let new = mailbox.take()
        events += new.events
        mail.changed.formUnion(new.changed)
        mail.built = mail.built || new.built
        mail.forked = mail.forked || new.forked
    }

    mutating func takeMail() -> Mailbox.Mail {
        gather()
        defer { mail = Mailbox.Mail() }
        return mail
    }
}
