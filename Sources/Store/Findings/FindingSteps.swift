package import SQLCore
package import Supervision

extension Findings {
    /// Carries one event out on a part: `body` gives the part after it, or refuses.
    ///
    /// `version` is the one that the person saw; somebody else's change in between is refused.
    package static func change(
        _ id: FindingPartID, of finding: FindingID, version: Int, _ act: Act,
        _ body: (FindingPart, FindingActor, Moment) throws -> FindingStep
    ) throws {
        let (part, office) = try requirePart(id, of: finding, visibleTo: act.viewer, in: act.db)
        guard part.version == version else { throw FindingRefusal.staleVersion }
        let actor = try FindingActor(act.viewer, for: part, office: office)
        let step = try body(part, actor, Moment(at: act.at, on: act.day))
        try store(step, was: part.state, act)
        try FindingClocks.follow(step, act)
        let inspection: InspectionID? = try act.db.first(
            "SELECT inspection_id FROM finding_part WHERE id = \(id)")?.get(0)
        if let inspection { try noteProgress(of: inspection, act) }
        try act.record(
            "finding.\(step.event.kind.rawValue)", of: "finding-part", id.rawValue,
            ["finding": finding.rawValue, "state": step.part.state.rawValue, "version": "\(step.part.version)"])
    }

    /// As `change`, for acts that are guarded otherwise than by the version that the person saw.
    static func move(
        _ id: FindingPartID, of finding: FindingID, _ act: Act,
        _ body: (FindingPart, FindingActor, Moment) throws -> FindingStep
    ) throws {
        let part = try requirePart(id, of: finding, visibleTo: act.viewer, in: act.db).part
        try change(id, of: finding, version: part.version, act, body)
    }

    /// A part that `viewer` may see, and the office that issued it.
    package static func requirePart(
        _ id: FindingPartID, of finding: FindingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> (part: FindingPart, office: String) {
        let row = try db.first(
            """
            SELECT p.content, f.office FROM finding_part p JOIN finding f ON f.id = p.finding_id
            WHERE p.id = \(id) AND p.finding_id = \(finding) AND p.state <> 'draft' AND \(visible(to: viewer))
            """)
        guard let row else { throw FindingRefusal.notFound }
        return (try JSONColumn.value(row.get(0)), try row.get(1))
    }

    /// Writes a part after an event, with the event and the state of the whole.
    static func store(_ step: FindingStep, was state: FindingPart.State, _ act: Act) throws {
        let part = step.part
        let changed = try act.db.execute(
            """
            UPDATE finding_part SET state = \(part.state), is_open = \(part.state.isOpen),
                due_on = \(part.dueOn?.text ?? ""), closed_on = \(part.closedOn),
                responsible = \((part.plan?.responsible ?? []).joined(separator: "、")),
                evidence_count = \(part.evidence.count), content = \(try JSONColumn.text(part)),
                version = \(part.version)
            WHERE id = \(part.id) AND version = \(part.version - 1)
            """)
        guard changed == 1 else { throw FindingRefusal.staleVersion }
        try insert(step.event, of: part.finding, part: part.id, version: part.version, act)
        if part.isLongTerm { try Milestones.store(part, act) }
        if step.event.kind == .reopened { try UpwardReports.supersede(part.finding, act) }
        try act.db.execute(
            """
            UPDATE finding SET version = version + 1, state = CASE WHEN EXISTS (SELECT 1 FROM finding_part p
                WHERE p.finding_id = \(part.finding) AND p.state <> 'closed') THEN 'open' ELSE 'closed' END
            WHERE id = \(part.finding)
            """)
    }

    static func insert(
        _ event: FindingEvent, of finding: FindingID, part: FindingPartID, version: Int, _ act: Act
    ) throws {
        let id: Identifier<FindingEvent> = act.newID()
        try act.db.execute(
            """
            INSERT INTO finding_event (id, finding_id, part_id, kind, by_person, by_name, at, on_day, note, evidence,
                version)
            VALUES (\(id), \(finding), \(part), \(event.kind), \(event.by), \(act.viewer.name), \(event.at),
                \(event.on), \(event.note), \(try JSONColumn.text(event.evidence)), \(version))
            """)
    }

    /// Tells the procedure how far the rectification of an inspection has come.
    static func noteProgress(of inspection: InspectionID, _ act: Act) throws {
        let rows = try act.db.rows(
            """
            SELECT state, count(*) FROM finding_part WHERE inspection_id = \(inspection) AND state <> 'draft'
            GROUP BY state
            """)
        let states = Set(try rows.map { try $0.get(0) as FindingPart.State })
        let done: [(StepAct, Set<FindingPart.State>)] = [
            (.assignment, [.acknowledged, .planned, .submitted, .returned, .verified, .closed]),
            (.rectification, [.submitted, .verified, .closed]), (.verification, [.verified, .closed]),
            (.closure, [.closed]),
        ]
        for (act_, enough) in done where states.isSubset(of: enough) {
            try InspectionSteps.note(act_, of: inspection, act)
        }
    }

    /// Who may see a part: whoever manages its unit, its lead and co-operating units, and the team of its inspection.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(
            organisation: { "p.id IN (SELECT part_id FROM finding_party WHERE organisation_id = \($0))" },
            granted: { person, day in
                """
                p.id IN (SELECT a.id FROM finding_part a JOIN access_grant g ON g.subject_id = a.inspection_id
                    WHERE g.person_id = \(person) AND g.from_day <= \(day) AND g.until_day >= \(day)
                    UNION ALL
                    SELECT b.id FROM visit_person x JOIN visit_problem q ON q.visit_id = x.visit_id
                        JOIN finding_part b ON b.finding_id = q.finding_id WHERE x.person_id = \(person))
                """
            }
        ).condition(for: viewer, alias: "p.")
    }
}

