/// Linz street names by Katastralgemeinde, from the city's open data ("Straßennamen", Stadt Linz,
/// CC BY 4.0). For hints while typing only: nothing is ever refused by it.
enum StreetRegister {
    /// The fourteen of § 2 StL 1992.
    static let communities = [
        "Ebelsberg", "Katzbach", "Kleinmünchen", "Linz", "Lustenau", "Mönchgraben", "Pichling",
        "Posch", "Pöstlingberg", "St. Peter", "Ufer", "Urfahr", "Waldegg", "Wambach",
    ]

    /// The Katastralgemeinden a street lies in; empty for a name that is not known.
    static func communities(of street: String) -> [String] {
        byFoldedName[Fuzzy.fold(street)]?.communities ?? []
    }

    /// The one street whose name begins so; nil where there are several or none.
    static func street(beginning text: String) -> String? {
        let folded = Fuzzy.fold(text)
        guard folded.count >= 4 else { return nil }
        if let exact = byFoldedName[folded] { return exact.name }
        var found: String?
        for (key, street) in byFoldedName where key.hasPrefix(folded) {
            if found != nil { return nil }
            found = street.name
        }
        return found
    }

    private static let byFoldedName: [String: (name: String, communities: [String])] = {
        var streets: [String: (name: String, communities: [String])] = [:]
        for section in table.split(separator: "#") {
            let lines = section.split(separator: "\n")
            let community = lines.first.map { String($0.drop { $0 == " " }) } ?? ""
            for part in lines.dropFirst().joined(separator: " ").split(separator: ";") {
                let name = String(part.drop { $0 == " " })
                streets[Fuzzy.fold(name), default: (name, [])].communities.append(community)
            }
        }
        return streets
    }()

