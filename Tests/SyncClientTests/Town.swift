import CaseStore
import Casework
import CentralService
import Foundation
import StoreWorld
import SyncClient
import SyncProtocol
import Synchronization
import Testing

/// Time that only moves when it is moved, the same for everybody in town.
final class TownClock: Sendable {
    private let moment: Mutex<Instant>

    init(day: CivilDay = CivilDay(ordinal: 20_780)) {
        moment = Mutex(Instant(milliseconds: Int64(day.ordinal) * 86_400_000 + 30_000_000))
    }

    var now: Instant { moment.withLock { $0 } }
    func pass(_ milliseconds: Int64) {
        moment.withLock { $0 = $0.adding(milliseconds: milliseconds) }
    }
    func pass(to later: Instant) { moment.withLock { $0 = max($0, later) } }
}

final class Numbers: Sendable {
    private let last = Mutex(0)

    func next() -> Int {
        last.withLock { last in
            last += 1
            return last
        }
    }
}

/// What was said from other threads.
final class Heard<Word: Sendable>: Sendable {
    private let words = Mutex<[Word]>([])

    func add(_ word: Word) { words.withLock { $0.append(word) } }
    func take() -> [Word] {
        words.withLock { words in
            defer { words = [] }
            return words
        }
    }
}

/// A desk with its machine, worked step by step on the town's clock.
final class TownDesk {
    let name: String
    let person: PersonID
    let folder: DataFolder
    let way: BadWay
    private let clock: TownClock
    private let ids = Numbers()
    private var sitting: Desk?
    private(set) var talk: SyncTalk?
    private var machine: SyncMachine
    private var events: [SyncEvent] = []
    private var waiting: [SyncRequest] = []
    private(set) var wake: Instant?
    private(set) var status = SyncStatus(contact: .beginning)
    private let told = Heard<SyncEvent>()
    let news = Heard<Exchange>()
    /// Acts that were called saved.
    private(set) var saved: [ActID] = []
    private var lives = 0

    init(_ name: String, person: PersonID, way: BadWay, clock: TownClock) throws {
        self.name = name
        self.person = person
        self.way = way
        self.clock = clock
        folder = try freshFolder()
        machine = SyncMachine(seed: 0)
        try sitDown()
    }

    deinit {
        sitting?.close()
        removeFolder(folder.path)
    }

