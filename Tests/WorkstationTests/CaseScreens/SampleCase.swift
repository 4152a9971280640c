import Casework
import Workstation

/// A case played through true acts.
enum SampleCase {
    static let id: CaseID = "fall1"

    /// Decides and applies an act; returns why not.
    @discardableResult
    static func play(
        _ body: ActBody, by person: PersonID, on view: inout CaseView, at moment: Instant,
        today: CivilDay? = nil, base: Base? = nil
    ) -> Obstacle? {
        guard let actor = CaseDesk.office.persons[person] else { return Obstacle(.personUnknown) }
        let number = view.entries.count + 1
        let act = Act(
            id: ActID("a\(number < 10 ? "0" : "")\(number)"), device: "d", counter: number,
            actor: person,
            caseID: view.file.id, base: base ?? Base(of: view.file), body: body, at: moment)
        let circumstances = view.circumstances(
            actor: actor, today: today ?? moment.civilDay)
        let decision = decide(
            act, on: view.entries.isEmpty ? nil : view.file, under: circumstances)
        if let obstacle = decision.obstacle { return obstacle }
        let version = view.file.version + 1
        view.file.apply(decision.changes, version: version, by: person, at: moment)
        view.entries.append(
            Entry(
                sequence: 100 + number, caseID: view.file.id, version: version, act: act,
                at: moment, outcome: .applied, changes: decision.changes))
        return nil
    }

    static func day(_ iso: String) -> CivilDay { CivilDay(iso: iso) ?? CivilDay(ordinal: 0) }

    static func moment(_ iso: String, _ hour: Int) -> Instant {
        Instant(
            CivilTime(day: day(iso), time: TimeOfDay(hour: hour, minute: 5) ?? .midnight))
    }

    private static func opening(_ subject: String) -> Opening {
        var place = Casework.Place()
        place.street = "Denkstraße"
        place.houseNumber = "12"
        place.postalCode = "4030"
        place.cadastral = "Kleinmünchen"
        place.parcels = "123/4"
        var applicant = Party(id: "p1", role: "pate", name: "Elif Yıldız")
        applicant.street = "Denkstraße 12"
        applicant.postalCode = "4030"
        applicant.town = "Linz"
        applicant.email = "elif@example.at"
        return Opening(
            procedure: "baumpatenschaft", edition: "e1", kind: "pate", subject: subject,
            place: place, received: day("2026-09-25"), channel: "counter", paper: "Kanzlei 3",
            fields: ["art": .text("linde")], parties: [applicant],
            attachments: [
                Attachment(
                    id: "b1", name: "Lageplan.pdf", sha256: "aa", mediaType: "application/pdf",
                    size: 34_400, item: "plan", received: day("2026-09-25")),
                Attachment(
                    id: "b2", name: "Foto.jpg", sha256: "bb", mediaType: "image/jpeg",
                    size: 2_140_000, received: day("2026-09-25")),
            ], assignment: Assignment(unit: "SGS", person: "mh"))
    }

    /// The case as most tests want it: opened, checked, a note, a neighbour.
    static func view(subject: String = "Linde vor dem Haus") -> CaseView {
        var view = CaseView(
            file: CaseFile(
                id: id, procedure: "baumpatenschaft", edition: "e1", kind: "pate"),
            procedure: TreeProcedure.made, entries: [], office: CaseDesk.office)
        play(.open(opening(subject)), by: "mh", on: &view, at: moment("2026-09-25", 8))
        let number = CaseNumber(serial: 4168, year: 2026, sign: "SGS")
        view.file.apply(
            [Change(Slot(.number), from: nil, to: .number(number))], version: 1, by: "mh",
            at: moment("2026-09-25", 8))
        play(
            .checkItems([
                "plan": ItemRecord(state: .present),
                "zustimmung": ItemRecord(state: .missing, remark: "fehlt von Nr. 14"),
            ]), by: "mh", on: &view, at: moment("2026-10-02", 9))
        play(
            .addNote(
                Note(id: "n1", kind: .remark, text: "Anrainer hat angerufen.\nMeldet sich wieder.")),
            by: "as", on: &view, at: moment("2026-11-05", 15))
        return view
    }

