import Foundation

/// A store of many cases, made by the program itself from a file of reports.
struct Stock {
    let folder: URL
    let program: String
    let count: Int
    /// The clerk who sits at it.
    static let person = "huber"

    init(folder: URL, program: String, count: Int) {
        self.folder = folder.appendingPathComponent("bestand-\(count)")
        self.program = program
        self.count = count
    }

    var data: String { folder.appendingPathComponent("daten").path }

    var environment: [String: String] {
        [
            "HOME": folder.path, "PATH": "/usr/bin:/bin", "TERM": "xterm-256color",
            "LC_ALL": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
            "XDG_STATE_HOME": folder.appendingPathComponent("state").path,
            "XDG_CONFIG_HOME": folder.appendingPathComponent("config").path,
        ]
    }

    var place: [String] { ["--daten", data, "--als", Stock.person] }

    /// Builds it where it is not there yet; milliseconds that took.
    func build() throws -> Double? {
        let ready = folder.appendingPathComponent("fertig")
        if FileManager.default.fileExists(atPath: ready.path) { return nil }
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let start = Line.now
        let file = folder.appendingPathComponent("requests.json")
        try Data(reports().utf8).write(to: file)
        try run(["einrichten", "einheit", "tsc", "Teleservice Center", "TSC"] + place)
        try run(
            ["einrichten", "person", Stock.person, "M. Huber", "--rolle", "tsc:sachbearbeitung"]
                + place)
        try run(["einlesen", file.path] + place)
        try Data().write(to: ready)
        return Line.now - start
    }

    func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Line.Failure(sentence: "amtspult \(arguments[0]) ist misslungen.")
        }
    }

    /// Reports over two years, the same ones every time.
    private func reports() -> String {
        let what = [
            ("Öffentliche Beleuchtung", "Lampe flackert"), ("Straßenschaden", "Tiefes Schlagloch"),
            ("Verunreinigung", "Glasscherben am Spielplatz"), ("Grünfläche", "Ast hängt herab"),
            ("Straßenschild", "Stoppschild verdreht"), ("Ampelanlage", "Ampel ohne Grün"),
        ]
        let streets = [
            "Landstraße", "Hauptstraße", "Denkstraße", "Volksgartenstraße", "Wiener Straße",
            "Leonfeldner Straße", "Hamerlingstraße", "Rabenweg", "Magdalenastraße", "Ohmstraße",
        ]
        var random: UInt64 = 42
        func below(_ limit: Int) -> Int {
            random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((random >> 33) % UInt64(limit))
        }
        var rows: [String] = []
        rows.reserveCapacity(count)
        for number in 0..<count {
            let (service, words) = what[below(what.count)]
            let street = streets[below(streets.count)]
            let day = "202\(5 + below(2))-\(pad(below(10) + 1))-\(pad(below(28) + 1))"
            rows.append(
                """
                {"service_request_id":"B\(number)","status":"\(below(10) < 7 ? "open" : "closed")",\
                "service_name":"\(service)","description":"\(words), Nummer \(number) bei \
                \(street)","requested_datetime":"\(day)T08:15:00+01:00",\
                "address":"\(street) \(below(120) + 1)","zipcode":"4020"}
                """)
        }
        return "[" + rows.joined(separator: ",\n") + "]"
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
