import CaseStore
import Casework
import SyncProtocol

/// What a person in the probe office does next: mostly what the case needs, sometimes anything.
struct Clerk {
    let person: PersonID
    let today: CivilDay
    /// Makes names of parts unique.
    let serial: String
    var dice: Dice

    mutating func opening() -> (CaseID, Opening) {
        let application = dice.permille(600)
        var made = Opening(
            procedure: application ? "alpha" : "beta",
            edition: application ? ProbeOffice.application : ProbeOffice.report,
            kind: dice.permille(500) ? "klein" : "gross", subject: "Fall \(serial)",
            received: today.adding(days: -dice.below(40)), channel: "online")
        if dice.permille(600), let unit = dice.pick(ProbeOffice.units) {
            let person = dice.permille(500) ? dice.pick(people) : nil
            made.assignment = Assignment(unit: unit, person: person)
        }
        if dice.permille(300) { made.fields["zahl"] = .integer(dice.below(900)) }
        if dice.permille(200) {
            made.parties = [Party(id: PartyID("p\(serial)"), role: "werber", name: "Ö. Huber")]
        }
        if dice.permille(300) { made.place = place() }
        return (CaseID("akt-\(serial)"), made)
    }

    private let people: [PersonID] = ["anna", "bert", "cora", "dora", "emil", "eva", "franz"]

    private mutating func place() -> Place {
        var place = Place()
        place.street = dice.pick(["Landstraße", "Hauptplatz", "Im Tal"]) ?? ""
        place.houseNumber = String(1 + dice.below(20))
        return place
    }

    /// What the case as it was seen calls for.
    mutating func body(for file: CaseFile) -> ActBody {
        if file.pending != nil, dice.permille(500) {
            return dice.permille(700)
                ? .approve(note: "") : .sendBack(reason: "bitte noch einmal")
        }
        if let conflict = file.conflicts.first, dice.permille(600) {
            let keeps = dice.permille(500)
            return .resolveConflict(conflict.slot, keeps ? file[conflict.slot] : conflict.mine)
        }
        if !file.isOpen, dice.permille(250) { return .reopen(reason: "neu \(serial)") }
        if file.assignment?.person == nil, dice.permille(350) { return assign(file) }
        switch dice.below(100) {
        case 0..<38: return write(file)
        case 38..<50: return note()
        case 50..<68: return .takeStep(step(file))
        case 68..<74: return organise(file)
        case 74..<82: return money(file)
        case 82..<90: return parts(file)
        default: return anything(file)
        }
    }

    /// Anything at all, whether it is allowed or not.
    mutating func anything(_ file: CaseFile) -> ActBody {
        switch dice.below(12) {
        case 0: .approve(note: "")
        case 1: .sendBack(reason: dice.permille(200) ? "" : "zurück")
        case 2: .takeStep(anyStep())
        case 3: .setFields(["zahl": .integer(dice.between(-5, 1_100))])
        case 4: .assign(anyAssignment(), reason: "")
        case 5: .void(reason: "irrtümlich")
        case 6: .withdraw(day: today.adding(days: dice.between(-60, 2)), reason: "")
        case 7: .transfer(to: "Land", day: today, reason: "")
        case 8: .declareBias(dice.pick(people) ?? person, reason: "verwandt")
        case 9: .setFields(["nurgross": .text("x"), "wahl": .text("d")])
        case 10: .reopen(reason: "")
        default: .checkItems(["foto": ItemRecord(state: .missing)])
        }
    }

    private mutating func write(_ file: CaseFile) -> ActBody {
        switch dice.below(12) {
        case 0: return .setSubject("Fall \(serial)")
        case 1: return .setPlace(dice.permille(100) ? Place() : place())
        case 2: return .setPaper(dice.permille(200) ? "" : "Kasten \(dice.below(9))")
        case 3:
            let states: [ItemState] = [.present, .missing, .deficient, .notNeeded]
            return .checkItems(["plan": ItemRecord(state: dice.pick(states) ?? .present)])
        default:
            var fields: [FieldID: FieldValue?] = [:]
            for _ in 0...dice.below(2) {
                let (id, value) = field(file)
                fields[id] = dice.permille(60) ? FieldValue?.none : value
            }
            return .setFields(fields)
        }
    }

