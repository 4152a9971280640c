import Foundation
import Testing

/// Days of whoever runs a centre, lived with the built programs.
@Suite(.serialized) struct OperatorDayTests {
    /// It was lost, and locked out; it turns up again, and what it had not sent is there.
    @Test func aLostDeskThatIsFoundBringsWhatItHad() throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("anmelden", as: "huber", at: desk).code == 0)
        try day.take(["Lampe flackert"], from: 1, at: desk)
        let device = try day.device
        try day.admin("geraet", "sperren", device)
        let refused = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(refused.code == 77, "\(refused.errors)")
        #expect(try day.head == 0)
        #expect(try desk.run("liste", "--als", "huber").output.contains("Lampe flackert"))

        // Another code than one for this very device does not let it in.
        let other = try day.admin("geraet", "code", "Zimmer 2")
        let wrong = try desk.run(
            "verbinden", "https://localhost:\(day.port)", "--code",
            other.trimmingCharacters(in: .whitespacesAndNewlines))
        #expect(wrong.code != 0 && wrong.errors.contains("--fuer"), "\(wrong.errors)")
        try day.join(desk, code: try day.codeAnew("Zimmer 1", device: device))
        let sent = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(sent.code == 0, "\(sent.errors)")
        #expect(try day.head == 1)
    }

    /// It is gone for good; a copy of its data has what was not sent, and no keys.
    @Test func whatALostDeskHadComesFromItsBackup() throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("anmelden", as: "huber", at: desk).code == 0)
        try day.take(["Lampe flackert"], from: 1, at: desk)
        let device = try day.device
        let backup = desk.path("kopie")
        try desk.did("sichern", backup)
        try day.admin("geraet", "sperren", device)

        let fresh = try Sandbox()
        try fresh.did("wiederherstellen", backup)
        try day.join(fresh, code: try day.codeAnew("Zimmer 1 neu", device: device))
        let sent = try day.talk("abgleichen", as: "huber", at: fresh)
        #expect(sent.code == 0, "\(sent.errors)")
        #expect(try day.head == 1)
        #expect(
            try day.admin("ereignisse").contains("signatureRefused") == false)
    }

    /// Nothing that was answered is lost by a disk that dies, as long as the desks are there.
    @Test func yesterdaysCopyAndTheDesksMakeTodayAgain() throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("anmelden", as: "huber", at: desk).code == 0)
        try day.take(["Lampe flackert"], from: 1, at: desk)
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        let backup = day.sandbox.path("gestern")
        try day.admin("sichern", backup)
        try day.take(["Scherben", "Bank zerbrochen"], from: 2, at: desk)
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        #expect(try day.head == 3)

        day.kill()
        let away = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(away.code == 75, "\(away.errors)")
        try day.restore(backup)
        try day.serve()
        #expect(try day.head == 1)
        let again = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(again.code == 0, "\(again.errors)")
        #expect(try day.head == 3)
        let list = try desk.run("liste", "--als", "huber").output
        for subject in ["Lampe flackert", "Scherben", "Bank zerbrochen"] {
            #expect(list.contains(subject))
        }
        #expect(try day.admin("ereignisse").contains("restored"))
        #expect(try day.admin("status").contains("Unversehrt   ja"))
    }

    /// A person leaves: nothing of theirs goes out any more, and the others work on.
    @Test func aPersonLeavesAndAUnitIsRenamed() throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        for person in ["huber", "aigner"] {
            #expect(try day.talk("anmelden", as: person, at: desk).code == 0)
        }
        try day.take(["Lampe flackert"], from: 1, at: desk)
        try day.admin("benutzer", "sperren", "huber")
        let out = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(out.code == 77, "\(out.errors)")
        #expect(try day.head == 0)
        try day.admin("einheit", "tsc", "Technik und Straßen", "TSC")
        _ = try day.talk("abgleichen", as: "aigner", at: desk)
        let shown = try desk.run("einrichten", "zeigen").output
        #expect(shown.contains("Technik und Straßen"), "\(shown)")

        // Let in again, what waited goes out.
        try day.admin("benutzer", "entsperren", "huber")
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        #expect(try day.head == 1)
        let events = try day.admin("ereignisse")
        for kind in ["personSet", "unitSet", "accountLocked", "accountUnlocked"] {
            #expect(events.contains(kind), "\(kind)")
        }
        // Whoever runs the centre sees that there are acts, and nothing of what is in them.
        for command in [["status"], ["ereignisse"], ["geraet", "liste"], ["benutzer", "liste"]] {
            let shell = try Shell.run(
                command + ["--daten", day.folder], environment: day.sandbox.environment,
                program: CentreDay.program)
            #expect(!shell.output.contains("Lampe") && !shell.output.contains("Landstraße"))
        }
    }
}
