import Hummingbird
import SQLCore
import Store
import Supervision

/// One row of a draft's tables, or its lines at the top, as a form.
struct DefinitionRowRoutes: Sendable {
    let spot: DefinitionSpot
    private var kind: DefinitionKind { spot.kind }

    func register(on site: inout Sitemap) {
        site.get("\(spot.root)/:id/rows/:table/:row", DefinitionRoutes.office) { call in try await show(call) }
        site.post("\(spot.root)/:id/rows/:table/:row", DefinitionRoutes.office, save)
    }

    private func show(_ call: Call, _ fields: Fields? = nil, _ refusal: (any Refusal)? = nil) async throws -> Response {
        let (id, viewer, kind): (DefinitionID, Viewer, DefinitionKind) = (call.id(), call.viewer, kind)
        let record = try await call.read { db in try Definitions.require(id, kind, visibleTo: viewer, in: db) }
        guard record.isOwn(viewer) else { throw DefinitionRefusal.notYours }
        guard record.state == .draft else { throw DefinitionRefusal.published }
        let row = try DefinitionRow(call.parameter("table"), call.parameter("row"), record)
        let isTried = row.columns.contains(where: \.isExpression)
        let counties = isTried ? try await DefinitionTrialRoutes.counties(call) : []
        let page = DefinitionRowPage(
            spot: spot, record: record, row: row, fields: fields, counties: counties, message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private func save(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, spot, kind): (DefinitionID, DefinitionSpot, DefinitionKind) = (call.id(), spot, kind)
        let (table, place, fields) = (call.parameter("table"), call.parameter("row"), sent.fields)
        return try await call.change(sent) { refusal in
            guard refusal.kind != .notFound, refusal.kind != .forbidden else { throw refusal }
            return try await show(call, fields, refusal)
        } _: { act in
            let record = try Definitions.require(id, kind, visibleTo: act.viewer, in: act.db)
            let row = try DefinitionRow(table, place, record)
            let sheet = row.changed(record.sheet, fields)
            try Definitions.save(id, kind, sheet.text, version: fields.number("version"), act)
            return spot.path(id, "?done=saved\(row.anchor)")
        }
    }
}

/// Which row is meant, with its columns and what stands in them.
struct DefinitionRow: Sendable {
    /// Nil for the lines at the top.
    let table: DefinitionTable?
    private let index: Int
    /// Nil for a row that is new.
    let row: Int?
    let columns: [DefinitionTable.Column]
    let cells: [String: String]

    init(_ table: String, _ row: String, _ record: DefinitionRecord) throws(DefinitionRefusal) {
        let sheet = record.sheet
        if table == "lines" {
            (self.table, index, self.row) = (nil, 0, 0)
            columns = record.kind.lines.map { DefinitionTable.Column($0) }
            cells = Dictionary(sheet.facts.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            return
        }
        guard let index = Int(table), record.kind.tables.indices.contains(index) else { throw .noRow }
        let known = record.kind.tables[index]
        let found = sheet.table(known.name)
        self.table = known
        self.index = index
        columns = known.columns
        if row == "new" {
            (self.row, cells) = (nil, [:])
        } else {
            guard let number = Int(row), let found, found.rows.indices.contains(number) else { throw .noRow }
            self.row = number
            cells = Dictionary(
                known.columns.map { ($0.name, found.cell(number, $0.name)) }, uniquingKeysWith: { first, _ in first })
        }
    }

    var name: String { table?.name ?? "基本情况" }
    var path: String { "/rows/\(table == nil ? "lines" : "\(index)")/\(row.map { "\($0)" } ?? "new")" }
    var anchor: String { table == nil ? "" : "#table-\(index)" }

    /// The sheet with what was typed, or without the row, or with it moved.
    func changed(_ sheet: SheetText, _ fields: Fields) -> SheetText {
        var sheet = sheet
        guard let table else {
            for column in columns { sheet.set(column.name, to: DefinitionRow.cell(fields, column.name)) }
            return sheet
        }
        switch (fields.text("act"), row) {
        case ("remove", let row?): sheet.remove(row, from: table.name)
        case ("up", let row?): sheet.move(row, in: table.name, by: -1)
        case ("down", let row?): sheet.move(row, in: table.name, by: 1)
        default:
            let cells = columns.map { ($0.name, DefinitionRow.cell(fields, $0.name)) }
            sheet.put(
                Dictionary(cells, uniquingKeysWith: { first, _ in first }), into: table.name, row: row,
                columns: columns.map(\.name))
        }
        return sheet
    }

    /// In one line, since a cell has one.
    static func cell(_ fields: Fields, _ name: String) -> String {
        String(fields.text("c.\(name)").prefix(4_000).map { $0.isNewline || $0 == "\t" ? " " : $0 })
    }
}
