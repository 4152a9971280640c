import Casework
import TextCanvas
import Texts

extension TabMaker {
    func documents(_ made: inout BlockMaker) {
        let needed = procedure.neededItems(in: file, under: circumstances)
        let neededIDs = Set(needed.map(\.id))
        let others = procedure.checklist.filter {
            ($0.kinds.isEmpty || $0.kinds.contains(file.kind)) && !neededIDs.contains($0.id)
                && file.item($0.id) != nil
        }
        if !needed.isEmpty {
            let done = needed.count { file.item($0.id) != nil }
            made.heading("Prüfliste", note: "\(done) von \(needed.count) geprüft")
            for item in needed + others { row(item, &made) }
        }
        let attachments = file.attachments
        made.heading(
            "Beilagen",
            note: attachments.isEmpty ? "keine; n nimmt eine auf" : "\(attachments.count)")
        for attachment in attachments { row(attachment, &made) }
    }

    private func row(_ item: ChecklistItem, _ made: inout BlockMaker) {
        let record = file.item(item.id)
        let (sign, tone): (String, Tone) =
            switch record?.state {
            case .present: ("✓", .ok)
            case .missing: ("✗", .danger)
            case .deficient: ("△", .warning)
            case .notNeeded: ("–", .dim)
            case nil: ("·", .dim)
            }
        let state = record?.state.title ?? "ungeprüft"
        let key = CaseRowKey.slot(.item(item.id))
        var details: [String] = []
        if let remark = record?.remark, !remark.isEmpty { details.append("„\(remark)“") }
        if isOpened(key), !item.demand.isEmpty { details.append("Im Auftrag: \(item.demand)") }
        let attached = file.attachments.filter { $0.item == item.id }.map(\.name)
        if !attached.isEmpty { details.append("Beilage: \(attached.joined(separator: ", "))") }
        made.row(
            key,
            [Span("\(sign) ", tone), Span(SafeText(state).padded(to: 18), tone), Span(" ")],
            item.title + (item.source.isEmpty ? " · ohne Rechtsgrundlage" : " · \(item.source)"),
            details: made.details(details))
    }

    private func row(_ attachment: Attachment, _ made: inout BlockMaker) {
        let key = CaseRowKey.slot(.attachment(attachment.id))
        var facts = [
            attachment.received.austrian, Words.size(attachment.size), attachment.mediaType,
        ]
        if let item = attachment.item.flatMap({ procedure.item($0) }) { facts.append(item.title) }
        var sign = Span("  ")
        if attachment.isPicture {
            let (glyph, tone): (String, Tone) =
                switch attachment.picture {
                case .clean: ("✓", .ok)
                case .notChecked: ("?", .warning)
                case .mustBlur: ("✗", .danger)
                }
            sign = Span("\(glyph) ", tone)
            facts.append("Bild \(attachment.picture.title)")
        }
        var details: [[Span]] = []
        if isOpened(key) {
            let text = screen.previews[attachment.id] ?? "wird gelesen …"
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let shown = lines.prefix(60).joined(separator: "\n")
            details = made.details([shown.isEmpty ? "kein Text darin" : shown], tone: .text)
            if lines.count > 60 { details += made.details(["… o öffnet die ganze Beilage"]) }
        }
        made.row(
            key, [sign, Span(attachment.name + "  ")], facts.joined(separator: " · "), tone: .dim,
            details: details)
    }
}
