import Synchronization

/// Counters in the text form that Prometheus reads. No name of a person, a desk or a case is ever
/// a label.
package final class Metrics: Sendable {
    private struct State {
        var requests: [String: Int] = [:]
        var seconds: [String: Double] = [:]
        var running = 0
    }

    private let state = Mutex(State())

    package init() {}

    package func began() { state.withLock { $0.running += 1 } }

    package func ended(route: String, status: Int, seconds: Double) {
        state.withLock { state in
            state.running -= 1
            state.requests["route=\"\(route)\",status=\"\(status)\"", default: 0] += 1
            state.seconds["route=\"\(route)\"", default: 0] += seconds
        }
    }

    /// - Parameter gauges: what is read off now, by name.
    package func text(gauges: [(name: String, value: Int)]) -> String {
        let state = state.withLock { $0 }
        var lines = ["# TYPE amtszentrale_requests_total counter"]
        for (labels, count) in state.requests.sorted(by: { $0.key < $1.key }) {
            lines.append("amtszentrale_requests_total{\(labels)} \(count)")
        }
        lines.append("# TYPE amtszentrale_request_seconds_total counter")
        for (labels, seconds) in state.seconds.sorted(by: { $0.key < $1.key }) {
            lines.append("amtszentrale_request_seconds_total{\(labels)} \(seconds)")
        }
        for (name, value) in [("running", state.running)] + gauges {
            lines.append("# TYPE amtszentrale_\(name) gauge")
            lines.append("amtszentrale_\(name) \(value)")
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
