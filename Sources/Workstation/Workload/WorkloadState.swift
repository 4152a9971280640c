import Casework
import TextCanvas

/// Who has how much.
struct WorkloadState: Sendable {
    /// Which of the units the person leads; nil is the first.
    var unit: UnitID?
    var lines: [WorkloadLine] = []
    var position = ListPosition()

    var current: WorkloadLine? {
        lines.indices.contains(position.cursor) ? lines[position.cursor] : nil
    }
}
