package import SQLCore
package import Supervision

/// A return as a sheet's row is held against it.
package struct ImportTarget: Sendable {
    package let id: CollectionReturnID
    package let organisation: OrganisationID
    package let code: String
    package let name: String
    package let stages: Set<Stage>
    package let state: CollectionReturn.State
    package let version: Int
    package let required: Int
}

/// A row that was read without a problem.
package struct ReadRow: Sendable {
    package let row: Int
    package let target: ImportTarget
    package let values: [String: Points]

    package init(row: Int, target: ImportTarget, values: [String: Points]) {
        self.row = row
        self.target = target
        self.values = values
    }
}

/// Rows of an import: held against the records, kept aside, moved over all at once.
package enum CollectionStaging {
    /// Every return of a round; an import finds its units among these.
    package static func targets(of round: CollectionRoundID, in db: SQLConnection) throws -> [ImportTarget] {
        try db.rows(
            """
            SELECT id, organisation_id, organisation_code, organisation_name, stages, state, version, required
            FROM collection_return WHERE round_id = \(round)
            """
        ).map {
            try ImportTarget(
                id: $0.get(0), organisation: $0.get(1), code: $0.get(2), name: $0.get(3),
                stages: CollectionUnits.stages(try $0.get(4)), state: $0.get(5), version: $0.get(6), required: $0.get(7)
            )
        }
    }

    /// Last year's figures of these units, against which a wrong unit shows.
    package static func lastYear(
        of targets: [ImportTarget], year: Int, in db: SQLConnection
    ) throws -> [OrganisationID: RecordedValues] {
        try CollectionRecords.values(of: targets.map(\.organisation), year: year - 1, in: db)
    }

    /// Where registered units with these codes lie, by code in capitals, for a sentence about them.
    package static func strangers(_ codes: [String], in db: SQLConnection) throws -> [String: String] {
        guard !codes.isEmpty else { return [:] }
        let rows = try db.rows(
            """
            SELECT o.code, coalesce(r.name, '') FROM organisation o LEFT JOIN region r ON r.code = o.region_code
            WHERE o.code IN (\(list: codes + codes.map { $0.uppercased() }))
            """)
        return Dictionary(try rows.map { ((try $0.get(0) as String).uppercased(), try $0.get(1)) }) { first, _ in first
        }
    }

    /// Works out what each row makes of its unit's record and keeps it aside; gives how many change something, and the
    /// rows that nothing may be changed of.
    package static func stage(
        _ rows: [ReadRow], of run: CollectionImport, form: CollectionForm, year: Int, problems: [RowProblem],
        ids: inout IDSeries, in db: SQLConnection
    ) throws -> (changed: Int, unchanged: Int, refused: [RowProblem]) {
        let units = rows.map(\.target.organisation)
        let records = try records(of: units, year: year, in: db)
        let before = try CollectionRecords.values(of: units, year: year - 1, in: db)
        let known = try findings(of: rows.map(\.target.id), in: db)
        let byPeers = Set(form.checks.filter(\.looksAtPeers).map(\.code))
        var (staged, asked, refused, unchanged): ([SQL], [SQL], [RowProblem], Int) = ([], [], [], 0)
        for row in rows {
            let unit = row.target.organisation
            guard let record = records[unit] else { continue }
            let next: RecordedValues
            do throws(CollectionRefusal) {
                next = try CollectionReturns.merged(
                    row.values.mapValues { $0 }, into: record, form, row.target.stages)
            } catch {
                refused.append(RowProblem(row: row.row, column: "单位名称", value: row.target.name, reason: error.message))
                continue
            }
            let changes = record.figures.changes(to: next)
            guard !changes.isEmpty else { unchanged += 1; continue }
            let old = known[row.target.id] ?? []
            let touched = Set(changes.map(\.key))
            let found =
                form.findings(in: next, lastYear: before[unit] ?? RecordedValues())
                + old.map(\.finding).filter { byPeers.contains($0.check) && touched.isDisjoint(with: $0.keys) }
            let answered = CollectionFindings.answered(found, known: old)
            let missing = form.missing(in: next, for: row.target.stages).count
            staged.append(
                """
                (\(run.id), \(row.row), \(row.target.id), \(row.target.version), \(unit), \(next.packed), \(ids.next()),
                \(ValueHistory.text(of: changes)), \(row.target.required - missing),
                \(answered.count { $0.answer == .open }), \(answered.count { $0.answer == .explained }))
                """)
            asked += answered.map { finding in
                """
                (\(run.id), \(row.target.id), \(finding.finding.check), \(finding.finding.title),
                \(finding.finding.sentence), \(finding.finding.keys.joined(separator: " ")), \(finding.answer),
                \(finding.explanation), \(finding.explainedBy), \(finding.acceptedBy))
                """
            }
        }
        try insert(staged, asked, problems + refused, of: run, in: db)
        return (staged.count, unchanged, refused)
    }

    private static func insert(
        _ staged: [SQL], _ asked: [SQL], _ problems: [RowProblem], of run: CollectionImport, in db: SQLConnection
    ) throws {
        try inParts(staged) { part in
            """
            INSERT INTO collection_staged (import_id, row_number, return_id, return_version, organisation_id, figures,
                change_id, changes, filled, open_count, explained_count) VALUES \(part)
            """
        } into: {
            try db.execute($0)
        }
        try inParts(asked) { part in
            """
            INSERT INTO collection_staged_finding (import_id, return_id, check_code, title, sentence, value_keys, answer,
                explanation, explained_by, accepted_by) VALUES \(part)
            """
        } into: {
            try db.execute($0)
        }
        var last = (row: 0, position: 0)
        let values = problems.sorted { $0.row < $1.row }.map { problem -> SQL in
            last = (problem.row, problem.row == last.row ? last.position + 1 : 1)
            return """
                (\(run.id), \(problem.row), \(last.position), \(problem.column), \(String(problem.value.prefix(200))),
                \(problem.reason))
                """
        }
        try inParts(values) { part in
            """
            INSERT INTO collection_import_problem (import_id, row_number, position, heading, value, reason) VALUES \(part)
            """
        } into: {
            try db.execute($0)
        }
    }

    private static func inParts(
        _ values: [SQL], _ statement: (SQL) -> SQL, into run: (SQL) throws -> Void
    ) throws {
        var rest = values[...]
        while !rest.isEmpty {
            try run(statement(.joined(Array(rest.prefix(400)), separator: ", ")))
            rest = rest.dropFirst(400)
        }
    }

    private static func records(
        of units: [OrganisationID], year: Int, in db: SQLConnection
    ) throws -> [OrganisationID: (figures: RecordedValues, locked: RecordedValues)] {
        guard !units.isEmpty else { return [:] }
        var found: [OrganisationID: (figures: RecordedValues, locked: RecordedValues)] = [:]
        for row in try db.rows(
            """
            SELECT organisation_id, figures, locked FROM collection_record
            WHERE year = \(year) AND organisation_id IN (\(list: units))
            """)
        { found[try row.get(0)] = (try CollectionRecords.read(row, 1), try CollectionRecords.read(row, 2)) }
        return found
    }

    private static func findings(
        of returns: [CollectionReturnID], in db: SQLConnection
    ) throws -> [CollectionReturnID: [CollectionFindingRow]] {
        guard !returns.isEmpty else { return [:] }
        var found: [CollectionReturnID: [CollectionFindingRow]] = [:]
        for row in try db.rows(
            """
            SELECT check_code, title, sentence, value_keys, answer, explanation, explained_by, accepted_by, return_id
            FROM collection_finding WHERE return_id IN (\(list: returns))
            """)
        { found[try row.get(8), default: []].append(try CollectionFindingRow(row)) }
        return found
    }
}
