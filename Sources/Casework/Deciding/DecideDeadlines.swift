/// Periods changed by hand: set, extended, suspended, resumed, cancelled, always with a reason.
extension Decider {
    func changeDeadline(_ body: ActBody, _ draft: inout CaseDraft) throws(Obstacle) {
        try require(
            draft.file.obstacleToWork(roles: [.clerk, .supervisor], under: circumstances))
        switch body {
        case .setDeadline(let key, let title, let end, let binds, let reason):
            try requireReason(reason)
            guard key.hasPrefix("hand"), title.contains(where: { !$0.isWhitespace }) else {
                throw Obstacle(.fieldEmpty, [.field: "Bezeichnung"])
            }
            var record = DeadlineRecord(
                definition: "", title: title, formula: .fixed, binds: binds, start: end,
                event: nil, end: end)
            record.reason = reason
            draft.put(.deadline(key), .deadline(record))
        case .extendDeadline(let key, let extent, let reason):
            try requireReason(reason)
            var record = try running(key, draft)
            record.extensions.append(extent)
            record.reason = reason
            try draft.renew(key, record)
        case .suspendDeadline(let key, let day, let reason):
            try requireReason(reason)
            var record = try running(key, draft)
            guard record.isRunning, day >= record.start, day <= today else {
                throw Obstacle(.dayImplausible, [.day: day.austrian])
            }
            record.state = .suspended
            record.suspendedSince = day
            record.reason = reason
            draft.put(.deadline(key), .deadline(record))
        case .resumeDeadline(let key, let day):
            try draft.resume(key, try running(key, draft), to: day)
        case .cancelDeadline(let key, let reason):
            try requireReason(reason)
            var record = try running(key, draft)
            record.reason = reason
            draft.settle(key, record, as: .cancelled, on: today)
        default: break
        }
    }

    private func running(_ key: String, _ draft: CaseDraft) throws(Obstacle) -> DeadlineRecord {
        guard let record = draft.file.deadline(key),
            [.running, .suspended].contains(record.state)
        else { throw Obstacle(.deadlineNotRunning, [.deadline: key]) }
        return record
    }
}
