import Foundation

/// Finds what is installed beside the program: `PREFIX/share/amtspult` seen from the binary, else
/// the checkout the binary was built in. `AMTSPULT_SHARE` says it outright.
package struct ResourceLocator: Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        case themes
        case procedures
        case lessons
        case mappings

        /// The folder in a checkout.
        var inCheckout: String {
            switch self {
            case .procedures: "Sources/ProcedureCatalog/Procedures"
            case .mappings: "Sources/Interchange/Mappings"
            case .themes, .lessons: rawValue
            }
        }
    }

    private let share: URL?
    private let binary: URL

    /// - Parameter binary: the running program; symbolic links are followed.
    package init(
        binary: URL = ResourceLocator.runningBinary(),
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.binary = binary.resolvingSymlinksInPath()
        share = environment["AMTSPULT_SHARE"].flatMap {
            $0.isEmpty ? nil : URL(fileURLWithPath: $0)
        }
    }

    package static func runningBinary() -> URL {
        let link = "/proc/self/exe"
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: link)
        return URL(fileURLWithPath: path ?? CommandLine.arguments[0])
    }

    /// The folder, or nil if nothing is installed. A folder named by `AMTSPULT_SHARE` counts alone.
    package func folder(_ kind: Kind) -> URL? {
        if let share { return existing(share.appendingPathComponent(kind.rawValue)) }
        let prefix = binary.deletingLastPathComponent().deletingLastPathComponent()
        let installed = prefix.appendingPathComponent("share/amtspult/\(kind.rawValue)")
        return existing(installed) ?? inCheckout(kind)
    }

    private func inCheckout(_ kind: Kind) -> URL? {
        var folder = binary.deletingLastPathComponent()
        while folder.path != "/" {
            let isCheckout = FileManager.default.fileExists(
                atPath: folder.appendingPathComponent("Package.swift").path)
            if isCheckout, let found = existing(folder.appendingPathComponent(kind.inCheckout)) {
                return found
            }
            folder.deleteLastPathComponent()
        }
        return nil
    }

    private func existing(_ folder: URL) -> URL? {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder)
        return exists && isFolder.boolValue ? folder : nil
    }
}
