/// How a case came to the office. The raw value is what a case file keeps.
package enum IntakeChannel: String, CaseIterable, Hashable, Sendable {
    case counter, telephone, post, email, online

    package var title: String {
        switch self {
        case .counter: "Parteienverkehr"
        case .telephone: "Telefon"
        case .post: "Post"
        case .email: "E-Mail"
        case .online: "Online-Formular"
        }
    }

    /// The office's word for what a case file holds; the name of a source stays as it is.
    package static func title(of channel: String) -> String {
        IntakeChannel(rawValue: channel)?.title ?? channel
    }
}
