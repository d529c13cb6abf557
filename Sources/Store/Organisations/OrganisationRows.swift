import SQLCore
import Supervision

extension Organisations {
    /// Stores new units with their codes; their versions are stored apart.
    static func store(_ records: [OrganisationRecord], in db: SQLConnection) throws {
        try db.execute(
            "INSERT INTO organisation (\(stored)) VALUES \(SQL.joined(records.map(values), separator: ", "))")
        for record in records { try insertCode(of: record, in: db) }
    }

    static func insertCode(of record: OrganisationRecord, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO organisation_code (code, organisation_id, from_day, until_day)
            VALUES (\(record.code), \(record.id), \(record.organisation.since),
                \(record.organisation.closedOn ?? Day.never))
            """)
    }

    /// Stores what changed, unless somebody stored another change first.
    static func update(_ next: OrganisationRecord, from old: OrganisationRecord, in db: SQLConnection) throws {
        let facts = next.organisation.facts
        let changed = try db.execute(
            """
            UPDATE organisation SET code = \(next.code), name = \(facts.name), name_folded = \(facts.name.folded),
                kind = \(facts.kind.rawValue), category = \(facts.category?.rawValue ?? ""),
                running = \(facts.running?.rawValue ?? ""), authority = \(facts.authority.level.rawValue),
                region_code = \(facts.place), province = \(next.place.province), city = \(next.place.city),
                county = \(next.place.county), zone = \(next.place.zone), stages = \(facts.stagesColumn),
                tags = \(facts.tagsColumn), address = \(facts.address), pupils = \(facts.pupils),
                state = \(next.organisation.isOpen ? "open" : "closed"), since = \(next.organisation.since),
                closed_on = \(next.organisation.closedOn), version_id = \(next.versionID),
                version = \(next.organisation.version)
            WHERE id = \(next.id) AND version = \(old.organisation.version)
            """)
        guard changed == 1 else { throw RegistryRefusal.stale }
        if next.place != old.place { try Accounts.follow(next.id, to: next.place, in: db) }
    }

    static func insertVersion(of record: OrganisationRecord, reason: String, in db: SQLConnection) throws {
        let organisation = record.organisation
        let facts = organisation.facts
        try db.execute(
            """
            INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running, authority,
                region_code, stages, tags, reason, from_day, until_day)
            VALUES (\(record.versionID), \(record.id), \(organisation.version), \(record.code), \(facts.name),
                \(facts.kind.rawValue), \(facts.category?.rawValue ?? ""), \(facts.running?.rawValue ?? ""),
                \(facts.authority.level.rawValue), \(facts.place), \(facts.stagesColumn), \(facts.tagsColumn),
                \(reason), \(organisation.since), \(organisation.closedOn ?? Day.never))
            """)
    }

    /// The version until now holds through `day`; one that was replaced on its own first day holds for no day.
    static func endVersion(of record: OrganisationRecord, on day: Day, in db: SQLConnection) throws {
        try db.execute("UPDATE organisation_version SET until_day = \(day) WHERE id = \(record.versionID)")
    }

    /// No code that was ever given is given again.
    static func requireFree(_ code: OrganisationCode, in db: SQLConnection) throws {
        if try db.first("SELECT 1 FROM organisation_code WHERE code = \(code.text)") != nil {
            throw OrganisationRefusal.codeVoid(code.text)
        }
    }

    /// Two open units of one name in one place are one unit entered twice.
    static func requireNameFree(_ facts: OrganisationFacts, in db: SQLConnection) throws {
        let twin = try db.first(
            """
            SELECT 1 FROM organisation WHERE region_code = \(facts.place) AND name = \(facts.name) AND state = 'open'
            """)
        if twin != nil { throw RegistryRefusal.nameTaken(facts.name) }
    }

    /// The code that a unit without one gets.
    static func nextLocalCode(in region: String, db: SQLConnection) throws -> LocalCode {
        LocalCode(region: region, serial: try lastSerial(in: region, db: db) + 1)
    }

    /// The highest serial number that was ever given in a region.
    static func lastSerial(in region: String, db: SQLConnection) throws -> Int {
        let prefix = "L\(region)-"
        let rows = try db.rows("SELECT code FROM organisation_code WHERE code >= \(prefix) AND code < \("L\(region).")")
        return try rows.compactMap { Int((try $0.get(0) as String).dropFirst(prefix.count)) }.max() ?? 0
    }

    static var stored: SQL {
        """
        id, code, name, name_folded, kind, category, running, authority, region_code, province, city, county, zone,
        stages, tags, address, pupils, state, since, closed_on, version_id, version
        """
    }

    /// The values of `stored`.
    static func values(_ record: OrganisationRecord) -> SQL { "(\(bareValues(record)))" }

    static func bareValues(_ record: OrganisationRecord) -> SQL {
        let organisation = record.organisation
        let facts = organisation.facts
        let place = record.place
        return """
            \(organisation.id), \(record.code), \(facts.name), \(facts.name.folded), \(facts.kind.rawValue),
            \(facts.category?.rawValue ?? ""), \(facts.running?.rawValue ?? ""), \(facts.authority.level.rawValue),
            \(facts.place), \(place.province), \(place.city), \(place.county), \(place.zone), \(facts.stagesColumn),
            \(facts.tagsColumn), \(facts.address), \(facts.pupils), \(organisation.isOpen ? "open" : "closed"),
            \(organisation.since), \(organisation.closedOn), \(record.versionID), \(organisation.version)
            """
    }
}
