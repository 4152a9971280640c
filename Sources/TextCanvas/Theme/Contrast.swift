extension Color {
    /// Red, green and blue (0–255) of a colour whose look is fixed; `nil` for the terminal's own
    /// and for the first 16, which the user chooses.
    package var components: (red: Int, green: Int, blue: Int)? {
        switch self {
        case .standard: nil
        case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
        case .indexed(let index) where index < 16: nil
        case .indexed(let index) where index < 232: Self.cube(Int(index) - 16)
        case .indexed(let index):
            (8 + (Int(index) - 232) * 10, 8 + (Int(index) - 232) * 10, 8 + (Int(index) - 232) * 10)
        }
    }

    private static func cube(_ place: Int) -> (red: Int, green: Int, blue: Int) {
        func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
        return (level(place / 36), level(place / 6 % 6), level(place % 6))
    }

    /// The palette entry from 16 up that comes nearest.
    package var nearestIndexed: Color {
        guard case .rgb = self, let own = components else { return self }
        var best: (index: UInt8, distance: Int) = (16, Int.max)
        for index in UInt8(16)...255 {
            guard let other = Color.indexed(index).components else { continue }
            let red = own.red - other.red
            let green = own.green - other.green
            let blue = own.blue - other.blue
            let distance = red * red * 3 + green * green * 6 + blue * blue
            if distance < best.distance { best = (index, distance) }
        }
        return .indexed(best.index)
    }
}

/// Contrast after WCAG 2.2: 4.5 is AA for text, 7 is AAA, 3 suffices for lines and signs.
package enum Contrast {
    /// The ratio of two colours (1…21), or `nil` if one of them is the user's own.
    package static func ratio(_ first: Color, _ second: Color) -> Double? {
        guard let one = luminance(first), let other = luminance(second) else { return nil }
        return (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }

    private static func luminance(_ color: Color) -> Double? {
        guard let parts = color.components else { return nil }
        return 0.2126 * linear(parts.red) + 0.7152 * linear(parts.green)
            + 0.0722 * linear(parts.blue)
    }

    private static func linear(_ component: Int) -> Double {
        let value = Double(component) / 255
        return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }

    /// x to the power of 2.4 for 0 < x ≤ 1 without a maths library: x² · x^(2/5).
    private static func power(_ value: Double) -> Double {
        var root = value
        for _ in 0..<60 {
            root -= (root * root * root * root * root - value) / (5 * root * root * root * root)
        }
        return value * value * root * root
    }
}
