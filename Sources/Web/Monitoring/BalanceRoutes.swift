import Hummingbird
import Jobs
import NIOCore
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
        site.get("/balance/charts/:file", readers, chart)
        site.get("/balance/indicators.csv", readers, BalanceFiles.indicators)
        site.get("/balance/schools.csv", readers, BalanceFiles.schools)
        site.get("/balance/county.json", readers, BalanceFiles.county)
        site.post("/balance/diagnosis", .roles(Role.office), BalanceDiagnosisRoutes.draw)
        site.get("/balance/trial", readers) { call in
            let address = BalanceAddress("/balance/trial", call.query)
            return call.page(
                BalanceTrialPage(county: try await county(address, call), address: address, fields: call.query))
        }
    }

    static func county(_ address: BalanceAddress, _ call: Call) async throws -> BalanceCounty {
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
        let (question, viewer) = (address.question, call.viewer)
        let (whole, own) = try await call.read { db in
            var asked = StandardQuestion()
            asked.region = question.district?.code
            (asked.standard, asked.year, asked.which) = (question.standard.code, county.year, question.which)
            let whole = try StandardCounty.read(asked, visibleTo: viewer, in: db)
            return (
                whole,
                try MonitoringValues.ofCounty(
                    region: whole.region, year: county.year, question.which, visibleTo: viewer, in: db)
            )
        }
        let tables = OfficialTables(
            county: county, standard: question.standard, whole: whole.evaluation.indicators.isEmpty ? nil : whole,
            own: own, units: whole.units, today: viewer.day)
        return Response(
            status: .ok, headers: .download(named: "\(tables.name).xlsx", type: SheetExport.mediaType),
            body: .init(byteBuffer: ByteBuffer(bytes: try tables.bytes)))
    }

    /// One of the charts, `NAME.svg` or `NAME.png`.
    private static func chart(_ call: Call) async throws -> Response {
        let address = BalanceAddress("/balance/charts", call.query)
        let parts = call.parameter("file").split(separator: ".")
        guard parts.count == 2, ["svg", "png"].contains(parts[1]),
            let name = BalanceCharts.Name(rawValue: String(parts[0]))
        else { throw BalanceRefusal.noChart }
        let county = try await county(address, call)
        let chart = BalanceCharts(county: county, address: address)
            .chart(name, address.stage ?? .primary, indicator: address.list.filter("indicator"))
        guard let chart else { throw BalanceRefusal.noChart }
        return try await chart.response(asPNG: parts[1] == "png")
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

/// The schools of a county as a sheet.
enum BalanceSheets {
    static func schools(_ lines: [BalanceSchoolLine], _ standard: BalanceStandard) -> SheetExport {
        let columns: [SheetLayout.Column] =
            [.init("学校代码", kind: .text, width: 14), .init("学校", width: 30), .init("学段"), .init("学生数")]
            + standard.indicators.map { .init("\($0.name)（\($0.unit)）", width: 16) }
            + [.init("达到项数"), .init("判定", width: 12)]
        return SheetExport(title: "学校达标情况", columns: columns) { page in
            Listing(rows: page.number == 1 ? lines : [], total: lines.count, page: page)
        } cells: { line in
            let shares = line.shares.map { share -> SheetCell in
                share.map { .decimal(BalanceText.amount($0).formatted(digits: 2)) } ?? .empty
            }
            return [
                .text(line.result.school.code), .text(line.result.school.name), .text(line.stage.label),
                .integer(line.pupils),
            ] + shares + [.integer(line.result.reached.count), .text(line.result.verdict.label)]
        }
    }
}
