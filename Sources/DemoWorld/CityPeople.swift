/// Invented people, firms and associations; names as they are in a city.
enum CityPeople {
    static let firstNames: [String] = words(
        """
        Elif Aleksandra Maria Johann Franz Fatma Đorđe Łukasz Ana Milan Christine Josef Theresa
        Mehmet Sarah Florian Katharina Tomáš Renate Günther Dragana Olena Samuel Hannah Walter
        Ingrid Amir Nour Valentin Magdalena Peter Susanne Zoltán Veronika Michael Lena Karl
        Melanie Stefan Brigitte Matteo Sophie Gerhard Jasmin Rudolf Ayşe Markus Gabriele Ivana
        """)

    static let lastNames: [String] = words(
        """
        Yıldız Šimić Huemer Kreuzer Öztürk Pühringer Đorđević Wiśniewska Leitner Gruber
        Hofstätter Mayrhofer Kovács Novák Brandstötter Aichinger Schachinger Mühlböck Eder
        Petrović Haslinger Straßmayr Weiß Grünbart Lehner-Baumgartner Kılıç Fröschl Wögerbauer
        Traunmüller Pichler Hörmanseder Obermüller Schütz Wurm Kaltenbrunner Ziegler Bašić
        Rechberger Neuhauser Steinkogler Tóth Achleitner Dallinger Kepplinger Raml Enzenhofer
        """)

    static let firms: [String] = [
        "Donaublick Wohnbau GmbH", "Radwerk Linz OG", "Bäckerei Haslinger KG",
        "Architekturbüro Pühringer ZT GmbH", "Grünraum Dachgärten GmbH", "Café Lentia e.U.",
        "Stahlbau Traun GmbH", "Solarkraft Mühlkreis GmbH", "Druckerei Hafen GmbH & Co KG",
        "Pflegedienst Miteinander gGmbH", "Werkstatt Urfahr eG", "IT Haus am Fluss GmbH",
    ]

    static let associations: [String] = [
        "Kulturverein Strom", "Verein Hafenlicht", "Turnverein Auhof", "Musikverein Ebelsberg",
        "Verein Frauen im Gespräch", "Elternverein Kleinmünchen", "Verein Nachbarschaftsgarten",
        "Sportunion Spallerhof", "Theatergruppe Pöstlingberg", "Integrationsverein Brücke",
        "Ruderverein Donau", "Chor der Lederergasse",
    ]

    private static func words(_ text: String) -> [String] {
        text.split(whereSeparator: \.isWhitespace).map(String.init)
    }
}
