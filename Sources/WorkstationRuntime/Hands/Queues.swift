import CaseStore
import Casework
import Workstation

/// What a queue asks of the store, as a query.
enum Queues {
    /// The store's request for a list of the screens.
    static func request(
        _ list: WorklistQuery, person: Person, today: CivilDay
    ) throws(DeskFailure) -> CaseStore.WorklistRequest {
        let filter = try parsed(list.filter, today: today)
        return CaseStore.WorklistRequest(
            .both([query(of: list.queue, person: person), filter]), sort: sort(list.order),
            person: person.id, today: today)
    }

    static func request(
        _ queue: QueueID, person: Person, today: CivilDay
    ) -> CaseStore.WorklistRequest {
        CaseStore.WorklistRequest(
            query(of: queue, person: person), person: person.id, today: today)
    }

    static func parsed(_ filter: String, today: CivilDay) throws(DeskFailure) -> Query {
        do {
            return try Query(filter, today: today)
        } catch {
            throw DeskFailure(code: "Q001", sentence: error.sentence)
        }
    }

    private static func query(of queue: QueueID, person: Person) -> Query {
        let open = Query.compare(.state, .matches, .state(.open))
        switch queue {
        case .mine: return .both([open, ownOrStoodInFor(person)])
        case .unassigned: return .both([open, .compare(.assignee, .matches, .nothing)])
        case .overdue:
            let overdue = Query.compare(.state, .matches, .state(.overdue))
            return supervises(person) ? overdue : .both([overdue, ownOrStoodInFor(person)])
        case .resubmission:
            let due = Query.both([
                open, .compare(.resubmission, .atMost, .day(.fromToday(0))),
                .not(.compare(.resubmission, .matches, .nothing)),
            ])
            return supervises(person) ? due : .both([due, ownOrStoodInFor(person)])
        case .approval:
            let units = person.memberships.filter { $0.role == .supervisor }.map(\.unit)
            guard !units.isEmpty else { return .not(.everything) }
            return .both([
                .compare(.state, .matches, .state(.approval)),
                .either(
                    Set(units).sorted().map {
                        .compare(.unit, .equals, .words(QueryWords($0.raw)))
                    }),
            ])
        case .returned: return .compare(.state, .matches, .state(.returned))
        case .adrift: return .compare(.state, .matches, .state(.adrift))
        case .fresh: return .both([open, .compare(.state, .matches, .state(.new))])
        case .conflicts: return .compare(.state, .matches, .state(.conflict))
        case .all: return .everything
        case .procedure(let id):
            return .both([open, .compare(.procedure, .equals, .words(QueryWords(id.raw)))])
        }
    }

    private static func ownOrStoodInFor(_ person: Person) -> Query {
        let others = person.standsInFor.map {
            Query.compare(.assignee, .matches, .words(QueryWords($0.raw)))
        }
        return .either([.compare(.assignee, .matches, .me)] + others)
    }

    private static func supervises(_ person: Person) -> Bool {
        person.memberships.contains { $0.role == .supervisor }
    }

    private static func sort(_ order: WorklistOrder) -> WorklistSort {
        let key: WorklistSort.Key =
            switch order.by {
            case .due: .deadline
            case .received: .received
            case .number: .number
            case .subject: .subject
            case .place: .place
            case .waiting: .waiting
            case .assignee: .assignee
            case .procedure: .procedure
            }
        return WorklistSort(key, descending: order.descending)
    }
}
