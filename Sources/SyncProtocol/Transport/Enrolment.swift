import Casework

/// What people compare so that a workstation believes the right authority: the first eighty bits
/// of the SHA-256 of its certificate, as sixteen letters.
package struct AuthorityFingerprint: Hashable, Sendable, CustomStringConvertible {
    package let description: String

    private static let letters = 16

    /// - Parameter certificate: its DER form.
    package init(certificate: [UInt8]) {
        let hex = Array(sha256Hex(certificate).utf8)
        var text = ""
        // Five hex digits are four letters of five bits.
        for start in stride(from: 0, to: 20, by: 5) {
            let digits = String(decoding: hex[start..<start + 5], as: UTF8.self)
            let value = Int(digits, radix: 16) ?? 0
            for shift in [15, 10, 5, 0] { text.append(CodeLetters.alphabet[value >> shift & 31]) }
        }
        description = text
    }

    init?(text: String) {
        let plain = CodeLetters.plain(text)
        guard plain.count == Self.letters else { return nil }
        description = plain
    }
}

/// What the operator hands to somebody who sets up a workstation: a one-time code, and by what
/// the centre is known.
package struct EnrolmentTicket: Hashable, Sendable {
    package let code: String
    package let authority: AuthorityFingerprint

    package init(code: String, authority: AuthorityFingerprint) {
        self.code = code
        self.authority = authority
    }

    /// "7K3M-9QRA-ZZ01.4HPX…"; nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, CodeLetters.plain(String(parts[0])).count == CodeLetters.code,
            let authority = AuthorityFingerprint(text: String(parts[1]))
        else { return nil }
        code = CodeLetters.grouped(CodeLetters.plain(String(parts[0])))
        self.authority = authority
    }

    package var text: String { "\(code).\(authority)" }
}

/// Letters that people read to each other: none looks like another.
package enum CodeLetters {
    package static let code = 12
    package static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

    /// The letters alone: case, blanks and dashes are how somebody typed them.
    package static func plain(_ text: String) -> String {
        let swaps: [Character: Character] = ["O": "0", "I": "1", "L": "1"]
        return String(text.uppercased().map { swaps[$0] ?? $0 }.filter(alphabet.contains))
    }

    /// In groups of four.
    package static func grouped(_ plain: String) -> String {
        let letters = Array(plain)
        return stride(from: 0, to: letters.count, by: 4)
            .map { String(letters[$0..<min($0 + 4, letters.count)]) }.joined(separator: "-")
    }
}

/// `POST /v1/devices`, and without a code `POST /v1/devices/renew`.
package struct DeviceEnrolment: Hashable, WireForm {
    package var code: String
    package var device: DeviceID
    /// A certificate signing request, PEM.
    package var csr: String
    /// The raw Ed25519 public key that will sign acts, in hex.
    package var actKey: String

    package init(code: String, device: DeviceID, csr: String, actKey: String) {
        self.code = code
        self.device = device
        self.csr = csr
        self.actKey = actKey
    }

    package var wire: JSONValue {
        ["code": code.wire, "dev": device.wire, "csr": csr.wire, "actKey": actKey.wire]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            code: try reader.get("code"), device: try reader.get("dev"),
            csr: try reader.get("csr"), actKey: try reader.get("actKey"))
    }
}

/// What a workstation gets when it is let in or renews.
package struct DeviceCertificate: Hashable, WireForm {
    /// PEM.
    package var certificate: String
    package var expires: Instant
    /// The incarnation of the log at that moment.
    package var epoch: String
    /// The raw Ed25519 public key that signs heads of the audit tree, in hex; empty for none.
    package var logKey: String

    package init(certificate: String, expires: Instant, epoch: String, logKey: String) {
        self.certificate = certificate
        self.expires = expires
        self.epoch = epoch
        self.logKey = logKey
    }

    package var wire: JSONValue {
        wireObject([
            ("certificate", certificate.wire), ("expires", expires.wire), ("epoch", epoch.wire),
            ("logKey", logKey.wireIfFilled),
        ])
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            certificate: try reader.get("certificate"), expires: try reader.get("expires"),
            epoch: try reader.get("epoch"), logKey: try reader.optional("logKey") ?? "")
    }
}

/// `POST /v1/auth/login`.
package struct LogInRequest: Hashable, WireForm {
    package var person: PersonID
    package var password: String

    package init(person: PersonID, password: String) {
        self.person = person
        self.password = password
    }

    package var wire: JSONValue { ["person": person.wire, "password": password.wire] }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(person: try reader.get("person"), password: try reader.get("password"))
    }
}

/// What a log-in or a refresh answers. The tokens are worth nothing without the certificate.
package struct SessionTokens: Hashable, WireForm {
    package var person: PersonID
    package var access: String
    package var accessExpires: Instant
    package var refresh: String
    package var refreshExpires: Instant

    package init(
        person: PersonID, access: String, accessExpires: Instant, refresh: String,
        refreshExpires: Instant
    ) {
        self.person = person
        self.access = access
        self.accessExpires = accessExpires
        self.refresh = refresh
        self.refreshExpires = refreshExpires
    }

    package var wire: JSONValue {
        [
            "person": person.wire, "access": access.wire, "accessExpires": accessExpires.wire,
            "refresh": refresh.wire, "refreshExpires": refreshExpires.wire,
        ]
    }

    package init(wire: JSONValue, at path: String) throws(WireError) {
        let reader = try WireReader(wire, at: path)
        self.init(
            person: try reader.get("person"), access: try reader.get("access"),
            accessExpires: try reader.get("accessExpires"), refresh: try reader.get("refresh"),
            refreshExpires: try reader.get("refreshExpires"))
    }
}

/// `POST /v1/devices/renew`: a new certificate for the same workstation and the same act key.
package struct DeviceRenewal: Hashable, WireForm {
    package var csr: String

    package init(csr: String) { self.csr = csr }
    package var wire: JSONValue { ["csr": csr.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(csr: try WireReader(wire, at: path).get("csr"))
    }
}

/// `POST /v1/auth/refresh`.
package struct RefreshRequest: Hashable, WireForm {
    package var refresh: String

    package init(refresh: String) { self.refresh = refresh }
    package var wire: JSONValue { ["refresh": refresh.wire] }
    package init(wire: JSONValue, at path: String) throws(WireError) {
        self.init(refresh: try WireReader(wire, at: path).get("refresh"))
    }
}

extension Route {
    package static let devices = "/v1/devices"
    package static let renewal = "/v1/devices/renew"
    package static let logIn = "/v1/auth/login"
    package static let refresh = "/v1/auth/refresh"
    package static let logOut = "/v1/auth/logout"
    package static let stepUp = "/v1/auth/stepup"
    package static let status = "/v1/status"
    package static let blobs = "/v1/blobs"

    package static let caseTemplate = "/v1/cases/{id}"
    package static let historyTemplate = "/v1/cases/{id}/history"
    package static let segmentTemplate = "/v1/segments/{sha256}"
    package static let blobTemplate = "/v1/blobs/{sha256}"
}
