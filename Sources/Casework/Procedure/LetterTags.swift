/// What a letter's template may name. The author's check and the filling of letters share it.
package enum LetterTags {
    /// Values that every letter has.
    package static let plain = [
        "gz", "betreff", "datum", "sachbearbeitung", "einheit", "eingelangt", "ort", "kg", "ez",
        "gst", "begruendung", "betrag", "programm", "verfahren", "fallart", "genehmigung",
    ]
    /// Sections and what stands in them.
    package static let sections: [String: [String]] = [
        "empfaenger": person,
        "maengel": ["nr", "titel", "quelle", "forderung", "bemerkung"],
        "berechnung": ["zeile"],
        "gutachten": ["stelle", "tag", "text"],
        "auflagen": ["nr", "text"],
    ]
    /// `parteien.<rolle>` is a section of persons, `fristen.<id>` one of periods.
    package static let person = ["name", "strasse", "plz", "stadt", "vertretung"]
    package static let period = ["ende", "titel", "partei"]
    /// `felder.<id>`, `gebuehren.<id>` and `stellen.<id>` are values.
    package static let dotted = ["felder", "gebuehren", "stellen"]
    /// Text blocks that all procedures share, as `{{>kopf}}`.
    package static let partials = [
        "kopf", "gruss", "amtssignatur", "rechtsmittel_beschwerde", "hinweis_einwendungen",
    ]
    /// The field whose lines become the numbered conditions of a ruling.
    package static let conditionsField: FieldID = "auflagen"
}
