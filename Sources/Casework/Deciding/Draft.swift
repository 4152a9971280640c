/// A case being changed by one act: the working copy and the changes so far.
struct CaseDraft {
    private(set) var file: CaseFile
    private(set) var changes: [Change] = []
    let act: Act
    let circumstances: Circumstances

    init(file: CaseFile, act: Act, circumstances: Circumstances) {
        self.file = file
        self.act = act
        self.circumstances = circumstances
    }

    var procedure: Procedure { circumstances.procedure }
    var today: CivilDay { circumstances.today }

    /// Puts a value into a slot; what does not change leaves no trace.
    mutating func put(_ slot: Slot, _ value: SlotValue?) {
        guard file[slot] != value else { return }
        if let index = changes.firstIndex(where: { $0.slot == slot }) {
            changes[index].new = value
            if changes[index].old == value { changes.remove(at: index) }
        } else {
            changes.append(Change(slot, from: file[slot], to: value))
        }
        file.apply(
            [Change(slot, from: file[slot], to: value)], version: file.version, by: act.actor,
            at: act.at)
    }

    mutating func put(_ family: Slot.Family, text: String) {
        put(Slot(family), text.isEmpty ? nil : .text(text))
    }

    /// A name for a part that this act makes: the act's own id with a letter.
    func partName(_ suffix: String) -> String { "\(act.id.raw).\(suffix)" }
}
