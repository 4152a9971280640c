import Foundation
import Settings
import Testing

struct PlaceTests {
    @Test func foldersFollowTheEnvironment() {
        let places = Places(environment: [
            "HOME": "/home/huber", "XDG_DATA_HOME": "/srv/daten", "XDG_STATE_HOME": "relativ",
            "XDG_RUNTIME_DIR": "/run/user/7",
        ])
        #expect(places.configFile.path == "/home/huber/.config/amtspult/config.yaml")
        #expect(places.data.path == "/srv/daten/amtspult")
        #expect(places.logFile.path == "/home/huber/.local/state/amtspult/amtspult.log")
        #expect(places.runtime?.path == "/run/user/7/amtspult")
        #expect(Places(environment: ["HOME": "/h"]).runtime == nil)
    }

    /// A folder tree for the locator, removed at the end.
    private func tree(_ folders: [String], files: [String] = [], _ body: (URL) -> Void) throws {
        let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("locator-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for folder in folders {
            try FileManager.default.createDirectory(
                at: root.appendingPathComponent(folder), withIntermediateDirectories: true)
        }
        for file in files {
            try Data().write(to: root.appendingPathComponent(file))
        }
        body(root)
    }

    @Test func whatIsInstalledGoesBeforeTheCheckout() throws {
        try tree(["bin", "share/amtspult/themes", "themes"], files: ["Package.swift"]) { root in
            let locator = ResourceLocator(
                binary: root.appendingPathComponent("bin/amtspult"), environment: [:])
            #expect(
                locator.folder(.themes)?.path
                    == root.appendingPathComponent("share/amtspult/themes").path)
            #expect(locator.folder(.procedures) == nil)
        }
    }

    @Test func theCheckoutIsFoundFromTheBuildFolder() throws {
        let folders = [".build/x86_64/debug", "themes", "Sources/ProcedureCatalog/Procedures"]
        try tree(folders, files: ["Package.swift"]) { root in
            let locator = ResourceLocator(
                binary: root.appendingPathComponent(".build/x86_64/debug/amtspult"),
                environment: ["AMTSPULT_SHARE": ""])
            #expect(locator.folder(.themes)?.path == root.appendingPathComponent("themes").path)
            #expect(
                locator.folder(.procedures)?.path
                    == root.appendingPathComponent("Sources/ProcedureCatalog/Procedures").path)
        }
    }

    @Test func theVariableCountsAlone() throws {
        try tree(["share/themes", "themes"], files: ["Package.swift"]) { root in
            let locator = ResourceLocator(
                binary: root.appendingPathComponent("amtspult"),
                environment: ["AMTSPULT_SHARE": root.appendingPathComponent("share").path])
            #expect(
                locator.folder(.themes)?.path == root.appendingPathComponent("share/themes").path)
            #expect(locator.folder(.lessons) == nil)
        }
    }
}
