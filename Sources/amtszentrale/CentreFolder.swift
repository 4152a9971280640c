import CPosix
import CaseStore
import Casework
import CentralHTTP
import CentralService
import Foundation
import ShellLanguage
import SyncProtocol

/// The folder of a centre: its log, its identity, the door for commands.
struct CentreFolder {
    let path: String

    init(_ path: String) { self.path = URL(fileURLWithPath: path).standardizedFileURL.path }

    var log: String { path + "/centre.sqlite" }
    var door: String { path + "/dienst.sock" }
    var identity: AuthorityFolder { AuthorityFolder(path: path) }
    var exists: Bool {
        [log, path + "/" + Storage.file].contains { FileManager.default.fileExists(atPath: $0) }
    }

    func storage() throws -> Storage { try Storage(of: path) }

    /// The folder of attachments.
    func blobs() throws -> String { try storage().blobs ?? path + "/blobs" }

    /// Files of a backup beside the log; keys among them.
    static let identityFiles = ["ca.pem", "ca.key", "server.pem", "server.key"]
    /// Secrets of the log itself.
    static let furtherFiles = ["log.key"]

    func make() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700])
    }

    /// The key that vouches for the log; made when there is none yet.
    func logSigner() throws -> Ed25519Signer {
        let file = path + "/log.key"
        if let text = try? String(contentsOfFile: file, encoding: .utf8) {
            guard let seed = hexBytes(text), let signer = Ed25519Signer(seed: seed) else {
                throw Ending(.unusable, "Der Schlüssel des Protokolls ist nicht lesbar: \(file)")
            }
            return signer
        }
        let signer = Ed25519Signer()
        let made = FileManager.default.createFile(
            atPath: file, contents: Data(hexText(signer.seed).utf8),
            attributes: [.posixPermissions: 0o600])
        guard made else {
            throw Ending(.unusable, "Der Ordner lässt sich nicht beschreiben: \(path)")
        }
        return signer
    }

    func mustExist() throws {
        guard exists else {
            throw Ending(
                .unusable,
                "Hier liegt keine Zentrale: \(path). Einrichten: amtszentrale einrichten --help")
        }
    }

    /// Has the running service carry out an order, or does it beside a store that rests.
    func order(_ order: AdminOrder) throws -> AdminReply {
        try mustExist()
        let knocked = try? AdminDoor.knock(at: door, order)
        if let reply = knocked ?? nil { return try reply.accepted() }
        let open = try OpenCentre(self)
        return try open.administration().perform(order).accepted()
    }
}

/// A centre whose folder this process holds.
struct OpenCentre {
    let folder: CentreFolder
    let store: any CentralStore
    let centre: Centre
    let registry: Registry
    let authority: Authority
    private let lock: FolderLock

    private static let readEdition: @Sendable ([UInt8]) throws -> Procedure = {
        try EditionDocument(bytes: $0).procedure
    }

    /// Files of cases for workstations that lay them out like this program.
    static func images() throws -> ImageBuilder {
        ImageBuilder(layout: try CasesImage.layout()) { folder, editions, lines in
            try CasesImage.build(in: folder, editions: editions, read: readEdition, lines: lines)
        }
    }

    static let clock: @Sendable () -> Instant = {
        Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    /// - Parameter epoch: the name of a log that begins here; empty for one that is there.
    init(_ folder: CentreFolder, epoch: String = "") throws {
        self.folder = folder
        lock = try FolderLock(folder.path + "/amtszentrale.lock")
        let store = try folder.storage().open(
            log: folder.log, epoch: epoch, isNew: !epoch.isEmpty)
        self.store = store
        centre = Centre(
            store: store, clock: OpenCentre.clock, logSigner: try folder.logSigner(),
            readEdition: OpenCentre.readEdition)
        registry = Registry(
            store: store, clock: OpenCentre.clock, random: OpenCentre.random,
            passwords: ScryptPasswords())
        do {
            authority = try folder.identity.authority()
        } catch {
            throw Ending(
                .unusable, "Die Schlüssel der Zentrale sind nicht lesbar: \(folder.path)")
        }
    }

    static let random: @Sendable (Int) -> [UInt8] = { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// A name for a log, or for a workstation: unique by chance.
    static func newName() -> String { UUID().uuidString.lowercased() }

    func administration() -> Administration {
        Administration(store: store, centre: centre, registry: registry, authority: authority)
    }
}

/// One process for a folder: held as long as this lives.
final class FolderLock: Sendable {
    private let descriptor: Int32

    init(_ path: String) throws {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Ending(.unusable, "Der Ordner lässt sich nicht beschreiben: \(path)")
        }
        guard system_lock_exclusive(descriptor) == 0 else {
            close(descriptor)
            throw Ending(.busy, "Die Ablage ist gerade belegt.")
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }
}

extension AdminReply {
    /// The reply, or the sentence for what stood in the way.
    func accepted() throws -> AdminReply {
        guard let failure else { return self }
        if let code = AccountRefusal.Code(rawValue: failure) {
            throw Ending(.refused, code.sentence)
        }
        throw centreEnding(CentreFailure.Code(rawValue: failure) ?? .internalError)
    }
}

/// Runs `body`; what the store says comes out as a German sentence.
func translated<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let failure as CentreFailure {
        throw centreEnding(failure.code)
    } catch let refusal as AccountRefusal {
        throw Ending(.refused, refusal.code.sentence)
    }
}

private func centreEnding(_ code: CentreFailure.Code) -> Ending {
    let sentence: String =
        switch code {
        case .corrupt: "Die Ablage ist beschädigt."
        case .newerVersion: "Die Ablage stammt von einer neueren Fassung des Programms."
        case .readOnly: "Die Ablage lässt sich nicht beschreiben."
        case .storageFull: "Der Datenträger ist voll."
        case .busy: "Die Ablage ist gerade belegt."
        default: "Die Zentrale antwortet nicht (\(code.rawValue))."
        }
    return Ending(code == .busy ? .busy : .unusable, sentence)
}

extension AccountRefusal.Code {
    var sentence: String {
        switch self {
        case .passwordWeak:
            "Das Passwort ist zu schwach: mindestens 12 Zeichen, nicht die Kennung, kein "
                + "gängiges Wort mit Anhängsel."
        case .personUnknown: "Diese Kennung ist nicht eingerichtet oder hat kein Passwort."
        case .deviceUnknown: "Diesen Arbeitsplatz gibt es nicht."
        case .deviceRevoked: "Dieser Arbeitsplatz ist gesperrt."
        case .tooManyUnits: "An diesem Arbeitsplatz arbeiten Personen aus zu vielen Einheiten."
        case .deviceKnown: "Diesen Arbeitsplatz gibt es schon."
        default: "Das ist nicht möglich (\(rawValue))."
        }
    }
}
