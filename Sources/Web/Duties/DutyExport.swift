import Hummingbird
import Office
import Store
import Supervision

/// Targets and rankings as workbooks.
enum DutyExport {
    static func targets(_ call: Call) async throws -> Response {
        let (id, viewer): (DutySheetID, Viewer) = (call.id(), call.viewer)
        let name = try await call.read { db in try DutySheets.require(id, visibleTo: viewer, in: db).sheet.name }
        return try await sheet(call, DutyTargetFilter(ListAddress("/duties", call.query), of: id), named: name)
    }

    static func own(_ call: Call) async throws -> Response {
        try await sheet(call, DutyTargetFilter(ListAddress("/duty-targets", call.query)), named: "履职目标")
    }

    private static func sheet(_ call: Call, _ filter: DutyTargetFilter, named name: String) async throws -> Response {
        let viewer = call.viewer
        let columns: [SheetLayout.Column] = [
            .init("年度"), .init("单位", width: 28), .init("类别"), .init("目标", width: 40), .init("规则"), .init("目标值"),
            .init("计量单位"), .init("满分"), .init("数据来源", width: 24), .init("完成值"), .init("说明", width: 40),
            .init("核定值"), .init("核定说明", width: 40), .init("得分"), .init("状态"),
        ]
        let export = SheetExport(title: "履职目标", columns: columns) { page in
            try await call.read { db in try DutyTargets.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            let one = row.target
            return [
                .integer(row.year), .text(row.unit), .text(OrganisationKind(rawValue: row.kind)?.label ?? ""),
                .text(one.title), .text(one.rule.label), .decimal(one.target.text), .text(one.unit),
                .decimal(one.fullMark.text), .text(one.dataSource), one.actual.map { .decimal($0.text) } ?? .empty,
                .text(one.note), one.confirmed.map { .decimal($0.text) } ?? .empty, .text(one.confirmNote),
                one.score.map { .decimal($0.formatted()) } ?? .empty, .text(one.state.label),
            ]
        }
        return try await export.response(named: name)
    }

    static func ranking(_ call: Call) async throws -> Response {
        let (id, viewer): (DutySheetID, Viewer) = (call.id(), call.viewer)
        let (name, standings) = try await call.read { db in
            let record = try DutySheets.require(id, visibleTo: viewer, in: db)
            return (record.sheet.name, try DutyTargets.ranking(of: id, in: db))
        }
        let columns: [SheetLayout.Column] = [
            .init("类别"), .init("名次"), .init("单位", width: 28), .init("得分"), .init("满分"), .init("得分率（%）"),
            .init("已核定"), .init("目标数"),
        ]
        let export = SheetExport(title: "排名", columns: columns) { (page: PageRequest) in
            let part = Array(standings.dropFirst(page.offset).prefix(page.size))
            return Listing(rows: part, total: standings.count, page: page)
        } cells: { one in
            [
                .text(OrganisationKind(rawValue: one.kind)?.label ?? ""), one.rank.map { .integer($0) } ?? .empty,
                .text(one.name), .decimal(one.score.formatted()), .decimal(one.maximum.formatted()),
                .decimal((one.share * Score(Points(100))).formatted()), .integer(one.confirmed), .integer(one.total),
            ]
        }
        return try await export.response(named: "\(name)排名")
    }
}
