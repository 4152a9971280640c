import CaseStore
import Casework
import SyncProtocol
import Synchronization

/// A centre that gives a desk new papers while the old ones still hold.
package protocol RenewingCentre: AnyObject, Sendable {
    /// A new key with a certificate of the centre for it; what is in use stays in use.
    ///
    /// - Throws: `CentreFailure`.
    func renewal(for device: DeviceID) throws -> ConnectionPapers
    /// Shows these from now on; sessions go on.
    func use(_ papers: ConnectionPapers) throws
}

/// What a desk shows when it connects: the certificate and its key, PEM.
package struct ConnectionPapers: Hashable, Sendable {
    package var certificate: String
    /// Secret.
    package var key: String

    package init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}

/// Renews the desk's certificate in good time. The new pair is on the disk before it is shown for
/// the first time, and the old one goes after that.
package final class PaperRenewal: Sendable {
    /// Milliseconds before what failed is tried again.
    package static let patience: Int64 = 3_600_000

    private struct State: Sendable {
        var validity: ClosedRange<Instant>?
        var notBefore: Instant = .epoch
    }

    private let centre: any RenewingCentre
    private let desk: Desk
    private let validity: @Sendable (_ certificate: String) -> ClosedRange<Instant>?
    private let state: Mutex<State>

    package init(
        _ centre: any RenewingCentre, desk: Desk, certificate: String,
        validity: @escaping @Sendable (_ certificate: String) -> ClosedRange<Instant>?
    ) {
        self.centre = centre
        self.desk = desk
        self.validity = validity
        state = Mutex(State(validity: validity(certificate)))
    }

    /// Called whenever the centre has answered; does nothing as long as nothing is due.
    package func renewIfDue(now: Instant) {
        let isDue = state.withLock { state in
            guard state.validity?.isLastThird(now) == true, now >= state.notBefore else {
                return false
            }
            state.notBefore = now.adding(milliseconds: PaperRenewal.patience)
            return true
        }
        if isDue { try? renew() }
    }

    /// Whether the certificate holds at this moment; also where nobody knows until when.
    package func hold(at now: Instant) -> Bool {
        state.withLock { $0.validity?.contains(now) ?? true }
    }

    private func renew() throws {
        let papers = try centre.renewal(for: desk.device)
        guard let validity = validity(papers.certificate) else {
            throw CentreFailure(.malformed, context: "certificate")
        }
        try desk.replacePapers(
            certificate: Array(papers.certificate.utf8), key: Array(papers.key.utf8))
        try centre.use(papers)
        state.withLock { $0 = State(validity: validity) }
    }
}

extension ClosedRange<Instant> {
    /// No more than a third of it is left.
    package func isLastThird(_ now: Instant) -> Bool {
        let (all, left) = (
            lowerBound.milliseconds(until: upperBound), now.milliseconds(until: upperBound)
        )
        return left * 3 <= all
    }
}
