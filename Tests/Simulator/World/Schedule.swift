/// Who acts in the simulation: each lane has its own streams of random numbers and counts its own
/// turns, so that leaving out one event shifts no other.
package enum Lane: Hashable, Sendable, CustomStringConvertible {
    case clerk(desk: Int, person: Int)
    case exchange(desk: Int)
    /// A request of the desk's own machine reaches its end.
    case talk(desk: Int)
    /// The moment has come that the desk's machine waits for.
    case wake(desk: Int)
    case restart(desk: Int)
    case fault(desk: Int)
    case centre
    case office
    case clock
    case hostile
    case late

    package var number: UInt64 {
        switch self {
        case .clerk(let desk, let person): UInt64(1_000 + desk * 20 + person)
        case .exchange(let desk): UInt64(2_000 + desk)
        case .restart(let desk): UInt64(3_000 + desk)
        case .talk(let desk): UInt64(6_000 + desk)
        case .wake(let desk): UInt64(7_000 + desk)
        case .fault(let desk): UInt64(4_000 + desk)
        case .centre: 1
        case .office: 2
        case .clock: 3
        case .hostile: 4
        case .late: 5
        }
    }

    /// Whose doing it is.
    package var desk: Int? {
        switch self {
        case .clerk(let desk, _), .exchange(let desk), .talk(let desk), .wake(let desk),
            .restart(let desk), .fault(let desk):
            desk
        default: nil
        }
    }

    package var description: String {
        switch self {
        case .clerk(let desk, let person): "desk \(desk) clerk \(person)"
        case .exchange(let desk): "desk \(desk) exchanges"
        case .talk(let desk): "desk \(desk) talks"
        case .wake(let desk): "desk \(desk) wakes"
        case .restart(let desk): "desk \(desk) starts"
        case .fault(let desk): "desk \(desk) fault"
        case .centre: "centre fault"
        case .office: "office"
        case .clock: "clocks"
        case .hostile: "hostile"
        case .late: "late packet"
        }
    }
}

/// One event: the same lane and turn is the same event in every run of a seed.
package struct Event: Hashable, Sendable {
    package var lane: Lane
    package var turn: Int

    package init(_ lane: Lane, _ turn: Int) {
        self.lane = lane
        self.turn = turn
    }
}

/// Events by virtual time; those of the same moment in an order the seed draws.
struct Schedule {
    private struct Item {
        var time: Int64
        var tie: UInt64
        var event: Event

        static func < (left: Item, right: Item) -> Bool {
            (left.time, left.tie) < (right.time, right.tie)
        }
    }

    private var heap: [Item] = []
    private var turns: [Lane: Int] = [:]
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    var isEmpty: Bool { heap.isEmpty }

    /// Plans the lane's next turn.
    mutating func plan(_ lane: Lane, at time: Int64) -> Event {
        let turn = turns[lane, default: 0]
        turns[lane] = turn + 1
        var dice = Dice(seed, lane.number, UInt64(turn), .schedule)
        let event = Event(lane, turn)
        push(Item(time: time, tie: dice.next(), event: event))
        return event
    }

    mutating func next() -> (time: Int64, event: Event)? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            sink()
        }
        return (first.time, first.event)
    }

    private mutating func push(_ item: Item) {
        heap.append(item)
        var place = heap.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard heap[place] < heap[parent] else { return }
            heap.swapAt(place, parent)
            place = parent
        }
    }

    private mutating func sink() {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where child < heap.count {
                if heap[child] < heap[least] { least = child }
            }
            if least == place { return }
            heap.swapAt(place, least)
            place = least
        }
    }
}

/// What happened, folded into one number that two runs of a seed must share.
struct Trace {
    private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private(set) var recent: [String] = []
    private(set) var steps = 0
    static let kept = 60

    mutating func note(_ line: String) {
        for byte in line.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        recent.append(line)
        if recent.count > Trace.kept * 2 { recent.removeFirst(Trace.kept) }
    }

    mutating func step() { steps += 1 }
}
