import Foundation
import StoreWorld
import Testing

/// Real programs on machines on which something is wrong: the disk, the clock.
@Suite(.serialized) struct MachineFaultTests {
    private static let day = 86_400

    private func isSound(_ day: CentreDay) throws -> Bool {
        try day.admin("status").contains("Unversehrt   ja")
    }

    @Test func aCentreWhoseDiskIsFullLosesNothingAndGoesOn() throws {
        guard let mount = try Mount(options: "size=32m") else { return }
        defer { mount.end() }
        let day = try CentreDay(in: mount.path)
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        try day.take(["Schlagloch"], from: 1, at: desk)
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        #expect(try day.head == 1)
        // A journal that is begun anew needs room.
        day.stop()
        try day.serve()
        try mount.fill()
        try day.take((2...8).map { "Loch \($0)" }, from: 2, at: desk)
        let refused = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(refused.code == 75)
        #expect(refused.errors.contains("Die Zentrale kann gerade nichts speichern"))
        #expect(day.isRunning)
        mount.free()
        let after = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(after.code == 0, "\(after.errors)")
        #expect(try day.head == 8)
        #expect(try isSound(day))
        day.stop()
    }

    /// Behind the certificate's beginning, and far beyond its end.
    @Test(arguments: [-day, 3_650 * day])
    func aDeskWhoseClockIsWrongIsToldAndLosesNothing(shift: Int) throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        try day.take(["Schlagloch"], from: 1, at: desk)
        let told = try day.talk("abgleichen", as: "huber", at: desk, shift: shift)
        #expect(told.code == 75)
        #expect(told.errors.contains("geht die Uhr des Rechners falsch"), "\(told.errors)")
        #expect(try day.head == 0)
        let right = try day.talk("abgleichen", as: "huber", at: desk)
        #expect(right.code == 0, "\(right.errors)")
        #expect(try day.head == 1)
    }

    /// Two days ahead, and then set right: later acts have earlier times, and stand behind all the same.
    @Test func theCentresClockMayJump() throws {
        let day = try CentreDay()
        let desk = try day.desk("Zimmer 1")
        #expect(try day.talk("abgleichen", as: "huber", at: desk).code == 0)
        for (number, shift) in [(1, 0), (2, 2 * Self.day), (3, 0)] {
            day.kill()
            try day.serve(shift: shift)
            try day.take(["Loch \(number)"], from: number, at: desk)
            let talk = try day.talk("abgleichen", as: "huber", at: desk)
            #expect(talk.code == 0, "\(talk.errors)")
            #expect(try day.head == number)
        }
        #expect(try isSound(day))
        let list = try desk.did("liste", "--als", "huber")
        for number in 1...3 { #expect(list.contains("Loch \(number)")) }
    }
}
