import Casework

/// What the store knows of rows taken earlier, and how it takes new ones.
package protocol ImportLedger {
    /// The digest of the row that was taken under this identity; nil when none was.
    func digest(of identity: SourceIdentity) throws -> String?
    /// Opens the cases and notes each identity with its digest, all in one transaction, so
    /// that an import broken off goes on where it stopped. Gives back what it refused.
    func take(_ records: [IntakeRecord]) throws -> [Rejected]
}

/// How far an import has come.
package struct ImportProgress: Hashable, Sendable {
    package var rows = 0
    package var taken = 0
    package var rejected = 0
    /// Bytes of the file read so far; the size of the file where it is known.
    package var bytes = 0
    package var size: Int?
}

/// What became of a file. Every row is counted once: taken, known, changed or rejected.
package struct ImportReport: Hashable, Sendable {
    package var mapping: String
    package var rows = 0
    package var taken = 0
    /// Already there with the same content.
    package var known = 0
    /// Already there with another content; the case stays as it is.
    package var changed: [ChangedRow] = []
    package var rejected: [Rejected] = []
    /// How often each warning was given, and the first lines it was given for.
    package var warnings: [IntakeWarning: [Int]] = [:]
    package var warningCounts: [IntakeWarning: Int] = [:]
    /// Columns of the file that the mapping does not know.
    package var unusedColumns: [String] = []

    package init(mapping: String) { self.mapping = mapping }

    /// Lines kept for each warning.
    static let examples = 20

    mutating func count(_ warnings: [IntakeWarning], line: Int) {
        for warning in Set(warnings) {
            warningCounts[warning, default: 0] += 1
            if self.warnings[warning, default: []].count < ImportReport.examples {
                self.warnings[warning, default: []].append(line)
            }
        }
    }
}

package struct ChangedRow: Hashable, Sendable {
    package var line: Int
    package var identity: SourceIdentity

    package var caseID: CaseID { identity.caseID }
}

/// Takes a file in, row by row, in batches.
package struct Importer {
    private let builder: RecordBuilder
    /// Rows of one transaction.
    package static let batchSize = 200

    package init(_ builder: RecordBuilder) { self.builder = builder }

    /// `size` is only for showing progress. The callback may throw to break off; what was
    /// taken stays taken.
    package func run(
        _ stream: ByteStream, size: Int? = nil, ledger: some ImportLedger,
        progress: (ImportProgress) throws -> Void = { _ in }
    ) throws -> ImportReport {
        let mapping = builder.mapping
        var bytes = 0
        let counted = stream.counted { bytes += $0 }
        var reader = try mapping.open(try counted.unpacked())
        var run = ImportRun(builder: builder, ledger: ledger)
        run.report.unusedColumns = try mapping.unusedColumns(among: reader.columns)
        while let event = try reader.next() {
            try run.take(event)
            if run.report.rows % Importer.batchSize == 0 {
                try run.flush()
                try progress(run.progress(bytes: bytes, size: size))
            }
        }
        try run.flush()
        try progress(run.progress(bytes: bytes, size: size))
        return run.report
    }
}

private struct ImportRun<Ledger: ImportLedger> {
    let builder: RecordBuilder
    let ledger: Ledger
    var report: ImportReport
    private var batch: [IntakeRecord] = []
    private var inBatch: [SourceIdentity: String] = [:]

    init(builder: RecordBuilder, ledger: Ledger) {
        self.builder = builder
        self.ledger = ledger
        report = ImportReport(mapping: builder.mapping.id)
    }

    mutating func take(_ event: RowEvent) throws {
        report.rows += 1
        switch event {
        case .broken(let line, let reason):
            report.rejected.append(Rejected(line: line, reason: reason))
        case .row(let row):
            switch builder.record(of: row) {
            case .failure(let rejected): report.rejected.append(rejected)
            case .success(let record): try take(record)
            }
        }
    }

    private mutating func take(_ record: IntakeRecord) throws {
        let earlier = try inBatch[record.identity] ?? ledger.digest(of: record.identity)
        if let earlier {
            if earlier == record.digest {
                report.known += 1
            } else {
                report.changed.append(ChangedRow(line: record.line, identity: record.identity))
            }
            return
        }
        report.count(record.warnings, line: record.line)
        inBatch[record.identity] = record.digest
        batch.append(record)
        if batch.count >= Importer.batchSize { try flush() }
    }

    mutating func flush() throws {
        guard !batch.isEmpty else { return }
        let refused = try ledger.take(batch)
        report.taken += batch.count - refused.count
        report.rejected += refused
        batch.removeAll(keepingCapacity: true)
        inBatch.removeAll(keepingCapacity: true)
    }

    func progress(bytes: Int, size: Int?) -> ImportProgress {
        ImportProgress(
            rows: report.rows, taken: report.taken, rejected: report.rejected.count,
            bytes: bytes, size: size)
    }
}

extension Mapping {
    /// A reader for the unpacked bytes, its form chosen by their beginning.
    package func open(_ stream: ByteStream) throws(InterchangeError) -> any RowReader {
        var head: [UInt8] = []
        while head.count < 64, let piece = try stream.next() { head += piece }
        let format = Mapping.format(of: head)
        return try reader(
            stream.behind(head), format: formats.contains(format) ? format : formats.first ?? .csv)
    }

    /// Columns nobody spoke of. A column the mapping needs and the file lacks is an error.
    func unusedColumns(among names: [String]?) throws(InterchangeError) -> [String] {
        guard let names else { return [] }
        if let missing = columns.subtracting(names).min() {
            throw InterchangeError(
                .columnMissing, Sentences.columnMissing(missing, nearest(to: missing, in: names)))
        }
        return names.filter { !knownColumns.contains($0) && !$0.isEmpty }
    }
}
