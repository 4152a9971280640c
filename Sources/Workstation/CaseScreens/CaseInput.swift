import Casework
import TextCanvas
import Texts

// Keys and mouse on the case screen that are no commands: what lies over the tabs, and moving.

extension AppState {
    mutating func caseTakes(_ input: InputEvent) -> Bool {
        switch caseFile?.sheet {
        case .letter:
            letterSheetTakes(input)
            return true
        case .conflict:
            conflictTakes(input)
            return true
        case .reader:
            readerTakes(input)
            return true
        case nil: break
        }
        if case .mouse(let mouse) = input {
            caseTakes(mouse)
            return true
        }
        return false
    }

    mutating func moveInCase(_ change: (inout BlockPlace, [CaseBlock], Int) -> Void) {
        guard let screen = caseFile, screen.view != nil else { return }
        let layout = caseLayout
        let blocks = caseBlocks(layout)
        var place = screen.places[screen.tab] ?? BlockPlace()
        change(&place, blocks, layout.content.height)
        caseFile?.places[screen.tab] = place
    }

    private mutating func caseTakes(_ mouse: MouseEvent) {
        let layout = caseLayout
        switch mouse.action {
        case .wheelUp: moveInCase { $0.scroll(-3, $1, height: $2) }
        case .wheelDown: moveInCase { $0.scroll(3, $1, height: $2) }
        case .press where layout.tabs.contains(mouse.at): clickTab(mouse.at, layout)
        case .press where layout.content.contains(mouse.at): stand(at: mouse.at, layout)
        case .doubleClick where layout.content.contains(mouse.at):
            stand(at: mouse.at, layout)
            openCaseRow()
        default: break
        }
    }

    private mutating func clickTab(_ at: Point, _ layout: CaseLayout) {
        guard let screen = caseFile, let view = screen.view, let circumstances = caseCircumstances
        else { return }
        var canvas = Canvas(size)
        let places = CaseTab.line(
            view, circumstances, active: screen.tab, width: layout.tabs.width
        ).draw(on: &canvas, in: layout.tabs)
        if let index = places.firstIndex(where: { $0.contains(at) }) {
            caseFile?.tab = CaseTab.allCases[index]
        }
    }

    private mutating func stand(at point: Point, _ layout: CaseLayout) {
        guard let screen = caseFile else { return }
        var place = screen.places[screen.tab] ?? BlockPlace()
        var line = place.top + point.y - layout.content.y
        for block in caseBlocks(layout) {
            if line < block.lines.count {
                if let key = block.key { place.key = key }
                break
            }
            line -= block.lines.count
        }
        caseFile?.places[screen.tab] = place
    }

    /// What the row under the cursor stands for.
    var caseRow: CaseRowKey? {
        guard let screen = caseFile, screen.view != nil else { return nil }
        let blocks = caseBlocks(caseLayout)
        let place = screen.places[screen.tab] ?? BlockPlace()
        return place.index(in: blocks).flatMap { blocks[$0].key }
    }

    // MARK: Enter and its like

    /// Enter: opens what can be opened, else changes what can be changed.
    mutating func openCaseRow() {
        guard let key = caseRow else { return }
        switch key {
        case .entry: toggle(key)
        case .otherCase(let id): openFromCase(id)
        case .recipient(let letter, let party): recordDelivery(letter, party)
        case .banner("conflict"): openConflicts()
        case .banner("outbox"): openOutbox(.waiting)
        case .banner("older"): caseFile?.historyShown = .max
        case .banner: approveCase()
        case .emptyFields(let group): editFirstEmpty(group)
        case .slot(let slot): open(slot, key)
        }
    }

    private mutating func open(_ slot: Slot, _ key: CaseRowKey) {
        switch slot.family {
        case .deadline, .note: toggle(key)
        case .letter: readLetter(LetterID(slot.key))
        case .inquiry: answerInquiry(InquiryID(slot.key))
        case .attachment: previewAttachment(AttachmentID(slot.key), key)
        case .posting: reversePosting(PostingID(slot.key))
        default: editCaseRow()
        }
    }