    /// A line that begins with # names the Katastralgemeinde of the streets below it.
    private static let table = """
        # Ebelsberg
        Achleitnerstraße; Afritschweg; Aicherweg; Am Wachtberg; Auer-Welsbach-Weg;
        Bachmannweg; Badergasse; Beuttlerweg; Brechtweg; Dobretsbergerweg; Ebelsberger
        Schloßberg; Ebelsberger Schloßweg; Ebner-Eschenbach-Weg; Edmund-Aigner-Straße;
        Ennsfeldstraße; Erich-Fried-Weg; Fadingerplatz; Florianer Straße; Floßmannweg;
        Franzosenhausweg; Gmeinerweg; Gottschallinger Straße; Hartheimerstraße; Hauderweg;
        Heinrich-Kandl-Weg; Hofmannsthalweg; Horváthweg; Kafkaweg; Kastweg; Kremsmünsterer
        Straße; Küffelstraße; Lenkstraße; Marktmühlgasse; Musilweg; Mönchgrabenstraße;
        Panholzerweg; Pergheimerweg; Piccolominigasse; Polgarweg; Postlstraße; Resselstraße;
        Rohrauerweg; Rudolf-Kunst-Gasse; Rupertsbergergasse; Salisstraße; Schiltenbergstraße;
        Schludererweg; Schnitzlerweg; Schopenhauerweg; Schückbauerweg; Sennweg; Torbergweg;
        Traklweg; Tschofenigweg; Volkenstorferweg; Waldbothenweg; Wambacher Straße; Werfelweg;
        Wiener Straße; Ziegelhubweg
        # Katzbach
        Adolf-Schärf-Straße; Ahornweg; Altenberger Straße; Am Elmberg; Am Sonnenhang;
        Aubrunnerweg; Auf der Wies; Aufeldweg; Austraße; Bauernfeindstraße; Baumgärtelstraße;
        Biesenfeldweg; Billingerstraße; Breinbauerweg; Buchenweg; Burgstallweg; Colerusstraße;
        Commendastraße; Dillerweg; Donatusgasse; Donauerweg; Dopschweg; Dornacher Straße;
        Dornlandweg; Ecklweg; Edenluß; Eibenweg; Elmbergweg; Enzmüllnerweg; Erlenweg;
        Eschenweg; Esterbachweg; Feldweg; Ferdinand-Markl-Straße; Fließerweg; Freistädter
        Straße; Fröhlerweg; Further Straße; Gallneukirchner Straße; Galvanistraße;
        Gattermeyerweg; Gierkeweg; Glaserstraße; Glaubackerstraße; Goglerfeldgasse;
        Gollmannweg; Griesmayrstraße; Grollweg; Grubauerweg; Gräflingerweg; Hasbergersteig;
        Haselbachstraße; Haselgrabenweg; Hauchlhamer Weg; Hausengutweg; Hayekstraße;
        Hazodstraße; Hofbauerstiege; Hofbauerweg; Hofmannstraße; Höllmühlbachstraße; Im
        Schlantenfeld; Johannesgasse; Julius-Raab-Straße; Jägerstätterstraße; Kalkgruberweg;
        Karl-Renner-Straße; Karl-Steiger-Straße; Kartouschweg; Katzbachweg; Kelsenstraße;
        Kirchmühlstraße; Kislingerweg; Klausenbachstraße; Koglerweg; Kulmweg; Kühnestraße;
        Lachstattstraße; Leitenbauerstraße; Leonfeldner Straße; Leopold-Figl-Straße;
        Luise-Hummel-Weg; Maderleithnerweg; Magdalenastraße; Mannheimstraße; Marienberg;
        Mauthausener Straße; Mengerstraße; Michael-Hainisch-Straße; Mostnystraße;
        Mühlbachstraße; Neufahrergasse; Niedermayrweg; Oberbairinger Straße; Obermüllnerweg;
        Pferdebahnpromenade; Pleschinger Straße; Pulvermühlstraße; Rappetsederweg;
        Rotterdamweg; Sandbachweg; Schatzweg; Scheibenleithenweg; Schickenedersteig;
        Schlagerweg; Schrötterweg; Schumpeterstraße; Schwagerweg; Siedlerstraße;
        Sombartstraße; Sonnbergerstraße; Sperlstraße; Spitzweg; Statznergutweg;
        Stockenhuberweg; Streimlingweg; Strindbergweg; Tannenstraße; Teichstraße; Toisenweg;
        Tomaschekweg; Tschernemblweg; Valkenborghweg; Voltastraße; Waldweg; Wernickestraße;
        Wolf-Huber-Straße; Zappestraße; Zerzerstraße; Zülowstraße; Ödmühlweg; Ödwiesenstraße
        # Kleinmünchen
        Adelheid-Popp-Weg; Adolf-Dietel-Weg; Albert-Schöpf-Straße; Alleitenweg; Allendeplatz;
        Am Aufeld; Am Heideweg; Am Langen Zaun; Am Steinbühel; Am Winklgarten; Angererhofweg;
        Angerholzerweg; Arnleitnerweg; Auwiesenstraße; Baintwiese; Bauerstraße; Benzstraße;
        Binderlandweg; Blaichstatt; Blümelhuberstraße; Brunnenfeldstraße; Bukowinergasse;
        Bunsenstraße; Bäckermühlweg; Büchnerstraße; Carlonegasse; Daimlerstraße;
        Dallingerstraße; Dauphinestraße; Denkstraße; Deutlweg; Dieselstraße; Dohnalstraße;
        Dürerstraße; Eduard-Haas-Straße; Eduard-Sueß-Straße; Einfaltstraße; Eisvoglgang;
        Ellbognerstraße; Emil-Rathenau-Straße; Enenkelstraße; Ernst-Fehrer-Straße;
        Eullerstraße; Europastraße; Flurgasse; Flötzerweg; Franz-Kurz-Straße;
        Franz-Xaver-Müller-Weg; Fraunhoferweg; Fuchsengutstraße; Gabelsbergergang;
        Gablonzerweg; Gabésstraße; Gatterlechnerweg; Glimpfingerstraße; Glockenheide;
        Gluckstraße; Grenzweg; Grillenweg; Grillmayerstraße; Gutenbergstraße; Haiderstraße;
        Hainbuchenweg; Hallestraße; Harrerweg; Hauschildweg; Hausleitnerweg; Haydnstraße;
        Heiderosenweg; Helmholtzstraße; Himmelbergerstraße; Hirtstraße; Hochwangerstraße;
        Hollandstraße; Holzingerstraße; Holzmüllerstraße; Horningerstraße; Höniggasse;
        Hörzingerstraße; Im Breitland; Im Brunnlandl; Im Bäckerwinkel; Im Haidgattern; Im
        Haidland; Im Hütterland; In der Auerpeint; In der Fischerwiesen; In der Neupeint;
        Jeggstraße; Kaltenbrunnergang; Kaplitzstraße; Karl-Wiser-Straße;
        Katharina-Pieslinger-Weg; Kiefernweg; Kienzlweg; Kleinwört; Klimtweg; Kolpingstraße;
        Kotzinastraße; Kreiskystraße; Kremplstraße; Käthe-Recheis-Weg; Landwiedstraße;
        Langbauerngasse; Laskahofstraße; Lilienthalstraße; Lißfeldstraße; Lunzerstraße;
        Löwenfeldstraße; Löwenzahnweg; Madlsederstraße; Magerweg; Marcusgang; Martinelligang;
        Matthäus-Herzog-Straße; Mayrhoferstraße; Meindlstraße; Melissenweg; Meschedeweg;
        Mitterweg; Munschgasse; Mörtelbauerweg; Mühlweg; Müller-Guttenbrunn-Straße;
        Negrelliweg; Neubauzeile; Neuhoferstraße; Olof-Palme-Weg; Orchideenweg; Pacherstraße;
        Pachingerstraße; Pestalozzistraße; Peteanistraße; Pfaffingerweg; Pittermannweg;
        Prechtlerstraße; Pritzstraße; Purschkastraße; Reiningergang; Reintalerweg;
        Reitzenbeckweg; Rintstraße; Rohrmayrstraße; Rothschildweg; Rädlerweg; Sacharowweg;
        Salzburger Straße; Saporoshjestraße; Scharmühlwinkel; Schatzdorferstraße;
        Schererstraße; Schickmayrstraße; Schießlgang; Schnopfhagenstraße; Schottweg;
        Schumannstraße; Schwabengasse; Schwanthalerweg; Schwindstraße; Schörgenhubstraße;
        Seidelbastweg; Senefelderstraße; Siemensstraße; Simonystraße; Sommerstraße;
        Spaunstraße; Spindelbaumweg; Spinnereistraße; Stefan-Demuth-Weg; Steinackerweg;
        Sterneggstraße; Stiblerweg; Straßlandweg; Streicherstraße; Strondlweg; Stülzgasse;
        Teutschmannweg; Thanhoferstraße; Theresia-Brandl-Weg; Traunauweg; Tunnerweg;
        Victor-Adler-Weg; Vogelfängerplatz; Vogelfängerweg; Wacholderweg; Wahringerstraße;
        Walchgasse; Wasserwerkstraße; Wattstraße; Wegscheider Straße; Weißdornweg; Wiener
        Straße; Willingerstraße; Wimmerstraße; Winetzhammerstraße; Wittgensteinweg;
        Wohnstättenweg; Woissauerstraße; Wüstenrotplatz; Zechmeisterstraße; Zeillergang;
        Zeppelinstraße; Zötlweg
        # Linz
        Adalbert-Stifter-Platz; Adlergasse; Alter Markt; Altstadt; Am Volksgarten; Annagasse;
        Auergütlweg; Auf der Gugl; Badgasse; Bahnhofplatz; Bahnhofstraße; Balzarekrondeau;
        Bauernberg; Baumbachstraße; Beethovenstraße; Bergschlößlgasse; Bernardisstraße;
        Bethlehemstraße; Bischofstraße; Bismarckstraße; Blumauerstraße; Bockgasse; Brunnwiese;
        Böhmerwaldstraße; Bürgerstraße; City Park; Coulinstraße; Dametzstraße;
        Derfflingerstraße; Dimmelstraße; Dinghoferstraße; Domgasse; Domplatz; Don-Bosco-Weg;
        Duftschmidgasse; Ederstraße; Eisenbahngasse; Eisenhandstraße; Elisabethstraße;
        Energiestraße; Ernst-Koref-Promenade; Europaplatz; Fabrikstraße; Fadingerstraße;
        Figulystraße; Flügelhofgasse; Franckstraße; Friedensplatz; Fritz-Lach-Weg; Froschberg;
        Garnisonstraße; Gesellenhausstraße; Goethestraße; Graben; Greilstraße; Gruberstraße;
        Gärtnerstraße; Hafferlstraße; Hafnerstraße; Hahnengasse; Handel-Mazzetti-Straße;
        Harald-Renner-Platz; Harrachstraße; Hauptplatz; Herbert-Bayer-Platz; Herrenstraße;
        Hessenplatz; Hirschgasse; Hofberg; Hofgasse; Holzstraße; Honauerstraße; Hopfengasse;
        Hueberstraße; Huemerstraße; Humboldtstraße; Hyrtlstraße; Im Dörfl; Im Weingarten; Im
        Weizenfeld; Johann-Konrad-Vogel-Straße; Johann-Metz-Straße; Jungmairstraße;
        Jägermayrstiege; Kainzweg; Kaisergasse; Kantstraße; Kaplanhofstraße; Kapuzinerstraße;
        Karlhofstraße; Kaserngasse; Kellergasse; Khevenhüllerstraße; Klammstraße;
        Klosterstraße; Kollegiumgasse; Kolpingplatz; Krankenhausstraße; Kroatengasse;
        Kärntnerstraße; Königsweg; Körnerstraße; Landhausplatz; Landstraße; Langgasse;
        Lasingergasse; Lastenstraße; Lederergasse; Leibnizstraße; Lessingstraße; Limonigasse;
        Ludlgasse; Lustenauer Straße; Lärchenauerstraße; Lüfteneggerstraße; Magazingasse;
        Margarethen; Margarethenweg; Mariahilfgasse; Marienstraße; Marktplatz;
        Martin-Luther-Platz; Martingasse; Mozartstraße; Museumstraße; Neutorgasse;
        Nietzschestraße; Noßbergerstraße; OK Platz; Obere Donaulände; Paul-Hahn-Straße;
        Peter-Behrens-Platz; Pfarrgasse; Pfarrplatz; Pochestraße; Promenade; Prunerstraße;
        Quergasse; Raiffeisenplatz; Rainerstraße; Rathausgasse; Rechte Brückenstraße; Rechte
        Donaustraße; Reischekstraße; Ritzbergerstraße; Roseggerstraße; Rudigierstraße;
        Römerstraße; Röntgenstraße; Salesianumweg; Sandgasse; Sattlerstraße; Scharitzerstraße;
        Schiedermayrweg; Schillerplatz; Schillerstraße; Schlossberg; Schlossergasse;
        Schmidt-Renner-Straße; Schubertstraße; Schulertal; Schweizerhausgasse; Seilerstätte;
        Simon-Wiesenthal-Platz; Sophiengutstraße; Spittelwiese; Starhembergstraße;
        Stefan-Fechter-Weg; Steingasse; Stelzerstraße; Stelzhamerstraße; Stifterstraße;
        Stockhofstraße; Straßerau; Südtirolerstraße; Taubenmarkt; Tegetthoffstraße;
        Theatergasse; Tiefer Graben; Tummelplatz; Unionstraße; Untere Donaulände;
        Vergeinerstraße; Volksfeststraße; Volksgartenstraße; Wachreinergasse; Waldeggstraße;
        Waltherstraße; Weg der Begegnung; Weingartshofstraße; Weißenwolffstraße;
        Wenglerstraße; Wiener Straße; Wurmstraße; Zaubertalstraße; Zaunerweg; Ziegeleistraße;
        Zollamtstraße
        # Lustenau
        Aigengutstraße; Am Fünfundzwanziger Turm; Am Tankhafen; Am Winterhafen;
        Anastasius-Grün-Straße; Anzengruberstraße; Arthur-Porr-Straße; Barbara-Prammer-Straße;
        Beringerstraße; Bleibtreustraße; Boschweg; Buchnerplatz; Bulgariplatz; Cremeristraße;
        Darrgutstraße; Derfflingerstraße; Dierzerstraße; Donaufeldstraße; Donaupromenade;
        Drouotstraße; Ebenhochstraße; Edeltraud-Hofer-Straße; Ehrensteinweg;
        Ehrentletzbergerstraße; Eignerstraße; Estermannstraße; Europaplatz; Fichtenstraße;
        Flachenauergutstraße; Franckstraße; Freytagstraße; Friedhofstraße; Fröbelstraße;
        Füchselstraße; Gallanderstraße; Garnisonstraße; Gilmstraße; Ginzkeystraße; Glögglweg;
        Goethestraße; Grestenbergerstraße; Grillparzerstraße; Grünauerstraße; Gölsdorfstraße;
        Gürtelstraße; Hafenstraße; Hamerlingstraße; Heimlhofstraße; Heizhausstraße;
        Helletzgruberstraße; Hittmairstraße; Hollabererstraße; Ignaz-Mayer-Straße; Im
        Hühnersteig; Industriezeile; Ing.-Stern-Straße; Jaxstraße;
        Johann-Sebastian-Bach-Straße; Josef-Schlegel-Straße; Jungwirthstraße; Keißlerplatz;
        Khevenhüllerstraße; Kinderspitalstraße; Krankenhausstraße; Kraußstraße; Krinnerstraße;
        Kronbergerstraße; Köglstraße; Lederergasse; Lenaustraße; Liebigstraße;
        Lindemayrstraße; Lissagasse; Liststraße; Lonstorferplatz; Lonstorferweg; Makartstraße;
        Meinhartweg; Melicharstraße; Memhardstraße; Nebingerstraße; Obachplatz;
        Oberfeldstraße; Paula-Scherleitner-Weg; Petzoldstraße; Planckstraße; Poschacherstraße;
        Posthofstraße; Prinz-Eugen-Straße; Pummererstraße; Raimundstraße; Rechbergerstraße;
        Regensburger Straße; Rheinstraße; Richard-Wagner-Straße; Rilkestraße;
        Robert-Bosch-Straße; Robert-Koch-Straße; Rosenbauerstraße; Sankt-Peter-Straße;
        Saxingerstraße; Schachermayerstraße; Schiffbaustraße; Schmidtorstraße; Schreberstraße;
        Semmelweisstraße; Severinusweg; Sintstraße; Steyregger Weg; Stieglbauernstraße;
        Strachgasse; Thomas-Bernhard-Weg; Vielguthstraße; Vierthalerstraße;
        Wankmüllerhofstraße; Westbahnstraße; Wiener Straße; Willemerstraße; Wimhölzelstraße;
        Wüstenrotstraße; XXX-Lutz-Platz; XXX-Lutz-Straße; Zamenhofstraße; Zaunmüllerstraße;
        Zeppenfeldstraße
        # Mönchgraben
        Florianer Straße; Kastweg; Mooslanderweg
        # Pichling
        Amselweg; Bilgerweg; Dachsweg; Drosselweg; Falterweg; Fasanweg; Glognerweg;
        Habichtweg; Heideckerweg; Henriette-Haill-Weg; Im Südpark; Klettfischerweg; Krähenweg;
        Leblweg; Marderweg; Mauhartstraße; Meisenweg; Menzelweg; Montessoriweg; Mooslanderweg;
        Oidener Straße; Pichlinger Straße; Rabenweg; Raffelstettner Straße; Rathfeldstraße;
        Rebhuhnweg; Salamanderweg; Schnepfenweg; Schwaigaustraße; Schwalbenweg; Seiderstraße;
        Starenweg; Storchenweg; Tausskyweg; Traundorfer Straße; Weikhartweg; Wiener Straße;
        Zeisigweg
        # Posch
        Am Bäckerfeld; Auhirschgasse; Biberweg; Binderhausweg; Bremenstraße; Deggendorfstraße;
        Elsternweg; Falterweg; Hechtweg; Heliosallee; Igelweg; Im Südpark; Karajanweg;
        Kernweg; Klettfischerweg; Knollgutstraße; Lackingerweg; Libellenweg; Mitterwasserweg;
        Möwenweg; Neufelderstraße; Oidener Straße; Passaustraße; Probstaustraße; Reiherweg;
        Schwaigaustraße; Sebastian-Kneipp-Weg; Spechtweg; Sperberweg; Stieglitzweg;
        Straubingstraße; Theodor-Grill-Straße; Traundorfer Straße; Trautnerweg; Wachtelweg;
        Weikhartweg; Wilenskyweg; Zeisigweg; Ziererfeldstraße
        # Pöstlingberg
        Ackerlweg; Alice-Harnoncourt-Platz; Am Alten Feldweg; Am Anger; Am Bachlberg; Am
        Gründberghof; Am Pöstlingberg; Am Stadlfeld; An der Mayrwiesen; Auf der Wies;
        Bachlbergweg; Bauernfeindstraße; Berggasse; Beurleweg; Blindwiesen; Brandstetterweg;
        Brennerstraße; Brändströmweg; Büchlholzweg; Depinystraße; Dießenleitenweg;
        Donnererweg; Emil-Futter-Straße; Enzmüllnerweg; Ferdinand-Markl-Straße; Grollweg;
        Gründbergstraße; Göteborgweg; Hagenstraße; Harbacher Straße; Haselgrabenweg;
        Hochholdweg; Hohe Straße; Holzörtlweg; Höllmühlstraße; Im Holzgrund; In der
        Lackerwiesen; In der Scheibenwiesen; In der Stockwiesen; Kaindlweg; Kampmüllerweg;
        Kandlerweg; Keimlgutgasse; Klausenbachstraße; Klausenweg; Knappenederweg; Kokoweg;
        Kreuzweg; Kühreiterweg; Leonfeldner Straße; Matoschstraße; Michlbauernweg;
        Millsteigerstraße; Mitterbergerweg; Nußbaumstraße; Oberladtstraße; Pachmayrstraße;
        Reisingerweg; Riesenederfeld; Ruckerbauerweg; Samhaberstraße; Schablederweg;
        Schiefersederweg; Spazenhofstraße; Spazgasse; Stockholmweg; Strindbergweg;
        Tabergerweg; Uppsalaweg; Urbanskistraße; Urfahrer Königsweg; Windflachweg;
        Wolfgang-Pauli-Straße; Worathweg
        # St. Peter
        BABE2-Straße; Baustoffstraße; Beizstraße; Benzolstraße; Brammenstraße; Coloferstraße;
        Dolomitstraße; ELO-Straße; Feuerverzinkungsstraße; Fichtenstraße;
        Flüssigschlackentransportweg; Gaisbergerstraße; Gießereistraße; HOZ-Weg; Hafenstraße
        Ost; Hochofen A Straße; Hochofenstraße; Hüttenstraße; In der Neuen Welt;
        Kokereistraße; Koksbatteriestraße; Kommunalstraße; Kontiglühestraße; Kraftwerkring;
        LD3-Straße; Lehrwerkstättenstraße; Lindestraße; Logistikstraße; Lunzerstraße;
        Magazinweg; Mittelstraße; Möllerstraße; Ofenbaustraße; Ostring; Pelletierstraße;
        Prüfstandstraße; Sankt-Peter-Weg; Sauerstoffstraße; Schmiedestraße; Schrottplatzring;
        Schwerlaststraße; Sinterstraße; Stahlstraße; Stahlwerkstraße; Strattnerstraße;
        Südring; Teerstraße; Turmstraße; Veredelungsstraße; Vergütereistraße; Wahringerstraße;
        Walzwerkschlauch; Walzwerkstraße; Wasserturmstraße; Werksbahnweg; Wertstoffstraße;
        Westbahnstraße; Wiener Straße; Zentrale Verbindungsstraße; Zentralstraße;
        voestalpine-Straße
        # Ufer
        Agathe-Schwabenau-Weg; Am Aubach; Andromedastraße; Aumüllerweg; Baernreitherweg;
        Brachsenweg; Ebelsberger Schloßweg; Fischerfeldstraße; Forellenweg;
        Freiwillige-Schützen-Straße; Heliosallee; Hillerstraße; Im Neugereith; Klauberweg;
        Lunaplatz; Moosfelderstraße; Neufelderstraße; Oidener Straße; Orionstraße;
        Panholzerweg; Pegasusweg; Polluxweg; Rathfeldstraße; Schiltenbergstraße; Schmollweg;
        Schranglstraße; Seppengutweg; Siriusweg; Suttnerstraße; Traundorfer Straße;
        Uferstraße; Weikerlseestraße; Wiener Straße; Zeillingerweg
        # Urfahr
        Altomontestraße; Am Grünen Hang; Am Hartmayrgut; Am Teich; Am Urfahraner Gewerbehof;
        Ars-Electronica-Straße; Aubergstraße; Bachlbergweg; Berggasse; Bernaschekplatz;
        Blütenstraße; Brennerstraße; Broschgasse; Damaschkestraße; Dannerweg; Dießenleitenweg;
        Doppelbauerweg; Fellingerstiege; Ferihumerstraße; Fiedlerstraße; Finkstraße;
        Fischergasse; Flußgasse; Franz-Kain-Weg; Freistädter Straße; Friedrichstraße;
        Gerstnerstraße; Gewerbepark Urfahr; Greinerhofgasse; Gstöttnerhofstraße;
        Guggenbichlerstraße; Gußhausgasse; Güntherstraße; Haerdtlstraße; Hagenstraße;
        Harbacher Straße; Harruckerstraße; Hauptstraße; Hauserstraße; Heilhamer Straße;
        Heilhamer Weg; Heindlstraße; Heinrich-Gleißner-Promenade; Hinsenkampplatz;
        Holzwurmweg; Holzörtlweg; Hoppichlerstraße; Höchsmannstraße; Hölderlinstraße;
        Hörschingergutstraße; Im Bachlfeld; Im Neubruch; Im Tal; In der Aichwiesen;
        Jahnstraße; Johann-Baptist-Reiter-Straße; Jägerstraße; Kaarstraße; Kaltenhauserstraße;
        Kapellenstraße; Karl-Kautsky-Weg; Keimlgutgasse; Keplerstraße; Kirchengasse;
        Knabenseminarstraße; Kreuzstraße; Kreuzweg; Kubinweg; Landgutstraße; Leisenhofstraße;
        Leithenfeldweg; Leonfeldner Straße; Lerchengasse; Lindengasse; Linke Brückenstraße;
        Linzer Straße; Merianweg; Mittelgasse; Mitterbergerweg; Mühlkreisbahnstraße;
        Naturfreundeweg; Nestroystraße; Neugasse; Nißlstraße; Obere Donaustraße; Ontlstraße;
        Ottensheimer Straße; Parzhofstraße; Petrinumstraße; Peuerbachstraße; Pfeifferstraße;
        Pflanzlgasse; Pichlerstraße; Prager Straße; Prandtauerstraße; Prunbauerstraße;
        Pösmayersteig; Reindlstraße; Rieglstraße; Riesenhofstraße; Riesenwiese;
        Rosenauerstraße; Rosenstraße; Roth-Limanowa-Straße; Rudolfstraße; Schablederweg;
        Schiefersederweg; Schiffgasse; Schmiedegasse; Schratzstraße; Schulstraße;
        Schwarzstraße; Sonnensteinstraße; Sparkassenplatz; Spazgasse; Stadlbauerstraße;
        Steinbauerstraße; Strabergerstraße; Talgasse; Teistlergutstraße; Tobersbergerweg;
        Trefflingerweg; Urfahrmarkt; Urfahrwänd; Urnenhainweg; Verlängerte Kirchengasse;
        Vittorellistraße; Webergasse; Weigunystraße; Wildbergstraße; Wischerstraße;
        Zellerstraße
        # Waldegg
        Am Bindermichl; Am Freinberg; Am Grubbichl; Am Lerchenfeld; Am Schillinggattern; Am
        Winklerwald; An der Sonnleithen; Andreas-Hofer-Platz; Andreas-Hofer-Straße;
        Andreas-Plenk-Straße; Anemonenweg; Arndtweg; Auböckstraße; Auerspergstraße; Auf der
        Gugl; Avenariusweg; Bahrgasse; Bancalariweg; Bellevuepark; Bergschlößlgasse;
        Bessemerstraße; Beutlmayrweg; Binzerweg; Bockgasse; Boltzmannstraße; Brahmsstraße;
        Brantnerweg; Breitwiesergutstraße; Brucknerstraße; Bulgariplatz; Burgenlandstraße;
        Calaminusweg; Corneliusgasse; Deublerstraße; Dürrnbergerstraße; Eckhartweg;
        Edelweißberg; Edisonstraße; Edlbacherstraße; Eichendorffstraße; Eigenheimweg;
        Einsteinstraße; Eiselsberggang; Eisenwerkstraße; Europastraße; Feilstraße;
        Freinbergstraße; Fridellistraße; Fritz-Lach-Weg; Froschberg; Galileistraße; Gaußweg;
        Geymanngang; Ghegastraße; Glimpfingerstraße; Grabnerstraße; Gruentalerstraße;
        Grundbachweg; Göllerichstraße; Haager Straße; Hackhlstraße; Hamoderstraße;
        Hanriederstraße; Hanuschstraße; Hasnerstraße; Hatschekstraße; Haunspergerstraße;
        Haushoferstraße; Hausleitnerweg; Hebenstreitstraße; Helmut-Köglberger-Platz;
        Herstorferstraße; Hertzstraße; Hofmeindlweg; Hoheneckerstraße; Hohenfurterstraße;
        Holzheimer Straße; Holzknechtstraße; Hornikweg; Hugo-Wolf-Straße; Hummelhofstraße;
        Händelstraße; Hörmannstraße; Im Kreuzlandl; Ing.-Etzel-Straße; Johann-Strauß-Straße;
        Johann-Wilhelm-Klein-Straße; Josef-Scheu-Weg; Jungmairstraße; Jörgerstraße;
        Keferfeldstraße; Kefergutstraße; Keimstraße; Kennerweg; Kokoschkastraße;
        Kopernikusstraße; Krackowizerstraße; Kreßweg; Kudlichstraße; Kuefsteinerstraße;
        Kürnbergerweg; Lamprechtgang; Landwehrstraße; Landwiedstraße; Lannergasse;
        Lehárstraße; Leondinger Straße; Lortzinggasse; Losensteinerstraße; Löfflerhofstraße;
        Maderspergerstraße; Maidwieserstraße; Margarethenweg; Marschnergasse;
        Martin-Luther-King-Weg; Matthias-May-Gang; Maximilianweg; Meggauerstraße;
        Minnesängerplatz; Mitterbauerweg; Muldenstraße; Mörikeweg; Müller-Guttenbrunn-Straße;
        Nauheimerstraße; Nelkenweg; Niedernharter Straße; Niederreithstraße;
        Nikolaus-Otto-Straße; Novaragasse; Ohmstraße; Paracelsusstraße; Pechrerstraße;
        Pillweinstraße; Piringerhofstraße; Pollheimerstraße; Preglstraße; Proschkogang;
        Ramsauerstraße; Rauwolfstraße; Regerstraße; Reisetbauerstraße; Reuchlinstraße;
        Robert-Stolz-Straße; Roseggerstraße; Römerstraße; Schallenbergergang;
        Schaunbergerstraße; Scheibenpogenstraße; Scherfenbergerstraße; Schiferweg;
        Schiffmannstraße; Schultestraße; Schwayerstraße; Schönbergstraße; Seeauerweg;
        Seiseneggergang; Sonnenpromenade; Sophiengutstraße; Spallerhofstraße; Stadlerstraße;
        Stanglhofweg; Stechergasse; Sternwarteweg; Stockbauernstraße; Strnadtweg; Tauberweg;
        Teuflstraße; Thürheimerstraße; Tungassingerstraße; Ubellstraße; Uhlandgasse;
        Unionstraße; Vergeinerstraße; Wagner-Jauregg-Weg; Waldeggstraße; Waldingerstraße;
        Waldmüllergang; Wallenbergstraße; Wallnerstraße; Wallseerstraße; Wankmüllerhofstraße;
        Weinheberstraße; Werndlstraße; Wiener Straße; Wieningerstraße; Wolfauerstraße;
        Zelkingerstraße; Zibermayrstraße; Ziegeleistraße; Ziehrerstraße; Zinöggerweg; Zum
        Sonnenaufgang
        # Wambach
        Am Steg; Fischdorfer Straße; Gottschallinger Straße; Kremsmünsterer Straße;
        Kremstorferweg; Wambacher Straße
        """
}
