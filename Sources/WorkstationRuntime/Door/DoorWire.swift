import CaseStore
import Casework
import SyncProtocol
import Workstation

extension DoorRequest: WireForm {
    package var wire: JSONValue {
        wireObject([("v", 1), ("person", person.wire), ("order", order.wire)])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        guard try reader.get("v", as: Int.self) == 1 else {
            throw WireError(reader.at("v"), "unbekannte Fassung")
        }
        self.init(person: try reader.get("person"), order: try reader.get("order"))
    }
}

extension DoorOrder: WireForm {
    package var wire: JSONValue {
        switch self {
        case .knock: ["do": "knock"]
        case .synchronise: ["do": "synchronise"]
        case .submit(let submission):
            wireObject([
                ("do", "submit"), ("case", submission.caseID?.wire),
                ("base", submission.base?.wire), ("bodies", submission.bodies.wire),
            ])
        case .fetchHistory(let id): ["do": "fetchHistory", "case": id.wire]
        case .setOffice(let office): ["do": "setOffice", "office": office.wire]
        case .takenIn(let identity): ["do": "takenIn", "identity": identity.wire]
        case .takeIn(let lines): ["do": "takeIn", "lines": lines.wire]
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        switch try reader.get("do", as: String.self) {
        case "knock": self = .knock
        case "synchronise": self = .synchronise
        case "submit":
            self = .submit(
                Submission(
                    caseID: try reader.optional("case"), base: try reader.optional("base"),
                    bodies: try reader.list("bodies")))
        case "fetchHistory": self = .fetchHistory(try reader.get("case"))
        case "setOffice": self = .setOffice(try reader.get("office"))
        case "takenIn": self = .takenIn(try reader.get("identity"))
        case "takeIn": self = .takeIn(try reader.list("lines"))
        default: throw WireError(reader.at("do"), "unbekannter Auftrag")
        }
    }
}

extension DoorIntake: WireForm {
    package var wire: JSONValue {
        [
            "case": caseID.wire, "body": ActBody.open(opening).wire,
            "identity": source.identity.wire, "digest": source.digest.wire,
            "file": source.file.wire, "line": source.line.wire,
        ]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        guard case .open(let opening) = try reader.get("body", as: ActBody.self) else {
            throw WireError(reader.at("body"), "keine Anlage")
        }
        self.init(
            caseID: try reader.get("case"), opening: opening,
            source: TakenIn(
                identity: try reader.get("identity"), digest: try reader.get("digest"),
                file: try reader.get("file"), line: try reader.get("line")))
    }
}

extension DoorReply: WireForm {
    package var wire: JSONValue {
        switch self {
        case .done: ["is": "done"]
        case .failure(let sentence): ["is": "failure", "sentence": sentence.wire]
        case .forbidden(let sentence): ["is": "forbidden", "sentence": sentence.wire]
        case .digest(let digest): wireObject([("is", "digest"), ("digest", digest?.wire)])
        case .taken(let obstacles):
            ["is": "taken", "obstacles": .array(obstacles.map { $0?.wire ?? .null })]
        case .result(let result):
            wireObject([
                ("is", "result"), ("case", result.caseID?.wire),
                ("number", result.number?.wire), ("outcome", Self.name(of: result.outcome).wire),
                ("obstacle", result.obstacle?.wire),
            ])
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        switch try reader.get("is", as: String.self) {
        case "done": self = .done
        case "failure": self = .failure(try reader.get("sentence"))
        case "forbidden": self = .forbidden(try reader.get("sentence"))
        case "digest": self = .digest(try reader.optional("digest"))
        case "taken":
            var obstacles: [Obstacle?] = []
            for value in try reader.list("obstacles", as: JSONValue.self) {
                obstacles.append(
                    value == .null ? nil : try Obstacle(wire: value, at: "obstacles"))
            }
            self = .taken(obstacles)
        case "result":
            self = .result(
                SubmissionResult(
                    caseID: try reader.optional("case"), number: try reader.optional("number"),
                    outcome: try Self.outcome(reader)))
        default: throw WireError(reader.at("is"), "unbekannte Antwort")
        }
    }

    private static func outcome(
        _ reader: WireReader
    ) throws(WireError) -> SubmissionResult.Outcome {
        switch try reader.get("outcome", as: String.self) {
        case "applied": .applied
        case "merged": .merged
        case "parked": .parked
        default: .refused(try reader.get("obstacle"))
        }
    }

    private static func name(of outcome: SubmissionResult.Outcome) -> String {
        switch outcome {
        case .applied: "applied"
        case .merged: "merged"
        case .parked: "parked"
        case .refused: "refused"
        }
    }
}
