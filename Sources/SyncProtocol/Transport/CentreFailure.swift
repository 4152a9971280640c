/// The centre could not be asked or could not answer.
package struct CentreFailure: Error, Hashable, Sendable {
    package enum Code: String, CaseIterable, Sendable {
        // The way there
        case unreachable, overloaded, maintenance, rateLimited, busy
        // Who asks
        case unauthenticated, tokenExpired, stepUpRequired, forbidden, deviceRevoked
        case signatureInvalid, clientTooOld
        // What is asked
        case malformed, tooLarge, headerTooLarge, unsupportedMedia, rangeInvalid, notFound
        case methodUnknown
        case counterGap, sameCounter
        // Where the desk stands
        case epochChanged, scopesChanged, cursorExpired
        // The centre itself
        case storageFull, readOnly, corrupt, newerVersion, internalError
    }
    package var code: Code
    /// For the log; never personal data.
    package var context: String
    /// Milliseconds after which asking again makes sense.
    package var retryAfter: Int?
    /// The counter that should have come.
    package var expected: Int?

    package init(
        _ code: Code, context: String = "", retryAfter: Int? = nil, expected: Int? = nil
    ) {
        self.code = code
        self.context = context
        self.retryAfter = retryAfter
        self.expected = expected
    }
}

extension CentreFailure.Code {
    /// How a failure is called on the wire (RFC 9457) and with which status it comes; nil for
    /// what never crosses: nobody was reached.
    package var problem: (name: String, status: Int)? {
        switch self {
        case .unreachable: nil
        case .malformed: ("malformed", 400)
        case .unauthenticated: ("unauthenticated", 401)
        case .tokenExpired: ("token-expired", 401)
        case .stepUpRequired: ("stepup-required", 401)
        case .forbidden: ("forbidden", 403)
        case .deviceRevoked: ("device-revoked", 403)
        case .signatureInvalid: ("signature-invalid", 403)
        case .notFound: ("not-found", 404)
        case .methodUnknown: ("method-not-allowed", 405)
        case .counterGap: ("act-gap", 409)
        case .epochChanged: ("epoch-changed", 409)
        case .scopesChanged: ("scopes-changed", 409)
        case .cursorExpired: ("cursor-expired", 410)
        case .tooLarge: ("too-large", 413)
        case .unsupportedMedia: ("unsupported-media", 415)
        case .rangeInvalid: ("range", 416)
        case .sameCounter: ("idempotency-mismatch", 422)
        case .clientTooOld: ("client-too-old", 426)
        case .rateLimited: ("rate-limited", 429)
        case .headerTooLarge: ("header-too-large", 431)
        case .internalError, .corrupt, .newerVersion: ("internal", 500)
        case .overloaded: ("overloaded", 503)
        case .busy: ("busy", 503)
        case .maintenance: ("maintenance", 503)
        case .readOnly: ("read-only", 503)
        case .storageFull: ("storage-full", 507)
        }
    }

    package static let problemPrefix = "urn:casesync:problem:"

    private static let named: [String: Self] = {
        var named = ["internal": Self.internalError]
        for code in allCases {
            if let name = code.problem?.name, named[name] == nil { named[name] = code }
        }
        return named
    }()

    init?(problemType: String) {
        guard problemType.hasPrefix(Self.problemPrefix) else { return nil }
        self.init(named: String(problemType.dropFirst(Self.problemPrefix.count)))
    }

    private init?(named name: String) {
        guard let code = Self.named[name] else { return nil }
        self = code
    }

    /// Asking again later, with nothing changed, may succeed.
    package var passes: Bool {
        switch self {
        case .unreachable, .overloaded, .maintenance, .rateLimited, .busy, .storageFull,
            .readOnly, .internalError:
            true
        default: false
        }
    }
}

extension CentreFailure {
    /// The document that says it (RFC 9457). The context stays at the centre.
    ///
    /// - Parameter instance: names this one failure in the centre's log.
    package func problem(instance: String = "") -> JSONValue {
        let problem = code.problem ?? ("internal", 500)
        return wireObject([
            ("type", (Code.problemPrefix + problem.name).wire), ("title", problem.name.wire),
            ("status", problem.status.wire), ("instance", instance.wireIfFilled),
            ("expected", expected?.wire), ("retryAfterMs", retryAfter?.wire),
        ])
    }

    /// Reads an answer that is no success. What is no problem document says only by its status
    /// what happened; a proxy's page is as good as nobody reached.
    package init(status: Int, body: [UInt8]) {
        let limit = 64 << 10
        if let document = try? JSONValue(bytes: body, limit: limit),
            let reader = try? WireReader(document, at: "problem"),
            let type = try? reader.get("type", as: String.self),
            let code = Code(problemType: type)
        {
            self.init(
                code, context: (try? reader.optional("instance")) ?? "",
                retryAfter: try? reader.optional("retryAfterMs"),
                expected: try? reader.optional("expected"))
            return
        }
        self.init(.unreachable, context: "HTTP \(status)")
    }
}
