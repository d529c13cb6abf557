import Hummingbird
import Office
import Store
import Supervision

/// `/campaigns/:id/people`: who may be sent out for a campaign, and who is asked to join.
enum PeopleRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/campaigns/:id/people", CampaignRoutes.readers) { call in try await show(call) }
        site.get("/campaigns/:id/people/export.xlsx", CampaignRoutes.readers, export)
        site.post("/campaigns/:id/people", CampaignRoutes.office, ask)
        site.post("/campaigns/:id/people/:invitation/end", CampaignRoutes.office, end)
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/people", call.query)
        let page = try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return PeoplePage(
                record: record, pool: try TeamPools.load(for: record, on: call.day, in: db),
                invitations: try TeamInvitations.of(id, in: db), address: address,
                canAct: Role.office.contains(call.viewer.role), day: call.day, typed: typed,
                problems: (refusal as? FormRefusal)?.problems ?? [:], problem: refusal?.message)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func ask(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let form = InvitationForm(submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: submission.fields) },
            { act in
                _ = try TeamInvitations.ask(try form.checked(), to: id, act)
                return "/campaigns/\(id)/people?done=invited"
            })
    }

    private static func end(_ call: Call, _ submission: Submission) async throws -> Response {
        let id: CampaignID = call.id()
        let invitation: TeamInvitationID = call.id("invitation")
        return try await call.change(
            submission, again: { try await show(call, $0) },
            { act in
                try TeamInvitations.end(invitation, of: id, act)
                return "/campaigns/\(id)/people?done=ended"
            })
    }

    private static func export(_ call: Call) async throws -> Response {
        let id: CampaignID = call.id()
        let address = ListAddress("/campaigns/\(id)/people", call.query)
        let people = try await call.read { db in
            let record = try Campaigns.require(id, visibleTo: call.viewer, in: db)
            return PeopleFilter(address).sorted(try TeamPools.load(for: record, on: call.day, in: db))
        }
        let columns: [SheetLayout.Column] = [
            .init("姓名"), .init("编号", kind: .text, width: 16), .init("身份"), .init("级别", width: 12),
            .init("工作单位", width: 30), .init("来源", width: 24), .init("可派自", kind: .day), .init("可派至", kind: .day),
            .init("承担单位数"),
        ]
        let export = SheetExport(title: "可派人员", columns: columns) { page in
            Listing(rows: Array(people.dropFirst(page.offset).prefix(page.size)), total: people.count, page: page)
        } cells: { person in
            let days = person.stay ?? person.term
            return [
                .text(person.name), .text(person.code), .text(person.capacity.label),
                .text(person.level?.label ?? ""), .text(person.employer), .text(person.note),
                days.map { .day($0.from.text) } ?? .empty, days?.until.map { .day($0.text) } ?? .empty,
                .integer(person.load),
            ]
        }
        return try await export.response(named: "可派人员")
    }
}

/// What the list of a campaign's people was asked for.
struct PeopleFilter: Sendable {
    let text: String
    let capacity: String
    let sort: (column: String, isDescending: Bool)

    init(_ address: ListAddress) {
        text = address.filter("q")
        capacity = address.filter("capacity")
        sort = address.sort(["name", "load", "code"])
    }

    func sorted(_ pool: TeamPool) -> [TeamPerson] {
        let found = pool.people.filter { person in
            (capacity.isEmpty || person.capacity.rawValue == capacity)
                && (text.isEmpty || person.name.contains(text) || person.code == text || person.employer.contains(text))
        }
        return found.sorted { one, other in
            let (first, second) = sort.isDescending ? (other, one) : (one, other)
            return switch sort.column {
            case "load": (first.load, first.name, first.code) < (second.load, second.name, second.code)
            case "code": first.code < second.code
            default: (first.name, first.code) < (second.name, second.code)
            }
        }
    }
}

/// Who is asked to join, as typed.
struct InvitationForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    func checked() throws(FormRefusal) -> NewInvitation {
        var problems: [String: String] = [:]
        if fields.text("person").isEmpty { problems["person"] = "请填写督学编号或姓名。" }
        if fields.text("note").count > 500 { problems["note"] = "说明请控制在500字以内。" }
        let isSeconded = fields.text("way") == "seconded"
        if !isSeconded, fields.text("region").isEmpty { problems["region"] = "请填写对方督导室所在地。" }
        let (from, until) = (Day(fields.text("from")), Day(fields.text("until")))
        if from == nil { problems["from"] = "请选择开始日期。" }
        if until == nil { problems["until"] = "请选择结束日期。" }
        if let from, let until, until < from { problems["until"] = "结束日期不能早于开始日期。" }
        guard problems.isEmpty, let from, let until else { throw FormRefusal(problems) }
        return NewInvitation(
            person: fields.text("person"), region: isSeconded ? "" : fields.text("region"), isSeconded: isSeconded,
            from: from, until: until, note: fields.text("note"))
    }
}