extension Findings {
    /// What the viewer's own office issued, or the viewer's own unit leads; of that, what the viewer may see.
    ///
    /// The column of the scope is wrapped, so that the index of the office is taken: in a city it holds a few rows
    /// and the scope everything.
    static func own(_ viewer: Viewer) -> SQL {
        switch viewer.scope {
        case .organisation(let id): "p.organisation_id = \(id) AND \(visible(to: viewer))"
        case .granted: visible(to: viewer)
        case .nation: "p.office = ''"
        case .region(let level, let code):
            switch level {
            case .province: "p.office = \(code) AND (p.province || '') = \(code)"
            case .city: "p.office = \(code) AND (p.city || '') = \(code)"
            case .county: "p.office = \(code) AND (p.county || '') = \(code)"
            case .zone: "p.office = \(code) AND (p.zone || '') = \(code)"
            }
        }
    }
}

extension FindingPart.State {
    /// Whether it stands among what is not yet settled.
    package var isOpen: Bool { self != .draft && self != .closed }
}

extension FindingActor {
    /// On which side somebody stands towards a part; whoever stands on none may not act.
    package init(_ viewer: Viewer, for part: FindingPart, office: String) throws(FindingRefusal) {
        switch viewer.role {
        case .principal, .clerk:
            guard viewer.scope == .organisation(part.organisation) else { throw .wrongSide("责任单位") }
            self.init(viewer.person, .unit)
        case .officer, .director:
            guard Place(viewer.scope).office == office else { throw .wrongSide("下发该问题的督导机构") }
            self.init(viewer.person, viewer.role == .director ? .director : .office)
        default: throw .wrongSide("责任单位或督导室")
        }
    }
}

extension Findings {
    /// Evidence of a part that was not handed in with any step yet.
    package static func freshEvidence(of part: FindingPartID, in db: SQLConnection) throws -> [EvidenceID] {
        let events = try db.rows("SELECT evidence FROM finding_event WHERE part_id = \(part)")
        var used: Set<EvidenceID> = []
        for row in events { used.formUnion(try JSONColumn.value(row.get(0)) as [EvidenceID]) }
        return try EvidenceFiles.list(owner: part.rawValue, in: db).map(\.id).filter { !used.contains($0) }
    }

    /// Refuses unless the viewer's unit leads the part and may hand something in.
    package static func requireUnit(of part: FindingPartID, of finding: FindingID, _ act: Act) throws {
        let (value, office) = try requirePart(part, of: finding, visibleTo: act.viewer, in: act.db)
        let actor = try FindingActor(act.viewer, for: value, office: office)
        guard actor.side == .unit else { throw FindingRefusal.wrongSide("责任单位") }
        guard [.planned, .returned, .submitted].contains(value.state) else {
            throw FindingRefusal.wrongState("上传佐证", value.state)
        }
    }
}
