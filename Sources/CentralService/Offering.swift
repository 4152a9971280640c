import Casework
import SyncProtocol

extension Centre {
    /// Processes acts in their order. Every act gets its verdict, once.
    ///
    /// What several desks offer at the same time becomes one commit.
    package func offer(_ acts: [ActEnvelope], from caller: Caller) throws -> [Verdict] {
        let opened = try open(acts, from: caller)
        guard !opened.isEmpty else { return [] }
        let (verdicts, news) = try commits.run { transaction in
            let sight = try self.sight(of: caller, transaction)
            let processing = try Processing(centre: self, transaction: transaction)
            let verdicts = try processing.run(opened, sight)
            return (verdicts, processing.news)
        }
        tell(news)
        return verdicts
    }

    /// Reads acts and checks who made them, before anybody waits for the log.
    private func open(_ acts: [ActEnvelope], from caller: Caller) throws -> [OpenedEnvelope] {
        guard acts.count <= limits.actsPerOffer else {
            throw CentreFailure(.tooLarge, context: "offer of \(acts.count) acts")
        }
        if caller != .house, acts.contains(where: { $0.bytes.count > limits.bytesPerAct }) {
            throw CentreFailure(.tooLarge, context: "act")
        }
        let opened = try acts.map(read)
        try check(opened, from: caller)
        return opened
    }

    private func read(_ envelope: ActEnvelope) throws -> OpenedEnvelope {
        do {
            return try envelope.opened()
        } catch {
            throw CentreFailure(.malformed, context: error.cause)
        }
    }

    private func check(_ acts: [OpenedEnvelope], from caller: Caller) throws {
        guard case .desk(let device, let person) = caller else { return }
        let key = try store.read { try sight(of: caller, $0).key } ?? []
        for envelope in acts {
            if envelope.act.device != device || envelope.act.actor != person {
                try refuse(.actRefused, caller, "another's act")
                throw CentreFailure(.forbidden, context: "another's act")
            }
            guard envelope.isSigned(by: key, verifier) else {
                try refuse(.signatureRefused, caller, "counter \(envelope.act.counter)")
                throw CentreFailure(.signatureInvalid, context: "counter \(envelope.act.counter)")
            }
        }
    }

    /// What should not happen is written down before it is answered.
    private func refuse(_ kind: AuthEvent.Kind, _ caller: Caller, _ detail: String) throws {
        let event = AuthEvent(
            kind, device: caller.device, person: caller.person, at: clock(), detail: detail)
        try store.write { try $0.record(event) }
    }
}

extension Decision {
    var outcome: Outcome {
        switch self {
        case .applied: .applied
        case .merged, .candidate: .merged
        case .refused: .rejected
        }
    }
}
