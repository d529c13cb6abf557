import Hummingbird
import SQLCore
import Store
import Supervision

/// `/coverage`: which schools were seen, by months and terms; counties first where there are several.
enum CoverageRoutes {
    static let viewers = Audience.roles(Role.office.union([.inspector, .leader]))
    static let readers = VisitRoutes.readers

    static func register(on site: inout Sitemap) {
        site.get("/coverage", readers, show)
        site.get("/coverage/export.xlsx", readers) { call in try await sheet(call).workbook() }
        site.get("/coverage/export.csv", readers) { call in try await sheet(call).csv }
        site.get("/coverage/schools/:id", readers) { call in try await school(call, call.id()) }
        CoverageNextRoutes.register(on: &site)
        CoverageRuleRoutes.register(on: &site)
        CoverageClashRoutes.register(on: &site)
    }

    private static func show(_ call: Call) async throws -> Response {
        if case .organisation(let id) = call.viewer.scope { return try await school(call, id) }
        let address = CoverageAddress("/coverage", call)
        if address.district == nil, CoverageDistricts.isWide(call.viewer) {
            let (districts, rule) = try await call.read { db in
                (
                    try CoverageDistricts.list(address.span, visibleTo: call.viewer, in: db),
                    try CoverageRules.load(of: Place.of(call.viewer.scope, in: db), in: db).rule
                )
            }
            return call.page(
                CoverageDistrictsPage(districts: districts, address: address, viewer: call.viewer, rule: rule))
        }
        return call.page(try await page(address, call))
    }

    private static func page(_ address: CoverageAddress, _ call: Call) async throws -> CoverageMapPage {
        let viewer = call.viewer
        return try await call.read { db in
            let name = try address.district.map {
                try CoverageDistricts.name(of: $0, visibleTo: viewer, in: db) ?? $0.code
            }
            let schools = try CoverageLedger.schools(address.span, at: address.district, visibleTo: viewer, in: db)
            var page = CoverageMapPage(
                schools: schools, address: address, viewer: viewer,
                rule: try schools.first?.rule
                    ?? CoverageRules.load(of: VisitOffice.place(of: viewer, in: db), in: db).rule,
                districtName: name ?? "")
            let shown = CoverageMapPage.shown(address.filter.chosen(schools, address.span), address).rows.map(\.id)
            if address.isList {
                page.lines = try CoverageLines.of(shown, visibleTo: viewer, in: db)
                page.limits = try UnitCalendars.limits(in: db)
                page.rounds = try CoverageLines.rounds(at: address.district, visibleTo: viewer, in: db)
            } else {
                page.visitors = try CoverageVisits.visitors(of: shown, address.span, in: db)
            }
            return page
        }
    }

    private static func school(_ call: Call, _ id: OrganisationID) async throws -> Response {
        let address = CoverageAddress("/coverage/schools/\(id)", call)
        let isOwn = call.viewer.scope == .organisation(id)
        let page = try await call.read { db -> CoverageSchoolPage? in
            // A department or a township has the page in its menu as well, and nobody visits it.
            if isOwn, try !CoverageLedger.shows(id, to: call.viewer, in: db) { return nil }
            let school = try CoverageLedger.require(id, address.span, visibleTo: call.viewer, in: db)
            return CoverageSchoolPage(
                school: school, address: address, viewer: call.viewer,
                visits: try CoverageVisits.list(of: id, address.span, visibleTo: call.viewer, in: db),
                checks: try CoverageLines.of([id], visibleTo: call.viewer, in: db)[id]?.checks ?? [:],
                limits: try UnitCalendars.limits(in: db))
        }
        return page.map { call.page($0) } ?? call.page(CoverageAbsentPage())
    }

    private static func sheet(_ call: Call) async throws -> CoverageSheet {
        let address = CoverageAddress("/coverage", call)
        let viewer = call.viewer
        return try await call.read { db in
            if address.district == nil, CoverageDistricts.isWide(viewer) {
                let districts = try CoverageDistricts.list(address.span, visibleTo: viewer, in: db)
                return CoverageSheet(CoverageDistrictsPage.rows(districts, address), address.span)
            }
            let schools = try CoverageLedger.schools(address.span, at: address.district, visibleTo: viewer, in: db)
            let chosen = address.filter.chosen(schools, address.span)
            var sheet = CoverageSheet(chosen, address.span)
            if address.isList {
                sheet.add(
                    try CoverageLines.of(chosen.map(\.id), visibleTo: viewer, in: db),
                    try CoverageLines.rounds(at: address.district, visibleTo: viewer, in: db), to: chosen, address.span,
                    viewer)
            }
            return sheet
        }
    }
}
