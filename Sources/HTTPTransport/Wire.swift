import AsyncHTTPClient
import Casework
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import SyncProtocol

/// One question to the centre.
struct Question: Sendable {
    enum Method: String, Sendable {
        case get = "GET", post = "POST", patch = "PATCH", head = "HEAD"
    }

    var method: Method
    var path: String
    var query: [(name: String, value: String)] = []
    var body: [UInt8]?
    var media = Route.media
    var headers: [(String, String)] = []
    /// What an answer must say it is.
    var expects = Route.media
    /// The most bytes of an answer.
    var limit = 8 << 20
    /// Milliseconds until there must be an answer.
    var time = 30_000
    /// Asking twice is the same as asking once.
    var repeats = false

    static func get(_ path: String) -> Question {
        Question(method: .get, path: path, repeats: true)
    }
    static func post(_ path: String, _ document: some WireForm) -> Question {
        Question(method: .post, path: path, body: document.wire.bytes)
    }
}

struct Answer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: [UInt8]

    /// The document; what is none is as good as nobody reached.
    func document<T: WireForm>(as _: T.Type = T.self) throws -> T {
        do {
            return try T(wire: try JSONValue(bytes: body), at: "answer")
        } catch {
            throw CentreFailure(.unreachable, context: "answer: \(error)")
        }
    }
}

/// Speaks HTTP with one centre, and believes no answer that is not whole and what it should be.
struct Wire: Sendable {
    let address: CentreAddress
    let client: HTTPClient

    init(address: CentreAddress, tls: TLSConfiguration) {
        self.address = address
        var configuration = HTTPClient.Configuration(tlsConfiguration: tls)
        configuration.redirectConfiguration = .disallow
        configuration.timeout = HTTPClient.Configuration.Timeout(
            connect: .seconds(10), read: .seconds(75))
        configuration.httpVersion = .http1Only
        configuration.connectionPool = HTTPClient.Configuration.ConnectionPool(
            idleTimeout: .seconds(50))
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    func close() async throws { try await client.shutdown() }

    /// Gives the connections back without waiting; harmless after `close`.
    func abandon() { client.shutdown { _ in } }

    /// The whole answer in memory.
    func ask(_ question: Question, token: String? = nil) async throws -> Answer {
        do {
            return try await askOnce(question, token: token)
        } catch let failure as CentreFailure
            where failure.context == Wire.gone && question.repeats
        {
            // A connection that was kept had ended meanwhile.
            return try await askOnce(question, token: token)
        }
    }

    private static let gone = HTTPClientError.remoteConnectionClosed.shortDescription

    private func askOnce(_ question: Question, token: String?) async throws -> Answer {
        var body: [UInt8] = []
        let limit = question.limit
        let (status, headers) = try await stream(question, token: token) { part in
            guard body.count + part.count <= limit else { throw AnswerFailure.tooLarge }
            body += part
        }
        return Answer(status: status, headers: headers, body: body)
    }

    /// Gives an answer to `take` piece by piece.
    ///
    /// - Throws: `CentreFailure` for any answer but a success of the expected kind.
    func stream(
        _ question: Question, token: String?, _ take: ([UInt8]) throws -> Void
    ) async throws -> (Int, HTTPHeaders) {
        do {
            let response = try await open(question, token: token)
            let bytes = try AnswerBytes(response, limit: question.limit)
            while try await bytes.next(take) {}
            return (Int(response.status.code), response.headers)
        } catch {
            throw CentreFailure(reaching: error)
        }
    }

    /// An answer whose body has not been read yet.
    ///
    /// - Throws: `CentreFailure` for any answer but a success of the expected kind.
    func open(_ question: Question, token: String?) async throws -> HTTPClientResponse {
        do {
            let response = try await client.execute(
                try request(question, token), timeout: .milliseconds(Int64(question.time)))
            let status = Int(response.status.code)
            guard (200..<300).contains(status) else {
                throw CentreFailure(status: status, body: try await refusal(response))
            }
            try check(response, question)
            return response
        } catch {
            throw CentreFailure(reaching: error)
        }
    }

    private func request(_ question: Question, _ token: String?) throws -> HTTPClientRequest {
        var url = address.url + question.path
        for (index, item) in question.query.enumerated() {
            url += (index == 0 ? "?" : "&") + "\(item.name)=\(escaped(item.value))"
        }
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: question.method.rawValue)
        request.headers.add(name: "Accept", value: question.expects)
        request.headers.add(name: "Accept-Encoding", value: "gzip")
        if let token { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        for (name, value) in question.headers { request.headers.add(name: name, value: value) }
        if let body = question.body {
            request.headers.add(name: "Content-Type", value: question.media)
            request.body = .bytes(body)
        }
        return request
    }

    private func check(_ response: HTTPClientResponse, _ question: Question) throws {
        if response.status == .noContent || question.method == .head { return }
        let media = response.headers.first(name: "Content-Type") ?? ""
        let wanted = question.expects.prefix { $0 != ";" }
        guard media.prefix(while: { $0 != ";" }) == wanted else {
            throw CentreFailure(.unreachable, context: "answer of another kind")
        }
    }

    /// The little that a refusal may say.
    private func refusal(_ response: HTTPClientResponse) async throws -> [UInt8] {
        var body: [UInt8] = []
        for try await part in response.body {
            body += Array(buffer: part).prefix((64 << 10) - body.count)
            if body.count >= 64 << 10 { break }
        }
        return body
    }
}

enum AnswerFailure: Error { case tooLarge, damaged }

private func escaped(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
}

extension CentreFailure {
    /// Nobody was reached, or what came was no whole answer. Then nothing is known to have
    /// happened.
    init(reaching error: any Error) {
        switch error {
        case let failure as CentreFailure: self = failure
        case let error as HTTPClientError:
            self.init(.unreachable, context: error.shortDescription)
        case is NIOSSLError: self.init(.unreachable, context: "tls")
        default:
            self.init(.unreachable, context: String(describing: type(of: error)))
        }
    }
}
