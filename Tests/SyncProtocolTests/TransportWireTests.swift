import Casework
import SyncProtocol
import Testing

@Suite struct TransportWireTests {
    private func back<T: WireForm>(_ value: T) throws -> T {
        try T(wire: try JSONValue(bytes: value.wire.bytes), at: "x")
    }

    static let entry = Entry(
        sequence: 4, caseID: "c1", version: 2, act: SigningTests.act, at: .epoch,
        outcome: .applied, changes: [Change(Slot(.subject), from: nil, to: .text("x"))])

    static let page: ChangePage = {
        var file = CaseFile(id: "c1", procedure: "p", edition: "e", kind: "k")
        file.apply(entry.changes, version: 2, by: "anna", at: .epoch)
        return ChangePage(
            epoch: "e1", items: [ChangeItem(entry: entry, image: file)], past: [entry],
            evicted: ["c2"],
            verdicts: [
                Verdict(
                    act: "a9", counter: 9, outcome: .rejected, sequence: 5, version: 0,
                    obstacle: Obstacle(.caseUnknown))
            ],
            cursor: FeedCursor(sequence: 5, token: "t.o"), head: 9, durable: 3,
            reference: Reference(
                version: 2, office: Office(units: [Unit(id: "u", name: "U", sign: "U")]),
                editions: [
                    PublishedEdition(
                        id: "e", procedure: "p", document: [0, 255, 10], current: true)
                ]))
    }()

    @Test func aPageComesBackFromItsLines() throws {
        #expect(try PageReader.page(Self.page.ndjson) == Self.page)
    }

    @Test func aPageThatWasCutOffIsNone() throws {
        let bytes = Self.page.ndjson
        for length in stride(from: 0, to: bytes.count - 1, by: 11) {
            #expect(throws: WireError.self) { try PageReader.page(Array(bytes[..<length])) }
        }
        #expect(throws: WireError.self) { try PageReader.page(bytes + Self.page.ndjson) }
    }

    @Test func linesOfAKindThatComesLaterAreLeftOut() throws {
        let more = Array("{\"k\":\"weather\",\"rain\":true}\n".utf8)
        #expect(try PageReader.page(more + Self.page.ndjson) == Self.page)
    }

    @Test func sessionsHeadsHistoriesAndTheRestComeBack() throws {
        let signer = Ed25519Signer()
        let head = try SignedTreeHead(
            epoch: "e1", size: 3, root: Merkle.leaf([1]), at: .epoch, signer: signer)
        #expect(try back(head) == head)
        #expect(head.isSigned(by: signer.publicKey, Ed25519Verifier()))
        var other = head
        other.size = 4
        #expect(!other.isSigned(by: signer.publicKey, Ed25519Verifier()))
        var limits = Limits.standard
        limits.actsPerOffer = 7
        let session = CentreSession(
            epoch: "e", head: 3, durable: 2, time: Instant(milliseconds: 5), scopes: ["u"],
            counters: ["anna": 3], treeHead: head, minimumClient: "0.4", limits: limits)
        #expect(try back(session) == session)
        let history = CaseHistory(
            image: CaseFile(id: "c", procedure: "p", edition: "e", kind: "k"),
            entries: [
                ProvenEntry(
                    entry: Self.entry, bytes: [1, 2], key: [3],
                    proof: InclusionProof(index: 1, size: 3, path: [Merkle.empty]))
            ], head: head)
        #expect(try back(history) == history)
        let manifest = SnapshotManifest(
            id: "s", epoch: "e", cursor: FeedCursor(sequence: 3, token: "t"),
            segments: [.init(sha256: "00", bytes: 4, rows: 2)])
        #expect(try back(manifest) == manifest)
        let hit = CentreHit(caseID: "c", number: "1/2026", subject: "S", unit: "u", version: 3)
        #expect(try back(hit) == hit)
        #expect(try back(BlobState(size: 9, offset: 3)) == BlobState(size: 9, offset: 3))
        let presence = Presence(person: "anna", since: .epoch)
        #expect(try back(presence) == presence)
        let offer = Offer(
            epoch: "e", acts: [ActEnvelope(SigningTests.act)])
        #expect(try back(offer) == offer)
    }

    @Test func aLimitThatIsNotNamedIsTheStandard() throws {
        let limits = try Limits(wire: ["actsPerOffer": 3, "later": 1], at: "limits")
        #expect(limits.actsPerOffer == 3 && limits.bytesPerAct == Limits.standard.bytesPerAct)
    }

    @Test(arguments: CentreFailure.Code.allCases)
    func everyFailureHasItsNameOnTheWire(code: CentreFailure.Code) throws {
        let failure = CentreFailure(code, context: "geheim", retryAfter: 1_500, expected: 4)
        let document = failure.problem(instance: "i-1")
        #expect(!document.text.contains("geheim"))
        guard let problem = code.problem else {
            #expect(code == .unreachable)
            return
        }
        #expect(document["status"] == .integer(Int64(problem.status)))
        let read = CentreFailure(status: problem.status, body: document.bytes)
        #expect(read.code == (problem.name == "internal" ? .internalError : code))
        #expect(read.retryAfter == 1_500 && read.expected == 4 && read.context == "i-1")
    }

    @Test(arguments: [
        "<html>Anmeldung am Proxy</html>", "", "{}", "{\"type\":\"urn:casesync:problem:new\"}",
        "{\"type\":7}", "[1]",
    ])
    func whatIsNoAnswerOfACentreIsAsIfNobodyWasReached(body: String) {
        #expect(CentreFailure(status: 403, body: Array(body.utf8)).code == .unreachable)
    }

    /// Where a document is wrong is said from the outside in, however deep it is.
    @Test(arguments: [
        ("{}", "m.id"), ("[]", "m"),
        (#"{"id":"i","epoch":"e","cursor":{"seq":1},"segments":7}"#, "m.cursor.token"),
        (#"{"id":"i","epoch":"e","cursor":{"seq":1,"token":""},"segments":7}"#, "m.segments"),
        (
            #"{"id":"i","epoch":"e","cursor":{"seq":1,"token":""},"segments":[{}]}"#,
            "m.segments[0].sha256"
        ),
        (
            #"{"id":"i","epoch":"e","cursor":{"seq":1,"token":""},"segments":[],"image":"#
                + #"{"layout":"l","rows":1,"parts":[{"sha256":"x","bytes":1,"size":"groß"}]}}"#,
            "m.image.parts[0].size"
        ),
    ])
    func whereADocumentIsWrongIsSaid(text: String, path: String) throws {
        let value = try JSONValue(text: text)
        let error = #expect(throws: WireError.self) { try SnapshotManifest(wire: value, at: "m") }
        #expect(error?.path == path)
    }
}
