import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct RegionsTests {
    @Test("The shipped places are planted once and stand under one another", arguments: Engine.available)
    func plant(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await Seeds.plant(in: database, at: Instant(milliseconds: 0))
        try await Seeds.plant(in: database, at: Instant(milliseconds: 0))
        let table = try await database.read { db in try Regions.all(in: db) }
        #expect(try table.regions.count == RegionTable.shipped().regions.count)
        let chain = try await database.read { db in try Regions.chain(of: "420111", in: db) }
        #expect(chain.fullName(of: "420111") == "湖北省武汉市洪山区")
        #expect(chain.regions.count == 3)
    }
}
