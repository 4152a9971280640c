/// What is said where the history of a case is not wholly here.
package enum HistoryFetching {
    /// No desk runs that could ask the centre.
    package static let openDesk =
        "Verlauf und Beweise kommen von der Zentrale: bitte den Arbeitsplatz öffnen (amtspult), "
        + "anmelden (L) und den Befehl wiederholen, solange er läuft."

    package static let offline =
        "Verlauf und Beweise kommen von der Zentrale, und die antwortet gerade nicht. Bitte mit "
        + "Verbindung wiederholen."

    package static let loginNeeded =
        "Verlauf und Beweise kommen von der Zentrale: bitte am Arbeitsplatz anmelden (L) und den "
        + "Befehl wiederholen."

    package static let refused = "Die Zentrale gibt den Verlauf dieses Akts nicht heraus."

    /// "Hier liegen 3 von 17 Einträgen."
    package static func held(_ held: Int, of all: Int) -> String {
        "Hier \(held == 1 ? "liegt" : "liegen") \(held) von \(all) Einträgen."
    }
}
