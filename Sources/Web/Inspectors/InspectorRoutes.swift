import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors`: the people whom an office appointed as 督学.
enum InspectorRoutes {
    static let keepers = Audience.roles(Role.office.union([.admin]))
    /// A leader opens what a figure counts.
    static let readers = Audience.roles(Role.office.union([.admin, .leader]))

    static func register(on site: inout Sitemap) {
        site.get("/inspectors", readers, list)
        site.get("/inspectors/export.xlsx", readers, export)
        site.get("/inspectors/new", keepers) { call in
            var fields = Fields()
            fields.set("region", call.viewer.home ?? "")
            return call.page(InspectorFormPage(id: nil, fields: fields))
        }
        site.post("/inspectors", keepers, create)
        TrainingLedgerRoutes.register(on: &site)
        CandidateRoutes.register(on: &site)
        AppraisalRoutes.register(on: &site)
        RatingRoutes.register(on: &site)
        site.get("/inspectors/:id", readers) { call in try await show(call, try await record(call)) }
        site.get("/inspectors/:id/edit", keepers) { call in
            let found = try await record(call)
            guard Inspectors.isOwn(found, to: call.viewer) else { throw InspectorRefusal.otherOffice }
            return call.page(InspectorFormPage(id: found.id, fields: InspectorForm.fields(of: found)))
        }
        site.post("/inspectors/:id", keepers, change)
        site.post("/inspectors/:id/end", keepers, end)
        InspectorRegisterRoutes.register(on: &site)
    }

    /// One inspector's page, after a refusal with what was typed.
    static func show(
        _ call: Call, _ record: InspectorRecord, typed: Fields? = nil, problem: (any Refusal)? = nil
    ) async throws -> Response {
        let keeps = keepers.admits(call.viewer.role)
        let dossier = try await call.read { db in
            try InspectorDossier(record, seesOpenOnly: !keeps, on: call.day, in: db)
        }
        return call.page(
            InspectorPage(
                dossier, viewer: call.viewer, mayChange: keeps && Inspectors.isOwn(record, to: call.viewer),
                seesAll: keeps, typed: typed, problem: problem?.message), status: problem?.status ?? .ok)
    }

    static func record(_ call: Call) async throws -> InspectorRecord {
        let id: PersonID = call.id()
        return try await call.read { db in try Inspectors.require(id, visibleTo: call.viewer, in: db) }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors", call.query)
        let filter = InspectorFilter(address)
        let listing = try await call.read { db in
            try Inspectors.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        var page = InspectorsPage(listing, at: address, for: call.viewer)
        page.saving = SaveAsFigure.link(.inspectors, address, for: call.viewer)
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = InspectorFilter(ListAddress("/inspectors", call.query))
        let columns: [SheetLayout.Column] = [
            .init("督学编号", kind: .text, width: 16), .init("姓名"), .init("专兼职"), .init("督学级别", width: 12),
            .init("督学证号", kind: .text, width: 18), .init("工作单位", width: 30), .init("手机", kind: .text, width: 14),
            .init("聘期开始", kind: .day, width: 12), .init("聘期结束", kind: .day, width: 12), .init("状态"),
        ]
        let export = SheetExport(title: "督学", columns: columns) { page in
            try await call.read { db in try Inspectors.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { record in
            let person = record.inspector
            return [
                .text(person.code), .text(person.name), .text(person.isFullTime ? "专职" : "兼职"),
                .text(person.level.label), .text(person.certificate), .text(person.employer), .text(record.phone),
                person.term.map { .day($0.from.text) } ?? .empty, person.term?.until.map { .day($0.text) } ?? .empty,
                .text(record.isActive ? "在聘" : "已结束"),
            ]
        }
        return try await export.response(named: "督学")
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        let again: (any Refusal) -> Response = { refusal in
            call.page(InspectorFormPage(id: nil, fields: sent.fields, refusal: refusal), status: refusal.status)
        }
        do {
            let form = try InspectorForm(sent.fields)
            let text = sent.fields.text("region")
            return try await call.change(sent, again: again) { act in
                try InspectorTermRule.fit(form.term, isFullTime: form.isFullTime)
                let region = try Regions.all(in: act.db).place(text, home: act.viewer.home).code
                let id = try Inspectors.insert(
                    form.inspector(act.newID()), phone: form.phone, region: region, act)
                return "/inspectors/\(id)?done=created"
            }
        } catch let refusal as FormRefusal {
            return again(refusal)
        }
    }

    private static func change(_ call: Call, _ sent: Submission) async throws -> Response {
        let found = try await record(call)
        let again: (any Refusal) -> Response = { refusal in
            call.page(InspectorFormPage(id: found.id, fields: sent.fields, refusal: refusal), status: refusal.status)
        }
        do {
            let form = try InspectorForm(sent.fields)
            let version = sent.fields.number("version") ?? 0
            return try await call.change(sent, again: again) { act in
                try Inspectors.change(form.inspector(found.id), phone: form.phone, version: version, act)
                return "/inspectors/\(found.id)?done=saved"
            }
        } catch let refusal as FormRefusal {
            return again(refusal)
        }
    }

    private static func end(_ call: Call, _ sent: Submission) async throws -> Response {
        let found = try await record(call)
        let version = sent.fields.number("version") ?? 0
        let day = Day(sent.fields.text("day"))
        let ground = DismissalGround(rawValue: sent.fields.text("ground"))
        let reason = sent.fields.text("reason")
        let again = { (refusal: any Refusal) async throws -> Response in
            try await show(call, found, typed: sent.fields, problem: refusal)
        }
        return try await call.change(sent, again: again) { act in
            guard let day else { throw InspectorTermRefusal.dayMissing }
            guard let ground else { throw InspectorTermRefusal.groundMissing }
            try InspectorRegister.dismiss(
                found.id, on: day, ground: ground, reason: reason, version: version, act)
            return "/inspectors/\(found.id)?done=saved"
        }
    }
}

extension InspectorFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let sort = address.sort(Order.allCases.map(\.rawValue))
        order = Order(rawValue: sort.column) ?? .code
        isDescending = sort.isDescending
    }
}
