import Supervision
import Testing

@Suite struct OrganisationCodeTests {
    @Test("Two digits of category, two of province, six of serial number")
    func school() throws {
        let code = try SchoolCode("1144001800")
        #expect(code.category == .kindergarten && code.province == "44")
        #expect(try OrganisationCode(" １１４４００１８００ ") == .school(code))
        #expect(try OrganisationCode("4111010001").category == .university)
    }

    @Test(
        "What is no code is refused",
        arguments: [
            ("114400180", .notTenDigits("114400180")), ("11440018000", .notTenDigits("11440018000")),
            ("1244001800", .unknownCategory("1244001800")), ("1199001800", .unknownProvince("1199001800")),
            ("A", .notLocal("A")), ("12-34", .notLocal("12-34")), ("东湖01", .notLocal("东湖01")),
        ] as [(String, CodeRefusal)])
    func refused(text: String, refusal: CodeRefusal) {
        #expect(throws: refusal) { try OrganisationCode(text) }
    }

    @Test("A local code has a letter and is kept in upper case")
    func local() throws {
        #expect(try OrganisationCode("kg-007").text == "KG-007")
        #expect(try OrganisationCode("L420111-0001") == .local(LocalCode(region: "420111", serial: 1)))
        #expect(LocalCode(region: "420100Z01", serial: 12_345).text == "L420100Z01-12345")
    }
}
