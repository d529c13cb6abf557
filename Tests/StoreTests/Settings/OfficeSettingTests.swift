import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct OfficeSettingTests {
    @Test("Whoever saves over another's change is refused, whichever version they saw", arguments: Engine.available)
    func versions(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        let setting = OfficeSetting<TipTerms>("tip_terms")
        func save(_ days: Int, seen version: Int, of office: String = "500101") async throws {
            var terms = TipTerms.usual
            terms.acceptDays = days
            let changed = terms
            try await database.write { db in
                try setting.save(changed, of: office, version: version, else: TipRefusal.changedMeanwhile, in: db)
            }
        }
        func held() async throws -> [Int]? {
            try await database.read { db in
                try setting.load(of: "500101", in: db).map { terms, version in [terms.acceptDays, version] }
            }
        }
        #expect(try await held() == nil)
        await #expect(throws: TipRefusal.changedMeanwhile) { try await save(3, seen: 1) }
        try await save(3, seen: 0)
        #expect(try await held() == [3, 1])
        for seen in [0, 2] {
            await #expect(throws: TipRefusal.changedMeanwhile) { try await save(4, seen: seen) }
        }
        try await save(4, seen: 1)
        try await save(9, seen: 0, of: "500102")
        #expect(try await held() == [4, 2])
        let all = try await database.read { db in try setting.all(in: db) }
        #expect(all.mapValues(\.acceptDays) == ["500101": 4, "500102": 9])
        await #expect(throws: TipRefusal.changedMeanwhile) {
            try await database.write { db in
                try setting.remove(of: "500101", version: 1, else: TipRefusal.changedMeanwhile, in: db)
            }
        }
        try await database.write { db in
            try setting.remove(of: "500101", version: 2, else: TipRefusal.changedMeanwhile, in: db)
        }
        #expect(try await held() == nil)
    }
}
