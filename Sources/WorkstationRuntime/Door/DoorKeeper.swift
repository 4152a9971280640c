import CaseStore
import Casework
import SyncProtocol
import Texts
import Workstation

/// Does what shell commands ask, on the store that this process holds: the running desk for
/// those who knock, a command for itself where no desk runs.
package struct DoorKeeper: Sendable {
    private let workplace: Workplace
    /// The hands of a person.
    private let hands: @Sendable (PersonID) -> DeskHands
    /// Told of cases that look different now; none named means any.
    private let onChange: @Sendable (Set<CaseID>) -> Void
    /// Told when persons and units are others.
    private let onOffice: @Sendable () -> Void

    package init(
        workplace: Workplace, hands: @escaping @Sendable (PersonID) -> DeskHands,
        onChange: @escaping @Sendable (Set<CaseID>) -> Void = { _ in },
        onOffice: @escaping @Sendable () -> Void = {}
    ) {
        self.workplace = workplace
        self.hands = hands
        self.onChange = onChange
        self.onOffice = onOffice
    }

    package func answer(_ request: DoorRequest) -> DoorReply {
        do {
            return try carryOut(request.order, of: request.person)
        } catch let failure as DeskFailure {
            return .failure(failure.sentence)
        } catch let failure as StoreFailure {
            return .failure(failure.sentence)
        } catch {
            return .failure("Der Datenbestand hat nicht geantwortet.")
        }
    }

    private func carryOut(_ order: DoorOrder, of person: PersonID) throws -> DoorReply {
        switch order {
        case .knock: return .done
        case .synchronise:
            let exchange = workplace.desk.exchange()
            onChange(exchange.changed)
            return .done
        case .submit(let submission):
            guard case .submitted(let results) = try hands(person).answer(.submit([submission])),
                let result = results.first
            else { return .failure("Der Datenbestand hat nicht geantwortet.") }
            if let id = result.caseID { onChange([id]) }
            return .result(result)
        case .fetchHistory(let id):
            return try fetchHistory(of: id, by: person)
        case .setOffice(let office):
            guard try maySetOffice(person) else {
                return .forbidden("Einrichten darf hier nur, wer die Rolle verwaltung hat.")
            }
            try workplace.setOffice(office)
            onOffice()
            return .done
        case .takenIn(let identity):
            return .digest(try workplace.desk.takenIn(identity)?.line.digest)
        case .takeIn(let lines):
            let submissions = lines.map {
                CaseStore.Submission(opening: $0.opening, as: $0.caseID, takenIn: $0.source)
            }
            let receipts = try workplace.desk.takeIn(submissions, by: person)
            onChange([])
            return .taken(receipts.map(\.obstacle))
        }
    }

    private func fetchHistory(of id: CaseID, by person: PersonID) throws -> DoorReply {
        do {
            if try workplace.desk.fetchHistory(of: id, by: person) { onChange([id]) }
            return .done
        } catch let failure as CentreFailure {
            switch failure.code {
            case .unauthenticated, .tokenExpired, .stepUpRequired:
                return .failure(HistoryFetching.loginNeeded)
            case .notFound, .forbidden, .deviceRevoked: return .failure(HistoryFetching.refused)
            default: return .failure(HistoryFetching.offline)
            }
        }
    }

    /// Once somebody has the role for it, nobody else changes persons and roles.
    private func maySetOffice(_ id: PersonID) throws(StoreFailure) -> Bool {
        let persons = try workplace.desk.register.office().persons
        let administrators = persons.filter { _, person in
            person.active && person.memberships.contains { $0.role == .administrator }
        }
        return administrators.isEmpty || administrators[id] != nil
    }
}
