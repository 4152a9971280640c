/// Some streets of Linz with their Katastralgemeinde.
///
/// Extract of "Straßennamen", Stadt Linz, CC BY 4.0, data.linz.gv.at.
enum CityStreets {
    struct Street: Sendable {
        var name: String
        var cadastral: String
    }

    static let all: [Street] = table.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|")
        guard parts.count == 2 else { return nil }
        return Street(name: String(parts[0]), cadastral: String(parts[1]))
    }

    /// The postal code most addresses of a Katastralgemeinde have.
    static func postalCode(of cadastral: String) -> String {
        switch cadastral {
        case "Urfahr", "Katzbach", "Pöstlingberg": "4040"
        case "Ebelsberg", "Kleinmünchen", "Pichling", "Posch", "Ufer", "Wambach": "4030"
        default: "4020"
        }
    }

    private static let table = """
        Dobretsbergerweg|Ebelsberg
        Hauderweg|Ebelsberg
        Küffelstraße|Ebelsberg
        Schopenhauerweg|Ebelsberg
        Aufeldweg|Katzbach
        Austraße|Katzbach
        Biesenfeldweg|Katzbach
        Buchenweg|Katzbach
        Hauchlhamer Weg|Katzbach
        Kirchmühlstraße|Katzbach
        Kühnestraße|Katzbach
        Magdalenastraße|Katzbach
        Stockenhuberweg|Katzbach
        Wolf-Huber-Straße|Katzbach
        Am Winklgarten|Kleinmünchen
        Bauerstraße|Kleinmünchen
        Binderlandweg|Kleinmünchen
        Bunsenstraße|Kleinmünchen
        Bäckermühlweg|Kleinmünchen
        Denkstraße|Kleinmünchen
        Gluckstraße|Kleinmünchen
        Hallestraße|Kleinmünchen
        Marcusgang|Kleinmünchen
        Martinelligang|Kleinmünchen
        Meindlstraße|Kleinmünchen
        Saporoshjestraße|Kleinmünchen
        Schererstraße|Kleinmünchen
        Bauernberg|Linz
        Baumbachstraße|Linz
        Bethlehemstraße|Linz
        Ederstraße|Linz
        Hessenplatz|Linz
        Hirschgasse|Linz
        Landstraße|Linz
        Magazingasse|Linz
        Schubertstraße|Linz
        Spittelwiese|Linz
        Stefan-Fechter-Weg|Linz
        Tiefer Graben|Linz
        Tummelplatz|Linz
        Volksgartenstraße|Linz
        Donaufeldstraße|Lustenau
        Drouotstraße|Lustenau
        Ebenhochstraße|Lustenau
        Gürtelstraße|Lustenau
        Hamerlingstraße|Lustenau
        Keißlerplatz|Lustenau
        Memhardstraße|Lustenau
        Paula-Scherleitner-Weg|Lustenau
        Zamenhofstraße|Lustenau
        Rabenweg|Pichling
        Schnepfenweg|Pichling
        Tausskyweg|Pichling
        Binderhausweg|Posch
        Deggendorfstraße|Posch
        Reiherweg|Posch
        Brändströmweg|Pöstlingberg
        In der Lackerwiesen|Pöstlingberg
        Nußbaumstraße|Pöstlingberg
        Riesenederfeld|Pöstlingberg
        Gaisbergerstraße|St. Peter
        Strattnerstraße|St. Peter
        voestalpine-Straße|St. Peter
        Am Aubach|Ufer
        Schranglstraße|Ufer
        Seppengutweg|Ufer
        Gußhausgasse|Urfahr
        Hauptstraße|Urfahr
        Hölderlinstraße|Urfahr
        Kirchengasse|Urfahr
        Leisenhofstraße|Urfahr
        Linke Brückenstraße|Urfahr
        Naturfreundeweg|Urfahr
        Ottensheimer Straße|Urfahr
        Riesenhofstraße|Urfahr
        Sparkassenplatz|Urfahr
        Binzerweg|Waldegg
        Ghegastraße|Waldegg
        Herstorferstraße|Waldegg
        Hertzstraße|Waldegg
        Johann-Strauß-Straße|Waldegg
        Kreßweg|Waldegg
        Landwehrstraße|Waldegg
        Nikolaus-Otto-Straße|Waldegg
        Ohmstraße|Waldegg
        Regerstraße|Waldegg
        Schiferweg|Waldegg
        Stockbauernstraße|Waldegg
        Am Steg|Wambach
        Fischdorfer Straße|Wambach
        Kremstorferweg|Wambach
        """
}
