import Casework

extension Procedure {
    /// What a declared column says of a case; empty where its field is.
    package func text(of column: Column, in row: WorklistRow) -> String {
        guard let value = row.fields[column.field] else { return "" }
        return field(column.field)?.show(value) ?? value.plain
    }
}
