import Casework
import SyncProtocol

/// What somebody showed to be let in; of the token only what is kept of it in the store, too.
struct Shown: Hashable, Sendable {
    var token: String
    var certificate: String

    init(token: String, certificate: String) {
        self.token = sha256Hex(token.utf8)
        self.certificate = certificate
    }
}

/// Who was let in by it, and for how long. Every question is asked by somebody, and looking them up
/// would be most of the work.
struct Pass: Sendable {
    var who: Authenticated
    var until: Instant
}
