import SQLCore
package import Supervision

/// The finding_extension table: who asked for more time, who decided, and what became of the deadline.
package enum Extensions {
    /// A unit asks; one wish at a time for each part.
    package static func ask(
        _ kind: ExtensionRequest.Kind, until day: Day, reason: String, milestones: [MilestonePlan] = [],
        for id: FindingPartID, of finding: FindingID, _ act: Act
    ) throws {
        let (part, office) = try Findings.requirePart(id, of: finding, visibleTo: act.viewer, in: act.db)
        let actor = try FindingActor(act.viewer, for: part, office: office)
        let request = ExtensionRequest(
            id: act.newID(), part: id, kind: kind, reason: reason, dueBefore: part.dueOn ?? act.day, wantedOn: day,
            milestones: milestones, askedBy: act.viewer.person, askedOn: act.day)
        let earlier = try requests(of: id, in: act.db)
        guard !earlier.contains(where: { $0.state == .asked }) else { throw RectificationRefusal.askedAlready }
        try part.requireExtension(
            request, granted: earlier.count { $0.state == .granted },
            under: try OfficeTerms.load(of: office, in: act.db).terms, by: actor, Moment(at: act.at, on: act.day))
        try insert(request, side: "unit", of: finding, act)
        try note(.extensionAsked, "\(kind.label)至\(day.chinese)：\(reason)", part, act)
        try act.record(
            "extension.asked", of: "finding-part", id.rawValue,
            ["extension": request.id.rawValue, "kind": kind.rawValue, "until": day.text])
    }

    /// The office agrees, to the day that was wanted or to another; the clock moves with it.
    package static func grant(
        _ id: ExtensionID, until day: Day?, answer: String, for part: FindingPartID, of finding: FindingID, _ act: Act
    ) throws {
        let (request, actor, terms) = try open(id, part, finding, act)
        let moment = Moment(at: act.at, on: act.day)
        let granted = try request.granted(
            to: day ?? request.wantedOn, answer: answer, under: terms, by: actor, moment)
        try update(granted, act)
        let end = granted.grantedOn ?? request.wantedOn
        let words = answer.isBlank ? "按申请同意。" : answer
        try Findings.move(part, of: finding, act) { value, actor, moment in
            guard request.kind == .longTerm else {
                return try value.extended(to: end, reason: words, by: actor, moment)
            }
            return try value.milestonesSet(
                stages(request.milestones, until: end, act), reason: words, by: actor, moment)
        }
    }

    /// Another last day than was wanted moves the last stage.
    private static func stages(_ plans: [MilestonePlan], until end: Day, _ act: Act) -> [Milestone] {
        plans.enumerated().map { index, plan in
            let isLast = index == plans.count - 1
            return Milestone(id: act.newID(), title: plan.title, dueOn: isLast ? end : min(plan.dueOn, end))
        }
    }

    package static func refuse(
        _ id: ExtensionID, answer: String, for part: FindingPartID, of finding: FindingID, _ act: Act
    ) throws {
        let (request, actor, _) = try open(id, part, finding, act)
        try update(try request.refused(answer: answer, by: actor, Moment(at: act.at, on: act.day)), act)
        let (value, _) = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db)
        try note(.extensionRefused, answer, value, act)
        try act.record("extension.refused", of: "finding-part", part.rawValue, ["extension": id.rawValue])
    }

    package static func withdraw(
        _ id: ExtensionID, for part: FindingPartID, of finding: FindingID, _ act: Act
    ) throws {
        let (request, actor, _) = try open(id, part, finding, act)
        try update(try request.withdrawn(by: actor, Moment(at: act.at, on: act.day)), act)
        let (value, _) = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db)
        try note(.extensionWithdrawn, "", value, act)
        try act.record("extension.withdrawn", of: "finding-part", part.rawValue, ["extension": id.rawValue])
    }

    /// The office gives a later day of its own accord; kept beside what units asked for.
    package static func extend(
        _ part: FindingPartID, of finding: FindingID, to day: Day, reason: String, _ act: Act
    ) throws {
        let (before, _) = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db)
        if try requests(of: part, in: act.db).contains(where: { $0.state == .asked }) {
            throw RectificationRefusal.askedAlready
        }
        try Findings.move(part, of: finding, act) { value, actor, moment in
            try value.extended(to: day, reason: reason, by: actor, moment)
        }
        let request = ExtensionRequest(
            id: act.newID(), part: part, kind: .later, reason: reason, dueBefore: before.dueOn ?? act.day,
            wantedOn: day, askedBy: act.viewer.person, askedOn: act.day, state: .granted,
            decidedBy: act.viewer.person, decidedOn: act.day, grantedOn: day, answer: reason)
        try insert(request, side: "office", of: finding, act)
    }

    private static func open(
        _ id: ExtensionID, _ part: FindingPartID, _ finding: FindingID, _ act: Act
    ) throws -> (ExtensionRequest, FindingActor, RectificationTerms) {
        let (value, office) = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db)
        guard let request = try requests(of: part, in: act.db).first(where: { $0.id == id }) else {
            throw RectificationRefusal.noExtension
        }
        return (
            request, try FindingActor(act.viewer, for: value, office: office),
            try OfficeTerms.load(of: office, in: act.db).terms
        )
    }

    private static func note(_ kind: FindingEvent.Kind, _ words: String, _ part: FindingPart, _ act: Act) throws {
        let event = FindingEvent(kind, by: act.viewer.person, at: act.at, on: act.day, note: words)
        try Findings.insert(event, of: part.finding, part: part.id, version: part.version, act)
    }

    private static func insert(
        _ request: ExtensionRequest, side: String, of finding: FindingID, _ act: Act
    ) throws {
        let isDecided = request.decidedBy != nil
        try act.db.execute(
            """
            INSERT INTO finding_extension (id, part_id, finding_id, kind, side, reason, due_before, wanted_on,
                milestones, state, asked_by, asked_name, asked_on, asked_at, decided_by, decided_name, decided_on,
                granted_on, answer)
            VALUES (\(request.id), \(request.part), \(finding), \(request.kind), \(side), \(request.reason),
                \(request.dueBefore), \(request.wantedOn), \(try JSONColumn.text(request.milestones)),
                \(request.state), \(request.askedBy), \(act.viewer.name), \(request.askedOn), \(act.at),
                \(request.decidedBy), \(isDecided ? act.viewer.name : ""), \(request.decidedOn),
                \(request.grantedOn), \(request.answer))
            """)
    }

    /// The condition is what makes a decision once.
    private static func update(_ request: ExtensionRequest, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE finding_extension SET state = \(request.state), decided_by = \(request.decidedBy),
                decided_name = \(act.viewer.name), decided_on = \(request.decidedOn),
                granted_on = \(request.grantedOn), answer = \(request.answer)
            WHERE id = \(request.id) AND state = 'asked'
            """)
        guard changed == 1 else { throw RectificationRefusal.decidedAlready(request.state) }
    }
}

extension ExtensionRequest.Kind: SQLConvertible {}
extension ExtensionRequest.State: SQLConvertible {}
