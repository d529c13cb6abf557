import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/groups`: 教育集团, 学区 and 联盟 with their members from and until a day.
enum GroupRoutes {
    static func register(on site: inout Sitemap) {
        let (readers, keepers) = (OrganisationRoutes.readers, OrganisationRoutes.keepers)
        site.get("/groups", readers, list)
        site.get("/groups/export.xlsx", readers, export)
        site.get("/groups/new", keepers) { call in
            call.page(GroupFormPage(group: nil, fields: Fields([("from", call.day.text)])))
        }
        site.post("/groups", keepers) { call, sent in try await save(call, sent, id: nil) }
        site.get("/groups/:id", readers) { call in call.page(try await page(call)) }
        site.get("/groups/:id/edit", keepers, edit)
        site.post("/groups/:id", keepers) { call, sent in try await save(call, sent, id: call.id()) }
        site.get("/groups/:id/members.xlsx", readers, exportMembers)
        site.post("/groups/:id/members", keepers, addMembers)
        site.post("/groups/:id/members/:member/end", keepers, endMember)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/groups", call.query)
        let filter = GroupFilter(address)
        let listing = try await call.read { db in
            try OrganisationGroups.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        let canKeep = OrganisationRoutes.keepers.admits(call.viewer.role)
        return call.page(GroupsPage(listing: listing, address: address, canKeep: canKeep))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = GroupFilter(ListAddress("/groups", call.query))
        let columns: [SheetLayout.Column] = [
            .init("名称", width: 32), .init("类型", width: 12), .init("牵头校", width: 32), .init("成员数"),
            .init("成立日期", kind: .day, width: 14), .init("结束日期", kind: .day, width: 14),
        ]
        let export = SheetExport(title: "集团与学区", columns: columns) { page in
            try await call.read { db in try OrganisationGroups.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { line in
            [
                .text(line.name), .text(line.kind.label), .text(line.leadName), .integer(line.members),
                .day(line.from.text), line.until.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "集团与学区")
    }

    private static func page(
        _ call: Call, typed: Fields? = nil, refusal: (any Refusal)? = nil
    ) async throws -> GroupPage {
        let id = call.parameter("id")
        return try await call.read { db in
            let group = try OrganisationGroups.require(id, visibleTo: call.viewer, in: db)
            var filter = FindingFilter()
            filter.unitGroup = id
            let open =
                Role.loop.contains(call.viewer.role)
                ? try Findings.total(filter, visibleTo: call.viewer, in: db) : nil
            return GroupPage(
                group: group, members: try OrganisationGroups.members(of: id, in: db), openFindings: open,
                today: call.day,
                canKeep: OrganisationRoutes.keepers.admits(call.viewer.role),
                typed: typed ?? Fields([("from", call.day.text)]), problem: refusal?.message)
        }
    }

    private static func edit(_ call: Call) async throws -> Response {
        let id = call.parameter("id")
        let (group, lead) = try await call.read { db in
            let group = try OrganisationGroups.require(id, visibleTo: call.viewer, in: db)
            let lead = try group.lead.flatMap { try Organisations.find($0, visibleTo: call.viewer, in: db) }
            return (group, lead?.code ?? "")
        }
        return call.page(GroupFormPage(group: group, fields: GroupForm.fields(of: group, lead: lead)))
    }

    private static func save(
        _ call: Call, _ sent: Submission, id: Identifier<OrganisationGroup>?
    ) async throws -> Response {
        let again = { (refusal: any Refusal) async throws -> Response in
            guard refusal.kind != .notFound, !call.guest.wantsJSON else { throw refusal }
            let old = try await call.read { db in
                try id.map { try OrganisationGroups.require($0.rawValue, visibleTo: call.viewer, in: db) }
            }
            return call.page(GroupFormPage(group: old, fields: sent.fields, refusal: refusal), status: refusal.status)
        }
        return try await call.change(sent, again: again) { act in
            let group = try GroupForm.group(sent.fields, id: id, act)
            if id == nil {
                try OrganisationGroups.insert(group, act)
            } else {
                try OrganisationGroups.update(group, act)
            }
            return "/groups/\(group.id)?done=\(id == nil ? "created" : "saved")"
        }
    }

    private static func addMembers(_ call: Call, _ sent: Submission) async throws -> Response {
        let id = call.parameter("id")
        let lines = sent.fields.text("members").split(whereSeparator: { $0.isNewline || "、，,;；".contains($0) })
            .map(String.init)
        return try await change(call, sent) { act in
            guard let day = Day(sent.fields.text("from")) else {
                throw FormRefusal(["from": "请填写日期。"], message: "请填写加入日期。")
            }
            try OrganisationGroups.addMembers(lines, to: id, from: day, act)
        }
    }

    private static func endMember(_ call: Call, _ sent: Submission) async throws -> Response {
        let (id, member) = (call.parameter("id"), call.parameter("member"))
        let day = Day(sent.fields.text("until")) ?? call.day
        return try await change(call, sent) { act in try OrganisationGroups.endMember(member, of: id, on: day, act) }
    }

    private static func change(
        _ call: Call, _ sent: Submission, _ body: @escaping @Sendable (Act) throws -> Void
    ) async throws -> Response {
        let id = call.parameter("id")
        return try await call.change(sent) { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            return call.page(try await page(call, typed: sent.fields, refusal: refusal), status: refusal.status)
        } _: { act in
            try body(act)
            return "/groups/\(id)?done=saved"
        }
    }

    private static func exportMembers(_ call: Call) async throws -> Response {
        let id = call.parameter("id")
        let (group, members) = try await call.read { db in
            let group = try OrganisationGroups.require(id, visibleTo: call.viewer, in: db)
            return (group, try OrganisationGroups.members(of: id, in: db))
        }
        let columns: [SheetLayout.Column] = [
            .init("标识码", kind: .text, width: 16), .init("单位", width: 32), .init("类型", width: 14), .init("牵头"),
            .init("加入日期", kind: .day, width: 14), .init("退出日期", kind: .day, width: 14),
        ]
        let export = SheetExport(title: group.name, columns: columns) { page in
            Listing(
                rows: Array(members.dropFirst(page.offset).prefix(page.size)), total: members.count, page: page)
        } cells: { line in
            [
                .text(line.code), .text(line.name), .text(line.kind.label), .text(line.isLead ? "是" : ""),
                .day(line.from.text), line.until.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: group.name)
    }
}

extension GroupFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        kind = OrganisationGroup.Kind(rawValue: address.filter("kind"))
        isAll = address.filter("state") == "all"
        (sort, isDescending) = address.sort(GroupFilter.sorts)
    }
}
