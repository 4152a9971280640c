import Casework
import FoundationEssentials

/// The mappings of a folder, `share/amtspult/mappings` where the program is installed.
package struct MappingFolder: Sendable {
    package var mappings: [Mapping]
    /// Of mappings that cannot be used.
    package var findings: [MappingFinding]

    package init(mappings: [Mapping], findings: [MappingFinding] = []) {
        self.mappings = mappings
        self.findings = findings
    }

    /// Reads every `*.yaml` of the folder; a mapping with findings is left out.
    package init(path: String) throws(InterchangeError) {
        var mappings: [Mapping] = []
        var findings: [MappingFinding] = []
        for name in try MappingFolder.names(in: path) {
            let bytes = try ByteStream.file(path + "/" + name).all(limit: 1 << 20)
            let (mapping, found) = Mapping.read(String(decoding: bytes, as: UTF8.self), file: name)
            if found.isEmpty { mappings.append(mapping) }
            findings += found
        }
        self.init(mappings: mappings, findings: findings)
    }

    private static func names(in path: String) throws(InterchangeError) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
                .filter { $0.hasSuffix(".yaml") }.sorted()
        } catch {
            throw InterchangeError(
                .mappingUnknown, Sentences.noMappings, cause: "\(type(of: error))")
        }
    }

    package func mapping(_ id: String) throws(InterchangeError) -> Mapping {
        if let mapping = mappings.first(where: { $0.id == id || $0.source == id }) {
            return mapping
        }
        let known = mappings.map(\.id)
        throw InterchangeError(
            .mappingUnknown, Sentences.mappingUnknown(id, nearest(to: id, in: known), known))
    }

    /// The mapping for a file, by how it begins and, among several that fit, by its name.
    /// `head` is the unpacked beginning of the file.
    package func recognise(
        fileName: String, head: [UInt8]
    ) throws(InterchangeError) -> Mapping {
        let name = fileName.lowercased()
        let fitting = mappings.filter { $0.fits(head) }
        let named = fitting.filter { !$0.file.isEmpty && name.contains($0.file) }
        let general = fitting.filter(\.file.isEmpty)
        for choice in [named, general, fitting] where choice.count == 1 { return choice[0] }
        if fitting.isEmpty {
            throw InterchangeError(.mappingUnknown, Sentences.notRecognised(mappings.map(\.id)))
        }
        throw InterchangeError(.mappingAmbiguous, Sentences.severalFit(fitting.map(\.id)))
    }

    /// How many bytes of a file `recognise` needs at most.
    package static let headSize = 16_384
}

extension Mapping {
    /// Which form a file has, by its first sign.
    package static func format(of head: [UInt8]) -> SourceFormat {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = head.starts(with: mark) ? head.dropFirst(3) : head[...]
        switch text.first(where: { !Ascii.isBlank($0) }) {
        case UInt8(ascii: "["), UInt8(ascii: "{"): return .json
        case UInt8(ascii: "<"): return .xml
        default: return .csv
        }
    }

    /// Whether a file that begins like this has the columns this mapping needs.
    func fits(_ head: [UInt8]) -> Bool {
        let format = Mapping.format(of: head)
        guard formats.contains(format) else { return false }
        switch format {
        case .csv:
            guard let reader = try? reader(ByteStream(head), format: .csv),
                let names = reader.columns
            else { return false }
            return columns.isSubset(of: names)
        case .json, .xml:
            let text = String(decoding: head, as: UTF8.self)
            return (format == .json || text.contains("<" + element))
                && identity.allSatisfy { text.contains($0) }
        }
    }

    package func reader(
        _ stream: ByteStream, format: SourceFormat
    ) throws(InterchangeError) -> any RowReader {
        switch format {
        case .csv: try DelimitedReader(stream, form: form, encoding: encoding)
        case .json: try JSONRowReader(stream)
        case .xml: try XMLRowReader(stream, element: element, encoding: encoding)
        }
    }
}
