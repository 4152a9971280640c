import CaseStore
import Casework
import Workstation

extension DeskHands {
    package func carryOut(_ order: Order) throws(DeskFailure) {
        let person = personID
        switch order {
        case .keepPlace(let owner, let place):
            try stored { () throws(StoreFailure) in
                try desk.drawer.savePlace(
                    owner, list: Self.placeName, bytes: Array(place.encoded.utf8))
            }
        case .keepDraft(let key, let text):
            let draft = DraftNote(
                person: person, caseID: key.caseID, form: key.name, bytes: Array(text.utf8),
                at: clock())
            try stored { () throws(StoreFailure) in try desk.drawer.save(draft) }
        case .dropDraft(let key):
            try stored { () throws(StoreFailure) in
                try desk.drawer.discardDraft(person, key.caseID, form: key.name)
            }
        case .keepSettings(let settings): try keep(settings, of: person)
        case .markSeen(let id, let version):
            try stored { () throws(StoreFailure) in
                try desk.markSeen(id, version: version, by: person)
            }
        case .present(let id): centreLine.present(person, in: id)
        case .copy, .setTerminal, .suspend, .repaint, .quit: return
        }
    }

    private func keep(_ settings: DeskSettings, of person: PersonID) throws(DeskFailure) {
        let words: [(String, String)] = [
            ("theme", settings.theme), ("mouse", settings.mouse ? "ja" : "nein"),
            ("preview", settings.preview ? "ja" : "nein"),
            ("confirmQuit", settings.confirmQuit ? "ja" : "nein"),
        ]
        try stored { () throws(StoreFailure) in
            for (key, value) in words { try desk.drawer.set(person, key, to: value) }
            try desk.drawer.saveFilters(
                person,
                settings.filters.map { SavedFilter(name: $0.name, query: $0.filter) })
        }
    }

    /// What a person has set, over what the configuration file says.
    package func settings(
        of person: PersonID, over standard: DeskSettings
    ) throws(DeskFailure) -> DeskSettings {
        try stored { () throws(StoreFailure) in
            let kept = try desk.drawer.settings(person)
            var settings = standard
            settings.theme = kept["theme"] ?? standard.theme
            settings.mouse = kept["mouse"].map { $0 == "ja" } ?? standard.mouse
            settings.preview = kept["preview"].map { $0 == "ja" } ?? standard.preview
            settings.confirmQuit = kept["confirmQuit"].map { $0 == "ja" } ?? standard.confirmQuit
            settings.filters = try desk.drawer.filters(person)
                .map { NamedFilter(name: $0.name, filter: $0.query) }
            return settings
        }
    }
}
