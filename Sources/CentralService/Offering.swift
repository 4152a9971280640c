import Casework
import SyncProtocol

extension Centre {
    /// Processes acts in their order. Every act gets its verdict, once.
    ///
    /// What several desks offer at the same time becomes one commit.
    ///
    /// - Parameter session: where there is one, approvals need a password given in it a short
    ///   while ago.
    /// - Throws: `stepUpRequired`: nothing of the offer is processed.
    package func offer(
        _ acts: [ActEnvelope], from caller: Caller, session: String? = nil
    ) throws -> [Verdict] {
        let opened = try open(acts, from: caller)
        guard !opened.isEmpty else { return [] }
        let (verdicts, news) = try commits.run { transaction in
            let sight = try self.sight(of: caller, transaction)
            let processing = try Processing(
                centre: self, transaction: transaction, session: session)
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
        if caller != .house { try checkBytes(acts) }
        let opened = try acts.map(read)
        try check(opened, from: caller)
        return opened
    }

    private func checkBytes(_ acts: [ActEnvelope]) throws {
        guard acts.allSatisfy({ $0.bytes.count <= limits.bytesPerAct }) else {
            throw CentreFailure(.tooLarge, context: "act")
        }
        guard acts.reduce(0, { $0 + $1.bytes.count }) <= limits.bytesPerOffer else {
            throw CentreFailure(.tooLarge, context: "bytes of an offer")
        }
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
        let keys = try store.read { reading in
            _ = try sight(of: caller, reading)
            return try reading.keys(of: device)
        }
        for envelope in acts {
            if envelope.act.device != device || envelope.act.actor != person {
                try refuse(.actRefused, caller, "another's act")
                throw CentreFailure(.forbidden, context: "another's act")
            }
            guard keys.contains(where: { envelope.isSigned(by: $0, verifier) }) else {
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
