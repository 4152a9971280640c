import CaseStore
import Casework
import SyncProtocol
import Workstation

extension DeskHands {
    func page(
        _ wanted: Workstation.WorklistRequest
    ) throws(DeskFailure) -> Workstation.WorklistPage {
        let list = try Queues.request(wanted.query, person: person(), today: today)
        let windows = Windows(register: register, list: list)
        return try stored { () throws(StoreFailure) in try windows.page(wanted) }
    }

    func counts(_ queues: [QueueID]) throws(DeskFailure) -> [QueueCount] {
        let person = try person()
        let fresh = Query.compare(.state, .matches, .state(.new))
        let requests = queues.map { Queues.request($0, person: person, today: today) }
        let unseen = requests.map { request in
            var request = request
            request.query = .both([request.query, fresh])
            return request
        }
        let counts = try stored { () throws(StoreFailure) in
            try register.counts(requests + unseen)
        }
        return queues.indices.map { index in
            QueueCount(
                queue: queues[index], total: counts[index], fresh: counts[queues.count + index])
        }
    }

    func caseIDs(_ list: WorklistQuery, limit: Int) throws(DeskFailure) -> [CaseID] {
        let request = try Queues.request(list, person: person(), today: today)
        return try stored { () throws(StoreFailure) in try register.ids(request, limit: limit) }
    }

    func find(_ number: CaseNumber) throws(DeskFailure) -> CaseID? {
        let person = personID
        return try stored { () throws(StoreFailure) in
            try register.find(number, by: person).first?.id
        }
    }
}

extension DeskHands {
    func search(
        _ text: String, skip: Int, limit: Int
    ) throws(DeskFailure) -> SearchPage {
        let query = try Queues.parsed(text, today: today)
        let request = CaseStore.WorklistRequest(query, person: personID, today: today)
        return try stored { () throws(StoreFailure) in
            let found = try register.search(request, skip: skip, limit: limit)
            try desk.noteReading(found.hits.map(\.row.id), by: personID, purpose: .search)
            return SearchPage(
                hits: found.hits.map { hit in
                    let excerpt = hit.label.isEmpty ? hit.excerpt : "\(hit.label): \(hit.excerpt)"
                    return SearchPage.Hit(row: hit.row, excerpt: excerpt)
                }, total: found.total)
        }
    }

    func workload(_ unit: UnitID) throws(DeskFailure) -> [WorkloadLine] {
        let day = today
        return try stored { () throws(StoreFailure) in
            try register.workload(of: unit, by: personID, today: day).map { load in
                WorkloadLine(
                    person: load.person, unit: load.unit, open: load.open, overdue: load.overdue,
                    soon: load.soon, waitingForUs: load.waitingForUs,
                    closedLastWeek: load.closedLastWeek)
            }
        }
    }
}
