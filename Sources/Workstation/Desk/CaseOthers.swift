import Casework

extension CaseView {
    /// What others did to the case that an older view of it does not hold yet.
    func foreignEntries(since old: CaseView, me: PersonID) -> [Entry] {
        let known = Set(old.entries.map(\.act.id))
        return entries.filter { !known.contains($0.act.id) && $0.act.actor != me }
    }

    /// A letter that was sealed or prepared without the centre's verdict: it may not go out yet.
    package func isReserved(_ letter: LetterID) -> Bool {
        entries.contains { entry in
            unconfirmed.contains(entry.act.id)
                && entry.changes.contains { $0.slot == .letter(letter) }
        }
    }

    /// Acts on the case that wait for a verdict, and those of them that bind the house.
    var waiting: (acts: Int, reserved: [Entry]) {
        let open = entries.filter { unconfirmed.contains($0.act.id) }
        return (open.count, open.filter(\.act.body.bindsOutside))
    }
}
