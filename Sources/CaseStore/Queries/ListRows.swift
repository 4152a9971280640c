import Casework
import GRDB
import SyncProtocol

/// The columns of `row` as a list shows them.
enum ListRows {
    static let columns = """
        row.id, row.uuid, row.number, row.number_key, row.procedure, row.kind, row.phase, \
        row.public_status, row.result, row.subject, row.subject_key, row.place, row.place_key, \
        row.received, row.due_key, row.due_title, row.warn_days, row.waiting, row.turn, row.unit, \
        row.assignee, row.resubmission, row.open, row.returned_to, row.approval_by, \
        row.prepared_by, row.conflicts, row.version, row.adrift, row.pending, \
        row.fields
        """

    static func row(_ row: Row) -> WorklistRow {
        let due: Int = row["due_key"]
        var listed = WorklistRow(
            id: CaseID(row["uuid"]), number: (row["number"] as String?).flatMap { CaseNumber($0) },
            procedure: ProcedureID(row["procedure"]), kind: KindID(row["kind"]),
            phase: PhaseID(row["phase"]), publicStatus: name(row["public_status"]),
            result: name(row["result"]), subject: row["subject"], place: row["place"],
            received: CivilDay(ordinal: row["received"]),
            due: due == RowWriter.notDue ? nil : CivilDay(ordinal: due),
            dueTitle: row["due_title"], warnDays: row["warn_days"],
            waiting: waiting(row), unit: UnitID(row["unit"]),
            assignee: name(row["assignee"]),
            resubmission: (row["resubmission"] as Int?).map { CivilDay(ordinal: $0) },
            open: row["open"], returnedTo: name(row["returned_to"]),
            approvalBy: (row["approval_by"] as String?).flatMap { Role(rawValue: $0) },
            preparedBy: name(row["prepared_by"]), conflicts: row["conflicts"],
            version: row["version"], adrift: row["adrift"], fields: fields(row["fields"]))
        listed.pending = row["pending"]
        return listed
    }

    private static func waiting(_ row: Row) -> Waiting {
        let turn: Int = row["turn"]
        return Waiting(
            WaitingFor(rawValue: row["waiting"]) ?? .us,
            until: turn == RowWriter.notDue ? nil : CivilDay(ordinal: turn - 1))
    }

    /// The columns of a procedure's lists; most lists show none, and few rows have any.
    private static func fields(_ text: String) -> [FieldID: FieldValue] {
        guard !text.isEmpty, let value = try? JSONValue(text: text),
            let fields = try? WireReader(["fields": value], at: "row")
                .dictionary("fields", key: { FieldID($0) }, as: FieldValue.self)
        else { return [:] }
        return fields
    }

    private static func name<Of>(_ text: String?) -> ID<Of>? { text.map { ID<Of>($0) } }
}

/// A list of texts as one value for `json_each`.
func jsonList(_ texts: [String]) -> String {
    JSONValue.array(texts.sorted().map { .string($0) }).text
}
