import Casework
import GRDB
import SyncProtocol
import Synchronization

extension Desk {
    /// Talks with a centre in the same process: offers what it has not answered, fetches what is
    /// new until there is no more, reports readings. Never throws: what could not be done is
    /// done next time.
    ///
    /// With a centre on another machine this only says that somebody wants a talk now.
    ///
    /// - Parameter onDecided: told how many offered acts are answered so far.
    @discardableResult
    package func exchange(onDecided: @Sendable (Int) -> Void = { _ in }) -> Exchange {
        guard !isRemote else {
            tell(.asked)
            return Exchange(failure: contactFailure)
        }
        var exchange = Exchange()
        do {
            try round(&exchange, onDecided: onDecided)
        } catch let failure as CentreFailure {
            exchange.failure = failure
        } catch {
            exchange.failure = CentreFailure(
                .internalError, context: StoreFailure(error).cause)
        }
        noteFailure(exchange.failure)
        return exchange
    }

    private func round(
        _ exchange: inout Exchange, onDecided: @Sendable (Int) -> Void
    ) throws {
        while true {
            do {
                try offerAll(&exchange, onDecided: onDecided)
                try pullAll(&exchange)
                while try reportOnce() {}
                return
            } catch let failure as CentreFailure
                where failure.code.meansAnew && !exchange.newEpoch
            {
                exchange.newEpoch = true
                try beginAnew()
            }
        }
    }

    private func offerAll(
        _ exchange: inout Exchange, onDecided: @Sendable (Int) -> Void
    ) throws {
        var caughtUp = false
        var decided = 0
        while true {
            do {
                let offered = try offerOnce()
                exchange.changed.formUnion(offered.changed)
                decided += offered.answered
                onDecided(decided)
                if !offered.more { return }
            } catch let failure as CentreFailure where failure.code == .counterGap {
                // The centre lost acts it had answered: they are offered again, once.
                guard !caughtUp else { throw failure }
                caughtUp = true
                try catchUp()
            }
        }
    }

    private func pullAll(_ exchange: inout Exchange) throws {
        while true {
            let pulled = try take(try fetchPage(limit: Desk.pageLimit))
            exchange.changed.formUnion(pulled.changed)
            exchange.referenceChanged = exchange.referenceChanged || pulled.referenceChanged
            if !pulled.more { return }
        }
    }

    /// The centre's log is another one: everything is fetched anew, and every act it does not
    /// know is offered again, with the same bytes.
    private func beginAnew() throws {
        try catchUp()
        try shelf.write { try Projection.empty($0) }
    }
}

extension CentreFailure.Code {
    /// The feed cannot go on from where the desk stands.
    package var meansAnew: Bool {
        [.epochChanged, .scopesChanged, .cursorExpired].contains(self)
    }
}
