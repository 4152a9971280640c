import AsyncHTTPClient
import Casework
import NIOHTTP1
import NIOSSL
import SyncProtocol
import Synchronization

/// A centre on another machine. Calls block: only threads that may wait make them.
package final class HTTPCentre: RemoteCentre {
    private struct Wires: Sendable {
        var current: Wire
        /// With the papers from before; what is under way on them comes to its end.
        var retired: [Wire] = []
    }

    private let address: CentreAddress
    private let wires: Mutex<Wires>
    private let sessions = DeskSessions()
    /// The incarnation of the log that was last spoken to.
    private let epoch = Mutex("")
    let pages = Mutex(OpenPages())

    package init(address: CentreAddress, identity: DeskIdentity) throws {
        self.address = address
        wires = Mutex(Wires(current: try HTTPCentre.wire(address, identity)))
    }

    deinit {
        let wires = wires.withLock { $0 }
        for wire in wires.retired + [wires.current] { wire.abandon() }
    }

    private static func wire(_ address: CentreAddress, _ identity: DeskIdentity) throws -> Wire {
        Wire(
            address: address,
            tls: try TLSConfiguration.centre(authority: identity.authority, identity: identity))
    }

    var wire: Wire { wires.withLock { $0.current } }

    /// Gives the connections back; nothing can be asked any more.
    package func close() throws {
        let retired = wires.withLock { wires in
            defer { wires.retired = [] }
            return wires.retired
        }
        for wire in retired { wire.abandon() }
        pages.withLock { $0 = OpenPages() }
        try waiting { [wire] in try await wire.close() }
    }

    /// From now on this is what the workstation shows; sessions go on.
    package func use(_ identity: DeskIdentity) throws {
        let fresh = try HTTPCentre.wire(address, identity)
        wires.withLock { wires in
            wires.retired.append(wires.current)
            wires.current = fresh
        }
    }

    // MARK: Who asks

    package var persons: [PersonID] { sessions.persons }

    package func logIn(_ person: PersonID, password: String) throws {
        let question = Question.post(
            Route.logIn, LogInRequest(person: person, password: password))
        sessions.put(try ask(question, token: nil).document())
    }

    /// Goes on with a session that began elsewhere.
    package func goOn(with tokens: SessionTokens) { sessions.put(tokens) }

    package func logOut(_ person: PersonID) throws {
        let tokens = try sessions.tokens(of: person)
        sessions.drop(person)
        _ = try ask(Question(method: .post, path: Route.logOut), token: tokens.access)
    }

    /// A new key and certificate in place of the present ones.
    package func renew(_ identity: DeskIdentity, device: DeviceID) throws -> DeskIdentity {
        let request = try KeyRequest(device: device)
        let issued: DeviceCertificate = try ask(
            .post(Route.renewal, DeviceRenewal(csr: request.csr)), token: nil
        ).document()
        return DeskIdentity(
            key: request.key, certificate: issued.certificate, authority: identity.authority,
            expires: issued.expires)
    }

    /// Renews the tokens of somebody who is logged in, whether they are over or not.
    package func renew(_ person: PersonID) throws { try renew(try sessions.tokens(of: person)) }

    private func renew(_ tokens: SessionTokens) throws {
        try sessions.renew(tokens) { old in
            try ask(
                .post(Route.refresh, RefreshRequest(refresh: old.refresh)), token: nil
            ).document()
        }
    }

    private func ask(_ question: Question, token: String?) throws -> Answer {
        try waiting { [wire] in try await wire.ask(question, token: token) }
    }

    /// Asks as a person; tokens that are over are renewed once.
    func ask(_ question: Question, as person: PersonID?) throws -> Answer {
        try authorized(person) { token in try ask(question, token: token) }
    }

    func authorized<T>(
        _ person: PersonID?, _ body: (String) throws -> T
    ) throws -> T {
        let tokens = try sessions.tokens(of: person)
        do {
            return try body(tokens.access)
        } catch let failure as CentreFailure where failure.code == .tokenExpired {
            try renew(tokens)
            return try body(try sessions.tokens(of: tokens.person).access)
        }
    }

    // MARK: Acts and the feed

    package func session() throws -> CentreSession {
        let session: CentreSession = try ask(.get(Route.session), as: nil).document()
        epoch.withLock { $0 = session.epoch }
        return session
    }

    package func offer(_ acts: [ActEnvelope]) throws -> [Verdict] {
        guard let first = acts.first else { return [] }
        let actor = try actor(of: first)
        let known = epoch.withLock { $0 }
        let epoch = try known.isEmpty ? session().epoch : known
        var question = Question.post(Route.acts, Offer(epoch: epoch, acts: acts))
        // The same bytes give the same verdicts.
        question.repeats = true
        let answer: JSONValue = try ask(question, as: actor).document()
        let verdicts: [Verdict] = try members(answer, "verdicts")
        guard verdicts.count == acts.count else {
            throw CentreFailure(.unreachable, context: "answer: verdicts")
        }
        return verdicts
    }

    private func actor(of act: ActEnvelope) throws -> PersonID {
        do {
            return try act.act().actor
        } catch {
            throw CentreFailure(.malformed, context: error.cause)
        }
    }

    /// A member of an answer; what does not have it is no answer.
    func members<T: WireForm>(_ answer: JSONValue, _ name: String) throws -> [T] {
        do {
            return try WireReader(answer, at: "answer").get(name)
        } catch {
            throw CentreFailure(.unreachable, context: "answer: \(error.path)")
        }
    }

    package func lastCounter(device: DeviceID, actor: PersonID) throws -> Int {
        let answer: JSONValue = try ask(.get(Route.counter), as: actor).document()
        guard case .integer(let last)? = answer["n"] else {
            throw CentreFailure(.unreachable, context: "answer: counter")
        }
        return Int(last)
    }

    /// Each person's readings with that person's token.
    package func report(_ reads: [ReadRecord]) throws {
        for (person, own) in Dictionary(grouping: reads, by: \.person).sorted(by: {
            $0.key < $1.key
        }) {
            let document: JSONValue = ["reads": own.wire]
            _ = try ask(.post(Route.reads, document), as: person)
        }
    }

    // MARK: One by one

    package func history(of id: CaseID, by person: PersonID) throws -> CaseHistory {
        var question = Question.get(Route.history(id.raw))
        question.limit = 64 << 20
        return try ask(question, as: person).document()
    }

    package func search(
        _ text: String, limit: Int, by person: PersonID
    ) throws -> [CentreHit] {
        let document: JSONValue = ["text": text.wire, "limit": limit.wire]
        return try members(
            try ask(.post(Route.search, document), as: person).document(), "hits")
    }

    package func treeHead() throws -> SignedTreeHead? {
        let answer: JSONValue = try ask(.get(Route.treeHead), as: nil).document()
        do {
            return try WireReader(answer, at: "answer").optional("treeHead")
        } catch {
            throw CentreFailure(.unreachable, context: "answer: \(error.path)")
        }
    }

    package func consistency(from older: Int, to newer: Int) throws -> [Digest] {
        var question = Question.get(Route.consistency)
        question.query = [("from", String(older)), ("to", String(newer))]
        return try members(try ask(question, as: nil).document(), "path")
    }

    package func present(in id: CaseID?, by person: PersonID) throws -> [Presence] {
        let document = wireObject([("case", id?.wire)])
        return try members(
            try ask(.post(Route.presence, document), as: person).document(), "present")
    }
}
