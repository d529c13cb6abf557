import SQLCore
package import Supervision

/// The duty_target table: one target of one unit.
package enum DutyTargets {
    static let rule = "duty"

    /// Adds targets to a sheet that was not given to the units yet.
    package static func add(_ targets: [DutyTarget], to id: DutySheetID, _ act: Act) throws {
        let record = try DutySheets.requireOwn(id, act)
        guard record.sheet.state == .draft else { throw DutyRefusal.sheetState("增加目标", record.sheet.state) }
        let last: Int =
            try act.db.first("SELECT max(ordinal) FROM duty_target WHERE sheet_id = \(id)")?.get(0) ?? 0
        for (index, new) in targets.enumerated() {
            let unit = try act.db.first("SELECT name, kind FROM organisation WHERE id = \(new.organisation)")
            guard let unit else { throw FindingRefusal.noUnit }
            let (name, kind): (String, String) = (try unit.get(0), try unit.get(1))
            let known = try act.db.first(
                """
                SELECT 1 FROM duty_target WHERE sheet_id = \(id) AND organisation_id = \(new.organisation)
                    AND title = \(new.title)
                """)
            if known != nil { throw DutyRefusal.twice(name, new.title) }
            try act.db.execute(
                """
                INSERT INTO duty_target (id, sheet_id, organisation_id, organisation_name, organisation_kind, ordinal,
                    title, unit, rule, target, full_mark, data_source, state, actual_note, return_reason, confirm_note,
                    version)
                VALUES (\(new.id), \(id), \(new.organisation), \(name), \(kind), \(last + index + 1), \(new.title),
                    \(new.unit), \(new.rule), \(new.target.text), \(new.fullMark.text), \(new.dataSource), 'open', '',
                    '', '', 1)
                """)
        }
        try act.record(
            "duty.targetsAdded", of: "duty-sheet", id.rawValue, in: record.place, ["targets": "\(targets.count)"])
    }

    package static func remove(_ id: DutyTargetID, _ act: Act) throws -> DutySheetID {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        let record = try DutySheets.requireOwn(row.target.sheet, act)
        guard record.sheet.state == .draft else { throw DutyRefusal.sheetState("删除目标", record.sheet.state) }
        try act.db.execute("DELETE FROM duty_target WHERE id = \(id)")
        try act.record("duty.targetRemoved", of: "duty-target", id.rawValue, in: record.place)
        return record.id
    }

    /// What the unit reached, with its word on it.
    package static func report(_ id: DutyTargetID, value: Points, note: String, version: Int, _ act: Act) throws {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard row.sheetState == .issued else { throw DutyRefusal.sheetState("填报", row.sheetState) }
        let next = try row.target.reported(value, note: note, by: act.viewer.person, on: act.day)
        try store(next, was: version, act)
        try Deadlines.met(id.rawValue, rule: rule, on: act.day, act)
        try act.record("duty.reported", of: "duty-target", id.rawValue, in: row.place, ["value": value.text])
    }

    package static func giveBack(_ id: DutyTargetID, reason: String, version: Int, _ act: Act) throws {
        let row = try requireIssued(id, "退回", act)
        try store(try row.target.returned(reason), was: version, act)
        try Deadlines.resume(id.rawValue, rule: rule, dueOn: nil, act)
        try act.record("duty.returned", of: "duty-target", id.rawValue, in: row.place)
    }

    package static func confirm(_ id: DutyTargetID, value: Points, note: String, version: Int, _ act: Act) throws {
        let row = try requireIssued(id, "核定", act)
        let next = try row.target.confirmed(value, note: note, by: act.viewer.person)
        try store(next, was: version, act)
        try Deadlines.met(id.rawValue, rule: rule, on: act.day, act)
        try act.record(
            "duty.confirmed", of: "duty-target", id.rawValue, in: row.place,
            ["value": value.text, "score": next.score?.stored ?? ""])
    }

    static func startClocks(of record: DutySheetRecord, _ act: Act) throws {
        let sheet = record.sheet
        for row in try act.db.rows(
            "SELECT id, organisation_id, title FROM duty_target WHERE sheet_id = \(record.id) ORDER BY ordinal")
        {
            let (id, title): (String, String) = (try row.get(0), try row.get(2))
            try Deadlines.open(
                NewDeadline(
                    subjectKind: "duty-target", subject: id, rule: rule,
                    jurisdiction: try DeploymentSettings.clock(in: act.db).rawValue,
                    clause: "\(sheet.issuer)\(sheet.documentNumber)要求\(sheet.dueOn.chinese)前填报", title: "履职目标：\(title)",
                    triggeredOn: act.day, dueOn: sheet.dueOn, path: "/duty-targets/\(id)", side: .unit,
                    organisation: try row.get(1), place: record.place), act)
        }
    }

    private static func requireIssued(_ id: DutyTargetID, _ what: String, _ act: Act) throws -> DutyTargetRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        _ = try DutySheets.requireOwn(row.target.sheet, act)
        guard row.sheetState == .issued else { throw DutyRefusal.sheetState(what, row.sheetState) }
        return row
    }

    private static func store(_ next: DutyTarget, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE duty_target SET state = \(next.state), actual = \(next.actual?.text), actual_note = \(next.note),
                reported_on = \(next.reportedOn), reported_by = \(next.reportedBy),
                return_reason = \(next.returnReason), confirmed = \(next.confirmed?.text),
                confirm_note = \(next.confirmNote), score = \(next.score?.stored), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw DutyRefusal.stale }
    }
}

extension DutyTarget.State: SQLConvertible {}
extension DutyTarget.Rule: SQLConvertible {}
