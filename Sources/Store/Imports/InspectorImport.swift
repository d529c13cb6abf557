package import SQLCore
package import Supervision

/// The import of inspectors.
package enum InspectorImport: RegistryImport {
    package static var kind: ImportRun.Kind { .inspectors }

    package static func read(
        _ cells: [String], row: Int, _ sheet: ImportSheet<InspectorField>
    ) -> Result<InspectorRow, BadRow> {
        let reading = InspectorRow.parse(
            cells, row: row, mapping: sheet.mapping, regions: sheet.regions, home: sheet.viewer.home)
        switch reading {
        case .value(let row): return .success(row)
        case .problems(let problems): return .failure(BadRow(problems: problems))
        }
    }

    package static func key(of row: InspectorRow) -> String { "\(row.region ?? "")/\(row.key)" }

    package static func number(of row: InspectorRow) -> Int { row.row }

    package static func repeated(
        _ row: InspectorRow, after earlier: Int, _ sheet: ImportSheet<InspectorField>
    ) -> RowProblem {
        row.repeats(earlier, mapping: sheet.mapping)
    }

    package static func stage(
        _ rows: [NewRow<InspectorRow>], _ sheet: ImportSheet<InspectorField>, serials: [String: Int],
        in db: SQLConnection
    ) throws -> StagedRows {
        var staged = StagedRows(serials: serials)
        var values: [SQL] = []
        for new in rows {
            guard let (place, region) = place(of: new.row, sheet, &staged) else { continue }
            let old = try find(new.row, at: place, in: db)
            let record = try merged(new, over: old, place, region, sheet, &staged, in: db)
            if let old, let reason = try obstacle(to: record.inspector, over: old, in: db) {
                let column = sheet.mapping.heading(of: old.isActive ? .from : .code)
                staged.refuse(RowProblem(row: new.row.row, column: column, value: new.row.name, reason: reason))
                continue
            }
            if let old, old.isActive, record.inspector == old.inspector, record.phone == old.phone {
                staged.counts.unchanged += 1
            } else {
                if old == nil { staged.counts.added += 1 } else { staged.counts.changed += 1 }
                values.append(row(new.row.row, old == nil ? "add" : "change", record, sheet))
            }
        }
        try insert(values, in: db)
        return staged
    }

    private static func place(
        of row: InspectorRow, _ sheet: ImportSheet<InspectorField>, _ staged: inout StagedRows
    ) -> (Place, String)? {
        func refuse(_ reason: String) -> (Place, String)? {
            staged.refuse(
                RowProblem(
                    row: row.row, column: sheet.mapping.heading(of: .region), value: row.region ?? "", reason: reason))
            return nil
        }
        guard let region = row.region else { return refuse("请填写所属地区。") }
        let place = Place(ScopeColumns(region: region, in: sheet.regions))
        guard sheet.viewer.manages(place) else { return refuse("该地区的督学不由本单位管理，不能导入。") }
        return (place, region)
    }

    /// Why a row does not change an appointment: one that has ended begins again only by a term after its end, and a further
    /// term has to be one that the rules allow.
    private static func obstacle(
        to next: Inspector, over old: InspectorRecord, in db: SQLConnection
    ) throws -> String? {
        let before = old.inspector.term
        guard let term = next.term, let until = before?.until, term.from > until else {
            return old.isActive ? nil : "\(InspectorRefusal.ended.message)"
        }
        do {
            try InspectorTermRule.check(
                term, after: InspectorRegister.history(of: old.id, in: db) + (before.map { [$0] } ?? []),
                isFullTime: next.isFullTime)
            return nil
        } catch let refusal as InspectorTermRefusal {
            return refusal.message
        }
    }

    /// What the sheet has no column for stays as it is.
    private static func merged(
        _ new: NewRow<InspectorRow>, over old: InspectorRecord?, _ place: Place, _ region: String,
        _ sheet: ImportSheet<InspectorField>, _ staged: inout StagedRows, in db: SQLConnection
    ) throws -> InspectorRecord {
        let row = new.row
        var code = row.code.isEmpty ? old?.inspector.code ?? "" : row.code
        if code.isEmpty {
            let serial = try staged.serials[region] ?? Inspectors.lastSerial(in: region, db: db)
            staged.serials[region] = serial + 1
            code = Inspectors.givenCode(region, serial + 1)
        }
        var inspector = Inspector(
            person: old?.id ?? Identifier(new.id), name: row.name, code: code,
            isFullTime: row.appointment == .fullTime, level: row.level, certificate: row.certificate,
            employer: row.employer, term: row.term)
        var phone = row.phone
        if let old {
            if !sheet.has(.appointment) { inspector.isFullTime = old.inspector.isFullTime }
            if !sheet.has(.level) { inspector.level = old.inspector.level }
            if !sheet.has(.certificate) { inspector.certificate = old.inspector.certificate }
            if !sheet.has(.employer) { inspector.employer = old.inspector.employer }
            if !sheet.has(.from) { inspector.term = old.inspector.term }
            if !sheet.has(.phone) { phone = old.phone }
        }
        return InspectorRecord(inspector: inspector, phone: phone, place: place, version: (old?.version ?? 0) + 1)
    }

    private static func find(_ row: InspectorRow, at place: Place, in db: SQLConnection) throws -> InspectorRecord? {
        let who: SQL =
            row.code.isEmpty ? "p.name = \(row.name) AND i.employer = \(row.employer)" : "i.code = \(row.code)"
        return try db.first(
            """
            SELECT \(Inspectors.columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE \(who) AND i.province = \(place.province) AND i.city = \(place.city) AND i.county = \(place.county)
                AND i.zone = \(place.zone) LIMIT 1
            """
        ).map(InspectorRecord.init)
    }

    private static func row(
        _ number: Int, _ outcome: String, _ record: InspectorRecord, _ sheet: ImportSheet<InspectorField>
    ) -> SQL {
        let inspector = record.inspector
        let place = record.place
        return """
            (\(sheet.run), \(number), \(outcome), \(record.id), \(inspector.name), \(record.phone), \(inspector.code),
            \(inspector.isFullTime), \(inspector.level.rawValue), \(inspector.certificate), \(inspector.employer),
            \(inspector.term?.from), \(inspector.term?.until), \(place.province), \(place.city), \(place.county),
            \(place.zone), \(record.version))
            """
    }

    private static func insert(_ values: [SQL], in db: SQLConnection) throws {
        var rest = values[...]
        while !rest.isEmpty {
            try db.execute(
                """
                INSERT INTO inspector_staged (import_id, row_number, outcome, person_id, name, phone, \(appointment),
                    version)
                VALUES \(SQL.joined(Array(rest.prefix(500)), separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
    }

    package static func promote(_ run: ImportRun, _ act: Act) throws {
        let db = act.db
        do {
            try db.savepoint {
                try db.execute(
                    """
                    INSERT INTO person (id, name, phone, created_at) SELECT person_id, name, phone, \(act.at)
                    FROM inspector_staged WHERE import_id = \(run.id) AND outcome = 'add'
                    """)
                try db.execute(
                    """
                    INSERT INTO inspector (person_id, \(appointment), state, version)
                    SELECT person_id, \(appointment), 'active', version
                    FROM inspector_staged WHERE import_id = \(run.id) AND outcome = 'add'
                    """)
            }
        } catch SQLError.unique {
            throw RegistryRefusal.changedSinceChecked
        }
        try keepTerms(run, act)
        try change(run, in: db)
    }

    /// The term before a further one becomes history.
    private static func keepTerms(_ run: ImportRun, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO inspector_term (person_id, number, from_day, until_day, reason, recorded_by, recorded_at)
            SELECT i.person_id,
                1 + coalesce((SELECT max(t.number) FROM inspector_term t WHERE t.person_id = i.person_id), 0),
                i.term_from, i.term_until, '', \(act.viewer.person), \(act.at)
            FROM inspector i JOIN inspector_staged s ON s.person_id = i.person_id
            WHERE s.import_id = \(run.id) AND s.outcome = 'change' AND i.version = s.version - 1
                AND i.term_from IS NOT NULL AND i.term_until IS NOT NULL AND s.term_from > i.term_until
            """)
    }

    private static func change(_ run: ImportRun, in db: SQLConnection) throws {
        let changed = try db.execute(
            """
            UPDATE inspector SET code = s.code, full_time = s.full_time, level = s.level, certificate = s.certificate,
                employer = s.employer, term_from = s.term_from, term_until = s.term_until, state = 'active',
                version = s.version
            FROM inspector_staged s
            WHERE s.import_id = \(run.id) AND s.outcome = 'change' AND inspector.person_id = s.person_id
                AND inspector.version = s.version - 1
            """)
        guard changed == run.counts.changed else { throw RegistryRefusal.changedSinceChecked }
        try db.execute(
            """
            UPDATE person SET name = s.name, phone = s.phone FROM inspector_staged s
            WHERE s.import_id = \(run.id) AND s.outcome = 'change' AND person.id = s.person_id
            """)
    }

    private static var appointment: SQL {
        """
        code, full_time, level, certificate, employer, term_from, term_until, province, city, county, zone
        """
    }
}
