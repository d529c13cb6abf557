import Supervision
import Testing

@Suite struct ScopeColumnsTests {
    @Test(
        "Who finds a unit follows from who manages it, not from where it lies",
        arguments: [
            ("420111", .county, ["420000", "420100", "420111", ""]),
            ("420111", .city, ["420000", "420100", "", ""]),
            ("420111", .province, ["420000", "", "", ""]),
            ("420111", .nation, ["", "", "", ""]),
            ("420111", .township, ["420000", "420100", "420111", ""]),
            ("420100Z01", .zone, ["420000", "420100", "", "420100Z01"]),
            ("420100Z01", .county, ["420000", "420100", "", "420100Z01"]),
            ("321171", .city, ["320000", "321100", "", ""]),
            ("120116", .county, ["120000", "", "120116", ""]),
            ("120116", .city, ["120000", "", "", ""]),
            ("419001", .city, ["410000", "", "419001", ""]),
        ] as [(String, AuthorityLevel, [String])])
    func columns(place: String, level: AuthorityLevel, expected: [String]) throws {
        let regions = try RegionTable.sample()
        let authority = try ManagingAuthority(level, at: place, in: regions)
        let columns = ScopeColumns(of: authority, in: regions)
        #expect([columns.province, columns.city, columns.county, columns.zone] == expected)
    }

    @Test("An authority that the place does not have is refused")
    func refused() throws {
        let regions = try RegionTable.sample()
        #expect(throws: AuthorityRefusal.noSuchAuthority(.zone, place: "洪山区")) {
            try ManagingAuthority(.zone, at: "420111", in: regions)
        }
        #expect(throws: AuthorityRefusal.noSuchAuthority(.county, place: "武汉市")) {
            try ManagingAuthority(.county, at: "420100", in: regions)
        }
        #expect(throws: AuthorityRefusal.unknownPlace("1")) { try ManagingAuthority(.city, at: "1", in: regions) }
    }
}
