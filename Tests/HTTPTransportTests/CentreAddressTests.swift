import HTTPTransport
import Testing

@Suite struct CentreAddressTests {
    @Test(arguments: [
        ("https://zentrale.linz.at", "https://zentrale.linz.at"),
        ("https://zentrale.linz.at:8443/", "https://zentrale.linz.at:8443"),
    ])
    func anAddressIsHTTPS(text: String, url: String) {
        #expect(CentreAddress(text)?.url == url)
    }

    @Test(arguments: ["", "http://zentrale.linz.at", "https://", "zentrale.linz.at"])
    func anythingElseIsNone(text: String) {
        #expect(CentreAddress(text) == nil)
    }
}
