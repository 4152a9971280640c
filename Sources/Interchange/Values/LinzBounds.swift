import Casework

/// Where Linz ends, roughly: a place outside is worth a word, never a refusal.
package enum LinzBounds {
    /// WGS84 in millionths of a degree.
    package static let latitude = 48_200_000...48_390_000
    package static let longitude = 14_220_000...14_430_000
    package static let postalCodes: Set<String> = ["4020", "4030", "4040", "4041"]

    /// Nil where the place says nothing about it.
    package static func contains(_ place: Place) -> Bool? {
        if let north = place.latitude, let east = place.longitude {
            return latitude.contains(north) && longitude.contains(east)
        }
        return place.postalCode.isEmpty ? nil : postalCodes.contains(place.postalCode)
    }
}
