import Hummingbird
import Office
import Store
import Supervision

/// What is written down about the steps of one unit, and the list over a whole campaign.
enum StepRecordRoutes {
    static func register(on site: inout Sitemap) {
        let inside = Audience.roles(Role.office.union(Role.team).union([.leader]))
        site.get("/inspections/:id/records", inside) { call in try await show(call) }
        site.post("/inspections/:id/records", .roles(Role.office.union(Role.team)), add)
        site.get("/campaigns/:id/records", CampaignRoutes.readers, list)
        site.get("/campaigns/:id/records/export.xlsx", CampaignRoutes.readers, export)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: InspectionID = call.id()
        let page = try await call.read { db in
            StepRecordPage(
                row: try Inspections.require(id, visibleTo: call.viewer, in: db),
                records: try StepRecords.list(of: id, in: db),
                standing: try InspectionSteps.standing(of: id, in: db), viewer: call.viewer, typed: typed,
                problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func add(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: InspectionID = call.id()
        let fields = submission.fields
        return try await call.change(submission) { refusal in
            if refusal is InspectionRefusal { throw refusal }
            return try await show(call, refusal, typed: fields)
        } _: { act in
            guard let day = Day(fields.text("day")) else { throw FormRefusal(["day": ""], message: "请填写日期。") }
            let record = StepRecord(
                day: day, place: fields.text("place"), participants: fields.text("participants"),
                text: fields.text("text"), verdict: StepRecord.Verdict(rawValue: fields.text("verdict")))
            try StepRecords.add(record, step: fields.text("step"), of: id, act)
            return "/inspections/\(id)/records?done=recordKept"
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/records", call.query)
        let page = try await call.read { db in
            StepRecordListPage(
                record: try Campaigns.require(id, visibleTo: call.viewer, in: db),
                listing: try StepRecords.list(
                    StepRecordFilter(id, address), address.page, visibleTo: call.viewer, in: db), address: address)
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let filter = StepRecordFilter(id, ListAddress("/campaigns/\(id)/records", call.query))
        let name = try await call.read { db in try Campaigns.require(id, visibleTo: call.viewer, in: db).name }
        return try await SheetExport(title: "环节记录", columns: StepRecordListPage.sheet) { page in
            try await call.read { db in try StepRecords.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: {
            StepRecordListPage.cells($0)
        }.response(named: "\(name)环节记录")
    }
}

extension StepRecordFilter {
    init(_ campaign: CampaignID, _ address: ListAddress) {
        self.init(campaign: campaign)
        step = address.filter("step")
        verdict = StepRecord.Verdict(rawValue: address.filter("verdict"))
        text = address.filter("q")
        let order = address.sort(StepRecordFilter.sorts)
        sort = order.column
        isDescending = order.isDescending
    }
}
