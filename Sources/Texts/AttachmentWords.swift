/// What is said of attachments that are on their way between desk and centre.
package enum AttachmentWords {
    /// The attachment is not here, and the centre cannot be asked now.
    package static func offline(_ name: String) -> String {
        "Die Beilage „\(name)“ liegt nicht auf diesem Arbeitsplatz, und die Zentrale antwortet "
            + "gerade nicht. Mit der nächsten Verbindung lässt sie sich öffnen."
    }

    package static func loginNeeded(_ name: String) -> String {
        "Die Beilage „\(name)“ liegt nicht auf diesem Arbeitsplatz. Geholt wird sie nach der "
            + "Anmeldung an der Zentrale (L)."
    }

    package static func notAtCentre(_ name: String) -> String {
        "Die Beilage „\(name)“ liegt nicht auf diesem Arbeitsplatz, und die Zentrale gibt sie "
            + "nicht heraus. Bitte den Akt neu öffnen oder nachfragen, wer sie aufgenommen hat."
    }

    package static func broken(_ name: String) -> String {
        "Die Beilage „\(name)“ kam von der Zentrale nicht unversehrt an. Bitte noch einmal "
            + "öffnen; bleibt es dabei, die Systemverwaltung verständigen."
    }

    package static func notHere(_ name: String) -> String {
        "Die Beilage „\(name)“ liegt nicht auf diesem Arbeitsplatz."
    }
}
