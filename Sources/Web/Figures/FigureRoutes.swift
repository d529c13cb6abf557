import Hummingbird
import Office
import Store
import Supervision

/// `/figures`: the figures that an office tells, with what they count.
enum FigureRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/figures", readers, list)
        site.get("/figures/export.xlsx", readers, export)
        site.get("/figures/new", office) { call in try await FigureFormRoutes.new(call) }
        site.post("/figures", office, FigureFormRoutes.create)
        site.get("/figures/baselines", office) { call in try await BaselineRoutes.show(call) }
        site.post("/figures/baselines", office, BaselineRoutes.take)
        site.get("/figures/entries/:id", readers) { call in try await FigureEntryRoutes.show(call) }
        site.get("/figures/entries/:id/file", readers, FigureEntryRoutes.file)
        site.post("/figures/entries/:id/removal", office, FigureEntryRoutes.takeBack)
        site.get("/figures/:code", readers) { call in try await show(call) }
        site.get("/figures/:code/edit", office) { call in try await FigureFormRoutes.edit(call) }
        site.post("/figures/:code", office, FigureFormRoutes.save)
        site.post("/figures/:code/removal", office, FigureFormRoutes.delete)
        site.post("/figures/:code/entries", office, FigureEntryRoutes.enter)
        site.get("/records/:ledger", readers, RecordRoutes.list)
        site.get("/records/:ledger/export.xlsx", readers, RecordRoutes.export)
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/figures", call.query)
        let (filter, unknown) = FigureListFilter.read(address, on: call.day)
        let listing = try await call.read { db in
            try FigureList.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            FigureListPage(
                listing: listing, filter: filter, address: address, viewer: call.viewer,
                problem: unknown.map { "不认识限定词“\($0)”，没有按它限定。" }))
    }

    private static func export(_ call: Call) async throws -> Response {
        let (filter, _) = FigureListFilter.read(ListAddress("/figures", call.query), on: call.day)
        let columns: [SheetLayout.Column] = [
            .init("指标", width: 30), .init("代码", kind: .text, width: 32), .init("单位"),
            .init(filter.period.chinese), .init(filter.period.before.chinese), .init("比上年", width: 22),
            .init("口径", width: 60), .init("来源", width: 14),
        ]
        let export = SheetExport(title: "指标", columns: columns) { page in
            try await call.read { db in try FigureList.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            [
                .text(row.now.name), .text(row.figure.code), .text(row.figure.unit), FigureRoutes.cell(row.now),
                FigureRoutes.cell(row.before), .text(row.change?.text() ?? ""), .text(row.figure.meaning),
                .text(row.kind.label),
            ]
        }
        return try await export.response(named: "指标\(filter.period.chinese)")
    }

    private static func cell(_ reading: FigureReading) -> SheetCell {
        guard let number = reading.value.number else { return .text(reading.text) }
        let figure = reading.figure
        if figure.isShare { return .text(reading.text) }
        return figure.digits == 0 && number.denominator == 1
            ? .integer(Int(number.numerator)) : .decimal(number.formatted(digits: figure.digits))
    }

    static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields = Fields()
    ) async throws -> Response {
        let (code, viewer) = (call.parameter("code"), call.viewer)
        let asked = FigurePageRequest(call.query, on: call.day)
        let page = try await call.read { db in
            try FigurePage(code, asked, for: viewer, typed: typed, refusal: refusal, in: db)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }
}

extension FigureListFilter {
    /// What the address asks for, without a narrowing word that nobody knows; that word is told.
    static func read(_ address: ListAddress, on day: Day) -> (FigureListFilter, unknown: String?) {
        var filter = FigureListFilter(asking: address.filter, on: day)
        (filter.sort, filter.isDescending) = address.sort(["chapter", "name", "code"])
        let unknown = filter.qualifiers.first { FigureQualifier($0) == nil }
        filter.qualifiers.removeAll { FigureQualifier($0) == nil }
        return (filter, unknown)
    }
}

/// For which time, and how narrowed, one figure's page shows it.
struct FigurePageRequest: Sendable {
    let period: FigurePeriod
    let qualifiers: [String]

    init(_ query: Fields, on day: Day) {
        period = FigurePeriod(query.text("period")) ?? .year(day.year)
        qualifiers = query.text("narrow").split(separator: "|").map { String($0).trimmed }.filter {
            FigureQualifier($0) != nil
        }
    }
}
