import SyncProtocol

/// What a server, or a proxy in its place, may say instead of an answer.
enum BrokenAnswers {
    struct Case: Sendable {
        var name: String
        var bytes: [UInt8]
    }

    static let media = "application/vnd.casesync+json;v=1"

    static func answer(
        _ body: [UInt8], status: String = "200 OK", media: String? = media,
        length: String? = nil, headers: [String] = []
    ) -> [UInt8] {
        var lines = [
            "HTTP/1.1 \(status)", "Connection: close",
            "Content-Length: \(length ?? String(body.count))",
        ]
        if let media { lines.append("Content-Type: \(media)") }
        lines += headers + ["", ""]
        return Array(lines.joined(separator: "\r\n").utf8) + body
    }

    static func text(_ body: String) -> [UInt8] { answer(Array(body.utf8)) }

    static let html = Array("<!DOCTYPE html><html><body>Anmelden</body></html>".utf8)

    /// - Parameter good: the body of a right answer.
    static func all(good: [UInt8]) -> [Case] {
        statuses + kinds + cuts(good) + lengths(good) + chunks(good) + documents(good)
            + packed(good) + heads(good)
    }

    private static let statuses: [Case] = [
        "201 Created", "202 Accepted", "203 Non-Authoritative", "206 Partial", "300 Multiple",
        "301 Moved", "302 Found", "303 See Other", "304 Not Modified", "307 Temporary",
        "308 Permanent", "400 Bad", "401 Unauthorized", "402 Pay", "403 Forbidden",
        "404 Not Found", "405 Method", "407 Proxy", "408 Timeout", "411 Length", "413 Large",
        "418 Teapot", "451 Legal", "500 Error", "501 Not", "502 Bad Gateway", "503 Busy",
        "504 Gateway Timeout", "511 Network", "599 Odd",
    ].map { status in
        Case(
            name: "HTML with \(status)",
            bytes: answer(
                html, status: status, media: "text/html",
                headers: ["Location: https://localhost:1/"]))
    }

    private static let kinds: [Case] = [
        nil, "text/html", "text/plain", "application/octet-stream", "application/x-ndjson",
        "image/png", "", ";;;",
    ].map { media in
        Case(name: "media " + (media ?? "none"), bytes: answer(html, media: media))
    }

    private static func cuts(_ good: [UInt8]) -> [Case] {
        (0..<24).map { part in
            let length = good.count * part / 24
            return Case(
                name: "cut after \(length)",
                bytes: answer(Array(good.prefix(length)), length: String(good.count)))
        }
    }

    private static func lengths(_ good: [UInt8]) -> [Case] {
        let odd = ["-1", "x", "1e3", "0x10", "18446744073709551616", "99999999999", "1,2"]
        return odd.map { (length: String) in
            Case(name: "length \(length)", bytes: answer(good, length: length))
        } + [
            Case(
                name: "two lengths",
                bytes: answer(good, headers: ["Content-Length: \(good.count + 1)"])),
            Case(name: "shorter length", bytes: answer(good, length: String(good.count - 3))),
        ]
    }

    private static func chunked(_ body: String) -> [UInt8] {
        Array(
            ("HTTP/1.1 200 OK\r\nContent-Type: \(media)\r\nTransfer-Encoding: chunked\r\n\r\n"
                + body).utf8)
    }

    private static func chunks(_ good: [UInt8]) -> [Case] {
        [
            "", "5\r\nab", "zz\r\n{}\r\n0\r\n\r\n", "ffffffffffffffffff\r\n{}\r\n0\r\n\r\n",
            "-2\r\n{}\r\n0\r\n\r\n", "2\r\n{}", "2\r\n{}\r\n", "2\r\n{}0\r\n\r\n", "0\r\n\r\n",
        ].enumerated().map { Case(name: "chunk \($0.offset)", bytes: chunked($0.element)) }
    }

