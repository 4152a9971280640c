/// Text blocks that every procedure's letters share, by the names templates use.
enum Partials {
    static let all: [String: String] = [
        "kopf": head, "gruss": closing, "amtssignatur": signature,
        "rechtsmittel_beschwerde": appeal, "hinweis_einwendungen": objections,
    ]

    private static let head = """
        Magistrat der Landeshauptstadt Linz
        {{einheit}}
        Hauptstraße 1-5, 4041 Linz

        {{#empfaenger}}
        {{name}}
        {{#vertretung}}
        vertreten durch {{vertretung}}
        {{/vertretung}}
        {{#strasse}}
        {{strasse}}
        {{/strasse}}
        {{#stadt}}
        {{plz}} {{stadt}}
        {{/stadt}}

        {{/empfaenger}}
        GZ: {{gz}}
        Bearbeitung: {{sachbearbeitung}}
        Linz, {{datum}}

        {{betreff}}{{#ort}}, {{ort}}{{/ort}}

        """

    private static let closing = """

        Mit freundlichen Grüßen

        {{sachbearbeitung}}
        {{einheit}}

        """

    /// Who approves is not known while a letter waits for it; the seal names them.
    private static let signature = """

        Für den Bürgermeister:
        {{#genehmigung}}
        Name und Tag laut Genehmigungsvermerk (§ 18 Abs 3 AVG)
        {{/genehmigung}}
        {{^genehmigung}}
        {{sachbearbeitung}}
        {{/genehmigung}}
        {{einheit}}

        Dieses Schriftstück wird bei der Ausfertigung amtssigniert (§ 19 E-GovG); die \
        Amtssignatur ersetzt die Unterschrift (§ 18 Abs 4 AVG).


        """

    private static let appeal = """
        RECHTSMITTELBELEHRUNG

        Gegen diesen Bescheid kann innerhalb von vier Wochen ab Zustellung schriftlich \
        Beschwerde an das Landesverwaltungsgericht Oberösterreich erhoben werden. Die \
        Beschwerde ist beim Magistrat der Landeshauptstadt Linz einzubringen. Sie hat den \
        angefochtenen Bescheid und die belangte Behörde zu bezeichnen und die Gründe, auf die \
        sich die Behauptung der Rechtswidrigkeit stützt, das Begehren und die Angaben zu \
        enthalten, aus denen sich die Rechtzeitigkeit ergibt. Die Beschwerde ist zu vergebühren; \
        die Höhe nennt die Behörde auf Anfrage. Eine mündliche Verhandlung kann in der \
        Beschwerde beantragt werden.


        """

    private static let objections = """
        Hinweis nach § 42 AVG: Wer nicht spätestens am Tag vor Beginn der Verhandlung während der \
        Amtsstunden bei der Behörde oder während der Verhandlung Einwendungen erhebt, verliert \
        insoweit die Stellung als Partei.


        """
}
