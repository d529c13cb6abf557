import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// Requests from above and their items as workbooks, and the pack of a request.
enum ReceptionExport {
    static func list(_ call: Call) async throws -> Response {
        let viewer = call.viewer
        let address = ListAddress("/receptions", call.query)
        guard !Role.unit.contains(viewer.role) else {
            return try await sheet(call, ReceptionItemFilter(address), named: "迎检任务")
        }
        let filter = ReceptionFilter(address)
        let columns: [SheetLayout.Column] = [
            .init("来文", width: 40), .init("文号", width: 20), .init("来文机关", width: 24), .init("收文日期", kind: .day),
            .init("上报期限", kind: .day), .init("事项"), .init("已核收"), .init("逾期未报"), .init("反馈问题"), .init("状态"),
            .init("上报日期", kind: .day), .init("回执日期", kind: .day),
        ]
        let export = SheetExport(title: "迎检", columns: columns) { page in
            try await call.read { db in try Receptions.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { record in
            let (one, counts) = (record.reception, record.counts)
            return [
                .text(one.title), .text(one.documentNumber), .text(one.sender), .day(one.receivedOn.text),
                .day(one.dueOn.text), .integer(counts.total), .integer(counts.accepted), .integer(counts.late),
                .integer(counts.findings), .text(one.state.label), one.reportedOn.map { .day($0.text) } ?? .empty,
                one.receipt.map { .day($0.on.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "迎检")
    }

    static func allItems(_ call: Call) async throws -> Response {
        try await sheet(call, ReceptionItemFilter(ListAddress("/reception-items", call.query)), named: "迎检事项")
    }

    static func items(_ call: Call) async throws -> Response {
        let (id, viewer): (ReceptionID, Viewer) = (call.id(), call.viewer)
        let title = try await call.read { db in
            try Receptions.require(id, visibleTo: viewer, in: db).reception.title
        }
        let filter = ReceptionItemFilter(ListAddress("/receptions/\(id)", call.query), of: id)
        return try await sheet(call, filter, named: "\(title.prefix(40))事项清单")
    }

    private static func sheet(_ call: Call, _ filter: ReceptionItemFilter, named name: String) async throws -> Response
    {
        let viewer = call.viewer
        let columns: [SheetLayout.Column] = [
            .init("来文", width: 40), .init("编号", kind: .text), .init("事项", width: 40), .init("具体要求", width: 40),
            .init("责任单位", width: 24), .init("期限", kind: .day), .init("材料件数"), .init("状态"), .init("完成情况", width: 50),
            .init("报送日期", kind: .day),
        ]
        let export = SheetExport(title: "事项清单", columns: columns) { page in
            try await call.read { db in try ReceptionItems.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            let item = row.item
            return [
                .text(row.title), .text(item.number), .text(item.title), .text(item.requirement), .text(row.unit),
                .day(item.dueOn.text), .integer(row.files), .text(item.state.label), .text(item.answer),
                item.submittedOn.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: name)
    }
}

extension EvidencePack {
    /// The pack of a request: what was taken over, and what is missing.
    init(of id: ReceptionID, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        let record = try Receptions.require(id, visibleTo: viewer, in: db)
        let rows = try ReceptionItems.list(
            ReceptionItemFilter(of: id), .chunk(1, of: 5_000), visibleTo: viewer, in: db
        ).rows
        let sections = try rows.map { row in
            EvidencePack.Section(
                number: row.item.number, title: row.item.title, unit: row.unit, state: row.item.state.label,
                missing: EvidencePack.missing(row), files: try EvidenceFiles.list(owner: row.item.id.rawValue, in: db))
        }
        self.init(title: record.reception.title, report: record.reception.report, sections: sections)
    }

    private static func missing(_ row: ReceptionItemRow) -> String {
        switch row.item.state {
        case .open: "未报送"
        case .returned: "已退回，尚未补齐"
        case .submitted: "已报送，尚未核收"
        case .accepted: row.item.needsEvidence && row.files == 0 ? "没有佐证材料" : ""
        }
    }
}
