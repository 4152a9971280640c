/// How something reached its addressee, with the days the law asks for.
package enum DeliveryFacts: Hashable, Sendable {
    /// RSa or RSb with Rückschein: handed to the addressee or, RSb, a substitute.
    case handOver(CivilDay)
    /// Left for pickup. `returned` is the day an absent addressee came back, if the absence kept
    /// them from learning of it in time.
    case deposit(firstDay: CivilDay, lastDay: CivilDay, returned: CivilDay?)
    /// Without proof: the day it was handed to the post.
    case post(CivilDay)
    /// Electronic with proof: the first notice, and the day it was fetched.
    case electronicWithProof(notice: CivilDay, fetched: CivilDay?)
    /// Electronic without proof: the day it could be read.
    case electronicWithoutProof(CivilDay)
    case handOverAtOffice(CivilDay)
    /// The day the notice was put up.
    case publicNotice(CivilDay)

    /// The link that says when it counts as delivered, and the day it starts from.
    package func link(
        assuming assumptions: Assumptions = Assumptions()
    ) -> (link: DeadlineLink, from: CivilDay) {
        switch self {
        case .handOver(let day): (DeadlineLink(unchecked: .handOver, .sameDay), day)
        case .deposit(let first, _, let returned):
            if let returned, returned > first {
                (DeadlineLink(unchecked: .depositAbsent, .dayAfterReturn), returned)
            } else {
                (DeadlineLink(unchecked: .deposit, .firstPickupDay), first)
            }
        case .post(let day):
            (DeadlineLink(unchecked: .postSaturdayNot, .thirdWorkingDay), day)
        case .electronicWithProof(let notice, let fetched): electronic(notice, fetched, assumptions)
        case .electronicWithoutProof(let day):
            (DeadlineLink(unchecked: .electronicAvailable, .sameDay), day)
        case .handOverAtOffice(let day):
            (DeadlineLink(unchecked: .officeHandOver, .sameDay), day)
        case .publicNotice(let day):
            (DeadlineLink(unchecked: .publicNotice, .weeks(2)), day)
        }
    }

    private func electronic(
        _ notice: CivilDay, _ fetched: CivilDay?, _ assumptions: Assumptions
    ) -> (link: DeadlineLink, from: CivilDay) {
        let deemed = DeadlineLink(unchecked: .electronicDeemed, .nextWorkingDay)
        let last = try? compute(
            DeadlineFormula(deemed), from: notice, assumptions: assumptions
        ).end
        guard let fetched, let last, fetched < last else { return (deemed, notice) }
        return (DeadlineLink(unchecked: .electronicPickup, .pickupDay), fetched)
    }
}

/// The day something counts as delivered, and, with `next`, the period that runs from it.
///
/// Fails with `notDelivered` when the addressee came back too late to fetch a deposit.
package func compute(
    _ delivery: DeliveryFacts, then next: DeadlineFormula? = nil,
    assumptions: Assumptions = Assumptions()
) throws(DeadlineFault) -> DeadlineRun {
    let (link, from) = delivery.link(assuming: assumptions)
    let first = DeadlineFormula(link)
    if case .deposit(_, let last, _) = delivery,
        try compute(first, from: from, assumptions: assumptions).end > last
    {
        throw .notDelivered
    }
    return try compute(next.map { first.then($0) } ?? first, from: from, assumptions: assumptions)
}