    private mutating func toggle(_ key: CaseRowKey) {
        if caseFile?.opened.remove(key) == nil { caseFile?.opened.insert(key) }
        moveInCase { place, blocks, height in
            if let index = place.index(in: blocks) { place.show(index, blocks, height: height) }
        }
    }

    private mutating func previewAttachment(_ id: AttachmentID, _ key: CaseRowKey) {
        toggle(key)
        guard caseFile?.opened.contains(key) == true, caseFile?.previews[id] == nil,
            let file = caseFile?.id
        else { return }
        let request = ask(.attachmentText(file, id), for: .caseFile)
        caseFile?.awaited[request] = .preview(id)
    }

    mutating func readLetter(_ id: LetterID) {
        guard let view = caseFile?.view, let letter = view.file.letter(id) else { return }
        caseFile?.sheet = .reader(ReaderSheet(letter, reserved: view.isReserved(id)))
    }

    /// F3: the whole thing, in the configured viewer where it is a file.
    mutating func viewCaseRow() {
        guard case .slot(let slot)? = caseRow, let id = caseFile?.id else {
            return openCaseRow()
        }
        if slot.family == .attachment {
            ask(.openAttachment(id, AttachmentID(slot.key)), for: .caseFile)
        } else {
            openCaseRow()
        }
    }

    /// The form of a group, on the first field that nobody has filled in.
    private mutating func editFirstEmpty(_ group: String) {
        guard let view = caseFile?.view else { return }
        let empty = view.procedure.fields(of: view.file).first {
            $0.group == group && view.file.field($0.id) == nil
        }
        editFields(group: group, focus: empty?.id)
    }

    /// F4: changes what the row stands for.
    mutating func editCaseRow() {
        guard case .slot(let slot)? = caseRow else {
            return caseFile?.tab == .overview ? editFields() : openCaseRow()
        }
        switch slot.family {
        case .field:
            let field = caseFile?.view?.procedure.field(FieldID(slot.key))
            editFields(group: field?.group, focus: field?.id)
        case .subject: editSubject()
        case .place: editPlace()
        case .paper: editPaper()
        case .resubmission: resubmitCase()
        case .assignment: assignCase()
        case .item: editItem(ItemID(slot.key))
        case .party: editParty(PartyID(slot.key))
        case .deadline: extendDeadline(slot.key)
        case .inquiry: answerInquiry(InquiryID(slot.key))
        default: openCaseRow()
        }
    }

    /// Insert: something new of what the tab holds.
    mutating func addInCase() {
        switch caseFile?.tab {
        case .documents:
            if case .slot(let slot)? = caseRow, slot.family == .item {
                addAttachment(item: ItemID(slot.key))
            } else {
                addAttachment()
            }
        case .parties: editParty(nil)
        case .deadlines: setDeadline()
        case .letters: chooseStep(writing: true)
        default: writeNote()
        }
    }

    /// F8: takes away what can be taken away.
    mutating func removeInCase() {
        switch caseRow {
        case .slot(let slot) where slot.family == .party: removeParty(PartyID(slot.key))
        case .slot(let slot) where slot.family == .deadline: cancelDeadline(slot.key)
        case .slot(let slot) where slot.family == .posting: reversePosting(PostingID(slot.key))
        case .slot(let slot) where slot.family == .resubmission:
            submitCase([.cancelResubmission], said: "Wiedervorlage aufgehoben")
        case .otherCase(let id):
            let related = caseFile?.view?.file.relations.contains { $0.case == id } ?? false
            if related {
                unrelateCase(id)
            } else {
                say(.desk("Dieser Akt liegt am selben Ort; verknüpft ist er nicht."))
            }
        default: say(.desk("Das lässt sich nicht entfernen; was geschehen ist, bleibt im Verlauf."))
        }
    }
}
