import CVTerm
import Foundation
import Testing

/// The workstation on a real store: beside the shell, against a second one, and when it is torn
/// away in the middle of a sentence.
@Suite(.serialized) struct DeskTests {
    @Test func aSecondWorkstationIsToldWhoHoldsTheStore() throws {
        let office = try Office()
        let first = try office.desk()
        let second = try PseudoTerminal(["--als", Office.colleague], in: office.sandbox)
        try second.expectExit(2)
        #expect(second.isCooked && !second.isAlternate)
        #expect(second.text.contains(Office.clerk), "\(second.text)")
        first.send(.f(10))
        try first.expectExit(0)
        let third = try office.desk(as: Office.colleague)
        third.send(.f(10))
        try third.expectExit(0)
    }

    @Test func theShellReadsBesideADeskAndWritesThroughIt() throws {
        let office = try Office()
        let desk = try office.desk()
        desk.send("2")
        try desk.expect("Lampe flackert")
        desk.send(.enter)
        try desk.expect("Übersicht", "Eingang")
        #expect(try office.rows().count == 2)
        #expect(try office.run("akt", "1/2026").output.contains("Lampe flackert"))
        let written = try office.run("notiz", "1/2026", "Anruf aus der Landstraße")
        #expect(written.code == 0, "\(written.errors)")
        let step = try office.run(
            "schritt", "1/2026", "annehmen", "--feld", "kategorie=strassenschaden")
        #expect(step.code == 0, "\(step.errors)")
        try desk.expect("In Bearbeitung")
        #expect(try office.rows().first?["phase"] as? String == "in_bearbeitung")
        let socket = office.sandbox.data.appendingPathComponent("desk.sock").path
        let mode = try FileManager.default.attributesOfItem(atPath: socket)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        desk.send(.f(10))
        try desk.expectExit(0)
        #expect(!FileManager.default.fileExists(atPath: socket))
        #expect(try office.run("notiz", "1/2026", "Ohne Arbeitsplatz").code == 0)
    }

    @Test(arguments: [SIGTERM, SIGHUP, 0]) func tornAwayItKeepsTheDraft(_ signal: Int32) throws {
        let office = try Office()
        let desk = try office.desk()
        desk.send("2")
        try desk.expect("Lampe flackert")
        desk.send(.enter)
        try desk.expect("Übersicht")
        desk.send("t")
        try desk.expect("Notiz")
        desk.send("Mitten im Satz")
        try desk.expect("Mitten im Satz")
        desk.settle()
        if signal == 0 { desk.hangUp() } else { desk.signal(signal) }
        let status = desk.end(within: 2_000)
        #expect(status.state == CVT_EXITED, "state \(status.state), code \(status.code)")
        if signal != 0 { #expect(desk.isCooked && !desk.isAlternate) }
        let again = try office.desk(expecting: "Entwurf liegt noch da: Notiz")
        again.send("t")
        try again.expect("Mitten im Satz")
        #expect(try office.run("akt", "1/2026").output.contains("Mitten im Satz") == false)
    }

    @Test func killedItLosesNothingThatWasSaved() throws {
        let office = try Office()
        let desk = try office.desk()
        desk.send("2")
        try desk.expect("Lampe flackert")
        desk.send(.enter)
        try desk.expect("Übersicht")
        desk.send("t", "Diese Notiz steht", .control("s"))
        try desk.expect("gespeichert")
        desk.send("t", "und diese fängt an")
        try desk.expect("und diese fängt an")
        desk.settle(quiet: 500)
        desk.signal(SIGKILL)
        _ = desk.end()
        #expect(try office.run("akt", "1/2026", "--json").output.contains("Diese Notiz steht"))
        let found = try office.run("diagnose").output.split(separator: "\n")
        #expect(found.filter { $0.hasPrefix("✗") }.count == 1, "\(found)")
        #expect(found.contains { $0.contains("endete unerwartet") })
        let again = try office.desk(expecting: "Entwurf liegt noch da: Notiz")
        again.send("t")
        try again.expect("und diese fängt an")
        again.send(.esc)
        again.settle()
        again.send(.f(10))
        try again.expectExit(0)
        #expect(try office.run("diagnose").code == 0)
    }

    @Test func citizensTextIsShownAndNeverObeyed() throws {
        let office = try Office(subjects: [Office.hostile])
        let desk = try office.desk(width: 160, height: 50)
        desk.send("2")
        try desk.expect("Schlagloch")
        desk.send(.enter)
        try desk.expect("Übersicht", "gnp.exe")
        desk.send(.tab, .tab, .tab, .tab, .tab)
        desk.settle()
        for harm in ["\u{202e}", "\u{202c}", "\u{9b}", "\u{1b}[31mrot", "]0;titel\u{7}"] {
            #expect(!desk.sent.unicodeScalars.map(String.init).joined().contains(harm))
        }
        let shell = try office.run("akt", "1/2026")
        for harm in ["\u{202e}", "\u{9b}", "\u{1b}", "\u{7}"] {
            #expect(!shell.output.unicodeScalars.contains { String($0) == harm })
        }
        let list = try office.run("liste")
        #expect(!list.output.unicodeScalars.contains { $0.value == 0x1b || $0.value == 0x202e })
        #expect(
            try office.rows().first?["subject"] as? String
                == Office.hostile, "kept intact")
    }

    @Test func theDeskIsSharedByTwo() throws {
        let office = try Office()
        let desk = try office.desk()
        desk.send("P")
        try desk.expect("Karla Lehner")
        desk.send("Lehner", .enter)
        #expect(desk.wait { desk.line(0).contains("Lehner") }, "\(desk.text)")
        desk.send("P")
        try desk.expect("Maria Huber")
        desk.send("Huber", .enter)
        #expect(desk.wait { desk.line(0).contains("Huber") }, "\(desk.text)")
    }

    @Test func thePlaceSurvivesARestart() throws {
        let office = try Office(
            subjects: (1...15).map { "Meldung Nummer \($0)" })
        let desk = try office.desk()
        desk.send("2")
        try desk.expect("Meldung Nummer 1")
        desk.send(.down, .down, .down, .down)
        desk.settle()
        let place = desk.lines.first {
            $0.hasPrefix("▸  ") || $0.hasPrefix("▸") && $0.contains("/2026")
        }
        desk.send(.f(10))
        try desk.expectExit(0)
        let again = try office.desk()
        again.settle()
        let found = again.lines.first { $0.hasPrefix("▸") && $0.contains("/2026") }
        #expect(found != nil && found == place)
    }
}
