import Casework
import SyncProtocol
import Workstation

/// What a shell command asks of the desk that holds the store: acts on one case, together or
/// not at all.
package struct DoorRequest: Hashable, Sendable {
    package var person: PersonID
    package var submission: Submission

    package init(person: PersonID, submission: Submission) {
        self.person = person
        self.submission = submission
    }
}

extension DoorRequest: WireForm {
    package var wire: JSONValue {
        wireObject([
            ("v", 1), ("person", person.wire), ("case", submission.caseID?.wire),
            ("base", submission.base?.wire), ("bodies", submission.bodies.wire),
        ])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        guard try reader.get("v", as: Int.self) == 1 else {
            throw WireError(reader.at("v"), "unbekannte Fassung")
        }
        self.init(
            person: try reader.get("person"),
            submission: Submission(
                caseID: try reader.optional("case"), base: try reader.optional("base"),
                bodies: try reader.list("bodies")))
    }
}

/// The desk's answer.
package enum DoorReply: Hashable, Sendable {
    case result(SubmissionResult)
    /// A sentence for the person: the store could not do it.
    case failure(String)
}

extension DoorReply: WireForm {
    package var wire: JSONValue {
        switch self {
        case .failure(let sentence): ["failure": sentence.wire]
        case .result(let result):
            wireObject([
                ("case", result.caseID?.wire), ("number", result.number?.wire),
                ("outcome", Self.name(of: result.outcome).wire),
                ("obstacle", result.obstacle?.wire),
            ])
        }
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        if let sentence = try reader.optional("failure", as: String.self) {
            self = .failure(sentence)
            return
        }
        let outcome: SubmissionResult.Outcome =
            switch try reader.get("outcome", as: String.self) {
            case "applied": .applied
            case "merged": .merged
            case "parked": .parked
            default: .refused(try reader.get("obstacle"))
            }
        self = .result(
            SubmissionResult(
                caseID: try reader.optional("case"), number: try reader.optional("number"),
                outcome: outcome))
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
