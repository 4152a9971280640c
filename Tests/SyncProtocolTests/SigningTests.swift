import Casework
import SyncProtocol
import Testing

@Suite struct SigningTests {
    static let act = Act(
        id: "a1", device: "d1", counter: 1, actor: "anna", caseID: "c1",
        base: Base(version: 0), body: .addNote(Note(id: "n", kind: .remark, text: "Grüße")),
        at: Instant(milliseconds: 7))

    /// RFC 8032 § 7.1, test 1.
    @Test func theKeyIsTheStandardsKey() throws {
        let seed = try #require(
            hexBytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
        let signer = try #require(Ed25519Signer(seed: seed))
        #expect(
            hexText(signer.publicKey)
                == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        #expect(signer.seed == seed)
        let signature = try #require(
            hexBytes(
                "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb88215"
                    + "90a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"))
        #expect(Ed25519Verifier().isValid(signature, of: [], key: signer.publicKey))
        #expect(Ed25519Signer(seed: [1, 2, 3]) == nil)
    }

    /// RFC 4231, test case 1.
    @Test func theSealIsTheStandardsSeal() throws {
        let seal = Seal(secret: Array(repeating: 0x0B, count: 20))
        let mark = seal.mark(Array("Hi There".utf8))
        #expect(
            hexText(mark) == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        #expect(seal.isMark(mark, of: Array("Hi There".utf8)))
        #expect(!seal.isMark(mark, of: Array("Hi there".utf8)))
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func base64IsTheStandards(plain: String, text: String) {
        #expect(Base64URL.text(plain.utf8) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zg==", "Zh", "Zm9", "Z", "Zm 9", "Zm9/", "+m9v", "Zm9vYmFyA"])
    func thereIsOneTextForOneValue(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func aSignedActReadsLikeOneThatIsNot() throws {
        let signer = Ed25519Signer()
        let envelope = try ActEnvelope(Self.act, signer: signer)
        #expect(envelope.isSigned && envelope.bytes.allSatisfy { $0 < 0x80 })
        #expect(try envelope.act() == Self.act)
        #expect(try envelope.kid() == sha256Hex(signer.publicKey))
        #expect(envelope.isSigned(by: signer.publicKey, Ed25519Verifier()))
        let plain = ActEnvelope(Self.act)
        #expect(try plain.act() == Self.act)
        #expect(!plain.isSigned)
        #expect(!plain.isSigned(by: signer.publicKey, Ed25519Verifier()))
        #expect(!envelope.isSigned(by: Ed25519Signer().publicKey, Ed25519Verifier()))
    }

    @Test func noLetterOfASignedActCanBeChanged() throws {
        let signer = Ed25519Signer()
        let bytes = try ActEnvelope(Self.act, signer: signer).bytes
        for index in stride(from: 0, to: bytes.count, by: 3) {
            for letter in "AQz.9".utf8 where bytes[index] != letter {
                var changed = bytes
                changed[index] = letter
                #expect(
                    !ActEnvelope(bytes: changed)
                        .isSigned(by: signer.publicKey, Ed25519Verifier()))
            }
        }
        for extra in [bytes + [0x0A], bytes + Array(".".utf8), Array(bytes.dropLast())] {
            #expect(throws: EnvelopeError.self) { try ActEnvelope(bytes: extra).act() }
        }
    }

    @Test(arguments: [
        #"{"alg":"none","kid":"k"}"#, #"{"alg":"EdDSA"}"#, #"{"kid":"k","alg":"EdDSA"}"#,
        #"{"alg":"EdDSA","crit":["x"],"kid":"k"}"#, #"{ "alg":"EdDSA","kid":"k"}"#, "[]", "",
    ])
    func onlyTheOneHeaderIsRead(header: String) {
        let parts = [
            Base64URL.text(header.utf8), Base64URL.text(Self.act.wire.bytes),
            Base64URL.text(Array(repeating: 1, count: 64)),
        ]
        let envelope = ActEnvelope(bytes: Array(parts.joined(separator: ".").utf8))
        #expect(throws: EnvelopeError.self) { try envelope.act() }
    }

    @Test func membersOfLaterVersionsAreReadOverAndKnownOnesAreKept() throws {
        var members: [String: JSONValue] = [:]
        if case .object(let all) = Self.act.wire { members = all }
        members["deps"] = ["a0"]
        members["pre"] = ["subject": 3]
        members["tzo"] = 60
        members["skew"] = -250
        members["app"] = "0.4.0"
        members["later"] = ["x": 1]
        let act = try ActEnvelope(bytes: JSONValue.object(members).bytes).act()
        #expect(act.needs == ["a0"] && act.unmoved == [Slot(.subject): 3])
        #expect(act.origin == Act.Origin(zone: 60, skew: -250, program: "0.4.0"))
        members["later"] = nil
        #expect(act.wire == .object(members))
    }
}
