import Foundation
import Testing

/// Style that a reviewer would otherwise have to see.
@Suite struct TidyTests {
    private var all: [Repository.File] { Repository.sources + Repository.tests }

    /// Generated tables may be long; nothing else.
    private func isGenerated(_ file: Repository.File) -> Bool {
        file.text.hasPrefix("// Generated")
    }

    @Test func filesAreShort() {
        for file in all where !isGenerated(file) {
            #expect(file.lines.count <= 600, "\(file) has \(file.lines.count) lines")
        }
        let counts = Repository.sources.map(\.lines.count).sorted()
        #expect(counts[counts.count / 2] <= 200, "median \(counts[counts.count / 2])")
    }

    @Test func functionsAreShort() {
        for file in all where !isGenerated(file) {
            for function in functions(of: file) {
                #expect(function.length <= 70, "\(file):\(function.line) \(function.length) lines")
            }
        }
    }

    private func functions(of file: Repository.File) -> [(line: Int, length: Int)] {
        var found: [(line: Int, length: Int)] = []
        var open: [(indent: Int, line: Int)] = []
        for (number, line) in file.lines.enumerated() {
            let indent = line.prefix { $0 == " " }.count
            let text = line.dropFirst(indent)
            if text.contains("func ") && !text.hasPrefix("//"), !text.hasPrefix("\"") {
                // What stands open at this depth had no body: a protocol's requirement.
                while let last = open.last, last.indent >= indent { open.removeLast() }
                // A body on the same line is over before it begins.
                if !text.hasSuffix("}") { open.append((indent, number + 1)) }
            } else if text.hasPrefix("}"), let last = open.last, last.indent == indent {
                open.removeLast()
                found.append((last.line, number + 1 - last.line))
            } else if let last = open.last, indent <= last.indent, !text.isEmpty,
                !text.hasPrefix(")"), !text.hasPrefix("where"), !text.hasPrefix("{")
            {
                open.removeLast()
            }
        }
        return found
    }

    @Test(arguments: [
        "try!", "as!", "fatalError(", "TODO", "FIXME", "// XXX", "for now", "NSLog(", "dump(",
    ])
    func sourcesHoldNone(of smell: String) {
        for file in Repository.sources {
            for (number, line) in file.lines.enumerated() {
                #expect(!line.contains(smell), "\(file):\(number + 1)")
            }
        }
    }

    @Test(arguments: ["Task.sleep", "usleep(", "Thread.sleep", " sleep("])
    func testsDoNotSleep(call: String) {
        for file in Repository.tests where !file.path.contains("TidyTests") {
            #expect(!file.text.contains(call), "\(file)")
        }
    }

    @Test func noPathOfAMachineIsInTheRepository() {
        let folders = ["Sources", "Tests", "docs", "themes"]
        for folder in folders {
            for ending in [".swift", ".md", ".yaml", ".txt", ".mustache"] {
                for file in Repository.files(below: folder, ending: ending)
                where !file.path.contains("TidyTests") {
                    for path in ["/" + "work/", "/" + "root/", "/" + "opt/swift"] {
                        #expect(!file.text.contains(path), "\(file)")
                    }
                }
            }
        }
    }

    @Test func theTopLevelIsFixed() throws {
        let allowed: Set<String> = [
            "Package.swift", "Package.resolved", "Sources", "Tests", "themes", "docs",
            "README.md", "Makefile",
        ]
        let names = try FileManager.default.contentsOfDirectory(atPath: Repository.root.path)
        for name in names where !name.hasPrefix(".") {
            #expect(allowed.contains(name), "\(name)")
        }
    }

    @Test(arguments: [
        "README.md", "docs/ARCHITECTURE.md", "docs/GLOSSARY.md", "docs/CHANGELOG.md",
        "docs/keys.md", "docs/benchmarks.md", "docs/protocol.md",
    ])
    func theDocumentIsThere(path: String) throws {
        let url = Repository.root.appendingPathComponent(path)
        let text = try String(contentsOf: url, encoding: .utf8)
        #expect(text.count > 200)
    }

    /// Links between the documents lead somewhere.
    @Test func linksOfTheDocumentsResolve() throws {
        let readme = Repository.File(
            path: "README.md",
            text: try String(
                contentsOf: Repository.root.appendingPathComponent("README.md"), encoding: .utf8))
        for file in Repository.files(below: "docs", ending: ".md") + [readme] {
            let folder = Repository.root.appendingPathComponent(file.path)
                .deletingLastPathComponent()
            for part in file.text.components(separatedBy: "](").dropFirst() {
                let target = part.prefix { $0 != ")" && $0 != "#" }
                guard !target.isEmpty, !target.contains("://") else { continue }
                let path = folder.appendingPathComponent(String(target)).path
                #expect(FileManager.default.fileExists(atPath: path), "\(file): \(target)")
            }
        }
    }
}
