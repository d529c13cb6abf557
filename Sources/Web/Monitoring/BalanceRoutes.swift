import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/balance`: counties by the standards of balanced compulsory education, from what their schools reported.
enum BalanceRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))

    static func register(on site: inout Sitemap) {
        site.get("/balance", readers, show)
        site.get("/balance/tables.xlsx", readers, tables)
        site.get("/balance/counties.xlsx", readers) { call in try await countySheets(call).workbook() }
        site.get("/balance/counties.csv", readers) { call in try await countySheets(call).csv }
        site.get("/balance/counties.json", readers) { call in try await countySheets(call).json }
        site.get("/balance/schools", readers, schools)
        site.get("/balance/schools.xlsx", readers, schoolsSheet)
        site.get("/balance/indicators/:code", readers, indicator)
        site.get("/balance/trial", readers) { call in
            let address = BalanceAddress("/balance/trial", call.query)
            return call.page(
                BalanceTrialPage(county: try await county(address, call), address: address, fields: call.query))
        }
    }

    private static func county(_ address: BalanceAddress, _ call: Call) async throws -> BalanceCounty {
        try await call.read { db in try BalanceCounties.read(address.question, visibleTo: call.viewer, in: db) }
    }

    /// A county's own office sees its county, an office above it the list of its counties.
    private static func show(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance", call.query)
        guard address.question.district == nil, !BalanceCounties.isJudged(call.viewer.scope) else {
            let county = try await county(address, call)
            let code = address.question.district?.code ?? Place(call.viewer.scope).deepest ?? ""
            let progress = try await call.read { db in
                try CountiesProgress.one(
                    code, address.question.standard.code, verdict: county.verdict, visibleTo: call.viewer, in: db)
            }
            return call.page(
                BalanceCountyPage(county: county, address: address, viewer: call.viewer, progress: progress))
        }
        let (counties, year) = try await counties(address, call)
        return call.page(BalanceCountiesPage(counties: counties, year: year, address: address, today: call.day))
    }

    /// All counties of an office above them: one pass over the schools.
    private static func counties(
        _ address: BalanceAddress, _ call: Call
    ) async throws -> (counties: [CountyProgress], year: Int) {
        let viewer = call.viewer
        return try await call.read { db in
            let years = try MonitoringValues.years(visibleTo: viewer, in: db)
            let year = address.question.year ?? years.first ?? viewer.day.year
            let counties = try CountiesProgress.all(
                address.question.standard.code, year: year, address.question, visibleTo: viewer, in: db)
            return (counties, year)
        }
    }

    private static func countySheets(_ call: Call) async throws -> CountySheets {
        let address = BalanceAddress("/balance", call.query)
        let (counties, year) = try await counties(address, call)
        return CountySheets(
            counties: CountyFilter(address.list).lines(counties, on: call.day),
            title: "\(year)年\(address.question.standard.name)各区县", today: call.day)
    }

    private static func schools(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance/schools", call.query)
        let county = try await county(address, call)
        let lines = BalanceSchoolFilter(address).lines(of: county, by: address.question.standard)
        let page = address.list.page
        return call.page(
            BalanceSchoolsPage(
                county: county, address: address,
                listing: Listing(
                    rows: Array(lines.dropFirst(page.offset).prefix(page.size)), total: lines.count, page: page)))
    }

    private static func schoolsSheet(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance/schools", call.query)
        let county = try await county(address, call)
        let lines = BalanceSchoolFilter(address).lines(of: county, by: address.question.standard)
        return try await BalanceSheets.schools(lines, address.question.standard).response(named: "\(county.name)学校达标情况")
    }

    private static func tables(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance", call.query)
        let county = try await county(address, call)
        let lines = BalanceSchoolFilter(address).lines(of: county, by: address.question.standard)
        return try await SheetExport.response(
            of: [BalanceSheets.indicators(county), BalanceSheets.schools(lines, address.question.standard)],
            named: "\(county.name)\(county.year)年\(address.question.standard.name)监测")
    }

    private static func indicator(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance/indicators/\(call.parameter("code"))", call.query)
        let county = try await county(address, call)
        let stage = address.stage ?? .primary
        let code = call.parameter("code")
        guard
            let result = county.evaluation?.stages.first(where: { $0.stage == stage })
                ?? county.evaluation?.stages.first,
            let found = result.indicators.first(where: { $0.indicator.code == code })
        else { throw BalanceRefusal.noIndicator }
        return call.page(BalanceIndicatorPage(county: county, address: address, result: result, found: found))
    }
}

/// A county's balance as sheets: coefficients by stage, and every school.
enum BalanceSheets {
    static func indicators(_ county: BalanceCounty) -> SheetExport {
        let columns: [SheetLayout.Column] = [
            .init("学段"), .init("指标", width: 36), .init("单位"), .init("标准"), .init("县域均值"), .init("标准差"), .init("差异系数"),
            .init("限值"), .init("判定", width: 12), .init("低于标准的学校"),
        ]
        let rows = (county.evaluation?.stages ?? []).flatMap { stage in stage.indicators.map { (stage, $0) } }
        return SheetExport(title: "差异系数", columns: columns) { page in
            Listing(rows: page.number == 1 ? rows : [], total: rows.count, page: page)
        } cells: { stage, found in
            let indicator = found.indicator
            let below = stage.schools.filter { $0.below.contains(indicator.code) }.count
            return [
                .text(stage.stage.label), .text(indicator.name), .text(indicator.unit),
                number(indicator.minimum[stage.stage].map { Double($0.scaled) / Double(Points.scale) }, 2),
                number(found.variation?.mean, 2), number(found.variation?.deviation, 3),
                number(found.variation?.coefficient, 3),
                number(found.limit.map { Double($0.scaled) / Double(Points.scale) }, 2),
                .text(found.isWithin.map { $0 ? "在限值内" : "超出限值" } ?? "—"),
                indicator.minimum[stage.stage] == nil ? .empty : .integer(below),
            ]
        }
    }

    static func schools(_ lines: [BalanceSchoolLine], _ standard: BalanceStandard) -> SheetExport {
        let columns: [SheetLayout.Column] =
            [.init("学校代码", kind: .text, width: 14), .init("学校", width: 30), .init("学段"), .init("学生数")]
            + standard.indicators.map { .init("\($0.name)（\($0.unit)）", width: 16) }
            + [.init("达到项数"), .init("判定", width: 12)]
        return SheetExport(title: "学校达标情况", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            let shares = line.shares.map { number($0.map { $0.value / Double(Points.scale) }, 2) }
            return [
                .text(line.result.school.code), .text(line.result.school.name), .text(line.stage.label),
                .integer(line.pupils),
            ] + shares + [.integer(line.result.reached.count), .text(line.result.verdict.label)]
        }
    }

    private static func number(_ value: Double?, _ digits: Int) -> SheetCell {
        value.map { .decimal(BalanceText.decimal($0, digits: digits)) } ?? .empty
    }
}