    var desk: Desk {
        get throws { try #require(sitting) }
    }

    /// The program starts.
    func sitDown() throws {
        lives += 1
        let clock = clock
        let world = StoreWorld(
            now: { clock.now },
            newID: { [name, ids] in "\(name)-\(ids.next())" })
        try folder.make()
        let lock = try StoreLock.take(folder, as: .here(person: person.raw))
        let desk = try Desk(
            folder, lock: lock, transport: way, editions: SmallOffice.read, world: world,
            blobLimits: BlobLimits(cache: 4_000, part: 100))
        try desk.noteLogIn(person)
        let talk = SyncTalk(
            desk: desk, centre: way, stopwatch: { 0 }, onExchange: { [news] in news.add($0) })
        desk.listen { [told] news in
            if case .saved(let at) = news { told.add(.saved(at: at)) }
            if case .noted = news { told.add(.noted) }
            if case .attached = news { told.add(.attached) }
        }
        sitting = desk
        self.talk = talk
        machine = SyncMachine(seed: UInt64(lives))
        events = [try talk.beginning()]
        if try talk.hasUploads() { events.append(.attached) }
        waiting = []
        wake = nil
    }

    /// The program ends; not cleanly where it is killed.
    func standUp(killed: Bool = false) throws {
        let mark = folder.file("desk.open")
        sitting?.close()
        sitting = nil
        if killed { _ = FileManager.default.createFile(atPath: mark, contents: nil) }
    }

    /// Adds a file to a case.
    func attach(_ bytes: [UInt8], as id: AttachmentID, to file: CaseFile) throws {
        let attachment = Casework.Attachment(
            id: id, name: "Plan.pdf", sha256: try desk.blobs.store(bytes),
            mediaType: "application/pdf", size: bytes.count, received: clock.now.civilDay)
        try act(Submission(.addAttachment(attachment), on: file))
    }

    func act(_ submission: Submission) throws {
        let receipt = try desk.submit(submission, by: person)
        if let act = receipt.act { saved.append(act) }
    }

    /// Does one thing: carries out one request, or takes in what happened.
    ///
    /// - Returns: false where there is nothing to do before the next wake-up.
    func step() -> Bool {
        events += told.take()
        if let wake, wake <= clock.now {
            self.wake = nil
            events.append(.woke)
        }
        if !events.isEmpty {
            for effect in machine.handle(events.removeFirst(), now: clock.now) {
                switch effect {
                case .start(let request): waiting.append(request)
                case .wake(let at): wake = at
                case .show(let new): status = new
                }
            }
            return true
        }
        // Listening answers when somebody is told of something new; here, when all else is done.
        let index = waiting.firstIndex { $0.kind != .listen } ?? waiting.indices.first
        guard let index, let talk else { return false }
        let request = waiting.remove(at: index)
        events.append(.ended(request.kind, talk.perform(request)))
        return request.kind != .listen
    }
}

func freshFolder() throws -> DataFolder {
    let shared = FileManager.default.fileExists(atPath: "/dev/shm")
    let root = shared ? "/dev/shm" : NSTemporaryDirectory()
    let folder = DataFolder("\(root)/amtspult-sync-\(UUID().uuidString)")
    try folder.make()
    return folder
}

func removeFolder(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

/// Two desks at one centre on another machine.
final class Town {
    let clock = TownClock()
    let centreWorld = StillWorld(name: "z")
    private(set) var centre: Centre
    let blobs = BlobTable()
    private var store: SQLiteCentralStore
    let desks: [TownDesk]
    private var random: Jitter
    private var restores = 0
    private let papers: DataFolder
    private var backup: String?

    init(seed: UInt64) throws {
        random = Jitter(seed: seed)
        papers = try freshFolder()
        store = try SQLiteCentralStore(path: nil, epoch: "epoche-0")
        centre = try Town.open(store, centreWorld)
        let (centre, clock, blobs) = (centre, clock, blobs)
        desks = try [("a", SmallOffice.anna), ("b", SmallOffice.bert)].map { name, person in
            let way = BadWay(centre, blobs: blobs, seed: seed &* 31 &+ UInt64(name.utf8.first ?? 0))
            return try TownDesk(name, person: person, way: way, clock: clock)
        }
    }

    deinit { removeFolder(papers.path) }

    private static func open(_ store: SQLiteCentralStore, _ world: StillWorld) throws -> Centre {
        let centre = Centre(store: store, clock: { world.now }, readEdition: SmallOffice.read)
        if try centre.office() == Office() {
            try centre.setOffice(SmallOffice.office)
            for edition in SmallOffice.editions {
                _ = try centre.publish(edition.procedure, document: edition.document)
            }
        }
        return centre
    }

    // MARK: - The day

    /// One thing happens somewhere.
    func happen(_ number: Int) throws {
        let desk = desks[random.draw() < 0.5 ? 0 : 1]
        let draw = random.draw()
        switch draw {
        case ..<0.30: try clerkActs(desk, number)
        case ..<0.86:
            let hour = clock.now.adding(seconds: 3_600)
            if !desk.step(), let wake = desk.wake, wake < hour, random.draw() < 0.5 {
                clock.pass(to: wake)
            }
        case ..<0.90: clock.pass(Int64(random.draw() * 60_000))
        case ..<0.94: desk.way.isAway.toggle()
        case ..<0.97:
            try desk.standUp(killed: random.draw() < 0.5)
            try desk.sitDown()
        case ..<0.985: try keepBackup()
        default: try restore()
        }
    }

    private func clerkActs(_ desk: TownDesk, _ number: Int) throws {
        let open = try desk.desk.register.ids(
            WorklistRequest(.everything, person: desk.person, today: clock.now.civilDay),
            limit: 50)
        guard !open.isEmpty, random.draw() < 0.8 else {
            let id = CaseID("fall-\(desk.name)\(number)")
            let opening = opening("Fall \(number)", unit: "bbv")
            return try desk.act(Submission(opening: opening, as: id))
        }
        let id = open[min(open.count - 1, Int(random.draw() * Double(open.count)))]
        guard let file = try desk.desk.register.image(of: id, by: desk.person) else { return }
        if random.draw() < 0.15 {
            let bytes = (0..<250).map { UInt8(truncatingIfNeeded: number &* ($0 + 1)) }
            return try desk.attach(bytes, as: AttachmentID("b\(desk.name)\(number)"), to: file)
        }
        let body: ActBody =
            switch random.draw() {
            case ..<0.5:
                .addNote(Note(id: NoteID("n\(desk.name)\(number)"), kind: .remark, text: "x"))
            case ..<0.7: .setSubject("Fall \(desk.name) \(number)")
            case ..<0.85: .takeStep(StepTaking(step: "pruefen"))
            default: .takeStep(StepTaking(step: "erledigen"))
            }
        try desk.act(Submission(body, on: file))
    }

    // MARK: - Yesterday's backup

    private func keepBackup() throws {
        let path = papers.file("sicherung-\(UUID().uuidString).sqlite")
        try store.backup(to: path)
        backup = path
    }

    /// The centre's machine dies; the backup takes its place under another epoch.
    private func restore() throws {
        guard let backup else { return }
        restores += 1
        let path = papers.file("neu-\(restores).sqlite")
        try FileManager.default.copyItem(atPath: backup, toPath: path)
        store = try SQLiteCentralStore(path: path, epoch: "")
        centre = try Town.open(store, centreWorld)
        try centre.startEpoch("epoche-\(restores)")
        for desk in desks { desk.way.replace(centre) }
    }

    // MARK: - The evening

    /// Everything gets through from now on; both desks work until nothing is left to do.
    func heal() throws {
        for desk in desks { desk.way.heal() }
        for _ in 0..<40 {
            for desk in desks {
                var steps = 0
                while desk.step(), steps < 3_000 { steps += 1 }
                #expect(steps < 3_000)
            }
            clock.pass(10_000)
        }
    }

    /// What must be true in the evening.
    func check() throws {
        let log = try centre.changes(after: .beginning, reference: 0, limit: Int.max)
        let entries = log.items.map(\.entry)
        for act in entries.map(\.act) {
            #expect(blobs.hasAll(of: act), "\(act.id) names what is not there")
        }
        #expect(Set(entries.map(\.act.id)).count == entries.count, "an act took effect twice")
        let known = Set(entries.map(\.act.id)).union(log.verdicts.map(\.act))
        for desk in desks {
            #expect(desk.status.contact == .current, "\(desk.name): \(desk.status)")
            #expect(try desk.desk.outbox().unsent == 0)
            #expect(desk.way.early.isEmpty, "\(desk.name): an act went before its attachment")
            for act in desk.saved where !known.contains(act) {
                Issue.record("\(act) was called saved and is lost")
            }
            for case let image? in log.items.map(\.image) {
                let shown = try desk.desk.register.image(of: image.id, by: SmallOffice.chefin)
                #expect(shown?.wire.bytes == image.wire.bytes, "\(desk.name) \(image.id)")
                let view = try desk.desk.register.view(
                    image.id, by: SmallOffice.chefin, today: clock.now.civilDay)
                #expect(view?.pending.isEmpty == true)
            }
            let request = WorklistRequest(
                .everything, person: SmallOffice.chefin, today: clock.now.civilDay)
            #expect(
                try desk.desk.register.count(request) == log.items.compactMap(\.image).count)
        }
    }
}
