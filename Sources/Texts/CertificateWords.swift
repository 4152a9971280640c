import Casework

/// What is said of the certificate by which a centre knows a desk.
package enum CertificateWords {
    /// From so many days before its end on it is spoken of.
    package static let noticeDays = 30
    /// From here on renewing by itself must have failed.
    package static let alarmDays = 7

    /// - Returns: whether it is well, and a sentence.
    package static func line(
        _ validity: ClosedRange<Instant>, now: Instant
    ) -> (ok: Bool, line: String) {
        let day = validity.upperBound.civilDay
        let left = now.civilDay.days(until: day)
        guard now < validity.upperBound else {
            return (
                false,
                "Abgelaufen am \(day.austrianWithWeekday): bitte neu verbinden "
                    + "(amtspult verbinden URL --code CODE). Was gespeichert ist, bleibt."
            )
        }
        guard left <= noticeDays else { return (true, "Gilt bis \(day.austrianWithWeekday).") }
        let span = left == 0 ? "heute" : left == 1 ? "morgen" : "in \(left) Tagen"
        return (
            left > alarmDays,
            "Läuft \(span) ab, am \(day.austrianWithWeekday); der nächste Abgleich mit der "
                + "Zentrale erneuert es."
        )
    }
}
