import Casework
import CentralService
import SyncProtocol

/// Carries out what administrators order: in the running service, or beside a store that rests.
package struct Administration: Sendable {
    private let store: any CentralStore
    private let centre: Centre
    private let registry: Registry
    private let authority: Authority
    package init(
        store: any CentralStore, centre: Centre, registry: Registry, authority: Authority
    ) {
        self.store = store
        self.centre = centre
        self.registry = registry
        self.authority = authority
    }

    package func perform(_ order: AdminOrder) -> AdminReply {
        do {
            return try carryOut(order)
        } catch let refusal as AccountRefusal {
            return AdminReply(failure: refusal.code.rawValue)
        } catch let failure as CentreFailure {
            return AdminReply(failure: failure.code.rawValue)
        } catch {
            return AdminReply(failure: CentreFailure.Code.internalError.rawValue)
        }
    }

    private func carryOut(_ order: AdminOrder) throws -> AdminReply {
        var reply = AdminReply()
        switch order {
        case .makeCode(let name, let device):
            let code = try registry.makeCode(name: name, for: device)
            reply.ticket =
                EnrolmentTicket(code: code, authority: try authority.fingerprint).text
        case .devices: reply.devices = try registry.devices().map(DeviceLine.init)
        case .revoke(let device): try registry.revoke(device)
        case .office:
            reply.office = try centre.office()
            reply.accounts = try registry.accounts().map {
                AccountLine(person: $0.person, locked: $0.locked)
            }
        case .setUnit(let unit):
            try changeOffice(.unitSet, detail: "\(unit.id.raw): \(unit.name), \(unit.sign)") {
                $0.units[unit.id] = unit
            }
        case .setPerson(let person, let password): try setPerson(person, password)
        case .setPassword(let person, let password):
            try registry.setPassword(password, of: person)
        case .setLocked(let person, let locked): try setLocked(person, locked)
        case .publish(let procedure, let document):
            let published = try centre.publish(procedure, document: document) { edition in
                AuthEvent(
                    .editionPublished, at: registry.now,
                    detail: "\(procedure.raw) \(edition.raw.prefix(12))")
            }
            reply.edition = published.raw
        case .backup(let path):
            // Before, so that the copy holds it too.
            try registry.note(.backedUp, detail: "")
            try centre.backup(to: path)
        case .status: try fillStatus(&reply)
        case .events(let limit): reply.events = try registry.authEvents(limit: limit)
        }
        return reply
    }

    private func changeOffice(
        _ kind: AuthEvent.Kind, person: PersonID? = nil, detail: String,
        _ change: (inout Office) throws -> Void
    ) throws {
        var office = try centre.office()
        try change(&office)
        try centre.setOffice(
            office,
            noting: AuthEvent(kind, person: person, at: registry.now, detail: detail))
    }

    /// A weak password is refused before anything is changed.
    private func setPerson(_ person: Person, _ password: String?) throws {
        if let password { try registry.checkStrength(password, of: person.id) }
        let roles = person.memberships.map { "\($0.unit.raw):\($0.role.rawValue)" }
        try changeOffice(
            .personSet, person: person.id, detail: roles.joined(separator: " ")
        ) { $0.persons[person.id] = person }
        if let password { try registry.setPassword(password, of: person.id) }
    }

    /// Who is locked is inactive too: the cases and the history stay, nothing more is done.
    private func setLocked(_ person: PersonID, _ locked: Bool) throws {
        try changeOffice(
            .personSet, person: person, detail: locked ? "inactive" : "active"
        ) { office in
            guard office.persons[person] != nil else { throw AccountRefusal(.personUnknown) }
            office.persons[person]?.active = !locked
        }
        if try registry.accounts().contains(where: { $0.person == person }) {
            try registry.setLocked(locked, person)
        }
    }

    private func fillStatus(_ reply: inout AdminReply) throws {
        let mark = try centre.mark()
        let devices = try registry.devices()
        reply.epoch = mark.epoch
        reply.status = [
            "head": mark.head, "durable": mark.durable,
            "persons": try centre.office().persons.values.filter(\.active).count,
            "editions": try centre.editions().count,
            "devices": devices.filter { $0.revoked == nil }.count,
            "revoked": devices.filter { $0.revoked != nil }.count,
        ]
        reply.problems = try store.integrityProblems()
    }
}

extension DeviceLine {
    fileprivate init(_ device: DeviceRecord) {
        self.init(
            id: device.id, name: device.name, enrolled: device.enrolled,
            expires: device.expires, revoked: device.revoked)
    }
}
