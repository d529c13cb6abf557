import SQLCore
package import Supervision

extension OrganisationImport {
    /// Moves what was staged into the registry: all of it, or nothing when the registry changed since the check.
    package static func promote(_ run: ImportRun, _ act: Act) throws {
        let db = act.db
        let day = act.day
        do {
            try db.savepoint { try addNew(run, in: db) }
        } catch SQLError.unique {
            throw RegistryRefusal.changedSinceChecked
        }
        try endReplaced(run, on: day, in: db)
        try changeOld(run, in: db)
        let closed: SQL = "FROM organisation_staged s WHERE s.import_id = \(run.id) AND s.outcome = 'close'"
        try Zones.close(
            "organisation_id IN (SELECT s.id \(closed))",
            with: "(SELECT s.closed_on \(closed) AND s.id = organisation_id)", act)
        try db.execute(
            """
            INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running, authority,
                region_code, stages, tags, reason, from_day, until_day)
            SELECT version_id, id, version, code, name, kind, category, running, authority, region_code, stages, tags,
                '导入', since, coalesce(closed_on, \(Day.never))
            FROM organisation_staged WHERE import_id = \(run.id) AND outcome <> 'close'
            """)
    }

    private static func addNew(_ run: ImportRun, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO organisation (\(Organisations.stored)) SELECT \(Organisations.stored)
            FROM organisation_staged WHERE import_id = \(run.id) AND outcome = 'add'
            """)
        try db.execute(
            """
            INSERT INTO organisation_code (code, organisation_id, from_day, until_day)
            SELECT code, id, since, coalesce(closed_on, \(Day.never))
            FROM organisation_staged WHERE import_id = \(run.id) AND outcome = 'add'
            """)
    }

    private static func endReplaced(_ run: ImportRun, on day: Day, in db: SQLConnection) throws {
        try db.execute(
            """
            UPDATE organisation_version
            SET until_day = CASE WHEN s.outcome = 'close' THEN s.closed_on ELSE \(day.adding(days: -1)) END
            FROM organisation_staged s
            WHERE s.import_id = \(run.id) AND s.outcome <> 'add' AND organisation_version.id = s.replaces
            """)
        try db.execute(
            """
            UPDATE organisation_code SET until_day = s.closed_on FROM organisation_staged s
            WHERE s.import_id = \(run.id) AND s.outcome = 'close' AND organisation_code.code = s.code
            """)
    }

    private static func changeOld(_ run: ImportRun, in db: SQLConnection) throws {
        let changed = try db.execute(
            """
            UPDATE organisation SET name = s.name, name_folded = s.name_folded, kind = s.kind, running = s.running,
                authority = s.authority, region_code = s.region_code, province = s.province, city = s.city,
                county = s.county, zone = s.zone, stages = s.stages, tags = s.tags, address = s.address,
                pupils = s.pupils, state = s.state, since = s.since, closed_on = s.closed_on,
                version_id = s.version_id, version = s.version
            FROM organisation_staged s
            WHERE s.import_id = \(run.id) AND s.outcome <> 'add' AND organisation.id = s.id
                AND organisation.version = s.version - 1
            """)
        guard changed == run.counts.changed else { throw RegistryRefusal.changedSinceChecked }
    }
}

extension ImportRuns {
    /// Carries a checked import out; the officer said so, knowing the bad rows.
    package static func promote(_ id: Identifier<ImportRun>, _ act: Act) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        guard run.state == .checked else { throw ImportRefusal.notNow }
        guard run.counts.good > 0 else { throw ImportRefusal.nothingGood }
        switch run.kind {
        case .organisations: try OrganisationImport.promote(run, act)
        case .inspectors: try InspectorImport.promote(run, act)
        case .trainings: try TrainingImport.promote(run, act)
        }
        run.state = .done
        run.finishedAt = act.at
        try update(run, from: .checked, in: act.db)
        try act.record(
            "\(run.kind.rawValue).imported", of: "import", id.rawValue,
            [
                "file": run.fileHash, "rows": "\(run.counts.rows)", "added": "\(run.counts.added)",
                "changed": "\(run.counts.changed)", "bad": "\(run.counts.bad)",
            ])
    }

    /// Gives a checked or unmapped import up; nothing of it was in the registry.
    package static func discard(_ id: Identifier<ImportRun>, _ act: Act) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        let state = run.state
        guard state == .checked || state == .mapping else { throw ImportRefusal.notNow }
        run.state = .discarded
        run.finishedAt = act.at
        try update(run, from: state, in: act.db)
        try act.record("import.discarded", of: "import", id.rawValue, ["file": run.fileHash])
    }
}
