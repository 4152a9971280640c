import CentralHTTP
import Foundation
import Hummingbird
import Testing

/// docs/openapi.yaml names what the router answers, and nothing else.
@Suite struct InterfaceDocumentTests {
    @Test func theDocumentAndTheRouterNameTheSame() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: root.appendingPathComponent("docs/openapi.yaml"), encoding: .utf8)
        let routes = centralRouter(try HouseWorld().house).routes
            .map { "\($0.method) \($0.path)" }.sorted()
        #expect(operations(of: text) == routes)
        #expect(Resource.all.map { "\($0.method) \($0.path)" }.sorted() == routes)
        #expect(routes.count > 20)
    }

    /// "GET /v1/session" for a path at two blanks with a method at four.
    private func operations(of document: String) -> [String] {
        var found: [String] = []
        var path = ""
        for line in document.split(separator: "\n") {
            let text = line.drop { $0 == " " }
            switch line.count - text.count {
            case 0: path = ""
            case 2 where text.hasPrefix("/"): path = String(text.dropLast())
            case 4 where !path.isEmpty && text.hasSuffix(":"):
                found.append("\(text.dropLast().uppercased()) \(path)")
            default: break
            }
        }
        return found.sorted()
    }
}