    /// The order to complete has gone out and was delivered; a colleague has a case next door.
    static func ordered() -> CaseView {
        var view = view()
        var other = TreeProcedure.made.worklistRow(of: view.file)
        other.id = "fall2"
        other.number = CaseNumber(serial: 17733, year: 2026, sign: "SGS")
        other.subject = "Glasscherben unter der Linde"
        view.otherCasesHere = [other]
        play(
            .takeStep(
                StepTaking(
                    step: "auftrag",
                    letter: LetterDraft(text: "Bitte vorlegen: Zustimmung.", recipients: ["p1"]))),
            by: "mh", on: &view, at: moment("2026-11-09", 10))
        if let letter = view.file.letters.first {
            var delivery = Delivery(channel: .registered, dispatched: day("2026-11-09"))
            delivery.handedOver = day("2026-11-10")
            play(
                .recordDelivery(letter.id, "p1", delivery), by: "mh", on: &view,
                at: moment("2026-11-11", 8))
        }
        return view
    }

    /// The ruling is prepared and waits for a second person.
    static func prepared() -> CaseView {
        var view = view()
        play(
            .checkItems(["zustimmung": ItemRecord(state: .present)]), by: "mh", on: &view,
            at: moment("2026-11-16", 8))
        play(
            .checkItems(["wunsch": ItemRecord(state: .notNeeded)]), by: "mh", on: &view,
            at: moment("2026-11-16", 8))
        play(
            .takeStep(StepTaking(step: "vollstaendig")), by: "mh", on: &view,
            at: moment("2026-11-16", 9))
        play(
            .takeStep(
                StepTaking(
                    step: "erlassen",
                    letter: LetterDraft(text: "BESCHEID\n\nSpruch: bewilligt.", recipients: ["p1"]))
            ),
            by: "mh", on: &view, at: moment("2026-11-17", 9))
        return view
    }

    /// The girth decides the amount of a grant, and a cap bites for one of the values.
    static func conflictedGrant() -> CaseView {
        var view = conflicted()
        view.procedure.fields.append(
            Field(
                id: Procedure.programmeField, title: "Programm",
                kind: .choice([Option(id: "p", title: "Baumpflege")])))
        view.procedure.programmes = [
            Programme(
                id: "p", title: "Baumpflege", source: "", unit: "SGS", deMinimis: false,
                versions: [
                    ProgrammeVersion(
                        validFrom: day("2020-01-01"),
                        terms: [.unitPrice(.fixed(Money(euro: 12)), times: ["umfang"])],
                        caps: [.amount(.fixed(Money(euro: 600)))], requirements: [])
                ])
        ]
        view.file.apply(
            [Change(.field(Procedure.programmeField), from: nil, to: .field(.text("p")))],
            version: view.file.version + 1, by: "mh", at: moment("2026-11-20", 9))
        return view
    }

    /// Two people changed the place and the girth; the place differs in two of its parts.
    static func conflictedPlace() -> CaseView {
        var view = conflicted()
        let base = view.file.place
        var mine = base
        mine.houseNumber = "12a"
        var theirs = base
        theirs.houseNumber = "14"
        theirs.parcels = "123/5"
        view.file.apply(
            [Change(Slot(.place), from: .place(base), to: .place(theirs))],
            version: view.file.version + 1, by: "gl", at: moment("2026-11-23", 8))
        let conflict = Conflict(
            slot: Slot(.place), base: .place(base), mine: .place(mine), mineBy: "as",
            mineAt: moment("2026-11-20", 7))
        view.file.apply(
            [Change(.conflict(Slot(.place)), from: nil, to: .conflict(conflict))],
            version: view.file.version + 1, by: "as", at: moment("2026-11-23", 8))
        return view
    }

    /// Two people changed the girth of the trunk; what is held came from the other.
    static func conflicted() -> CaseView {
        var view = view()
        play(
            .setFields(["umfang": .some(.quantity(Quantity(50)))]), by: "mh", on: &view,
            at: moment("2026-11-20", 9))
        play(
            .setFields(["umfang": .some(.quantity(Quantity(milli: 48_000)))]), by: "mh", on: &view,
            at: moment("2026-11-23", 8))
        let conflict = Conflict(
            slot: .field("umfang"), base: .field(.quantity(Quantity(50))),
            mine: .field(.quantity(Quantity(52))), mineBy: "mh", mineAt: moment("2026-11-23", 7))
        view.file.apply(
            [Change(.conflict(.field("umfang")), from: nil, to: .conflict(conflict))],
            version: view.file.version + 1, by: "mh", at: moment("2026-11-23", 8))
        return view
    }
}
