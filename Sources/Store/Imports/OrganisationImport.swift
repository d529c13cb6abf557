package import SQLCore
package import Supervision

/// The import of units.
package enum OrganisationImport: RegistryImport {
    package static var kind: ImportRun.Kind { .organisations }

    package static func read(
        _ cells: [String], row: Int, _ sheet: ImportSheet<OrganisationField>
    ) -> Result<OrganisationRow, BadRow> {
        let reading = OrganisationRow.parse(
            cells, row: row, mapping: sheet.mapping, regions: sheet.regions, home: sheet.viewer.home)
        switch reading {
        case .value(let row): return .success(row)
        case .problems(let problems): return .failure(BadRow(problems: problems))
        }
    }

    package static func key(of row: OrganisationRow) -> String { row.key }

    package static func number(of row: OrganisationRow) -> Int { row.row }

    package static func repeated(
        _ row: OrganisationRow, after earlier: Int, _ sheet: ImportSheet<OrganisationField>
    ) -> RowProblem {
        row.repeats(earlier, mapping: sheet.mapping)
    }

    package static func stage(
        _ rows: [NewRow<OrganisationRow>], _ sheet: ImportSheet<OrganisationField>, serials: [String: Int],
        in db: SQLConnection
    ) throws -> StagedRows {
        let known = try KnownUnits(rows.map(\.row), in: db)
        var staged = StagedRows(serials: serials)
        var values: [SQL] = []
        for new in rows {
            switch try compare(new, with: known, sheet, &staged, in: db) {
            case .bad(let problem): staged.refuse(problem)
            case .unchanged: staged.counts.unchanged += 1
            case .store(let outcome, let record, let replaces):
                if outcome == .add { staged.counts.added += 1 } else { staged.counts.changed += 1 }
                values.append(
                    """
                    (\(sheet.run), \(new.row.row), \(outcome.rawValue), \(replaces), \(Organisations.bareValues(record)))
                    """)
            }
        }
        try insert(values[...], in: db)
        return staged
    }

    private static func insert(_ values: ArraySlice<SQL>, in db: SQLConnection) throws {
        var rest = values
        while !rest.isEmpty {
            try db.execute(
                """
                INSERT INTO organisation_staged (import_id, row_number, outcome, replaces, \(Organisations.stored))
                VALUES \(SQL.joined(Array(rest.prefix(500)), separator: ", "))
                """)
            rest = rest.dropFirst(500)
        }
    }
}

/// What one row means for the registry.
private enum Comparison {
    enum Outcome: String { case add, change, close }

    case bad(RowProblem)
    case unchanged
    case store(Outcome, OrganisationRecord, replaces: String)
}

extension OrganisationImport {
    private static func compare(
        _ new: NewRow<OrganisationRow>, with known: KnownUnits, _ sheet: ImportSheet<OrganisationField>,
        _ staged: inout StagedRows, in db: SQLConnection
    ) throws -> Comparison {
        func bad(_ field: OrganisationField, _ value: String, _ reason: String) -> Comparison {
            .bad(RowProblem(row: new.row.row, column: sheet.mapping.heading(of: field), value: value, reason: reason))
        }
        let row = new.row
        if let code = row.code?.text, known.void.contains(code) {
            return bad(.code, code, "该代码已作废，不得再用；请填写现用代码。")
        }
        let old = known.find(row)
        let facts = old.map { merged(row.facts, over: $0.organisation.facts, sheet) } ?? row.facts
        let place = Place(ScopeColumns(of: facts.authority, in: sheet.regions))
        guard sheet.viewer.manages(place), old.map({ sheet.viewer.manages($0.place) }) ?? true else {
            return bad(.authority, facts.authority.level.label, "该单位不由本单位管理，不能导入；请核对隶属和所在地。")
        }
        guard let old else {
            return .store(.add, try added(new, facts, place, sheet.viewer.day, &staged, in: db), replaces: "")
        }
        do {
            let ends = row.isClosed && old.organisation.isOpen
            let open =
                ends || place != old.place ? try Dependents.openMatters(of: old.id, visibleTo: sheet.viewer, in: db) : 0
            guard open == 0 else { throw OrganisationRefusal.openMatters(open) }
            return try changed(old, to: facts, place, row, versionID: new.version, on: sheet.viewer.day)
        } catch let refusal as OrganisationRefusal {
            return bad(row.code == nil ? .name : .code, old.code, refusal.message)
        }
    }

