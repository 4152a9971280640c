import Mustache

/// A value in a letter: never parsed, only shown; as a section it holds when there is something
/// to say.
struct Shown: MustacheCustomRenderable {
    let renderText: String
    let isNull: Bool

    init(_ text: String, holds: Bool? = nil) {
        renderText = text
        isNull = !(holds ?? !text.isEmpty)
    }
}
