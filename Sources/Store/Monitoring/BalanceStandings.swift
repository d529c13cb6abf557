import SQLCore
package import Supervision

/// The balance_standing table: what became of counties by their locked figures, and the warnings that follow.
package enum BalanceStandings {
    /// What warnings are raised by.
    package static let standard = BalanceStandard.qualityBalance

    /// Judges the county or zone that each of these units lies in anew, after figures of theirs were locked or unlocked.
    static func refresh(_ units: Set<OrganisationID>, year: Int, _ act: Act) throws {
        guard !units.isEmpty else { return }
        let rows = try act.db.rows(
            """
            SELECT DISTINCT c.county, c.zone FROM collection_record c
            JOIN organisation o ON o.id = c.organisation_id
            WHERE c.year = \(year) AND o.kind = 'school' AND c.organisation_id IN (\(list: units.map(\.rawValue).sorted()))
            ORDER BY c.county, c.zone
            """)
        var districts: [District] = []
        for row in rows {
            let (county, zone): (String, String) = (try row.get(0), try row.get(1))
            if !county.isEmpty { districts.append(District(.county, county)) }
            if !zone.isEmpty { districts.append(District(.zone, zone)) }
        }
        for district in Set(districts).sorted(by: { $0.text < $1.text }) { try refresh(district, year: year, act) }
    }

    /// One county or zone: its standing of the year, and its warnings, which are those of its latest year.
    ///
    /// Years before it that nobody has judged yet are judged too, so that there is something to compare with.
    static func refresh(_ district: District, year: Int, _ act: Act) throws {
        let known = try act.db.rows(
            """
            SELECT year FROM balance_standing WHERE district = \(district.text) AND standard = \(standard.code)
            """
        ).map { try $0.get(0) as Int }
        let asked = try MonitoringValues.years(
            region: district.code, visibleTo: .system(on: act.day), in: act.db)
        let before = asked.filter { $0 < year && $0 > year - BalanceCounties.depth && !known.contains($0) }
        for year in before + [year] { try keep(district, year: year, act) }
        try warn(district, act)
    }

    private static func keep(_ district: District, year: Int, _ act: Act) throws {
        let standing = try judged(district, year: year, act.db, on: act.day)
        try act.db.execute(
            """
            INSERT INTO balance_standing (district, year, standard, standing, updated_on)
            VALUES (\(district.text), \(year), \(standard.code), \(try JSONColumn.text(standing)), \(act.day))
            ON CONFLICT (district, year, standard)
                DO UPDATE SET standing = excluded.standing, updated_on = excluded.updated_on
            """)
    }

    /// Judges the latest year of counties that nobody has judged today anew, some at a time; gives how many.
    ///
    /// What a warning depends on besides, such as a school that was closed, changes without anything being locked.
    package static func sweep(_ act: Act) throws -> Int {
        let rows = try act.db.rows(
            """
            SELECT s.district, max(s.year) FROM balance_standing s WHERE s.standard = \(standard.code)
            GROUP BY s.district HAVING max(s.updated_on) < \(act.day) ORDER BY s.district LIMIT 20
            """)
        for row in rows {
            guard let district = District(text: try row.get(0)) else { continue }
            try refresh(district, year: try row.get(1), act)
        }
        return rows.count
    }

    /// By the locked figures; a stage in which a school has not said how many pupils it has has no coefficient.
    private static func judged(
        _ district: District, year: Int, _ db: SQLConnection, on day: Day
    ) throws -> BalanceStanding {
        let schools = try BalanceSchools.of(
            region: district.code, year: year, .locked, visibleTo: .system(on: day), in: db)
        return BalanceStanding(
            BalanceEvaluation(standard, schools: schools.schools), silent: Set(schools.silent.map(\.stage)))
    }

    private static func warn(_ district: District, _ act: Act) throws {
        let rows = try act.db.rows(
            """
            SELECT year, standing FROM balance_standing
            WHERE district = \(district.text) AND standard = \(standard.code) ORDER BY year DESC
            LIMIT \(BalanceCounties.depth)
            """)
        var standings: [Int: BalanceStanding] = [:]
        for row in rows { standings[try row.get(0)] = try JSONColumn.value(try row.get(1)) }
        guard let latest = standings.keys.max(), let now = standings[latest],
            let place = try Place.of(region: district.code, in: act.db)?.place
        else { return }
        let target = BalanceWarning.target(year: latest, planned: try plannedYear(of: district, act))
        let found = BalanceWarning.all(standings, year: latest, target: target)
        try EarlyWarnings.settle(
            .balance, in: place, year: latest,
            try found.map { warning in
                let about = [standard.code, warning.stage.rawValue, warning.indicator ?? "schools"]
                return EarlyWarnings.Found(
                    subject: about.joined(separator: "/"), title: warning.title(in: standard),
                    details: try JSONColumn.text(warning))
            }, act, isOver: { details in (try JSONColumn.value(details) as BalanceWarning).isOver(by: now) })
    }

    /// The year in which the roadmap has it pass.
    private static func plannedYear(of district: District, _ act: Act) throws -> Int? {
        guard let procedure = CertificationProcedures.find(standard.code) else { return nil }
        let found = try RoadmapDistricts.require(district.code, visibleTo: .system(on: act.day), in: act.db)
        return try Roadmaps.roadmap(procedure, of: found, in: act.db).next?.year
    }
}
