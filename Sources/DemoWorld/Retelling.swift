import Casework

/// Tells a recording again: other days, other people, another place, the same acts.
struct Retelling {
    /// Days between then and now; whole weeks, so that hearings stay on working days.
    var shift: Int
    var subject: String
    var place: Place
    var cast: [PersonID: PersonID]
    private var names: [PartyID: Party] = [:]
    private var random: DemoRandom
    /// Acts of the recording and what they became.
    private(set) var acts: [ActID: ActID] = [:]

    init(
        shift: Int, subject: String, place: Place, cast: [PersonID: PersonID], random: DemoRandom
    ) {
        self.shift = shift
        self.subject = subject
        self.place = place
        self.cast = cast
        self.random = random
    }

    mutating func remember(_ original: ActID, as act: ActID) { acts[original] = act }

    func day(_ day: CivilDay) -> CivilDay { day.adding(days: shift) }

    func actor(_ id: PersonID) -> PersonID { cast[id] ?? id }

    mutating func body(_ body: ActBody) -> ActBody {
        switch body {
        case .open(let opening): return .open(self.opening(opening))
        case .takeStep(let taking): return .takeStep(step(taking))
        case .setFields(let fields): return .setFields(fields.mapValues { $0.map(value) })
        case .setPlace: return .setPlace(place)
        case .putParty(let party): return .putParty(self.party(party))
        case .assign(let assignment, let reason):
            let person = assignment.person.map { actor($0) }
            return .assign(Assignment(unit: assignment.unit, person: person), reason: reason)
        case .resubmit(let day, let reason): return .resubmit(self.day(day), reason: reason)
        case .recordDelivery(let letter, let party, let delivery):
            return .recordDelivery(LetterID(renamed(letter.raw)), party, self.delivery(delivery))
        case .answerInquiry(let id, let day, let answer):
            return .answerInquiry(
                InquiryID(renamed(id.raw)), day: self.day(day), answer: answer)
        case .addAttachment(var attachment):
            attachment.received = day(attachment.received)
            return .addAttachment(attachment)
        case .post(var posting):
            posting.day = day(posting.day)
            posting.reverses = posting.reverses.map { PostingID(renamed($0.raw)) }
            return .post(posting)
        default: return period(body)
        }
    }

    private func period(_ body: ActBody) -> ActBody {
        switch body {
        case .setDeadline(let key, let title, let end, let binds, let reason):
            .setDeadline(key: key, title: title, end: day(end), binds: binds, reason: reason)
        case .extendDeadline(let key, .to(let end), let reason):
            .extendDeadline(key: key, .to(day(end)), reason: reason)
        case .suspendDeadline(let key, let from, let reason):
            .suspendDeadline(key: key, from: day(from), reason: reason)
        case .resumeDeadline(let key, let to): .resumeDeadline(key: key, to: day(to))
        case .withdraw(let day, let reason): .withdraw(day: self.day(day), reason: reason)
        case .transfer(let to, let day, let reason):
            .transfer(to: to, day: self.day(day), reason: reason)
        case .undo(let act): .undo(acts[act] ?? act)
        default: body
        }
    }

    private mutating func opening(_ told: Opening) -> Opening {
        var opening = told
        opening.subject = subject
        opening.received = day(told.received)
        opening.place = place
        if told.place.parcels.isEmpty {
            opening.place.parcels = ""
            opening.place.cadastral = told.place.cadastral.isEmpty ? "" : place.cadastral
        }
        opening.fields = told.fields.mapValues(value)
        opening.parties = told.parties.map { party($0) }
        return opening
    }

    private func step(_ told: StepTaking) -> StepTaking {
        var taking = told
        taking.inputs = told.inputs.mapValues(value)
        taking.inquiry?.due = told.inquiry?.due.map { day($0) }
        return taking
    }

    private func value(_ value: FieldValue) -> FieldValue {
        if case .day(let day) = value { .day(self.day(day)) } else { value }
    }

    private func delivery(_ told: Delivery) -> Delivery {
        var delivery = Delivery(channel: told.channel, dispatched: day(told.dispatched))
        delivery.noticed = told.noticed.map { day($0) }
        delivery.handedOver = told.handedOver.map { day($0) }
        delivery.deposited = told.deposited.map { day($0) }
        delivery.returnedHome = told.returnedHome.map { day($0) }
        delivery.undeliverable = told.undeliverable.map { day($0) }
        return delivery
    }

    /// `a00003.letter` of the recording is `<act>.letter` of the act it became.
    private func renamed(_ name: String) -> String {
        let parts = name.split(separator: ".", maxSplits: 1)
        guard parts.count == 2, let act = acts[ActID(String(parts[0]))] else { return name }
        return "\(act.raw).\(parts[1])"
    }

    private mutating func party(_ told: Party) -> Party {
        var party = told
        let known = names[told.id] ?? invented(like: told)
        names[told.id] = known
        party.name = known.name
        party.street = known.street
        party.postalCode = known.postalCode
        party.town = known.town
        if !told.email.isEmpty { party.email = known.email }
        return party
    }

    /// A firm for a firm, an association for an association, a person for a person.
    private mutating func invented(like told: Party) -> Party {
        var party = Party(id: told.id, role: told.role, name: name(like: told.name))
        let street = random.pick(CityStreets.all)
        party.street = "\(street.name) \(random.below(80) + 1)"
        party.postalCode = CityStreets.postalCode(of: street.cadastral)
        party.town = "Linz"
        party.email = "post\(random.below(9_000) + 1_000)@example.at"
        return party
    }

    private mutating func name(like told: String) -> String {
        let firmSigns = ["GmbH", " KG", " OG", "e.U.", " AG", "Gesellschaft"]
        if firmSigns.contains(where: { told.contains($0) }) { return random.pick(CityPeople.firms) }
        let clubSigns = ["verein", "Verein", "union", "gruppe", "Initiative"]
        if clubSigns.contains(where: { told.contains($0) }) {
            return random.pick(CityPeople.associations)
        }
        return "\(random.pick(CityPeople.firstNames)) \(random.pick(CityPeople.lastNames))"
    }
}
