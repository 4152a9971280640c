import AsyncHTTPClient
import Casework
import NIOCore
import NIOSSL
import SyncProtocol

/// Where a centre answers.
package struct CentreAddress: Hashable, Sendable {
    /// Without a slash at the end.
    package let url: String

    /// nil for what is no https address.
    package init?(_ text: String) {
        let trimmed = text.hasSuffix("/") ? String(text.dropLast()) : text
        guard trimmed.hasPrefix("https://"), trimmed.utf8.count > "https://".utf8.count else {
            return nil
        }
        url = trimmed
    }

    /// Asks a centre that is not yet believed what anybody may know; only a fingerprint known
    /// from elsewhere makes the answer worth anything.
    package func wellKnown() throws -> WellKnown {
        var tls = TLSConfiguration.makeClientConfiguration()
        tls.minimumTLSVersion = .tlsv13
        tls.certificateVerification = .none
        var question = Question.get(Route.wellKnown)
        question.limit = 1 << 16
        return try asked(question, tls)
    }

    /// Lets this workstation be let in.
    ///
    /// - Throws: `CentreFailure(.forbidden)` when the code or the authority is not the right one.
    package func enrol(
        _ ticket: EnrolmentTicket, device: DeviceID, actKey: [UInt8]
    ) throws -> Enrolled {
        let known = try wellKnown()
        guard AuthorityFingerprint(pem: known.authority) == ticket.authority else {
            throw CentreFailure(.forbidden, context: "authority")
        }
        let request = try KeyRequest(device: device)
        let enrolment = DeviceEnrolment(
            code: ticket.code, device: device, csr: request.csr, actKey: hexText(actKey))
        let issued: DeviceCertificate = try asked(
            .post(Route.devices, enrolment),
            try TLSConfiguration.centre(authority: known.authority))
        return Enrolled(
            identity: DeskIdentity(
                key: request.key, certificate: issued.certificate, authority: known.authority,
                expires: issued.expires),
            epoch: issued.epoch, logKey: hexBytes(issued.logKey) ?? [])
    }

    private func asked<T: WireForm & Sendable>(
        _ question: Question, _ tls: TLSConfiguration
    ) throws -> T {
        let wire = Wire(address: self, tls: tls)
        let answer: Result<Answer, any Error> = Result {
            try waiting { try await wire.ask(question) }
        }
        try waiting { try await wire.close() }
        return try answer.get().document()
    }
}

/// What a workstation keeps from being let in.
package struct Enrolled: Hashable, Sendable {
    package var identity: DeskIdentity
    /// The incarnation of the log at the centre.
    package var epoch: String
    /// The raw public key that signs heads of the audit tree; empty for none.
    package var logKey: [UInt8]
}
