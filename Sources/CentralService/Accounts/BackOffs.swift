import Casework

/// Guessing gets slower: after some free failures the wait doubles from a second to a quarter
/// of an hour.
extension Registry {
    /// - Throws: `AccountRefusal(.heldOff)` while one of the keys has to wait.
    func checkBackOff(_ keys: [String], now: Instant, _ reading: any AccountReading) throws {
        let until = try keys.compactMap { try reading.backOff($0)?.until }.max()
        guard let until, until > now else { return }
        let seconds = Int((now.milliseconds(until: until) + 999) / 1_000)
        throw AccountRefusal(.heldOff, retryAfter: seconds)
    }

    func failed(
        _ key: String, free: Int, now: Instant, _ transaction: any CentralTransaction
    ) throws {
        let failures = (try transaction.backOff(key)?.failures ?? 0) + 1
        let wait = waitAfter(failures: failures, free: free)
        try transaction.put(
            BackOffRecord(key: key, failures: failures, until: now.adding(seconds: wait)))
    }

    /// Seconds to wait after so many failures in a row.
    package func waitAfter(failures: Int, free: Int) -> Int {
        guard failures > free else { return 0 }
        return min(limits.longestBackOff, 1 << min(20, failures - free - 1))
    }
}
