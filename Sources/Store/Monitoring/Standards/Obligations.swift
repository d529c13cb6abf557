package import SQLCore
package import Supervision

/// Which obligation of a county is meant: one for each unit, tolerance and stage.
package struct ObligationKey: Sendable, Hashable {
    package let tolerance: String
    package let organisation: OrganisationID
    package let stage: Stage?

    package init(tolerance: String, organisation: OrganisationID, stage: Stage?) {
        self.tolerance = tolerance
        self.organisation = organisation
        self.stage = stage
    }
}

/// The obligation table: uses of tolerances that have to be cured within the years after certification.
package enum Obligations {
    /// Those that are stored, and those that this year's figures open, the first to end first.
    ///
    /// In a certified county one that is only computed ends like those that are stored.
    package static func list(
        of county: StandardCounty, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [ToleranceObligation] {
        let used = Dictionary(
            county.evaluation.obligations.compactMap { use -> (ObligationKey, MonitoredUnit)? in
                county.unit(use.organisation).map { unit in
                    let key = ObligationKey(
                        tolerance: use.tolerance.code, organisation: unit.organisation, stage: use.stage)
                    return (key, unit)
                }
            }, uniquingKeysWith: { first, _ in first })
        let stored = try stored(of: county, used: Set(used.keys), viewer, db)
        let known = Set(
            stored.map { ObligationKey(tolerance: $0.tolerance, organisation: $0.organisation, stage: $0.stage) })
        let certified = try CertificationDays.find(
            county.standard.code, region: county.region, visibleTo: viewer, in: db)?.day
        let computed = used.filter { !known.contains($0.key) }.map { key, unit in
            ToleranceObligation(
                id: nil, tolerance: key.tolerance, organisation: key.organisation, unitCode: unit.code,
                unitName: unit.name, stage: key.stage, isUsed: true,
                dueOn: due(key.tolerance, certifiedOn: certified, in: county))
        }
        return (stored + computed).sorted { left, right in
            (left.doneOn == nil ? 0 : 1, left.dueOn ?? .never, left.unitCode, left.tolerance)
                < (right.doneOn == nil ? 0 : 1, right.dueOn ?? .never, right.unitCode, right.tolerance)
        }
    }

    package static func require(
        _ key: ObligationKey, of county: StandardCounty, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ToleranceObligation {
        let all = try list(of: county, visibleTo: viewer, in: db)
        let found = all.first {
            $0.tolerance == key.tolerance && $0.organisation == key.organisation && $0.stage == key.stage
        }
        guard let found else { throw LedgerRefusal.noObligation }
        return found
    }

    /// How it is to be cured; what was only computed is stored with it.
    package static func plan(
        _ text: String, for obligation: ToleranceObligation, of county: StandardCounty, _ act: Act
    ) throws -> ObligationID {
        let id = try kept(obligation, of: county, act)
        try step(id, obligation, "obligation.planned", of: county, set: "plan = \(text)", act)
        return id
    }

    /// It is cured.
    package static func settle(
        _ obligation: ToleranceObligation, on day: Day, note: String, of county: StandardCounty, _ act: Act
    ) throws {
        let id = try kept(obligation, of: county, act)
        try step(
            id, obligation, "obligation.settled", of: county, set: "done_on = \(day), done_note = \(note)", act)
        try Deadlines.met(id.rawValue, rule: rule, on: day, act)
    }

    /// It is not cured after all; its clock runs on, or begins where the county was certified meanwhile.
    package static func reopen(_ obligation: ToleranceObligation, of county: StandardCounty, _ act: Act) throws {
        guard let id = obligation.id else { throw LedgerRefusal.noObligation }
        let certified = try CertificationDays.find(
            county.standard.code, region: county.region, visibleTo: act.viewer, in: act.db)?.day
        let due = due(obligation.tolerance, certifiedOn: certified, in: county)?.text ?? ""
        try step(
            id, obligation, "obligation.reopened", of: county, set: "done_on = NULL, done_note = '', due_on = \(due)",
            act)
        try run(id, obligation, certifiedOn: certified, of: county, act)
    }

    /// Lets its clock run from the day of certification, or stops it where there is none; what was only computed is
    /// stored with it.
    static func follow(
        _ obligation: ToleranceObligation, certifiedOn day: Day?, of county: StandardCounty, _ act: Act
    ) throws {
        guard let id = obligation.id else {
            _ = try kept(obligation, of: county, act)
            return
        }
        let due = due(obligation.tolerance, certifiedOn: day, in: county)
        guard due != obligation.dueOn else { return }
        try act.db.execute(
            "UPDATE obligation SET due_on = \(due?.text ?? ""), version = version + 1 WHERE id = \(id)")
        if obligation.doneOn == nil { try run(id, obligation, certifiedOn: day, of: county, act) }
    }

    private static func due(_ tolerance: String, certifiedOn day: Day?, in county: StandardCounty) -> Day? {
        let tolerance = county.standard.tolerances.first { $0.code == tolerance }
        return tolerance.flatMap { tolerance in
            day.map { StandardObligation(tolerance, organisation: "", stage: nil).due(certifiedOn: $0) }
        }
    }

    /// Stops what clock there is and starts the one that runs from the day of certification.
    private static func run(
        _ id: ObligationID, _ obligation: ToleranceObligation, certifiedOn day: Day?, of county: StandardCounty,
        _ act: Act
    ) throws {
        try Deadlines.cancel(id.rawValue, rule: rule, on: act.day, act)
        guard let day, let due = due(obligation.tolerance, certifiedOn: day, in: county),
            let tolerance = county.standard.tolerances.first(where: { $0.code == obligation.tolerance })
        else { return }
        let path = "/obligations?region=\(county.region)&standard=\(county.standard.code)"
        try Deadlines.open(
            NewDeadline(
                subjectKind: "obligation", subject: id.rawValue, rule: rule, jurisdiction: "national",
                clause: "\(tolerance.clause)：\(tolerance.name)", title: "\(obligation.unitName)容差整改", triggeredOn: day,
                dueOn: due, path: path, side: .office, organisation: nil, place: county.place), act)
        try Deadlines.restart(id.rawValue, rule: rule, triggeredOn: day, act)
    }

    private static func step(
        _ id: ObligationID, _ obligation: ToleranceObligation, _ event: String, of county: StandardCounty, set: SQL,
        _ act: Act
    ) throws {
        let version = max(obligation.version, 1)
        let changed = try act.db.execute(
            "UPDATE obligation SET \(set), version = version + 1 WHERE id = \(id) AND version = \(version)")
        guard changed == 1 else { throw LedgerRefusal.stale }
        try act.record(event, of: "obligation", id.rawValue, in: county.place, ["region": county.region])
    }

    /// The stored row's id; made where the obligation was only computed, with its clock in a certified county.
    static func kept(
        _ obligation: ToleranceObligation, of county: StandardCounty, _ act: Act
    ) throws -> ObligationID {
        if let id = obligation.id { return id }
        let (id, place): (ObligationID, Place) = (act.newID(), county.place)
        let certified = try CertificationDays.find(
            county.standard.code, region: county.region, visibleTo: act.viewer, in: act.db)?.day
        let due = due(obligation.tolerance, certifiedOn: certified, in: county)
        try act.db.execute(
            """
            INSERT INTO obligation (id, standard, region, tolerance, organisation_id, organisation_name, stage, opened_on,
                plan, due_on, done_on, done_note, province, city, county, zone, version)
            VALUES (\(id), \(county.standard.code), \(county.region), \(obligation.tolerance),
                \(obligation.organisation), \(obligation.unitName), \(obligation.stage?.rawValue ?? ""), \(act.day), '',
                \(due?.text ?? ""), NULL, '', \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try act.record("obligation.opened", of: "obligation", id.rawValue, in: place, ["region": county.region])
        try run(id, obligation, certifiedOn: certified, of: county, act)
        return id
    }

    private static func stored(
        of county: StandardCounty, used: Set<ObligationKey>, _ viewer: Viewer, _ db: SQLConnection
    ) throws -> [ToleranceObligation] {
        try db.rows(
            """
            SELECT b.id, b.tolerance, b.organisation_id, o.code, b.organisation_name, b.stage, b.plan, b.due_on,
                b.done_on, b.done_note, b.version
            FROM obligation b JOIN organisation o ON o.id = b.organisation_id
            WHERE \(visible(to: viewer)) AND b.region = \(county.region) AND b.standard = \(county.standard.code)
            ORDER BY b.id
            """
        ).map { row in
            let (tolerance, organisation): (String, OrganisationID) = (try row.get(1), try row.get(2))
            let stage = Stage(rawValue: try row.get(5) as String)
            let key = ObligationKey(tolerance: tolerance, organisation: organisation, stage: stage)
            return try ToleranceObligation(
                id: row.get(0), tolerance: tolerance, organisation: organisation, unitCode: row.get(3),
                unitName: row.get(4), stage: stage, isUsed: used.contains(key), plan: row.get(6),
                dueOn: Day(row.get(7) as String), doneOn: row.get(8), doneNote: row.get(9), version: row.get(10))
        }
    }

    static let rule = "toleranceCure"

    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "b.")
    }

    /// Until when what ends is soon: half a year, since a building takes longer than a letter.
    package static func soon(_ today: Day) -> Day { today.adding(months: 6) }

    /// Those of the county that the viewer's office itself judges.
    static func own(_ viewer: Viewer) -> SQL {
        "\(visible(to: viewer)) AND b.region = \(Place(viewer.scope).deepest ?? "")"
    }

    /// The county, year-independent key and standard of a stored obligation, for whoever comes by its id.
    package static func find(
        _ id: ObligationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (question: StandardQuestion, key: ObligationKey) {
        let row = try db.first(
            """
            SELECT b.standard, b.region, b.tolerance, b.organisation_id, b.stage FROM obligation b
            WHERE b.id = \(id) AND \(visible(to: viewer))
            """)
        guard let row else { throw LedgerRefusal.noObligation }
        var question = StandardQuestion()
        (question.standard, question.region) = (try row.get(0), try row.get(1))
        let stage = Stage(rawValue: try row.get(4) as String)
        return (question, ObligationKey(tolerance: try row.get(2), organisation: try row.get(3), stage: stage))
    }
}
