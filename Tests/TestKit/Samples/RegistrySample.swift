package import SQLCore
import Store
package import Supervision
import Web

/// Units of a registry as rows, for tests that need many.
package enum RegistrySample {
    /// Ten-digit codes `11` + first two of `county` + a serial from `first` on; ids `unit-CODE`.
    ///
    /// The managing authority is the county, or with `authority: .city` the city of the same chain.
    package static func plant(
        _ count: Int, county: String = "500112", first: Int = 1, authority: AuthorityLevel = .county,
        kind: OrganisationKind = .kindergarten, tags: String = "", in database: any SQLDatabase
    ) async throws {
        try await database.write { db in
            try regions(of: county, in: db)
            for serial in first..<(first + count) {
                try unit(serial, county: county, authority: authority, kind: kind, tags: tags, in: db)
            }
        }
    }

    package static func code(_ serial: Int, county: String = "500112") -> String {
        let digits = String(serial)
        return "11\(county.prefix(2))\(county.suffix(2))\(String(repeating: "0", count: 4 - digits.count))\(digits)"
    }

    /// An inspector of the county with an account, person `person-LOGIN`.
    package static func inspector(_ login: String, county: String = "500112", in site: TestSite) async throws {
        try await site.account(login, .inspector, .granted)
        let chain = chain(of: county)
        _ = try await site.services.database.write { db in
            try db.execute(
                """
                INSERT INTO inspector (person_id, code, full_time, level, certificate, employer, province, city, county,
                    zone, state, version)
                VALUES (\("person-\(login)"), \("code-\(login)"), true, 'county', '', '', \(chain.province), \(chain.city),
                    \(county), '', 'active', 1)
                """)
        }
    }

    private static func chain(of county: String) -> (province: String, city: String) {
        ("\(county.prefix(2))0000", "\(county.prefix(4))00")
    }

    private static func regions(of county: String, in db: SQLConnection) throws {
        let (province, city) = chain(of: county)
        let rows = [
            (province, "样例省", "province", ""), (city, "样例市", "city", province), (county, "样例区", "county", city),
        ]
        for (code, name, level, parent) in rows {
            try db.execute(
                """
                INSERT INTO region (code, name, level, parent, is_local, from_day, until_day)
                VALUES (\(code), \(name), \(level), \(parent), false, '2000-01-01', '9999-12-31') ON CONFLICT DO NOTHING
                """)
        }
    }

    private static func unit(
        _ serial: Int, county: String, authority: AuthorityLevel, kind: OrganisationKind, tags: String,
        in db: SQLConnection
    ) throws {
        let (province, city) = chain(of: county)
        let code = code(serial, county: county)
        let (id, version, name) = ("unit-\(code)", "version-\(code)", "第\(serial)\(kind.label)")
        try db.execute(
            """
            INSERT INTO organisation (id, code, name, name_folded, kind, category, running, authority, region_code,
                province, city, county, zone, stages, tags, address, state, since, version_id, version)
            VALUES (\(id), \(code), \(name), \(name), \(kind.rawValue), '', 'public', \(authority.rawValue), \(county),
                \(province), \(city), \(authority == .city ? "" : county), '', 'kindergarten', \(tags), '', 'open',
                '2015-09-01', \(version), 1)
            """)
        try db.execute(
            """
            INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running, authority,
                region_code, stages, tags, reason, from_day, until_day)
            VALUES (\(version), \(id), 1, \(code), \(name), \(kind.rawValue), '', 'public', \(authority.rawValue), \(county),
                'kindergarten', \(tags), '', '2015-09-01', '9999-12-31')
            """)
    }
}
