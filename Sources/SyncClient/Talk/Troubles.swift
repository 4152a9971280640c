import SyncProtocol

extension SyncTrouble {
    package init(_ failure: CentreFailure) {
        switch failure.code {
        case .unauthenticated, .tokenExpired, .stepUpRequired: self = .unauthenticated
        case .deviceRevoked: self = .revoked
        case .epochChanged: self = .newEpoch
        case .scopesChanged, .cursorExpired: self = .anew
        case .clientTooOld: self = .tooOld
        case .counterGap: self = .gap
        case .unreachable, .overloaded, .maintenance, .rateLimited, .busy, .storageFull,
            .readOnly:
            self = .away(retryAfter: failure.retryAfter)
        case .forbidden, .signatureInvalid, .malformed, .tooLarge, .headerTooLarge,
            .unsupportedMedia, .rangeInvalid, .notFound, .methodUnknown, .sameCounter, .corrupt,
            .newerVersion, .internalError:
            self = .fault
        }
    }
}