    private mutating func field(_ file: CaseFile) -> (FieldID, FieldValue) {
        switch dice.below(9) {
        case 0: ("zahl", .integer(dice.below(1_000)))
        case 1: ("betrag", .money(Money(cents: Int64(100 + dice.below(90_000)))))
        case 2: ("name", .text("Name \(serial)"))
        case 3: ("lang", .text("Absatz eins \(serial).\n\nAbsatz zwei."))
        case 4: ("wahl", .text(dice.pick(["a", "b", "c"]) ?? "a"))
        case 5: ("tag", .day(today.adding(days: -dice.below(20))))
        case 6: ("ja", .flag(dice.permille(500)))
        case 7: ("menge", .quantity(Quantity(milli: dice.below(100_000))))
        default: file.kind == "gross" ? ("nurgross", .text(serial)) : ("zahl", .integer(7))
        }
    }

    private func note() -> ActBody {
        .addNote(Note(id: NoteID("n\(serial)"), kind: .remark, text: "Notiz \(serial)"))
    }

    private mutating func step(_ file: CaseFile) -> StepTaking {
        switch file.phase {
        case "neu", "wartet": StepTaking(step: dice.permille(850) ? "beginnen" : "merken")
        case "arbeit":
            switch dice.below(6) {
            case 0: StepTaking(step: "warten")
            case 1: StepTaking(step: "erledigen")
            case 2, 3:
                StepTaking(
                    step: "genehmigen",
                    inputs: ["betrag": .money(Money(cents: Int64(100 + dice.below(50_000))))])
            case 4: StepTaking(step: "ablehnen", reason: "nicht bewilligbar")
            default: StepTaking(step: "merken")
            }
        default: anyStep()
        }
    }

    private mutating func anyStep() -> StepTaking {
        let steps: [StepID] = [
            "beginnen", "warten", "erledigen", "genehmigen", "ablehnen", "merken", "zaubern",
        ]
        return StepTaking(step: dice.pick(steps) ?? "merken", reason: "darum")
    }

    private mutating func assign(_ file: CaseFile) -> ActBody {
        let unit = file.assignment?.unit ?? "bbv"
        return .assign(Assignment(unit: unit, person: person), reason: "")
    }

    private mutating func anyAssignment() -> Assignment {
        Assignment(
            unit: dice.pick(ProbeOffice.units + ["gibtsnicht"]) ?? "bbv",
            person: dice.permille(300) ? nil : dice.pick(people))
    }

    /// To another unit, to whoever takes it there.
    private mutating func moved() -> Assignment {
        Assignment(unit: dice.pick(ProbeOffice.units) ?? "bbv")
    }

    private mutating func organise(_ file: CaseFile) -> ActBody {
        switch dice.below(5) {
        case 0: .resubmit(today.adding(days: 1 + dice.below(30)), reason: "Rückruf")
        case 1: .cancelResubmission
        case 2: .assign(moved(), reason: "")
        case 3: .relate(CaseID("akt-x\(dice.below(5))"), relation: "verwandt")
        default: .unrelate(CaseID("akt-x\(dice.below(5))"))
        }
    }

    private mutating func money(_ file: CaseFile) -> ActBody {
        if let old = dice.pick(file.postings), dice.permille(400) {
            return .post(
                Posting(
                    id: PostingID("b\(serial)"), kind: old.kind, amount: -old.amount, day: today,
                    text: "Storno", reverses: old.id))
        }
        return .post(
            Posting(
                id: PostingID("b\(serial)"), kind: dice.permille(500) ? .fee : .payment,
                amount: Money(cents: Int64(dice.between(-10, 9_000))), day: today, text: "Gebühr"))
    }

    private mutating func parts(_ file: CaseFile) -> ActBody {
        switch dice.below(6) {
        case 0:
            .putParty(Party(id: PartyID("p\(serial)"), role: "werber", name: "Eva \(serial)"))
        case 1:
            if let party = dice.pick(file.parties) {
                .removeParty(party.id, reason: "doppelt")
            } else {
                note()
            }
        case 2:
            if var party = dice.pick(file.parties) {
                .putParty(renamed(&party))
            } else {
                note()
            }
        case 3:
            .setDeadline(
                key: "hand\(dice.below(3))", title: "Frist", end: today.adding(days: 14),
                binds: .us, reason: "vereinbart")
        case 4: .cancelDeadline(key: "hand\(dice.below(3))", reason: "entfällt")
        default: .addAttachment(plan)
        }
    }

    private var plan: Attachment {
        let id = AttachmentID("a\(serial)")
        let bytes = Clerk.bytes(of: id)
        return Attachment(
            id: id, name: "plan.pdf", sha256: sha256Hex(bytes), mediaType: "application/pdf",
            size: bytes.count, received: today)
    }

    /// What is in an attachment.
    static func bytes(of id: AttachmentID) -> [UInt8] { Array("Plan \(id.raw)".utf8) }

    private func renamed(_ party: inout Party) -> Party {
        party.name = "Neu \(serial)"
        return party
    }
}
