/// What a cell means. Drawing speaks of meanings; a theme says how each looks at each colour depth.
/// The name of the case is the key in a theme file.
package enum Tone: UInt8, CaseIterable, Hashable, Sendable {
    case text
    case dim
    case heading
    case label
    case border

    case title
    case statusBar
    case demo
    case tab
    case tabActive
    case key
    case hint

    case selection
    case marked
    case match
    case changed

    case overdue
    case dueToday
    case dueSoon

    case ok
    case warning
    case danger
    case obstacle
    case notice

    case input
    case inputFocused
    case inputInvalid
    case placeholder

    case dialog
    case dialogTitle
    case button
    case buttonFocused

    case hostile
    case link
    case chart
    case chartAlert

    package var name: String { "\(self)" }

    /// The place of this tone in a table of styles.
    package var index: Int { Int(rawValue) }
}
