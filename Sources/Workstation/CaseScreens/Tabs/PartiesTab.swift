import Casework
import TextCanvas
import Texts

extension TabMaker {
    func parties(_ made: inout BlockMaker) {
        let parties = file.parties
        guard !parties.isEmpty else {
            made.remark("Noch niemand eingetragen; n nimmt Beteiligte auf.")
            return
        }
        var roles: [String] = procedure.partyRoles.map(\.id)
        for party in parties where !roles.contains(party.role) { roles.append(party.role) }
        for role in roles {
            let members = parties.filter { $0.role == role }
            guard !members.isEmpty else { continue }
            let definition = procedure.partyRoles.first { $0.id == role }
            made.heading(
                words.roleTitle(role),
                note: definition?.standing == true && procedure.nature == .sovereign
                    ? "Parteistellung" : "")
            for party in members { row(party, &made) }
        }
    }

    private func row(_ party: Party, _ made: inout BlockMaker) {
        let address = [
            party.street,
            [party.postalCode, party.town].filter { !$0.isEmpty }
                .joined(separator: " "),
        ].filter { !$0.isEmpty }.joined(separator: ", ")
        var details: [String] = []
        let contact = [party.email, party.phone, party.register].filter { !$0.isEmpty }
        if !contact.isEmpty { details.append(contact.joined(separator: " · ")) }
        if !party.representative.isEmpty {
            details.append("vertreten durch \(party.representative)")
        }
        made.row(
            .slot(.party(party.id)),
            [Span(party.agrees ? "✓ " : "  ", .ok), Span(party.name + "  ")],
            (address.isEmpty ? "ohne Anschrift" : address) + (party.agrees ? " · stimmt zu" : ""),
            tone: .dim, details: made.details(details))
    }
}
