import Casework

/// What the desk can ask of a centre, one of a kind at a time.
package enum SyncRequest: Hashable, Sendable {
    /// A new session in place of one that ran out.
    case refresh
    /// Where the centre stands with this desk's acts; what it does not know is offered again.
    case catchUp
    case offer
    /// Everything anew, beside what is shown.
    case bootstrap
    case pull(limit: Int)
    /// A part of an attachment goes up.
    case deliver
    /// Readings of personal data.
    case report
    /// A pull that waits for something new.
    case listen(limit: Int)

    package enum Kind: String, CaseIterable, Sendable {
        case refresh, catchUp, offer, bootstrap, pull, deliver, report, listen
    }

    package var kind: Kind {
        switch self {
        case .refresh: .refresh
        case .catchUp: .catchUp
        case .offer: .offer
        case .bootstrap: .bootstrap
        case .pull: .pull
        case .deliver: .deliver
        case .report: .report
        case .listen: .listen
        }
    }
}

/// What became of a request.
package enum SyncAnswer: Hashable, Sendable {
    case refreshed
    case caughtUp
    /// - Parameters:
    ///   - more: acts are left that may go now.
    ///   - oldest: when the oldest act without a verdict was made.
    case offered(more: Bool, oldest: Instant?)
    case built
    /// - Parameters:
    ///   - more: the feed has more.
    ///   - took: milliseconds to put the page in.
    case fetched(items: Int, more: Bool, took: Int)
    /// - Parameters:
    ///   - more: parts are left.
    ///   - freed: acts may go now that waited for it.
    case delivered(more: Bool, freed: Bool)
    case reported(more: Bool)
    case failed(SyncTrouble)
}

/// What a failed request means for what is done next.
package enum SyncTrouble: Hashable, Sendable {
    /// Does not answer, or not now.
    case away(retryAfter: Int?)
    /// An answer that makes no sense; tried again like `away`.
    case fault
    case unauthenticated
    /// The centre no longer knows this desk. Everything is kept.
    case revoked
    /// Another log than before: acts it does not know are offered again, and all is fetched anew.
    case newEpoch
    /// The feed cannot go on from here: all is fetched anew.
    case anew
    /// This program is too old to read the feed. It may still offer.
    case tooOld
    /// The centre lacks acts that it had answered.
    case gap
}

package enum SyncEvent: Hashable, Sendable {
    /// - Parameters:
    ///   - lastContact: when the centre last answered, from the journal.
    ///   - oldest: when the oldest act without a verdict was made.
    ///   - anew: an earlier fetching of everything did not come to its end.
    case began(lastContact: Instant?, oldest: Instant?, anew: Bool)
    /// Acts are in the journal, made at this moment.
    case saved(at: Instant)
    case noted
    /// Attachments wait for the centre.
    case attached
    /// A person wants it now.
    case asked
    /// A key: somebody is at work.
    case typed
    case loggedIn
    case ended(SyncRequest.Kind, SyncAnswer)
    /// The moment of the last `.wake` has come.
    case woke
}

package enum SyncEffect: Hashable, Sendable {
    case start(SyncRequest)
    /// Only the last one counts; nil: nothing to wait for.
    case wake(at: Instant?)
    case show(SyncStatus)
}

/// How the desk stands with its centre, for the status line.
package struct SyncStatus: Hashable, Sendable {
    package enum Contact: String, CaseIterable, Sendable {
        /// Not asked yet.
        case beginning
        /// The centre answers and everything is here.
        case current
        /// The centre answers; more is to come.
        case catchingUp
        /// Everything is fetched anew.
        case building
        /// The centre does not answer.
        case away
        case needsLogIn
        case revoked
        case tooOld
    }

    package var contact: Contact
    package var lastContact: Instant?
    package var unsentSince: Instant?
    /// The oldest unsent act has waited too long.
    package var overdue: Bool
    /// The last contact is too long ago: reading goes on, writing does not.
    package var expired: Bool
    /// When the centre is asked again.
    package var nextTry: Instant?

    package init(
        contact: Contact, lastContact: Instant? = nil, unsentSince: Instant? = nil,
        overdue: Bool = false, expired: Bool = false, nextTry: Instant? = nil
    ) {
        self.contact = contact
        self.lastContact = lastContact
        self.unsentSince = unsentSince
        self.overdue = overdue
        self.expired = expired
        self.nextTry = nextTry
    }
}
