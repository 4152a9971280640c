import Casework

extension DeliveryChannel {
    package var title: String {
        switch self {
        case .registeredPersonal: "RSa"
        case .registered: "RSb"
        case .post: "Post ohne Nachweis"
        case .electronicProof: "elektronisch mit Nachweis"
        case .electronic: "elektronisch ohne Nachweis"
        case .handover: "Übergabe im Amt"
        case .publicNotice: "öffentliche Bekanntmachung"
        case .message: "Nachricht"
        }
    }

    /// The provision of the Zustellgesetz by which it counts; empty where it is no delivery in law.
    package var source: String {
        switch self {
        case .registeredPersonal: "§ 21 ZustG"
        case .registered: "§§ 16, 17 ZustG"
        case .post: "§ 26 Abs 2 ZustG"
        case .electronicProof: "§ 35 ZustG"
        case .electronic: "§ 36 ZustG"
        case .handover: "§ 24 ZustG"
        case .publicNotice: "§ 25 ZustG"
        case .message: ""
        }
    }

    /// When it counts as delivered, for the form that records it.
    package var rule: String {
        switch self {
        case .registeredPersonal, .registered:
            "am Tag der Übergabe; bei Hinterlegung am ersten Tag der Abholfrist"
        case .post: "am dritten Werktag nach Übergabe an den Zustelldienst"
        case .electronicProof:
            "am Tag der Abholung, sonst am ersten Werktag nach der ersten Verständigung"
        case .electronic: "sobald das Dokument abrufbar ist"
        case .handover: "am Tag der Übergabe im Amt"
        case .publicNotice: "zwei Wochen nach dem Anschlag"
        case .message: "sobald die Nachricht abgeschickt ist; keine Zustellung im Rechtssinn"
        }
    }
}

extension Delivery {
    /// "RSb, abgefertigt 10.11.2026, hinterlegt 12.11.2026, zugestellt 12.11.2026"
    package var sentence: String {
        guard undeliverable == nil else { return factsLine }
        return factsLine + ", "
            + (delivered.map { "zugestellt \($0.austrian)" } ?? "Zustelltag offen")
    }

    /// The days that are known, without what follows from them.
    package var factsLine: String {
        var parts = [channel.title, "abgefertigt \(dispatched.austrian)"]
        if let noticed { parts.append("verständigt \(noticed.austrian)") }
        if let handedOver { parts.append("übernommen \(handedOver.austrian)") }
        if let deposited { parts.append("hinterlegt \(deposited.austrian)") }
        if let returnedHome { parts.append("zurückgekehrt \(returnedHome.austrian)") }
        if let undeliverable { parts.append("unzustellbar \(undeliverable.austrian)") }
        return parts.joined(separator: ", ")
    }

    /// The short state for a list: "zugestellt 12.11.2026", "unterwegs seit 10.11.2026".
    package var state: String {
        if let undeliverable { return "unzustellbar \(undeliverable.austrian)" }
        return delivered.map { "zugestellt \($0.austrian)" }
            ?? "unterwegs seit \(dispatched.austrian)"
    }
}

extension Letter {
    /// "gefertigt am 10.11.2026", "vorbereitet", with what became of the deliveries.
    package var stateLine: String {
        var text = state.title
        if let sealedOn { text += " am \(sealedOn.austrian)" }
        guard state == .sealed else { return text }
        if let day = deliveredToAll { return text + ", zugestellt \(day.austrian)" }
        guard !recipients.isEmpty else { return text + ", zur Veröffentlichung" }
        let open = recipients.count { $0.delivery?.delivered == nil }
        return open == recipients.count && !dispatched
            ? text + ", nicht abgefertigt" : text + ", Zustellung offen (\(open))"
    }
}
