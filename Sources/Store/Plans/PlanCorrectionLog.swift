package import SQLCore
package import Supervision

/// A correction with who made it.
package struct LoggedCorrection: Sendable, Equatable {
    package let id: String
    package let correction: PlanCorrection
    package let byName: String
    package let at: Instant
}

/// A plan's document as it was read and corrected.
package struct PlanReview: Sendable {
    package let record: PlanRecord
    package let version: PlanVersion
    package let corrections: [LoggedCorrection]
    package let state: PlanCorrecting
    package let conflicts: [PlanConflict]
}

/// The plan_correction table.
package enum PlanCorrectionLog {
    /// Nil for a plan without a document.
    package static func review(
        _ id: PlanID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> PlanReview? {
        let record = try Plans.require(id, visibleTo: viewer, in: db)
        guard let version = try PlanSources.latest(of: id, in: db) else { return nil }
        let corrections = try list(of: id, in: db)
        let (state, conflicts) = PlanCorrections.apply(
            corrections.map(\.correction), to: version.reading, in: version.source.text, year: version.year)
        return PlanReview(
            record: record, version: version, corrections: corrections, state: state, conflicts: conflicts)
    }

    /// As `review`, for a plan of the viewer's own office that can still be corrected.
    package static func requireOpen(_ id: PlanID, _ act: Act) throws -> PlanReview {
        let record = try Plans.requireOwn(id, act)
        guard record.plan.state != .closed else { throw PlanRefusal.wrongState("修改", record.plan.state) }
        guard let review = try review(id, visibleTo: act.viewer, in: act.db) else { throw PlanRefusal.notFound }
        return review
    }

    /// Adds corrections after the others; one that the text does not bear is refused.
    ///
    /// Setting a field again replaces what was set before, and setting it to what was read takes that back.
    package static func add(_ new: [PlanCorrection], to id: PlanID, _ act: Act) throws {
        let review = try requireOpen(id, act)
        var log = review.corrections
        var state = review.state
        for correction in new {
            if case .set(let field, let from, let to) = correction.act {
                log.removeAll { $0.correction.sets(field, of: correction.subject) }
                if to.agrees(with: from) { continue }
            }
            guard state.apply(correction) == nil else { throw PlanRefusal.correctionGone }
            let entry: Identifier<LoggedCorrection> = act.newID()
            log.append(
                LoggedCorrection(id: entry.rawValue, correction: correction, byName: act.viewer.name, at: act.at))
        }
        guard log.count <= PlanCorrections.limit else { throw PlanRefusal.tooManyCorrections }
        try store(log, of: id, act)
        try act.record(
            "plan.corrected", of: "plan", id.rawValue, in: review.record.place, ["corrections": "\(new.count)"])
    }

    /// Takes a correction back.
    package static func remove(_ correction: String, of id: PlanID, _ act: Act) throws {
        let review = try requireOpen(id, act)
        guard review.corrections.contains(where: { $0.id == correction }) else { throw PlanRefusal.correctionGone }
        try store(review.corrections.filter { $0.id != correction }, of: id, act)
        try act.record("plan.uncorrected", of: "plan", id.rawValue, in: review.record.place)
    }

    /// Decides a conflict: the correction holds for what the text says now.
    package static func keep(_ correction: String, of id: PlanID, _ act: Act) throws {
        let review = try requireOpen(id, act)
        guard let place = review.corrections.firstIndex(where: { $0.id == correction }),
            case .changed(let now) = review.conflicts.first(where: { $0.index == place })?.why,
            case .set(let field, _, let to) = review.corrections[place].correction.act
        else { throw PlanRefusal.correctionGone }
        var log = review.corrections
        let old = log[place]
        var next = old.correction
        next.act = .set(field, from: now, to: to)
        log[place] = LoggedCorrection(id: old.id, correction: next, byName: old.byName, at: old.at)
        try store(log, of: id, act)
        try act.record("plan.correctionKept", of: "plan", id.rawValue, in: review.record.place)
    }

    static func carry(from old: PlanVersion, to new: NewPlanVersion, of id: PlanID, _ act: Act) throws {
        let log = try list(of: id, in: act.db)
        let carried = PlanCorrections.carried(
            log.map(\.correction), from: .init(old.reading, in: old.source.text, year: old.year),
            to: .init(new.reading, in: new.source.text, year: new.year))
        let next = zip(log, carried).map { LoggedCorrection(id: $0.id, correction: $1, byName: $0.byName, at: $0.at) }
        try store(next, of: id, act)
    }

    package static func list(of id: PlanID, in db: SQLConnection) throws -> [LoggedCorrection] {
        try db.rows(
            """
            SELECT id, correction, made_by_name, made_at FROM plan_correction WHERE plan_id = \(id) ORDER BY ordinal
            """
        ).map { row in
            try LoggedCorrection(
                id: row.get(0), correction: JSONColumn.value(row.get(1)), byName: row.get(2), at: row.get(3))
        }
    }

    private static func store(_ log: [LoggedCorrection], of id: PlanID, _ act: Act) throws {
        var makers: [String: String] = [:]
        for row in try act.db.rows("SELECT id, made_by FROM plan_correction WHERE plan_id = \(id)") {
            makers[try row.get(0)] = try row.get(1) as String
        }
        try act.db.execute("DELETE FROM plan_correction WHERE plan_id = \(id)")
        for (index, entry) in log.enumerated() {
            try act.db.execute(
                """
                INSERT INTO plan_correction (id, plan_id, ordinal, correction, made_by, made_by_name, made_at)
                VALUES (\(entry.id), \(id), \(index + 1), \(try JSONColumn.text(entry.correction)),
                    \(makers[entry.id] ?? act.viewer.person.rawValue), \(entry.byName), \(entry.at))
                """)
        }
    }
}

extension PlanCorrection {
    fileprivate func sets(_ field: Field, of key: String) -> Bool {
        guard case .set(let mine, _, _) = act else { return false }
        return mine == field && subject == key
    }
}
