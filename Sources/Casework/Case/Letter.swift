/// A letter of a case: its text as it was previewed, and what became of it.
package struct Letter: Hashable, Sendable {
    package enum State: String, CaseIterable, Sendable {
        /// Written, waits for a second person.
        case prepared
        /// Signed: the text can no longer change.
        case sealed
        /// Withdrawn before it left the house.
        case discarded
    }

    package var id: LetterID
    package var template: TemplateID
    package var title: String
    package var text: String
    package var state: State
    package var preparedBy: PersonID
    package var sealedBy: PersonID?
    package var sealedOn: CivilDay?
    package var recipients: [Recipient]

    package init(
        id: LetterID, template: TemplateID, title: String, text: String, state: State,
        preparedBy: PersonID, sealedBy: PersonID? = nil, sealedOn: CivilDay? = nil,
        recipients: [Recipient]
    ) {
        self.id = id
        self.template = template
        self.title = title
        self.text = text
        self.state = state
        self.preparedBy = preparedBy
        self.sealedBy = sealedBy
        self.sealedOn = sealedOn
        self.recipients = recipients
    }

    package var dispatched: Bool { recipients.contains { $0.delivery != nil } }
    package var dispatchedToAll: Bool {
        !recipients.isEmpty && recipients.allSatisfy { $0.delivery != nil }
    }
    /// The last day it counts as delivered to anybody; nil while somebody has not got it.
    package var deliveredToAll: CivilDay? {
        let days = recipients.map { $0.delivery?.delivered }
        guard !days.isEmpty, days.allSatisfy({ $0 != nil }) else { return nil }
        return days.compactMap { $0 }.max()
    }
}

package struct Recipient: Hashable, Sendable {
    package var party: PartyID
    package var name: String
    package var delivery: Delivery?

    package init(party: PartyID, name: String, delivery: Delivery? = nil) {
        self.party = party
        self.name = name
        self.delivery = delivery
    }
}

/// How a letter goes out.
package enum DeliveryChannel: String, CaseIterable, Hashable, Sendable {
    /// RSa, only to the addressee, with Rückschein.
    case registeredPersonal
    /// RSb, substitute allowed, with Rückschein.
    case registered
    /// Window envelope without proof (§ 26 ZustG).
    case post
    /// Electronic with proof (§ 35 ZustG).
    case electronicProof
    /// Electronic without proof (§ 36 ZustG).
    case electronic
    /// At the office (§ 24 ZustG).
    case handover
    /// Public notice (§ 25 ZustG).
    case publicNotice
    /// A push or mail message to a verified channel: an answer, not a delivery in law.
    case message

    package var hasProof: Bool {
        switch self {
        case .registeredPersonal, .registered, .electronicProof, .handover, .publicNotice: true
        case .post, .electronic, .message: false
        }
    }
}

/// What is known of one delivery, day by day. The deemed day is computed once and kept.
package struct Delivery: Hashable, Sendable {
    package var channel: DeliveryChannel
    package var dispatched: CivilDay
    /// First electronic notice.
    package var noticed: CivilDay?
    /// Handed over, or fetched.
    package var handedOver: CivilDay?
    /// First day of the pickup period after deposit (§ 17 ZustG).
    package var deposited: CivilDay?
    /// Day of return of an addressee who was away during the deposit.
    package var returnedHome: CivilDay?
    /// Came back undeliverable.
    package var undeliverable: CivilDay?
    /// The day it counts as delivered, as far as the facts allow to say.
    package var delivered: CivilDay?

    package init(channel: DeliveryChannel, dispatched: CivilDay) {
        self.channel = channel
        self.dispatched = dispatched
    }
}