    private static func documents(_ good: [UInt8]) -> [Case] {
        let depth = String(repeating: "[", count: 10_000)
        let texts = [
            "", " ", "{", "}", "null", "true", "0", "\"\"", "[]", "{}", "NaN", "{\"epoch\":NaN}",
            "{\"epoch\":\"a\",\"epoch\":\"b\"}", "{\"head\":1.5}", "{\"head\":1e400}",
            "{\"head\":99999999999999999999999}", "{\"epoch\":\"\\ud800\"}",
            "{\"epoch\":\"\\udc00\\ud800\"}", "{\"epoch\":\"\u{0001}\"}", "\u{FEFF}{}",
            "{'epoch':'a'}", "{\"epoch\":\"a\",}", "// nichts\n{}", depth,
            String(repeating: "{\"a\":", count: 10_000), "{\"epoch\":null}", "{\"epoch\":[]}",
        ]
        return texts.enumerated().map {
            Case(name: "document \($0.offset)", bytes: text($0.element))
        }
            + [
                Case(name: "no UTF-8", bytes: answer([0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D])),
                Case(name: "something behind", bytes: answer(good + Array("{}".utf8))),
                Case(name: "only zeros", bytes: answer([UInt8](repeating: 0, count: 1_000))),
                Case(
                    name: "too large",
                    bytes: answer([UInt8](repeating: 0x20, count: 9 << 20) + good)),
            ]
    }

    private static func packed(_ good: [UInt8]) -> [Case] {
        [
            ("gzip that is none", "gzip", good), ("gzip head alone", "gzip", [0x1F, 0x8B]),
            ("gzip bomb", "gzip", bomb), ("gzip cut", "gzip", Array(bomb.prefix(bomb.count / 2))),
            ("gzip and more", "gzip", bomb + good), ("br", "br", good),
            ("deflate", "deflate", good), ("two packings", "gzip, gzip", bomb),
            ("empty gzip", "gzip", []),
        ].map { name, encoding, body in
            Case(name: name, bytes: answer(body, headers: ["Content-Encoding: \(encoding)"]))
        }
    }

    /// Sixteen megabytes of blanks in stored blocks of nothing: a gzip of repeated blocks, made by
    /// hand so that no packer is needed. Its check at the end is wrong, too.
    private static let bomb: [UInt8] = {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3]
        for _ in 0..<300 {
            bytes += [0, 0xFF, 0xFF, 0, 0] + [UInt8](repeating: 0x20, count: 65_535)
        }
        return bytes + [1, 0, 0, 0xFF, 0xFF, 1, 2, 3, 4, 5, 6, 7, 8]
    }()

    private static func heads(_ good: [UInt8]) -> [Case] {
        let long = String(repeating: "a", count: 200_000)
        let many = (0..<5_000).map { "X-\($0): 1" }
        let texts = [
            "", "\r\n\r\n", "HTTP/1.1", "HTTP/1.1 200", "HTTP/1.1 OK\r\n\r\n",
            "HTTP/1.1 2000 OK\r\n\r\n", "HTTP/1.1 -1 OK\r\n\r\n", "HTTP/9.9 200 OK\r\n\r\n",
            "HTTP/2.0 200 OK\r\n\r\n", "ICY 200 OK\r\n\r\n", "<html></html>", "SSH-2.0-x\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 200 OK\r\nohne Doppelpunkt\r\n\r\n",
            "HTTP/1.1 200 OK\r\n: leer\r\n\r\n", "HTTP/1.1 200 OK\r\nA\u{0}: b\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 101 Switch\r\nUpgrade: x\r\n\r\n",
            "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 200 OK\r\n\(long): 1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nX: \(long)\r\n\r\n",
        ]
        return texts.enumerated().map {
            Case(name: "head \($0.offset)", bytes: Array($0.element.utf8))
        } + [Case(name: "many headers", bytes: answer(html, headers: many))]
    }
}
