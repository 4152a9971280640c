import Casework
import CentralService
import CentreStores
import Dispatch
import Foundation
import PostgresStore
import SyncProtocol

/// A centre on a database that others use too, with a thread for each desk that offers one act
/// after the other, until it is killed. It says `device counter sequence` once an act is answered.
///
/// Arguments: the database, the schema, and the devices. Acts of a device follow its last counter
/// in the log, so a further life goes on where the one before was killed.
@main
enum Probe {
    static func main() throws {
        let arguments = CommandLine.arguments
        let store = try PostgresCentralStore(
            try PostgresAddress(arguments[1]), epoch: "", expecting: .existing,
            schema: arguments[2])
        let centre = ProbeOffice.centre(on: store)
        for device in arguments[3...].map({ DeviceID($0) }) {
            Thread.detachNewThread { work(device, centre) }
        }
        DispatchSemaphore(value: 0).wait()
    }

    private static func work(_ device: DeviceID, _ centre: Centre) {
        do {
            let last = try centre.lastCounter(device: device, actor: ProbeOffice.clerk)
            // What the life before may have been answered for is offered once more.
            for counter in max(1, last)... {
                let envelope = ProbeOffice.act(device, counter)
                for verdict in try centre.offer([envelope]) {
                    say("\(device.raw) \(counter) \(verdict.sequence) \(verdict.outcome)")
                }
            }
        } catch {
            say("! \(error)")
        }
    }

    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }
}
