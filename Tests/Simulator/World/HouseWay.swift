import SyncProtocol

/// A way that is known to be within the house: a desk waits for what it says.
final class HouseWay: CentreDetour {
    private let real: any RemoteCentre

    init(_ real: any RemoteCentre) { self.real = real }

    func onward() -> any CentreTransport { real }
}
