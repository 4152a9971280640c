import CaseStore

/// Why a command shows nothing: who reads a case is journalled, and here that cannot be done.
enum Unnoted {
    static func sentence(_ code: StoreFailure.Code, folder: String) -> String {
        let (cause, remedy) = words(code)
        return "Wer einen Akt ansieht, wird festgehalten. Das geht hier nicht: \(cause) "
            + "(\(folder)). Darum wird nichts gezeigt. \(remedy) „amtspult liste“ ohne Suchwörter "
            + "geht auch so."
    }

    private static func words(_ code: StoreFailure.Code) -> (cause: String, remedy: String) {
        switch code {
        case .readOnly:
            (
                "der Datenträger des Datenordners ist nur lesbar eingehängt",
                "Bitte ihn beschreibbar einhängen oder den Datenordner auf einen beschreibbaren "
                    + "Datenträger kopieren und die Kopie mit --daten nennen."
            )
        case .full:
            (
                "der Datenträger des Datenordners ist voll",
                "Bitte Platz schaffen und den Befehl noch einmal geben."
            )
        default:
            (
                "im Datenordner lässt sich keine Datei anlegen",
                "Bitte die Rechte prüfen; „amtspult diagnose“ nennt sie."
            )
        }
    }
}
