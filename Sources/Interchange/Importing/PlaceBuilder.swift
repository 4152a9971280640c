import Casework

extension PlaceRule {
    /// The place a row tells of.
    func place(of row: SourceRow, warnings: inout [IntakeWarning]) -> Place {
        var place = Place()
        takeAddress(row, into: &place)
        for (part, path) in PlaceRule.textParts {
            let text = parts[part]?.value(row).text.trimmed ?? ""
            if !text.isEmpty { place[keyPath: path] = text }
        }
        takeCoordinates(row, into: &place, &warnings)
        if LinzBounds.contains(place) == false { warnings.append(.outsideLinz) }
        if place == Place(), isSet { warnings.append(.placeMissing) }
        return place
    }

    /// A source without any place is not told so row by row.
    private var isSet: Bool { address.isSet || !parts.isEmpty }

    private static var textParts: [(PlacePart, WritableKeyPath<Place, String>)] {
        [
            (.street, \.street), (.houseNumber, \.houseNumber), (.postalCode, \.postalCode),
            (.district, \.district), (.cadastral, \.cadastral), (.register, \.register),
            (.parcels, \.parcels), (.remark, \.remark),
        ]
    }

    private func takeAddress(_ row: SourceRow, into place: inout Place) {
        let whole = address.text(row)
        guard !whole.trimmed.isEmpty else { return }
        let (typed, found) = halves(whole)
        let address = AddressText(found.isEmpty ? typed : found)
        place.street = address.street
        place.houseNumber = address.houseNumber
        place.postalCode = address.postalCode
        let town = address.town == "Linz" ? "" : address.town
        place.district = [town, address.district].filter { !$0.isEmpty }.joined(separator: " – ")
        place.remark = address.rest
        // What the person wrote is kept where it says something else.
        if !found.isEmpty, !typed.isEmpty, typed != place.line { place.remark = typed }
    }

    /// What was typed and what was found by itself, without what says nothing.
    private func halves(_ whole: String) -> (typed: String, found: String) {
        let pieces = foundAfter.isEmpty ? [] : whole.splitOnce(at: foundAfter)
        guard pieces.count == 2 else { return (cleaned(whole), "") }
        return (cleaned(pieces[0]), cleaned(pieces[1]))
    }

    private func cleaned(_ text: String) -> String {
        var text = text
        for piece in drop { text = text.removing(piece) }
        text = text.trimmed
        while let last = text.last, last == "," || last == "(" {
            text = String(text.dropLast()).trimmed
        }
        while let first = text.first, first == "," { text = String(text.dropFirst()).trimmed }
        return address.empty.contains(text) ? "" : text
    }

    private func takeCoordinates(
        _ row: SourceRow, into place: inout Place, _ warnings: inout [IntakeWarning]
    ) {
        let north = parts[.latitude]?.text(row).trimmed ?? ""
        let east = parts[.longitude]?.text(row).trimmed ?? ""
        guard !north.isEmpty || !east.isEmpty else { return }
        guard let latitude = AmountForm.millionths(north),
            let longitude = AmountForm.millionths(east),
            (-90_000_000...90_000_000).contains(latitude),
            (-180_000_000...180_000_000).contains(longitude), (latitude, longitude) != (0, 0)
        else {
            warnings.append(.placeUnreadable)
            return
        }
        place.latitude = latitude
        place.longitude = longitude
    }
}

extension String {
    /// The text before and behind the first occurrence of `mark`.
    func splitOnce(at mark: String) -> [String] {
        guard let range = firstRange(of: mark) else { return [self] }
        return [String(self[..<range.lowerBound]), String(self[range.upperBound...])]
    }

    func removing(_ piece: String) -> String {
        piece.isEmpty ? self : replacing(piece, with: "")
    }
}
