package import SQLCore
package import Supervision

/// What a person says when a step is recorded.
package struct CertificationWord: Sendable {
    package let day: Day
    package let note: String
    package let document: String
    /// As the page showed it; nil takes whatever there is.
    package let version: Int?

    package init(day: Day, note: String, document: String = "", version: Int? = nil) {
        self.day = day
        self.note = note
        self.document = document
        self.version = version
    }
}

extension Certifications {
    /// A county applies for a tier, the next one where it does not say which: its first step begins.
    package static func begin(
        _ district: String, _ standard: String, tier asked: String? = nil, year: Int, on day: Day, _ act: Act
    ) throws -> CertificationID {
        let found = try RoadmapDistricts.require(district, visibleTo: act.viewer, in: act.db)
        let procedure = try CertificationProcedures.require(standard, for: found.place, in: act.db)
        guard day <= act.day else { throw CertificationRefusal.future }
        let held = try CertifiedTitles.held(by: district, in: act.db)
        let next = Roadmap(procedure, years: [:], held: held).next?.tier
        let tier = asked ?? next ?? procedure.highest
        if let obstacle = held.obstacle(to: tier, of: procedure, for: year, on: day) { throw obstacle }
        if try act.db.first(
            "SELECT 1 FROM certification WHERE district = \(district) AND standard = \(standard) AND state = 'open'")
            != nil
        {
            throw CertificationRefusal.open(found.name)
        }
        if try act.db.first(
            """
            SELECT 1 FROM certification WHERE district = \(district) AND standard = \(standard) AND tier = \(tier)
                AND year = \(year) AND state = 'terminated'
            """) != nil
        {
            throw CertificationRefusal.terminatedThisYear(year)
        }
        let id: CertificationID = act.newID()
        let steps = procedure.steps(of: tier)
        let fresh = CertificationCase(steps, year: year, openedOn: day)
        let pass: Identifier<CertificationPass> = act.newID()
        let title = "\(procedure.name)\(tier.isEmpty ? "" : "（\(tier)）")创建认定"
        try act.db.execute(
            """
            INSERT INTO certification (id, district, district_name, standard, tier, title, year, state, step, pass_id,
                turn,
                opened_on, ended_on, reason, province, city, county, zone, created_by, created_at, version)
            VALUES (\(id), \(district), \(found.name), \(standard), \(tier), \(title), \(year), 'open',
                \(steps[0].code), \(pass), '', \(day), NULL, '', \(found.place.province), \(found.place.city), \(found.place.county),
                \(found.place.zone), \(act.viewer.name), \(act.at), 1)
            """)
        let record = try insert(pass, 1, day, fresh, of: id, found, act)
        try act.record(
            "certification.begun", of: "certification", id.rawValue, in: record,
            ["standard": standard, "tier": tier, "year": "\(year)"])
        return id
    }

    /// The step under way is done; the next one begins, or the county is certified.
    package static func complete(
        _ id: CertificationID, _ word: CertificationWord, _ act: Act
    ) throws -> CertificationPassRecord {
        let calendar = try WorkCalendars.known(in: act.db)
        return try move(id, "certification.completed", word, act) { (found: CertificationCase) in
            try found.completed(on: word.day, today: act.day, in: calendar)
        }
    }

    /// Back to an earlier step, with the reason.
    package static func giveBack(
        _ id: CertificationID, to step: String, _ word: CertificationWord, _ act: Act
    ) throws -> CertificationPassRecord {
        try move(id, "certification.returned", word, act) { (found: CertificationCase) in
            try found.returned(to: step, on: word.day, today: act.day)
        }
    }

    /// The year's assessment ends, with the reason.
    package static func terminate(
        _ id: CertificationID, _ word: CertificationWord, _ act: Act
    ) throws -> CertificationPassRecord {
        try move(id, "certification.terminated", word, act) { (found: CertificationCase) in
            try found.terminated(on: word.day, today: act.day)
        }
    }

    /// The application is taken back while nothing but its first step has begun; the county may apply again.
    package static func withdraw(
        _ id: CertificationID, _ word: CertificationWord, _ act: Act
    ) throws -> CertificationPassRecord {
        try move(id, "certification.withdrawn", word, act) { (found: CertificationCase) in
            try found.withdrawn(on: word.day, today: act.day)
        }
    }

    /// Another last day for the step under way, set by the office with its reason.
    package static func setDue(
        _ id: CertificationID, _ due: Day, reason: String, version: Int? = nil, _ act: Act
    ) throws {
        let (record, found, passes) = try own(id, version: version, act)
        guard let pass = passes.last, record.state == .open else { throw CertificationRefusal.over(record.state) }
        if found.current?.clock?.isWait ?? false { throw CertificationRefusal.waitFixed(record.stepName) }
        guard due >= pass.pass.beganOn else {
            throw CertificationRefusal.beforeStep(record.stepName, pass.pass.beganOn)
        }
        if record.due == nil, record.undetermined == nil {
            try Deadlines.open(
                deadline(record, pass.id, began: pass.pass.beganOn, end: .day(due), clock: nil, reason: reason), act)
        } else {
            try act.db.execute(
                """
                UPDATE deadline SET due_on = \(due), undetermined_year = NULL, reason = \(reason), soon_at = NULL,
                    late_at = NULL, term = ''
                WHERE subject_id = \(pass.id) AND rule = \(rule)
                """)
        }
        try act.db.execute("UPDATE certification SET version = version + 1 WHERE id = \(id)")
        try act.record(
            "certification.dueSet", of: "certification", id.rawValue, in: record.place, ["due": due.text])
    }