    private static func added(
        _ new: NewRow<OrganisationRow>, _ facts: OrganisationFacts, _ place: Place, _ day: Day,
        _ staged: inout StagedRows, in db: SQLConnection
    ) throws -> OrganisationRecord {
        var code = new.row.code
        if code == nil {
            let region = facts.place
            let serial = try staged.serials[region] ?? Organisations.lastSerial(in: region, db: db)
            staged.serials[region] = serial + 1
            code = .local(LocalCode(region: region, serial: serial + 1))
        }
        let organisation = Organisation(
            id: Identifier(new.id), code: code ?? .local(LocalCode(region: facts.place, serial: 0)), facts: facts,
            since: day, closedOn: new.row.isClosed ? day : nil)
        return OrganisationRecord(organisation: organisation, versionID: new.version, place: place)
    }

    private static func changed(
        _ old: OrganisationRecord, to facts: OrganisationFacts, _ place: Place, _ row: OrganisationRow,
        versionID: String, on day: Day
    ) throws -> Comparison {
        let organisation = old.organisation
        if row.isClosed {
            guard organisation.isOpen else { return .unchanged }
            let closed = OrganisationRecord(
                organisation: try organisation.closed(on: day), versionID: old.versionID, place: old.place)
            return .store(.close, closed, replaces: old.versionID)
        }
        if organisation.isOpen, facts.sameColumns(as: organisation.facts), place == old.place { return .unchanged }
        let next = OrganisationRecord(
            organisation: try organisation.changed(facts, on: day), versionID: versionID, place: place)
        return .store(.change, next, replaces: old.versionID)
    }

    /// What the sheet has no column for stays as it is.
    private static func merged(
        _ new: OrganisationFacts, over old: OrganisationFacts, _ sheet: ImportSheet<OrganisationField>
    ) -> OrganisationFacts {
        var facts = new
        if !sheet.has(.kind) { facts.kind = old.kind }
        if !sheet.has(.authority), !sheet.has(.authorityRegion) { facts.authority = old.authority }
        if !sheet.has(.running) { facts.running = old.running }
        if !sheet.has(.stages) { facts.stages = old.stages }
        if !sheet.has(.tags) { facts.tags = old.tags }
        if !sheet.has(.address) { facts.address = old.address }
        if !sheet.has(.pupils) { facts.pupils = old.pupils }
        return facts
    }
}

extension OrganisationFacts {
    /// Whether both lie in the same columns.
    fileprivate func sameColumns(as other: OrganisationFacts) -> Bool {
        name == other.name && kind == other.kind && category == other.category && running == other.running
            && place == other.place && authority == other.authority && stagesColumn == other.stagesColumn
            && tagsColumn == other.tagsColumn && address == other.address && pupils == other.pupils
    }
}

/// The units of the registry that the rows of a chunk name.
private struct KnownUnits {
    private var byCode: [String: OrganisationRecord] = [:]
    private var byName: [String: OrganisationRecord] = [:]
    /// Codes that somebody had once and nobody may have again.
    private(set) var void: Set<String> = []

    init(_ rows: [OrganisationRow], in db: SQLConnection) throws {
        let codes = rows.compactMap(\.code?.text)
        if !codes.isEmpty { try findCodes(codes, in: db) }
        let nameless = rows.filter { $0.code == nil }
        if !nameless.isEmpty { try findNames(nameless, in: db) }
    }

    func find(_ row: OrganisationRow) -> OrganisationRecord? {
        row.code.map { byCode[$0.text] } ?? byName[row.key]
    }

    private mutating func findCodes(_ codes: [String], in db: SQLConnection) throws {
        let rows = try db.rows(
            """
            SELECT \(Organisations.columns), c.code FROM organisation_code c
                JOIN organisation o ON o.id = c.organisation_id WHERE c.code IN (\(list: codes))
            """)
        for row in rows {
            let code: String = try row.get(21)
            let record = try OrganisationRecord(row)
            if record.code == code { byCode[code] = record } else { void.insert(code) }
        }
    }

    private mutating func findNames(_ rows: [OrganisationRow], in db: SQLConnection) throws {
        let names = rows.map { row -> SQL in "(\(row.facts.place), \(row.facts.name))" }
        let found = try db.rows(
            """
            SELECT \(Organisations.columns) FROM organisation o
            WHERE (o.region_code, o.name) IN (VALUES \(SQL.joined(names, separator: ", "))) ORDER BY o.state DESC
            """)
        for row in found {
            let record = try OrganisationRecord(row)
            byName["\(record.organisation.facts.place)/\(record.name)"] = record
        }
    }
}
