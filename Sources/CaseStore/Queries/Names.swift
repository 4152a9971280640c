import Casework

/// What the values of a case are called: by these names a query finds them.
struct Names: Sendable {
    /// An id as it stands in a column, and its names; for kinds, phases and the like together
    /// with the procedure they belong to.
    struct Named: Hashable, Sendable {
        var procedure: String?
        var id: String
        var texts: [String]
    }

    private var named: [QueryField: [Named]] = [:]

    init(office: Office, procedures: [Procedure]) {
        named[.unit] = office.units.values.map {
            Named(id: $0.id.raw, texts: [$0.id.raw, $0.name, $0.sign])
        }
        named[.assignee] = office.persons.values.map {
            Named(id: $0.id.raw, texts: [$0.id.raw, $0.name])
        }
        for procedure in procedures { add(procedure) }
    }

    private mutating func add(_ procedure: Procedure) {
        let id = procedure.id.raw
        named[.procedure, default: []].append(Named(id: id, texts: [id, procedure.title]))
        func add(_ field: QueryField, _ members: [(String, String)]) {
            named[field, default: []] += members.map {
                Named(procedure: id, id: $0.0, texts: [$0.0, $0.1])
            }
        }
        add(.kind, procedure.kinds.map { ($0.id.raw, $0.title) })
        add(.phase, procedure.phases.map { ($0.id.raw, $0.title) })
        add(.publicStatus, procedure.publicStatuses.map { ($0.id.raw, $0.title) })
        add(.result, procedure.results.map { ($0.id.raw, $0.title) })
    }

    func all(_ field: QueryField) -> [Named] { named[field] ?? [] }

    /// The names of one value; its id alone where nothing else is known.
    func texts(_ field: QueryField, _ id: String, procedure: String) -> [String] {
        let found = all(field).filter {
            $0.id == id && ($0.procedure == nil || $0.procedure == procedure)
        }
        return found.isEmpty ? [id] : found.flatMap(\.texts)
    }
}
