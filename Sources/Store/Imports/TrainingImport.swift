package import SQLCore
package import Supervision

/// The import of trainings and meetings of an office's own inspectors.
package enum TrainingImport: RegistryImport {
    package static var kind: ImportRun.Kind { .trainings }

    package static func read(
        _ cells: [String], row: Int, _ sheet: ImportSheet<TrainingField>
    ) -> Result<TrainingRow, BadRow> {
        switch TrainingRow.parse(cells, row: row, mapping: sheet.mapping, on: sheet.viewer.day) {
        case .value(let row): .success(row)
        case .problems(let problems): .failure(BadRow(problems: problems))
        }
    }

    package static func key(of row: TrainingRow) -> String { row.key }

    package static func number(of row: TrainingRow) -> Int { row.row }

    package static func repeated(
        _ row: TrainingRow, after earlier: Int, _ sheet: ImportSheet<TrainingField>
    ) -> RowProblem {
        row.repeats(earlier, mapping: sheet.mapping)
    }

    package static func stage(
        _ rows: [NewRow<TrainingRow>], _ sheet: ImportSheet<TrainingField>, serials: [String: Int],
        in db: SQLConnection
    ) throws -> StagedRows {
        var staged = StagedRows(serials: serials)
        let place = try Place.office(of: sheet.viewer.scope, in: db)
        var people: [String: Found] = [:]
        for new in rows {
            let row = new.row
            let asked = "\(row.code)/\(row.name)"
            let found = try people[asked] ?? find(row, at: place, in: db)
            people[asked] = found
            switch found {
            case .problem(let field, let reason):
                staged.refuse(
                    RowProblem(
                        row: row.row, column: sheet.mapping.heading(of: field),
                        value: field == .code ? row.code : row.name, reason: reason))
            case .person(let person):
                try stage(new, of: person, sheet, &staged, in: db)
            }
        }
        return staged
    }

    private enum Found {
        case person(PersonID)
        case problem(TrainingField, String)
    }

    private static func find(_ row: TrainingRow, at place: Place, in db: SQLConnection) throws -> Found {
        let field: TrainingField = row.code.isEmpty ? .name : .code
        let text = row.code.isEmpty ? row.name : row.code
        guard let person = try Zones.inspector(text, at: place, in: db) else {
            return .problem(field, "没有找到在聘督学；姓名有重复的请填写编号。")
        }
        let name: String? = try db.first("SELECT name FROM person WHERE id = \(person)")?.get(0)
        guard row.code.isEmpty || row.name.isEmpty || row.name == name else {
            return .problem(.name, "与编号“\(row.code)”的姓名不一致。")
        }
        return .person(person)
    }

    /// New, other than what is there, or the same; twice in one sheet under number and name is once.
    private static func stage(
        _ new: NewRow<TrainingRow>, of person: PersonID, _ sheet: ImportSheet<TrainingField>,
        _ staged: inout StagedRows, in db: SQLConnection
    ) throws {
        let row = new.row
        let earlier: Int? = try db.first(
            """
            SELECT row_number FROM training_staged WHERE import_id = \(sheet.run) AND person_id = \(person)
                AND held_on = \(row.day) AND title = \(row.title)
            """
        )?.get(0)
        if let earlier { return staged.refuse(row.repeats(earlier, mapping: sheet.mapping)) }
        let old = try db.first(
            """
            SELECT id, kind, organiser, tenths FROM inspector_activity
            WHERE person_id = \(person) AND held_on = \(row.day) AND title = \(row.title)
            """)
        var next = row
        var id = new.id
        var outcome = "add"
        if let old {
            id = try old.get(0)
            let kind = InspectorActivityKind(rawValue: try old.get(1)) ?? .training
            next = row.keeping(
                kind: sheet.has(.kind) ? nil : kind, organiser: sheet.has(.organiser) ? nil : try old.get(2))
            let isSame = try next.kind == kind && next.organiser == old.get(2) && next.tenths == old.get(3)
            outcome = isSame ? "same" : "change"
        }
        switch outcome {
        case "add": staged.counts.added += 1
        case "change": staged.counts.changed += 1
        default: staged.counts.unchanged += 1
        }
        try db.execute(
            """
            INSERT INTO training_staged (import_id, row_number, outcome, id, person_id, kind, held_on, title, organiser,
                tenths)
            VALUES (\(sheet.run), \(row.row), \(outcome), \(id), \(person), \(next.kind.rawValue), \(next.day),
                \(next.title), \(next.organiser), \(next.tenths))
            """)
    }

    package static func promote(_ run: ImportRun, _ act: Act) throws {
        do {
            _ = try act.db.savepoint {
                try act.db.execute(
                    """
                    INSERT INTO inspector_activity (id, person_id, kind, held_on, title, organiser, tenths, recorded_by,
                        recorded_at)
                    SELECT id, person_id, kind, held_on, title, organiser, tenths, \(act.viewer.person), \(act.at)
                    FROM training_staged WHERE import_id = \(run.id) AND outcome = 'add'
                    """)
            }
        } catch SQLError.unique {
            throw RegistryRefusal.changedSinceChecked
        }
        let changed = try act.db.execute(
            """
            UPDATE inspector_activity SET kind = s.kind, organiser = s.organiser, tenths = s.tenths,
                recorded_by = \(act.viewer.person), recorded_at = \(act.at)
            FROM training_staged s
            WHERE s.import_id = \(run.id) AND s.outcome = 'change' AND inspector_activity.id = s.id
            """)
        guard changed == run.counts.changed else { throw RegistryRefusal.changedSinceChecked }
    }
}