    /// Whether the step's turn is the viewer's office's.
    package static func mayRecord(
        _ step: CertificationStep, of record: CertificationRecord, _ viewer: Viewer, in db: SQLConnection
    ) throws -> Bool {
        step.actor.admits(
            viewer.scope, district: record.district, in: ScopeColumns(record.place),
            isProvinceThere: try isProvinceThere(record.place, in: db))
    }

    /// The case, for those whose turn it is; others are refused.
    private static func own(
        _ id: CertificationID, version: Int?, _ act: Act
    ) throws -> (CertificationRecord, CertificationCase, [CertificationPassRecord]) {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        let found = try standing(of: record, in: act.db)
        guard let step = found.current else { throw CertificationRefusal.over(record.state) }
        guard try mayRecord(step, of: record, act.viewer, in: act.db) else {
            throw CertificationRefusal.notYours(step.name, step.actor)
        }
        if let version, version != record.version { throw CertificationRefusal.stale }
        return (record, found, try passes(of: id, in: act.db))
    }

    private static func move(
        _ id: CertificationID, _ event: String, _ word: CertificationWord, _ act: Act,
        _ step: (CertificationCase) throws -> CertificationCase
    ) throws -> CertificationPassRecord {
        let (record, before, passes) = try own(id, version: word.version, act)
        let next = try step(before)
        guard let pass = passes.last else { throw CertificationRefusal.over(record.state) }
        let ended = next.passes[before.passes.count - 1]
        try act.db.execute(
            """
            UPDATE certification_pass SET ended_on = \(ended.endedOn), outcome = \(ended.outcome), note = \(word.note),
                document = \(word.document), by_person = \(act.viewer.person), by_name = \(act.viewer.name),
                at = \(act.at)
            WHERE id = \(pass.id)
            """)
        try Deadlines.met(pass.id, rule: rule, on: word.day, act)
        let changed = try act.db.execute(
            """
            UPDATE certification SET state = \(next.state), ended_on = \(next.state == .open ? nil : word.day),
                reason = \([.terminated, .withdrawn].contains(next.state) ? word.note : ""), turn = '', version = \(record.version + 1)
            WHERE id = \(id) AND version = \(record.version)
            """)
        guard changed == 1 else { throw CertificationRefusal.stale }
        if next.state == .open {
            let district = RoadmapDistrict(
                district: District(record.place.zone.isEmpty ? .county : .zone, record.district), name: record.name,
                cityName: "", columns: ScopeColumns(record.place))
            let new: Identifier<CertificationPass> = act.newID()
            _ = try insert(new, next.passes.count, word.day, next, of: id, district, act)
        } else if next.state == .certified {
            try CertifiedTitles.insert(
                record.district, record.name, record.standard, record.tier, on: word.day, document: word.document,
                certification: id, in: record.place, act)
        }
        try act.record(
            event, of: "certification", id.rawValue, in: record.place,
            ["step": ended.step, "day": word.day.text, "state": next.state.rawValue])
        return pass
    }

    /// Begins a step: its row, whose turn it is, and its clock.
    private static func insert(
        _ pass: Identifier<CertificationPass>, _ number: Int, _ day: Day, _ found: CertificationCase,
        of id: CertificationID, _ district: RoadmapDistrict, _ act: Act
    ) throws -> Place {
        guard let step = found.current else { return district.place }
        try act.db.execute(
            """
            INSERT INTO certification_pass (id, certification_id, number, step, began_on, ended_on, outcome, note,
                document, by_person, by_name, at)
            VALUES (\(pass), \(id), \(number), \(step.code), \(day), NULL, 'open', '', '', '', '', NULL)
            """)
        // Whether the province has an office is looked up when somebody asks whose turn it is: it may come and go.
        let turn = step.actor.turn(district: district.code, in: district.columns, isProvinceThere: true)
        try act.db.execute(
            "UPDATE certification SET step = \(step.code), pass_id = \(pass), turn = \(turn) WHERE id = \(id)")
        let record = try require(id, visibleTo: .system(on: act.day), in: act.db)
        // A waiting time makes nobody late: after it the step may be done, until it may not.
        if !(step.clock?.isWait ?? false), let end = found.end(in: try WorkCalendars.known(in: act.db)) {
            try Deadlines.open(
                deadline(record, pass.rawValue, began: day, end: end, clock: step.clock, reason: ""), act)
        }
        return record.place
    }

    private static func deadline(
        _ record: CertificationRecord, _ pass: String, began: Day, end: DueDay, clock: CertificationClock?,
        reason: String
    ) -> NewDeadline {
        let (due, missing): (Day?, Int?) =
            switch end {
            case .day(let day): (day, nil)
            case .undetermined(let year): (nil, year)
            }
        let procedure = record.procedure
        let tier = record.tier.isEmpty ? "" : "（\(record.tier)）"
        return NewDeadline(
            subjectKind: "certification", subject: pass, rule: rule, jurisdiction: Jurisdiction.national.rawValue,
            clause: clock.map { "\(procedure?.clause ?? "")：\($0.chinese)" } ?? "办公室设定的办理期限",
            title: "\(record.name)\(procedure?.name ?? "")\(tier)：\(record.stepName)", triggeredOn: began, dueOn: due,
            undeterminedYear: missing, term: clock?.term, reason: reason, path: "/certifications/\(record.id)",
            side: .office, organisation: nil, place: record.place)
    }
}
