package import SQLCore
package import Supervision

/// The tables that a template may name, each cell a figure of its own that is counted again like any other.
package enum SummaryTables {
    package static let limit = 200

    static func isCell(_ mark: SummaryMark) -> Bool { mark.code.hasPrefix("table.") }

    package static func table(
        _ table: SummaryTable, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> SummarySource.Table {
        switch table {
        case .units: try units(scope, in: db)
        case .late: try late(scope, in: db)
        case .dimensions: try DimensionTable.table(scope, in: db)
        case .campaigns: try campaigns(scope, in: db)
        }
    }

    /// Today's values of cells; one that is no longer in its table is 0.
    static func stated(
        _ marks: Set<SummaryMark>, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        var found: [SummaryMark: StatedFigure] = [:]
        for table in SummaryTable.allCases where marks.contains(where: { $0.code.hasPrefix(prefix(table)) }) {
            for cell in try self.table(table, scope, in: db).rows.flatMap({ $0 }) {
                if case .figure(let figure) = cell, marks.contains(figure.mark) { found[figure.mark] = figure }
            }
        }
        return found
    }

    static func prefix(_ table: SummaryTable) -> String {
        switch table {
        case .units: "table.unit."
        case .late: "table.late."
        case .dimensions: "table.dimension."
        case .campaigns: "table.campaign."
        }
    }

    /// A cell: `column` in English for the mark, `what` in words.
    static func cell(
        _ table: SummaryTable, _ column: String, _ key: [String], _ count: Int, _ name: String, _ meaning: String,
        unit: String = "个", link: String, _ scope: SummaryScope
    ) -> SummarySource.Cell {
        .figure(
            StatedFigure(
                SummaryMark(prefix(table) + column, qualifiers: key), name: name,
                definition: "\(meaning)；统计期：\(scope.span.label)", unit: unit, period: scope.span.label,
                text: "\(count)",
                isZero: count == 0, link: scope.isOwn || link.isEmpty ? link : "\(link)&district=\(scope.district)",
                countedAt: scope.at.text))
    }

    // MARK: By unit

    private static func units(_ scope: SummaryScope, in db: SQLConnection) throws -> SummarySource.Table {
        let query = FigureQuery(.findings, ["issued": scope.period.text, "state": "all"])
        let rows = try byUnit(query, scope, order: "4 DESC, 3 DESC, 2, 1", in: db).map { row -> [SummarySource.Cell] in
            func cell(_ column: String, _ label: String, _ count: Int, _ state: String, _ meaning: String)
                -> SummarySource.Cell
            {
                let link = query.with(FigureFilter("state", state)).with(FigureFilter("organisation", row.id)).address()
                return self.cell(.units, column, [row.id], count, row.name + label, meaning, link: link, scope)
            }
            return [
                .text(row.name), cell("found", "发现问题", row.found, "all", "统计期内向该单位下发的问题"),
                cell("closed", "已销号", row.closed, "closed", "统计期内向该单位下发的问题中已经销号的"),
                cell("late", "逾期", row.late, "late", "统计期内向该单位下发的问题中逾期未整改的"),
            ]
        }
        return .init(header: ["责任单位", "发现问题", "已销号", "逾期未整改"], rows: rows)
    }

    private static func late(_ scope: SummaryScope, in db: SQLConnection) throws -> SummarySource.Table {
        let query = FigureQuery(.findings, ["state": "late"])
        let rows = try byUnit(query, scope, order: "3 DESC, 2, 1", in: db).map { row -> [SummarySource.Cell] in
            let link = query.with(FigureFilter("organisation", row.id)).address()
            return [
                .text(row.name),
                cell(
                    .late, "count", [row.id], row.found, row.name + "逾期未整改", "统计时该单位期限已过、尚未提交整改的问题，不论何时下发",
                    link: link, scope),
            ]
        }
        return .init(header: ["责任单位", "逾期未整改问题数"], rows: rows)
    }

    private static func byUnit(
        _ query: FigureQuery, _ scope: SummaryScope, order: SQL, in db: SQLConnection
    ) throws -> [(id: String, name: String, found: Int, closed: Int, late: Int)] {
        let source = try FigureSource(query, visibleTo: scope.counting, in: db)
        return try db.rows(
            """
            SELECT w.organisation_id, w.organisation_name, count(*),
                sum(CASE WHEN w.due_on > '' AND w.due_on < \(scope.viewer.day)
                    AND w.state IN ('issued', 'acknowledged', 'planned', 'returned') THEN 1 ELSE 0 END),
                sum(CASE WHEN w.state = 'closed' THEN 1 ELSE 0 END)
            \(source.from) JOIN finding_part w ON w.id = p.id WHERE \(source.condition)
            GROUP BY w.organisation_id, w.organisation_name
            ORDER BY \(order) LIMIT \(limit)
            """
        ).map { (try $0.get(0), try $0.get(1), try $0.get(2), try $0.get(4), try $0.get(3)) }
    }

    // MARK: By campaign

    private static func campaigns(_ scope: SummaryScope, in db: SQLConnection) throws -> SummarySource.Table {
        let query = FigureQuery(.campaigns, ["during": scope.period.text, "state": "begun"])
        let source = try FigureSource(query, visibleTo: scope.counting, in: db)
        let rows = try db.rows(
            """
            SELECT c.id, c.name, (SELECT count(*) FROM inspection x WHERE x.campaign_id = c.id),
                (SELECT count(*) FROM inspection x WHERE x.campaign_id = c.id AND x.state = 'finished'),
                (SELECT count(*) FROM finding_part x WHERE x.campaign_id = c.id AND x.state <> 'draft')
            \(source.from) WHERE \(source.condition) ORDER BY c.starts_on, c.id LIMIT \(limit)
            """)
        return .init(
            header: ["督导项目", "督导对象", "已完成", "发现问题"],
            rows: try rows.map { row in
                let (id, name): (String, String) = (try row.get(0), try row.get(1))
                return [
                    .text(name),
                    cell(
                        .campaigns, "units", [id], try row.get(2), name + "督导对象", "该项目的督导任务",
                        link: "/inspections?campaign=\(id)", scope),
                    cell(
                        .campaigns, "finished", [id], try row.get(3), name + "已完成", "该项目走完流程的督导任务",
                        link: "/inspections?campaign=\(id)&state=finished", scope),
                    cell(
                        .campaigns, "findings", [id], try row.get(4), name + "发现问题", "该项目已下发的问题，按责任单位计",
                        link: "/findings?campaign=\(id)&state=all", scope),
                ]
            })
    }
}
