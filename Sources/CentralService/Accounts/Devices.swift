import Casework
import SyncProtocol

/// What a workstation asks to be let in with.
package struct EnrolmentRequest: Hashable, Sendable {
    package var code: String
    package var device: DeviceID
    package var actKey: [UInt8]
    package var address: String

    package init(code: String, device: DeviceID, actKey: [UInt8], address: String) {
        self.code = code
        self.device = device
        self.actKey = actKey
        self.address = address
    }
}

/// A certificate as the authority issued it.
package struct IssuedCertificate: Hashable, Sendable {
    package var pem: String
    /// SHA-256 of its DER form, in hex.
    package var fingerprint: String
    package var expires: Instant

    package init(pem: String, fingerprint: String, expires: Instant) {
        self.pem = pem
        self.fingerprint = fingerprint
        self.expires = expires
    }
}

extension Registry {
    package func devices() throws -> [DeviceRecord] { try store.read { try $0.devices() } }

    /// A new one-time code, told once and kept only as a hash.
    ///
    /// - Parameter device: a known workstation that comes anew, with new keys.
    package func makeCode(name: String, for device: DeviceID? = nil) throws -> String {
        let plain = CodeText.make(of: random(CodeText.letters))
        let now = clock()
        try store.write { transaction in
            if let device, try transaction.device(device) == nil {
                throw AccountRefusal(.deviceUnknown)
            }
            try transaction.put(
                EnrolmentCode(
                    hash: CodeText.hash(plain), name: name, device: device,
                    expires: now.adding(seconds: limits.code)))
            try transaction.record(AuthEvent(.codeMade, device: device, at: now))
        }
        return plain
    }

    /// Lets a workstation in. The code is used up exactly when the certificate is issued.
    package func enrol(
        _ request: EnrolmentRequest,
        issue: (DeviceID, _ name: String) throws -> IssuedCertificate
    ) throws -> IssuedCertificate {
        let now = clock()
        let key = "code:\(request.address)"
        try store.read { try checkBackOff([key], now: now, $0) }
        do {
            return try store.write { transaction in
                let code = try accepted(request, now: now, transaction)
                let issued = try issue(request.device, code.name)
                try admit(request, code, issued, now: now, transaction)
                try transaction.removeBackOff(key)
                return issued
            }
        } catch let refusal as AccountRefusal {
            try store.write { transaction in
                try failed(key, free: limits.freeFailures, now: now, transaction)
                try transaction.record(
                    AuthEvent(
                        .codeRefused, device: request.device, at: now, detail: request.address))
            }
            throw refusal
        }
    }

    private func accepted(
        _ request: EnrolmentRequest, now: Instant, _ reading: any AccountReading
    ) throws -> EnrolmentCode {
        guard let code = try reading.enrolmentCode(hash: CodeText.hash(request.code)),
            code.used == nil, code.expires > now,
            code.device == nil || code.device == request.device
        else { throw AccountRefusal(.codeRefused) }
        let known = try reading.device(request.device) != nil
        guard !known || code.device == request.device else {
            throw AccountRefusal(.deviceKnown)
        }
        return code
    }

    private func admit(
        _ request: EnrolmentRequest, _ code: EnrolmentCode, _ issued: IssuedCertificate,
        now: Instant, _ transaction: any CentralTransaction
    ) throws {
        var used = code
        used.used = now
        try transaction.put(used)
        try transaction.endSessions(person: nil, device: request.device, at: now)
        try transaction.put(
            DeviceRecord(
                id: request.device, name: code.name, certificate: issued.fingerprint,
                actKey: request.actKey, enrolled: now, expires: issued.expires))
        try transaction.record(
            AuthEvent(.deviceEnrolled, device: request.device, at: now, detail: request.address))
    }

    /// A further certificate for a workstation whose present one is still good.
    package func renew(
        _ device: DeviceRecord, presented: String,
        issue: (DeviceID, _ name: String) throws -> IssuedCertificate
    ) throws -> IssuedCertificate {
        let now = clock()
        return try store.write { transaction in
            guard var fresh = try transaction.device(device.id), fresh.revoked == nil else {
                throw AccountRefusal(.deviceRevoked)
            }
            let issued = try issue(device.id, fresh.name)
            fresh.previous = presented
            fresh.certificate = issued.fingerprint
            fresh.expires = issued.expires
            try transaction.put(fresh)
            try transaction.record(AuthEvent(.deviceRenewed, device: device.id, at: now))
            return issued
        }
    }

    /// Shuts a workstation out from now on; its sessions end with it.
    package func revoke(_ id: DeviceID) throws {
        let now = clock()
        try store.write { transaction in
            guard var device = try transaction.device(id) else {
                throw AccountRefusal(.deviceUnknown)
            }
            guard device.revoked == nil else { return }
            device.revoked = now
            try transaction.put(device)
            try transaction.endSessions(person: nil, device: id, at: now)
            try transaction.record(AuthEvent(.deviceRevoked, device: id, at: now))
        }
    }

    /// The workstation behind a certificate that the connection has proved.
    package func device(presenting certificate: String) throws -> DeviceRecord {
        guard let device = try store.read({ try $0.device(certificate: certificate) }) else {
            throw AccountRefusal(.deviceUnknown)
        }
        guard device.revoked == nil else { throw AccountRefusal(.deviceRevoked) }
        return device
    }
}

/// One-time codes: twelve letters of five bits each, kept only as a hash.
enum CodeText {
    static let letters = CodeLetters.code

    /// "7K3M-9QRA-ZZ01".
    static func make(of bytes: [UInt8]) -> String {
        let text = bytes.prefix(letters).map { CodeLetters.alphabet[Int($0 & 31)] }
        return CodeLetters.grouped(String(text))
    }

    static func hash(_ code: String) -> String { sha256Hex(CodeLetters.plain(code).utf8) }
}
