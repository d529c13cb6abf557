import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct ZoneIndexTests {
    @Test("The database itself keeps a school in one zone", arguments: Engine.available)
    func oneZone(engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        try await setup.act { act in
            try Zones.addSchools([ZoneSetup.code(1)], to: "z1", from: act.day, act)
        }
        await #expect(throws: SQLError.self) {
            try await setup.act { act in
                try act.db.execute(
                    """
                    INSERT INTO zone_school (id, zone_id, organisation_id, from_day, until_day)
                    SELECT 'twin', 'z2', organisation_id, from_day, until_day FROM zone_school
                    """)
            }
        }
    }
}
