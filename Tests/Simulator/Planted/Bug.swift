import Casework
import CentralService
import SyncClient
import SyncProtocol

/// Wrong parts, each with one mistake somebody could make. The simulation must find every one:
/// a guard that nobody can make fail proves nothing.
package struct Bug: Sendable {
    package var name: String
    package var parts: Parts

    private init(_ name: String, _ change: (inout Parts) -> Void) {
        self.name = name
        var parts = Parts()
        change(&parts)
        self.parts = parts
    }

    package static let all: [Bug] = disks + ways + stores + rules

    // MARK: - Disks and processes

    private static let disks: [Bug] = [
        Bug("the journal is not synced") { $0.deskLies = "journal.sqlite-wal" },
        Bug("the centre's log is not synced") { $0.centreLies = "centre.sqlite-wal" },
        Bug("a desk begins a new journal after a crash") { $0.dropsJournal = true },
        Bug("two desks share one name") { $0.twins = true },
        Bug("a restored centre keeps its epoch") { $0.keepsEpoch = true },
        Bug("the centre's clock is an hour ahead") { $0.centreSkew = 3_600_000 },
        Bug("a whole file of cases lacks one") { $0.cutsImages = true },
    ]

    // MARK: - On the way

    private static func way(
        _ name: String, _ change: @escaping @Sendable (inout CrookedWay.Mistake) -> Void
    ) -> Bug {
        Bug(name) { parts in
            parts.way = { real, _ in
                var mistake = CrookedWay.Mistake()
                change(&mistake)
                return CrookedWay(real, mistake)
            }
        }
    }

    private static let ways: [Bug] = [
        way("a page loses an entry, the cursor moves") { $0.dropsEntry = true },
        way("a page loses an image") { $0.dropsImage = true },
        way("a failed offer counts as refused") { $0.failureIsRefusal = true },
        way("a failed offer counts as taken") { $0.failureIsSuccess = true },
        way("a retry is a new act") { $0.retryIsNew = true },
        way("acts are serialised again") { $0.serialisesAgain = true },
        way("acts are offered backwards") { $0.backwards = true },
        way("groups are torn apart") { $0.tearsGroups = true },
        way("verdicts are mixed up") { $0.mixesVerdicts = true },
        way("everything is said to be known already") { $0.countsTooHigh = true },
        way("the cursor runs ahead") { $0.cursorAhead = true },
        way("the end of the log is not believed") { $0.stopsEarly = true },
        way("what left the desk's sight is kept") { $0.keepsEvicted = true },
        way("readings are not reported") { $0.dropsReadings = true },
        way("an act goes before its attachment") { $0.dropsAttachments = true },
        Bug("lines that cannot be read are left out") { $0.readPage = LaxReader.page },
        Bug("acts that wait are shown to nobody") { $0.limits.overdue = 3_650 * 86_400_000 },
    ]

    // MARK: - In the centre

    private static func store(
        _ name: String, _ change: @escaping @Sendable (inout CrookedStore.Mistake) -> Void
    ) -> Bug {
        Bug(name) { parts in
            parts.store = { real in
                var mistake = CrookedStore.Mistake()
                change(&mistake)
                return CrookedStore(real, mistake)
            }
        }
    }

    private static let stores: [Bug] = [
        store("numbers are given twice") { $0.sameNumber = true },
        store("a place in the log is left out") { $0.leavesGap = true },
        store("acts decide on an old image") { $0.oldImage = true },
        store("an image is not kept") { $0.dropsImage = true },
        store("revoked roles still count") { $0.oldOffice = true },
        store("conflicts are dropped") { $0.dropsConflict = true },
        store("money is off by a cent") { $0.shavesMoney = true },
        store("repeated acts are not known") { $0.forgetsCounters = true },
        store("undo finds nothing") { $0.forgetsActs = true },
        store("a refusal is logged as accepted") { $0.praises = true },
        store("the unit a case left is not told") { $0.forgetsLeaving = true },
        store("a unit is not told of an act") { $0.forgetsScope = true },
        store("a desk gets cases of a unit that is not its own") { $0.showsTooMuch = true },
        store("a node of the tree is wrong") { $0.bendsTree = true },
        store("a revoked device is still let in") { $0.forgetsTheft = true },
        Bug("any signature will do") { $0.trustsAll = true },
    ]

    // MARK: - Rules

    private static func rule(
        _ name: String, _ change: @escaping @Sendable (inout Procedure) -> Void
    ) -> Bug {
        Bug(name) { parts in
            parts.editions = { bytes in
                var procedure = try ProbeOffice.read(bytes)
                change(&procedure)
                return procedure
            }
        }
    }

    private static let rules: [Bug] = [
        rule("nobody else has to sign") { procedure in
            for index in procedure.steps.indices { procedure.steps[index].approval = nil }
        },
        rule("clerks may sign") { procedure in
            for index in procedure.steps.indices
            where procedure.steps[index].approval != nil {
                procedure.steps[index].approval?.role = .clerk
            }
        },
        rule("intake may take steps") { procedure in
            for index in procedure.steps.indices {
                procedure.steps[index].roles.append(.intake)
            }
        },
        rule("a step can be taken from anywhere") { procedure in
            for index in procedure.steps.indices { procedure.steps[index].from = [] }
        },
        rule("a condition is not checked") { procedure in
            for index in procedure.steps.indices { procedure.steps[index].needs = [] }
        },
        rule("the limit of a field is forgotten") { procedure in
            procedure.fields[0].kind = .integer(minimum: nil, maximum: nil)
        },
    ]
}
