extension QueryField {
    /// How the values of a field are read and compared.
    enum Kind {
        case text, number, person, waiting, state
        /// A day ahead (deadline) or back (receipt).
        case ahead, back
    }

    var kind: Kind {
        switch self {
        case .deadline, .resubmission: .ahead
        case .received, .age: .back
        case .assignee: .person
        case .waitingFor: .waiting
        case .state: .state
        case .number: .number
        case .procedure, .kind, .phase, .unit, .place, .subject, .publicStatus, .result: .text
        }
    }

    /// Further keys that mean the same.
    package var aliases: [String] {
        switch self {
        case .deadline: ["fällig"]
        case .phase: ["phase"]
        case .assignee: ["zuteilung", "bei", "person"]
        case .unit: ["abteilung"]
        case .waitingFor: ["wartend"]
        case .place: ["straße", "adresse"]
        case .number: ["zahl", "akt", "geschäftszahl"]
        case .received: ["einlauf", "eingang"]
        case .resubmission: ["wv"]
        default: []
        }
    }

    /// By key or alias, in any spelling.
    package init?(key: String) {
        let folded = fold(key)
        let field = QueryField.allCases.first { field in
            ([field.rawValue] + field.aliases).contains { fold($0) == folded }
        }
        guard let field, !folded.isEmpty else { return nil }
        self = field
    }

    /// "Frist", "Verfahren": before a value.
    package var title: String {
        switch self {
        case .deadline: "Frist"
        case .procedure: "Verfahren"
        case .kind: "Art"
        case .phase: "Stand"
        case .assignee: "zugeteilt"
        case .unit: "Einheit"
        case .waitingFor: "wartet auf"
        case .place: "Ort"
        case .number: "GZ"
        case .received: "eingelangt"
        case .subject: "Betreff"
        case .publicStatus: "Status"
        case .result: "Ergebnis"
        case .age: "Alter"
        case .resubmission: "Wiedervorlage"
        case .state: "Zustand"
        }
    }

    /// What may stand after the key, for help and errors.
    package var hint: String {
        switch kind {
        case .text: "ein Wort oder „mehrere Wörter“"
        case .number: "eine Geschäftszahl wie 4168/2026"
        case .person: "ich, niemand oder eine Kennung"
        case .waiting: WaitingFor.allCases.map(\.queryWord).joined(separator: ", ")
        case .state: QueryState.allCases.map(\.rawValue).joined(separator: ", ")
        case .ahead: "3t, 2w, 1m, heute, 23.11.2026, überfällig oder keine"
        case .back: "3t, 2w, 1m, heute, 23.11.2026 oder 2026"
        }
    }

    var isOrdered: Bool { kind == .ahead || kind == .back }
}

extension WaitingFor {
    /// How the query language calls it.
    package var queryWord: String {
        switch self {
        case .us: "uns"
        case .party: "partei"
        case .neighbours: "nachbarn"
        case .expert: "sv"
        case .unit: "einheit"
        case .outside: "stelle"
        case .post: "post"
        case .approval: "genehmigung"
        case .body: "gremium"
        case .court: "gericht"
        case .nobody: "niemand"
        }
    }

    private var queryAliases: [String] {
        switch self {
        case .us: ["mich", "behörde"]
        case .party: ["antragsteller", "bauwerber", "förderwerber"]
        case .expert: ["sachverständige", "sachverständiger", "gutachten"]
        case .unit: ["abteilung", "dienststelle"]
        case .outside: ["andere", "extern"]
        case .post: ["zustellung"]
        case .approval: ["approbation"]
        case .court: ["lvwg", "beschwerde"]
        case .body: ["stadtsenat", "gemeinderat"]
        case .neighbours: ["nachbar", "anrainer"]
        case .nobody: ["keine", "nichts"]
        }
    }

    package init?(queryWord word: String) {
        let folded = fold(word)
        let waiting = WaitingFor.allCases.first { waiting in
            ([waiting.queryWord] + waiting.queryAliases).contains { fold($0) == folded }
        }
        guard let waiting else { return nil }
        self = waiting
    }
}

extension QueryState {
    package init?(word: String) {
        let folded = fold(word)
        guard let state = QueryState.allCases.first(where: { fold($0.rawValue) == folded })
        else { return nil }
        self = state
    }
}
