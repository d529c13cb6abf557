import Supervision
import Testing

extension RegionTable {
    /// A corner of the map with everything that is special about it.
    static func sample() throws -> RegionTable {
        try RegionTable.parse(
            """
            code,name,level,parent
            120000,天津市,province,
            320000,江苏省,province,
            410000,河南省,province,
            420000,湖北省,province,
            120101,和平区,county,120000
            120116,滨海新区,county,120000
            320100,南京市,city,320000
            321100,镇江市,city,320000
            321171,镇江新区,zone,321100
            321182,扬中市,county,321100
            419001,济源市,county,410000
            420100,武汉市,city,420000
            420111,洪山区,county,420100
            420999,和平区,county,420100
            """
        )
        .adding(Region(code: "420100Z01", name: "东湖高新区", level: .zone, parent: "420100"))
    }
}

@Suite struct RegionTableTests {
    @Test(
        "A cell names a place by code, statistical code, name or path",
        arguments: [
            ("420111", "420111"), ("420111003000", "420111"), ("４２０１１１", "420111"), ("洪山区", "420111"),
            ("武汉市洪山区", "420111"), ("湖北省武汉市洪山区", "420111"), ("湖北省/武汉市/洪山区", "420111"), ("天津市和平区", "120101"),
            ("东湖高新区", "420100Z01"), ("420100z01", "420100Z01"), ("河南省济源市", "419001"), (" 镇江新区 ", "321171"),
        ])
    func place(text: String, code: String) throws {
        #expect(try RegionTable.sample().place(text).code == code)
    }

    @Test("Of two places of one name the one at home is meant; away from home both are offered")
    func ambiguous() throws {
        let regions = try RegionTable.sample()
        #expect(try regions.place("和平区", home: "420100").code == "420999")
        #expect(try regions.place("和平区", home: "120000").code == "120101")
        #expect(throws: RegionRefusal.ambiguous("和平区", candidates: ["天津市和平区", "湖北省武汉市和平区"])) {
            try regions.place("和平区", home: "320000")
        }
    }

    @Test("What is no place is refused", arguments: ["", "000000", "42011", "洪山", "北京市洪山区", "999999003000"])
    func unknown(text: String) throws {
        let regions = try RegionTable.sample()
        #expect(throws: RegionRefusal.unknown(text)) { try regions.place(text) }
    }

    @Test("A zone of the office's own gets a local code inside a city or county")
    func localZone() throws {
        let regions = try RegionTable.sample()
        let city = try #require(regions.find("420100"))
        let zone = try Region.localZone(named: " 车都 ", in: city, serial: 2, from: "2021-01-01")
        #expect(zone.code == "420100Z02" && zone.name == "车都" && zone.isLocal && zone.isZone)
        #expect(try regions.adding(zone).chain(from: zone.code).map(\.code) == ["420100Z02", "420100", "420000"])
        let province = try #require(regions.find("420000"))
        #expect(throws: RegionRefusal.zoneInside("湖北省")) {
            try Region.localZone(named: "车都", in: province, serial: 1, from: "2021-01-01")
        }
        #expect(throws: RegionRefusal.zoneUnnamed) {
            try Region.localZone(named: " ", in: city, serial: 1, from: "2021-01-01")
        }
    }

    @Test("A malformed line, a code twice and a missing parent are refused")
    func malformed() {
        #expect(throws: RegionRefusal.malformed(line: 2)) { try RegionTable.parse("h\n11,北京市,province") }
        #expect(throws: RegionRefusal.malformed(line: 2)) { try RegionTable.parse("h\n110101,东城区,county,") }
        #expect(throws: RegionRefusal.duplicate("110000")) {
            try RegionTable.parse("h\n110000,北京市,province,\n110000,北京,province,")
        }
        #expect(throws: RegionRefusal.orphan("110101")) { try RegionTable.parse("h\n110101,东城区,county,110000") }
    }
}
