import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/organisations`: the registry of units, read by the office and kept by it.
enum OrganisationRoutes {
    static let readers = Audience.roles(Role.office.union([.leader, .admin]))
    static let keepers = Audience.roles(Role.office.union([.admin]))

    static func register(on site: inout Sitemap) {
        site.get("/organisations", readers, list)
        site.get("/organisations/export.xlsx", readers, export)
        site.get("/organisations/new", keepers) { call in
            call.page(OrganisationFormPage(fields: call.query))
        }
        site.post("/organisations", keepers, create)
        site.get("/organisations/:id", readers, show)
        for change in OrganisationChange.allCases {
            site.get("/organisations/:id/\(change.rawValue)", keepers) { call in
                call.page(try await page(change, call, fields: nil))
            }
            site.post("/organisations/:id/\(change.rawValue)", keepers) { call, sent in
                try await carry(change, call, sent)
            }
        }
        site.post("/organisations/:id/relations/:relation/end", keepers, endRelation)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/organisations", call.query)
        let filter = OrganisationFilter(address)
        var page = try await call.read { db in
            let listing = try Organisations.list(filter, address.page, visibleTo: call.viewer, in: db)
            let region = filter.region.isEmpty ? nil : try Regions.find(filter.region, in: db)
            return OrganisationsPage(
                listing, at: address, tags: try Organisations.tags(visibleTo: call.viewer, in: db),
                groups: try OrganisationGroups.choices(visibleTo: call.viewer, in: db).map { Choice($0.id, $0.name) },
                region: region?.name ?? filter.region, canKeep: keepers.admits(call.viewer.role))
        }
        page.saving = SaveAsFigure.link(.organisations, address, for: call.viewer)
        return call.page(page)
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = OrganisationFilter(ListAddress("/organisations", call.query))
        let export = SheetExport(title: "单位", columns: OrganisationSheet.columns) { (last: OrganisationLine?) in
            try await call.read { db in
                try Organisations.lines(
                    filter, after: last?.record.code, limit: SheetExport.chunkSize, visibleTo: call.viewer, in: db)
            }
        } cells: { line in
            OrganisationSheet.cells(line)
        }
        return try await export.response(named: "单位")
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: OrganisationID = call.id()
        let page = try await call.read { db in
            let record = try Organisations.require(id, visibleTo: call.viewer, in: db)
            return OrganisationPage(
                record: record, regions: try Regions.chains(of: record.regionCodes, in: db),
                codes: try Organisations.codes(of: id, in: db), versions: try Organisations.versions(of: id, in: db),
                relations: try OrganisationRelations.list(of: id, in: db),
                groups: try OrganisationGroups.memberships(of: id, in: db),
                reorganisations: try Reorganisations.history(of: id, in: db),
                figures: try Organisations.figures(of: id, visibleTo: call.viewer, in: db),
                canKeep: keepers.admits(call.viewer.role), seesLoop: Role.loop.contains(call.viewer.role))
        }
        return call.page(page)
    }

    private static func create(_ call: Call, _ sent: Submission) async throws -> Response {
        func again(_ refusal: any Refusal) -> Response {
            call.page(
                OrganisationFormPage(fields: sent.fields, refusal: refusal), status: refusal.status)
        }
        do {
            let regions = try await call.read { db in try Regions.all(in: db) }
            let row = try OrganisationForm.row(sent.fields, regions: regions, home: call.viewer.home)
            let since = Day(sent.fields.text("day")) ?? call.day
            return try await call.change(sent, again: again) { act in
                let record = try Organisations.insert(code: row.code, row.facts, since: since, act)
                return "/organisations/\(record.id)?done=created"
            }
        } catch let refusal as FormRefusal {
            return again(refusal)
        }
    }

    private static func page(
        _ change: OrganisationChange, _ call: Call, fields: Fields?, refusal: (any Refusal)? = nil
    ) async throws -> OrganisationChangePage {
        let id: OrganisationID = call.id()
        return try await call.read { db in
            let record = try Organisations.require(id, visibleTo: call.viewer, in: db)
            let shown = fields ?? OrganisationForm.fields(of: record, on: call.day)
            let decisions =
                fields == nil
                ? nil
                : try DecisionSection.read(
                    change, of: record, shown, regions: try Regions.all(in: db), viewer: call.viewer, in: db)
            return OrganisationChangePage(
                change: change, record: record, fields: shown, decisions: decisions, refusal: refusal)
        }
    }

    private static func carry(
        _ change: OrganisationChange, _ call: Call, _ sent: Submission
    ) async throws -> Response {
        func again(_ refusal: any Refusal) async throws -> Response {
            let page = try await page(change, call, fields: sent.fields, refusal: refusal)
            return call.page(page, status: refusal.status)
        }
        let id: OrganisationID = call.id()
        do {
            let regions = try await call.read { db in try Regions.all(in: db) }
            let deed = try change.deed(sent.fields, regions: regions, home: call.viewer.home)
            return try await call.change(sent, again: again) { act in
                try deed(id, act)
                return "/organisations/\(id)?done=saved"
            }
        } catch let refusal as FormRefusal {
            return try await again(refusal)
        }
    }

    private static func endRelation(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: OrganisationID = call.id()
        let relation = call.parameter("relation")
        return try await call.change(sent) { act in
            try OrganisationRelations.end(relation, of: id, on: act.day, act)
            return "/organisations/\(id)?done=saved"
        }
    }
}

extension OrganisationFilter {
    init(_ address: ListAddress) {
        self.init(asking: address.filter)
        let sort = address.sort(Order.allCases.map(\.rawValue))
        order = Order(rawValue: sort.column) ?? .code
        isDescending = sort.isDescending
    }
}

extension OrganisationRecord {
    /// Where it lies and whose authority manages it.
    var regionCodes: [String] { [organisation.facts.place] + (place.deepest.map { [$0] } ?? []) }
}
