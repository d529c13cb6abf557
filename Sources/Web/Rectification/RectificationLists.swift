import Hummingbird
import Office
import Store
import Supervision

/// Lists beside the ledger: wishes for time, stages, re-checks, reports upward; and what an office sets for them.
enum RectificationLists {
    static func register(on site: inout Sitemap) {
        let (loop, office) = (Audience.roles(Role.loop), Audience.roles(Role.office))
        let reporting = Audience.roles(Role.office.union([.leader]))
        site.get("/findings/extensions", loop, extensions)
        site.get("/findings/extensions/export.xlsx", loop, RectificationExport.extensions)
        site.get("/findings/milestones", loop, milestones)
        site.get("/findings/milestones/export.xlsx", loop, RectificationExport.milestones)
        site.get("/findings/rechecks", loop, rechecks)
        site.get("/findings/rechecks/export.xlsx", loop, RectificationExport.rechecks)
        site.get("/findings/reports", reporting, reports)
        site.get("/findings/reports/export.xlsx", reporting, RectificationExport.reports)
        site.get("/findings/:id/report", reporting, UpwardReportRoutes.show)
        site.post("/findings/:id/report", office, UpwardReportRoutes.send)
        site.get("/findings/wordings", office) { call in try await WordingRoutes.show(call) }
        site.post("/findings/wordings", office, WordingRoutes.add)
        site.post("/findings/wordings/:id", office, WordingRoutes.change)
        site.post("/findings/wordings/:id/removal", office, WordingRoutes.remove)
        site.get("/findings/terms", office) { call in try await TermsRoutes.show(call) }
        site.post("/findings/terms", office, TermsRoutes.save)
        site.get("/findings/self-check", .roles(Role.unit)) { call in SelfCheckRoutes.form(call) }
        site.post("/findings/self-check", .roles(Role.unit), SelfCheckRoutes.create)
    }

    private static func extensions(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/extensions", call.query)
        let filter = ExtensionFilter(address)
        let listing = try await call.read { db in
            try Extensions.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(ExtensionsPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func milestones(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/milestones", call.query)
        let filter = MilestoneFilter(address)
        let listing = try await call.read { db in
            try Milestones.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(MilestonesPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func rechecks(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/rechecks", call.query)
        let filter = RecheckFilter(address)
        let listing = try await call.read { db in
            try Rechecks.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(RechecksPage(listing: listing, address: address, viewer: call.viewer))
    }

    private static func reports(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/reports", call.query)
        let state = UpwardReport.State(rawValue: address.filter("state"))
        let listing = try await call.read { db in
            try UpwardReports.list(
                state, search: address.filter("q"), address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(UpwardReportsPage(listing: listing, address: address, viewer: call.viewer))
    }
}

extension ExtensionFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let order = address.sort(["-asked", "asked", "wanted"])
        sort = order.column
        isDescending = order.isDescending
    }
}

extension MilestoneFilter {
    init(_ address: ListAddress) {
        self.init()
        group = Group(rawValue: address.filter("state")) ?? .ahead
        isOwn = address.filter("own") == "1"
        search = address.filter("q")
        isDescending = address.sort(["due"]).isDescending
    }
}

extension RecheckFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        isDescending = address.sort(["-on", "on"]).isDescending
    }
}

/// The same lists as workbooks.
enum RectificationExport {
    private static func day(_ day: Day?) -> SheetCell { day.map { .day($0.text) } ?? .empty }

    static func extensions(_ call: Call) async throws -> Response {
        let filter = ExtensionFilter(ListAddress("/findings/extensions", call.query))
        let columns: [SheetLayout.Column] = [
            .init("编号", kind: .text, width: 20), .init("责任单位", width: 26), .init("问题", width: 50),
            .init("类别", width: 14),
            .init("申请人"), .init("申请日期", kind: .day, width: 13), .init("原期限", kind: .day, width: 13),
            .init("希望延至", kind: .day, width: 13), .init("理由", width: 40), .init("结果"),
            .init("新期限", kind: .day, width: 13), .init("答复人"), .init("答复", width: 40),
        ]
        let export = SheetExport(title: "延期申请", columns: columns) { page in
            try await call.read { db in try Extensions.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            let request = row.request
            return [
                .text(row.number), .text(row.unit), .text(row.problem), .text(request.kind.label),
                .text(row.askedName), day(request.askedOn), day(request.dueBefore), day(request.wantedOn),
                .text(request.reason), .text(request.state.label), day(request.grantedOn), .text(row.decidedName),
                .text(request.answer),
            ]
        }
        return try await export.response(named: "延期申请\(call.day.text)")
    }

    static func milestones(_ call: Call) async throws -> Response {
        let filter = MilestoneFilter(ListAddress("/findings/milestones", call.query))
        let columns: [SheetLayout.Column] = [
            .init("编号", kind: .text, width: 20), .init("责任单位", width: 26), .init("问题", width: 50), .init("阶段"),
            .init("目标", width: 40), .init("完成日期", kind: .day, width: 13), .init("逾期天数"), .init("状态"),
            .init("报完成日期", kind: .day, width: 13), .init("佐证件数"),
        ]
        let today = call.day
        let export = SheetExport(title: "阶段目标", columns: columns) { page in
            try await call.read { db in try Milestones.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.number), .text(row.unit), .text(row.problem), .integer(row.ordinal), .text(row.title),
                day(row.dueOn), row.daysLate(on: today).map { .integer($0) } ?? .empty, .text(row.state.label),
                day(row.reportedOn), .integer(row.evidence),
            ]
        }
        return try await export.response(named: "阶段目标\(call.day.text)")
    }

    static func rechecks(_ call: Call) async throws -> Response {
        let filter = RecheckFilter(ListAddress("/findings/rechecks", call.query))
        let columns: [SheetLayout.Column] = [
            .init("编号", kind: .text, width: 20), .init("责任单位", width: 26), .init("问题", width: 50),
            .init("复查日期", kind: .day, width: 13), .init("方式", width: 14), .init("结果"), .init("情况", width: 50),
            .init("新的整改期限", kind: .day, width: 14), .init("复查人"), .init("现在状态"),
        ]
        let export = SheetExport(title: "复查记录", columns: columns) { page in
            try await call.read { db in try Rechecks.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.number), .text(row.unit), .text(row.problem), day(row.on), .text(row.method),
                .text(row.result.label), .text(row.note), day(row.dueOn), .text(row.by), .text(row.state.label),
            ]
        }
        return try await export.response(named: "复查记录\(call.day.text)")
    }

    static func reports(_ call: Call) async throws -> Response {
        let address = ListAddress("/findings/reports", call.query)
        let state = UpwardReport.State(rawValue: address.filter("state"))
        let columns: [SheetLayout.Column] = [
            .init("编号", kind: .text, width: 20), .init("问题", width: 50), .init("下发日期", kind: .day, width: 13),
            .init("部分"), .init("已销号"), .init("上报情况"), .init("报送单位", width: 30), .init("文号", width: 24),
            .init("上报日期", kind: .day, width: 13),
        ]
        let export = SheetExport(title: "整体上报", columns: columns) { page in
            try await call.read { db in
                try UpwardReports.list(state, search: address.filter("q"), page, visibleTo: call.viewer, in: db)
            }
        } cells: { row in
            [
                .text(row.number), .text(row.problem), day(row.issuedOn), .integer(row.parts), .integer(row.closed),
                .text(row.state.label), .text(row.addressee), .text(row.document), day(row.reportedOn),
            ]
        }
        return try await export.response(named: "整体上报\(call.day.text)")
    }
}
