import Glibc

/// What the probe needs of the system.
enum Environment {
    static func all() -> [String: String] {
        var result: [String: String] = [:]
        for name in ["TERM", "COLORTERM", "NO_COLOR", "LC_ALL", "LC_CTYPE", "LANG"] {
            if let value = getenv(name) { result[name] = String(cString: value) }
        }
        return result
    }

    static func complain(_ sentence: String) {
        let line = Array((sentence + "\n").utf8)
        _ = write(2, line, line.count)
    }

    static func end(_ code: Int32) -> Never { exit(code) }
}
