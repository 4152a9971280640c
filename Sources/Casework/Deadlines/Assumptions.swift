/// A question on which the law is unclear. The raw value is its name in settings; each is
/// answered yes or no.
package enum Assumption: String, CaseIterable, Hashable, Sendable {
    case saturdayPost = "samstag_werktag_post"
    case saturdayElectronic = "samstag_werktag_elektronisch"
    case bridgeDays = "karfreitag_24dez_werktag"
    case saturdayPickup = "samstag_abholung"
    case materialShift = "verschiebung_materielle_frist"
    case decisionShift = "verschiebung_entscheidungsfrist"
    case noticeShift = "verschiebung_bekanntmachung"
    case fixedDayShift = "verschiebung_festes_datum"
    case privateChristmasEve = "privatrecht_24dez"
    case extensionFromShifted = "verlaengerung_ab_verschobenem_ende"
    case objectionOnClosedDay = "einwendung_ohne_amtsstunden"

    /// The question as a clerk reads it.
    package var question: String {
        switch self {
        case .saturdayPost: "Ist der Samstag bei Zustellung ohne Nachweis ein Werktag?"
        case .saturdayElectronic: "Ist der Samstag bei elektronischer Zustellung ein Werktag?"
        case .bridgeDays: "Sind Karfreitag und 24. Dezember bei Zustellungen Werktage?"
        case .saturdayPickup: "Kann Hinterlegtes am Samstag abgeholt werden?"
        case .materialShift: "Verschiebt sich das Ende einer materiellrechtlichen Frist?"
        case .decisionShift: "Verschiebt sich das Ende der Entscheidungsfrist der Behörde?"
        case .noticeShift: "Verschiebt sich das Ende der zwei Wochen der Bekanntmachung?"
        case .fixedDayShift: "Verschiebt sich ein mit Datum bestimmtes Ende?"
        case .privateChristmasEve: "Hemmt der 24. Dezember auch privatrechtliche Fristen?"
        case .extensionFromShifted: "Läuft eine Verlängerung ab dem verschobenen Ende?"
        case .objectionOnClosedDay:
            "Zählt für Einwendungen auch ein Vortag ohne Amtsstunden?"
        }
    }

    /// What the question is about, and what follows from it.
    package var explanation: String {
        switch self {
        case .saturdayPost:
            "§ 26 Abs 2 ZustG nennt den dritten Werktag; ob der Samstag zählt, ist strittig. "
                + "Für die Rechtskraft den späteren Tag nehmen, gegen die Partei nie den früheren."
        case .saturdayElectronic:
            "§ 35 Abs 6 ZustG: der erste Werktag nach der ersten Verständigung; "
                + "Samstage zählen nach herrschender Ansicht nicht."
        case .bridgeDays:
            "Karfreitag und 24. Dezember sind keine gesetzlichen Feiertage, "
                + "auch wenn keine Frist an ihnen endet."
        case .saturdayPickup:
            "§ 17 Abs 3 ZustG: der Tag nach der Rückkehr, an dem das Dokument behoben werden "
                + "könnte; das hängt von den Öffnungszeiten der Geschäftsstelle ab."
        case .materialShift:
            "§ 33 Abs 2 AVG gilt für verfahrensrechtliche Fristen. "
                + "Mit dem nicht verschobenen Tag planen."
        case .decisionShift:
            "Sechs Monate nach § 73 Abs 1 AVG; Ziel bleibt der nicht verschobene Tag."
        case .noticeShift:
            "§ 25 ZustG: Die Zustellung gilt als bewirkt, wenn zwei Wochen verstrichen sind."
        case .fixedDayShift:
            "Ein Ende, das als Datum bestimmt ist, kann auf einen Tag fallen, "
                + "an dem sonst keine Frist endet."
        case .privateChristmasEve:
            "§ 903 ABGB nennt Sonntag und Feiertag, ein Gesetz von 1961 Samstag und Karfreitag; "
                + "der 24. Dezember wird meist gleich behandelt."
        case .extensionFromShifted:
            "Ist das Ende schon auf den nächsten Werktag verschoben, kann die weitere Frist ab "
                + "dem rechnerischen oder ab dem verschobenen Ende zählen."
        case .objectionOnClosedDay:
            "§ 42 Abs 1 AVG: spätestens am Tag vor der Verhandlung während der Amtsstunden; "
                + "hat dieser Tag keine, gilt der letzte Tag mit Amtsstunden."
        }
    }
}

/// What is assumed where the law is unclear, and the hours of the office.
package struct Assumptions: Hashable, Sendable {
    private var answers: [Assumption: Bool] = [:]
    package var officeHours: OfficeHours

    package init(officeHours: OfficeHours = .buildingOffice) {
        self.officeHours = officeHours
    }

    /// Nil where the rule's own answer stands.
    package subscript(_ assumption: Assumption) -> Bool? {
        get { answers[assumption] }
        set { answers[assumption] = newValue }
    }

    /// Takes over "name=ja" or "name=nein".
    package mutating func set(_ text: String) throws(FormulaError) {
        let parts = text.prefix(200).split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false
        ).map { part in part.lowercased().filter { !$0.isWhitespace } }
        guard let assumption = Assumption(rawValue: parts[0]) else {
            throw FormulaError(
                .unknownAssumption(parts[0]),
                suggestion: nearest(to: parts[0], in: Assumption.allCases.map(\.rawValue)))
        }
        switch parts.count == 2 ? parts[1] : "" {
        case "ja", "j", "1", "true": answers[assumption] = true
        case "nein", "n", "0", "false": answers[assumption] = false
        default:
            throw FormulaError(.unknownAnswer(parts.count == 2 ? parts[1] : "", assumption))
        }
    }

    func with(_ assumption: Assumption, _ answer: Bool) -> Assumptions {
        var other = self
        other.answers[assumption] = answer
        return other
    }
}
