import Casework
import Foundation
import GRDB
import SyncProtocol

/// All that is written of one case, worked out before any of it is written.
struct CaseRows: Sendable {
    var caseID: CaseID
    /// Of the narrow row, in the order of its columns.
    var values: [DatabaseValue]
    var image: Data
    var facts: [FactRow]
    var cadastral: String
    var parcels: [String]
    var attached: [String]
    /// For the index, folded.
    var words: [String]

    /// - Parameter image: the bytes of `file`, where they are at hand.
    init(
        _ file: CaseFile, _ procedure: Procedure?, pending: Int, document: SearchDocument,
        image: Data? = nil
    ) {
        let shown = procedure ?? Procedure.unknown(file.procedure)
        caseID = file.id
        values = CaseRows.values(file, shown.worklistRow(of: file), pending: pending)
            .map { $0?.databaseValue ?? .null }
        self.image = image ?? file.wire.data
        facts = procedure?.factRows(of: file) ?? []
        cadastral = fold(file.place.cadastral)
        parcels = file.place.parcelKeys
        attached = file.attachments.map(\.sha256)
        words = document.columns
    }

    private static func values(
        _ file: CaseFile, _ row: WorklistRow, pending: Int
    ) -> [(any DatabaseValueConvertible)?] {
        let place = file.place
        let head: [(any DatabaseValueConvertible)?] = [
            row.id.raw, row.number?.withSign, row.number?.sortKey ?? RowWriter.withoutNumber,
            row.procedure.raw, row.kind.raw, row.phase.raw, row.publicStatus?.raw,
            row.result?.raw, row.subject, fold(row.subject), row.place, fold(row.place),
            row.received.ordinal, row.due?.ordinal ?? RowWriter.notDue, row.dueTitle, row.warnDays,
        ]
        let middle: [(any DatabaseValueConvertible)?] = [
            row.waiting.whom.rawValue, row.unit.raw, row.assignee?.raw, row.resubmission?.ordinal,
            row.open, file.closing?.day.ordinal, file.closing?.manner.rawValue,
            row.returnedTo?.raw, row.approvalBy?.rawValue, row.preparedBy?.raw, row.conflicts,
            row.version, row.adrift, pending,
        ]
        let tail: [(any DatabaseValueConvertible)?] = [
            file.channel, file.source, fold(place.street), fold(place.houseNumber),
            fold(place.district), fold(place.cadastral), place.latitude, place.longitude,
            turn(row), shownFields(row),
        ]
        return head + middle + tail
    }

    /// The first day on which the turn is the office's by itself.
    static func turn(_ row: WorklistRow) -> Int {
        row.waiting.until.map { $0.ordinal + 1 } ?? RowWriter.notDue
    }

    static func shownFields(_ row: WorklistRow) -> String {
        wireFields(row.fields)?.text ?? ""
    }
}

extension CaseNumber {
    /// Grows with the number; smaller than `RowWriter.withoutNumber`.
    var sortKey: Int { year * 100_000_000 + serial }
}

extension Procedure {
    /// Stands in where the edition is missing: the case can be listed and looked at.
    static func unknown(_ id: ProcedureID) -> Procedure {
        Procedure(id: id, title: id.raw, nature: .service, unit: "")
    }
}

extension Place {
    /// Parcel numbers without blanks and leading points: "123/4", ".56".
    var parcelKeys: [String] {
        let texts = parcels.split { $0 == "," || $0 == ";" }
        return Set(texts.map { $0.filter { !$0.isWhitespace } }).filter { !$0.isEmpty }.sorted()
    }
}
