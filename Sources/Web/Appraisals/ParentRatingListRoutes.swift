import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors/parent-ratings`: what the public gave an office's inspectors, by school.
enum ParentRatingListRoutes {
    private static let keepers = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/inspectors/parent-ratings", AppraisalRoutes.readers, list)
        site.get("/inspectors/parent-ratings/export.xlsx", AppraisalRoutes.readers, export)
        site.get("/inspectors/parent-ratings/words", keepers, words)
        site.post("/inspectors/parent-ratings/words/:id/removal", keepers) { call, sent in
            let id: ParentWordsID = call.id()
            let back = ParentRatingAddress.words(sent.fields.number("year") ?? call.day.year)
            return try await call.change(sent) { act in
                try ParentRatings.removeWords(id, act)
                return "\(back)&done=removed"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors/parent-ratings", call.query)
        let filter = ParentRatingFilter(address, on: call.day)
        let listing = try await call.read { db in
            try ParentRatings.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            ParentRatingListPage(
                listing: listing, address: address, year: filter.year, today: call.day,
                canRead: Role.office.contains(call.viewer.role)))
    }

    private static func words(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors/parent-ratings/words", call.query)
        let filter = ParentRatingFilter(address, on: call.day)
        let listing = try await call.read { db in
            try ParentRatings.words(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            ParentWordsPage(listing: listing, address: address, year: filter.year, today: call.day))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = ParentRatingFilter(ListAddress("/inspectors/parent-ratings", call.query), on: call.day)
        let columns: [SheetLayout.Column] = [
            .init("学校", width: 30), .init("责任督学"), .init("份数"), .init("督学平均分"), .init("办学公开平均分"),
            .init("同网重复"), .init("最多一天份数"), .init("最多的一天", kind: .day, width: 12),
        ]
        let export = SheetExport(title: "家长评价", columns: columns) { page in
            try await call.read { db in try ParentRatings.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { row in
            let means: [SheetCell] = [row.inspectorMean, row.opennessMean].map { mean in
                mean.map { .decimal($0) } ?? .text("不足\(ParentRatingRule.least)份")
            }
            return [.text(row.schoolName), .text(row.name), .integer(row.shown.forms)] + means + [
                .integer(row.repeats), .integer(row.topForms), .day(row.topDay.text),
            ]
        }
        return try await export.response(named: "\(filter.year)年家长评价")
    }
}

enum ParentRatingAddress {
    static func words(_ year: Int) -> String { "/inspectors/parent-ratings/words?year=\(year)" }
}

extension ParentRatingFilter {
    init(_ address: ListAddress, on day: Day) {
        let years = 2000...day.year
        self.init(year: Int(address.filter("year")).flatMap { years.contains($0) ? $0 : nil } ?? day.year)
        text = address.filter("q")
        let (school, person) = (address.filter("school"), address.filter("person"))
        if !school.isEmpty { self.school = Identifier(school) }
        if !person.isEmpty { self.person = Identifier(person) }
        (sort, isDescending) = address.sort(ParentRatingFilter.sorts)
    }
}

extension ParentRating {
    /// Nil while too few are together.
    var inspectorMean: String? {
        shown.forms > 0
            ? AppraisalWords.mean(AppraisalFigure(met: shown.points, of: ParentRatingRule.full * shown.forms)) : nil
    }

    var opennessMean: String? {
        shown.forms > 0 ? AppraisalWords.mean(AppraisalFigure(met: shown.openness, of: 5 * shown.forms)) : nil
    }
}
