import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/zones`: responsibility zones with their schools and inspectors.
enum ZoneRoutes {
    static let keepers = Audience.roles(Role.office)
    static let readers = Audience.roles(Role.office.union([.leader, .inspector]))

    static func register(on site: inout Sitemap) {
        site.get("/zones", readers, list)
        site.get("/zones/export.xlsx", readers, export)
        ZoneMineRoutes.register(on: &site)
        ZoneRuleRoutes.register(on: &site)
        ZoneSheetRoutes.register(on: &site)
        ZoneProposalRoutes.register(on: &site)
        BoardRoutes.register(on: &site)
        site.get("/zones/new", keepers) { call in
            call.page(ZoneFormPage(zone: nil, fields: Fields([("from", call.day.text)])))
        }
        site.post("/zones", keepers) { call, sent in try await save(call, sent, id: nil) }
        site.get("/zones/:id", readers) { call in call.page(try await page(call)) }
        site.get("/zones/:id/edit", keepers, edit)
        site.post("/zones/:id", keepers) { call, sent in try await save(call, sent, id: call.id()) }
        site.post("/zones/:id/schools", keepers) { call, sent in
            try await change(call, sent, .schools) { act, zone, day in
                try Zones.addSchools(sent.fields.lines("schools"), to: zone, from: day, act)
            }
        }
        site.post("/zones/:id/schools/:school/end", keepers) { call, sent in
            let school: OrganisationID = call.id("school")
            return try await change(call, sent) { act, zone, day in
                try Zones.removeSchool(school, from: zone, on: day, act)
            }
        }
        site.post("/zones/:id/inspectors", keepers) { call, sent in
            try await change(call, sent, .inspectors) { act, zone, day in
                try Zones.addInspectors(sent.fields.lines("inspectors"), to: zone, from: day, act)
            }
        }
        site.post("/zones/:id/inspectors/:person/end", keepers) { call, sent in
            let person: PersonID = call.id("person")
            return try await change(call, sent) { act, zone, day in
                try Zones.removeInspector(person, from: zone, on: day, act)
            }
        }
        site.post("/zones/:id/postings", keepers) { call, sent in
            let person: PersonID = Identifier(sent.fields.text("person"))
            let school: OrganisationID = Identifier(sent.fields.text("school"))
            return try await change(call, sent, .postings) { act, zone, day in
                try Zones.post(person, at: school, of: zone, from: day, act)
            }
        }
        site.post("/zones/:id/postings/:posting/end", keepers) { call, sent in
            let posting: ZonePostingID = call.id("posting")
            return try await change(call, sent) { act, zone, day in
                try Zones.endPosting(posting, of: zone, on: day, act)
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/zones", call.query)
        let filter = ZoneFilter(address)
        let page = try await call.read { db in
            var none = ZoneSchoolFilter()
            none.zone = "none"
            let one = PageRequest(size: 1)
            return ZoneListPage(
                listing: try Zones.list(filter, address.page, visibleTo: call.viewer, in: db), address: address,
                without: call.viewer.scope == .granted
                    ? nil : try Zones.schools(none, one, visibleTo: call.viewer, in: db).total,
                rules: try ZoneRuleBook.rules(of: call.viewer, in: db),
                canKeep: keepers.admits(call.viewer.role))
        }
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = ZoneFilter(ListAddress("/zones", call.query))
        let columns: [SheetLayout.Column] = [
            .init("责任区", width: 28), .init("学校数"), .init("督学数"), .init("未挂牌学校数", width: 14),
            .init("设立日期", kind: .day, width: 14), .init("撤销日期", kind: .day, width: 14),
        ]
        let export = SheetExport(title: "督学责任区", columns: columns) { page in
            try await call.read { db in try Zones.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { line in
            [
                .text(line.name), .integer(line.schools), .integer(line.inspectors), .integer(line.unposted),
                .day(line.from.text), line.until.map { .day($0.text) } ?? .empty,
            ]
        }
        return try await export.response(named: "督学责任区")
    }

    private static func page(
        _ call: Call, typed: Fields = Fields(), in form: ZonePage.Form? = nil, refusal: (any Refusal)? = nil
    ) async throws -> ZonePage {
        let id: ZoneID = call.id()
        return try await call.read { db in
            let record = try Zones.require(id, visibleTo: call.viewer, in: db)
            var filter = ZoneSchoolFilter()
            filter.zone = id.rawValue
            let schools = try Zones.schools(filter, .chunk(1, of: 600), visibleTo: call.viewer, in: db).rows
            let office = try Place.of(call.viewer.scope, in: db)
            let isOwn = keepers.admits(call.viewer.role) && record.place == office
            let inspectors = try Zones.inspectors(in: id, on: call.day, in: db)
            return ZonePage(
                record: record, schools: schools, inspectors: inspectors,
                planned: try Zones.planned(of: id, on: call.day, in: db),
                past: try Zones.past(of: id, on: call.day, in: db),
                rules: try ZoneRuleBook.rules(at: record.place, in: db),
                candidates: isOwn ? try Zones.candidates(for: record, on: call.day, in: db) : [],
                today: call.day, canKeep: isOwn, seesPeople: keepers.admits(call.viewer.role), typed: typed, form: form,
                problem: refusal?.message)
        }
    }

    private static func edit(_ call: Call) async throws -> Response {
        let id: ZoneID = call.id()
        let record = try await call.read { db in try Zones.require(id, visibleTo: call.viewer, in: db) }
        return call.page(ZoneFormPage(zone: record.zone, fields: ZoneForm.fields(of: record.zone)))
    }

    private static func save(_ call: Call, _ sent: Submission, id: ZoneID?) async throws -> Response {
        let again = { (refusal: any Refusal) async throws -> Response in
            guard refusal.kind != .notFound, !call.guest.wantsJSON else { throw refusal }
            let old = try await call.read { db in
                try id.map { try Zones.require($0, visibleTo: call.viewer, in: db).zone }
            }
            return call.page(ZoneFormPage(zone: old, fields: sent.fields, refusal: refusal), status: refusal.status)
        }
        if let id { _ = try await call.read { db in try Zones.require(id, visibleTo: call.viewer, in: db) } }
        return try await call.change(sent, again: again) { act in
            let zone = try ZoneForm.zone(sent.fields, id: id, act)
            if id == nil { try Zones.insert(zone, act) } else { try Zones.update(zone, act) }
            return "/zones/\(zone.id)?done=\(id == nil ? "created" : "saved")"
        }
    }

    /// A change inside a zone from or until the day of its form.
    private static func change(
        _ call: Call, _ sent: Submission, _ form: ZonePage.Form? = nil,
        _ body: @escaping @Sendable (Act, ZoneID, Day) throws -> Void
    ) async throws -> Response {
        let id: ZoneID = call.id()
        return try await call.change(sent) { refusal in
            guard refusal.kind != .notFound else { throw refusal }
            return call.page(
                try await page(call, typed: sent.fields, in: form, refusal: refusal), status: refusal.status)
        } _: { act in
            _ = try Zones.require(id, visibleTo: act.viewer, in: act.db)
            let text = sent.fields.text("day")
            guard let day = text.isEmpty ? act.day : Day(text) else { throw ZoneRefusal.dayMissing }
            try body(act, id, day)
            return "/zones/\(id)?done=saved"
        }
    }
}

extension Fields {
    /// What a person wrote into an area, one thing a line or between commas.
    fileprivate func lines(_ name: String) -> [String] {
        text(name).split(whereSeparator: { $0.isNewline || "、，,;；".contains($0) }).map(String.init)
    }
}

extension ZoneFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        state = State(rawValue: address.filter("state")) ?? .current
        (sort, isDescending) = address.sort(ZoneFilter.sorts)
    }
}

extension ZoneSchoolFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        zone = address.filter("zone")
        person = address.filter("person")
        state = address.filter("state")
        isOwn = address.filter("own") == "1"
        (sort, isDescending) = address.sort(ZoneSchoolFilter.sorts)
    }
}
