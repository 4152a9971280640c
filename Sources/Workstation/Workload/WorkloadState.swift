import Casework
import TextCanvas

/// Who has how much.
struct WorkloadState: Sendable {
    var lines: [WorkloadLine] = []
    var position = ListPosition()

    var current: WorkloadLine? {
        lines.indices.contains(position.cursor) ? lines[position.cursor] : nil
    }
}
