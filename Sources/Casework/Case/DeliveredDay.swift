extension Delivery {
    /// What the Zustellgesetz asks for, as far as it is known; nil while it does not suffice.
    package var facts: DeliveryFacts? {
        guard undeliverable == nil else { return nil }
        switch channel {
        case .registeredPersonal, .registered:
            if let handedOver { return .handOver(handedOver) }
            return deposited.map {
                .deposit(
                    firstDay: $0, lastDay: $0.adding(days: Delivery.pickupDays),
                    returned: returnedHome)
            }
        case .handover: return .handOverAtOffice(handedOver ?? dispatched)
        case .post: return .post(dispatched)
        case .electronicProof:
            return noticed.map { .electronicWithProof(notice: $0, fetched: handedOver) }
        case .electronic, .message: return .electronicWithoutProof(noticed ?? dispatched)
        case .publicNotice: return .publicNotice(dispatched)
        }
    }

    /// A deposited letter is kept at least two weeks (§ 17 Abs 3 ZustG).
    package static let pickupDays = 14

    /// The day the letter counts as delivered; nil while the facts do not allow to say.
    package func deemedDay(assumptions: Assumptions) -> CivilDay? {
        facts.flatMap { try? compute($0, assumptions: assumptions).end }
    }
}
