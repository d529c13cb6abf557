import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/inspectors/appraisals`: the yearly appraisal of inspectors, counted, confirmed and kept.
enum AppraisalRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let subjects = Audience.roles(Role.office.union([.leader, .inspector]))
    static let head = Audience.roles([.director])

    static func register(on site: inout Sitemap) {
        site.get("/inspectors/appraisals", readers, list)
        site.get("/inspectors/appraisals/export.xlsx", readers, export)
        site.get("/inspectors/appraisals/mine", .roles([.inspector]), mine)
        AppraisalRuleRoutes.register(on: &site)
        site.get("/inspectors/appraisals/:id/:year", subjects) { call in try await show(call) }
        site.post("/inspectors/appraisals/:id/:year", head, confirm)
        site.get("/inspectors/appraisals/:id/:year/:measure", subjects, cases)
        site.get("/inspectors/appraisals/:id/:year/:measure/export.xlsx", subjects, exportCases)
    }

    static func record(_ call: Call) async throws -> AppraisalRecord {
        let person: PersonID = call.id()
        guard let year = Int(call.parameter("year")) else { throw AppraisalRefusal.notFound }
        return try await call.read { db in
            try Appraisals.require(person, year: year, visibleTo: call.viewer, in: db)
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let address = ListAddress("/inspectors/appraisals", call.query)
        let filter = AppraisalFilter(address, on: call.day)
        let listing = try await call.read { db in
            try Appraisals.list(filter, address.page, visibleTo: call.viewer, in: db)
        }
        return call.page(
            AppraisalListPage(listing: listing, address: address, year: filter.year, today: call.day))
    }

    private static func export(_ call: Call) async throws -> Response {
        let filter = AppraisalFilter(ListAddress("/inspectors/appraisals", call.query), on: call.day)
        var columns: [SheetLayout.Column] = [
            .init("督学编号", kind: .text, width: 16), .init("姓名"), .init("专兼职"), .init("年度"),
        ]
        columns += AppraisalMeasure.allCases.map { .init($0.label, width: 14) }
        columns += [.init("得分"), .init("未知权重"), .init("计算等次"), .init("核定等次"), .init("核定理由", width: 30), .init("核定人")]
        let export = SheetExport(title: "督学年度考核", columns: columns) { page in
            try await call.read { db in try Appraisals.list(filter, page, visibleTo: call.viewer, in: db) }
        } cells: { record in
            let head: [SheetCell] = [
                .text(record.code), .text(record.name), .text(record.isFullTime ? "专职" : "兼职"), .integer(record.year),
            ]
            let figures = AppraisalMeasure.allCases.map { measure -> SheetCell in
                .text(AppraisalWords.figure(measure, record))
            }
            let unknown = record.score.unknown.map(record.rules.weight).reduce(0, +)
            return head + figures + [
                record.score.tenths.map { .decimal(AppraisalScore.text($0)) } ?? .text("未知"), .integer(unknown),
                .text(record.computed?.label ?? "未知"), .text(record.confirmation?.grade.label ?? "未核定"),
                .text(record.confirmation?.reason ?? ""), .text(record.confirmation?.by ?? ""),
            ]
        }
        return try await export.response(named: "\(filter.year)年督学年度考核")
    }

    /// The inspector's own: the year that is named, else this one.
    private static func mine(_ call: Call) async throws -> Response {
        let years = try await call.read { db in try Appraisals.history(of: call.viewer.person, in: db) }
        let year = Int(call.query.text("year")) ?? call.day.year
        let record = try await call.read { db in
            try Appraisals.find(call.viewer.person, year: year, visibleTo: call.viewer, in: db)
        }
        return call.page(AppraisalMinePage(record: record, years: years, today: call.day))
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let record = try await record(call)
        return call.page(
            AppraisalPage(
                record: record, viewer: call.viewer, canConfirm: head.admits(call.viewer.role), typed: typed,
                problem: refusal?.message), status: refusal?.status ?? .ok)
    }

    private static func confirm(_ call: Call, _ sent: Submission) async throws -> Response {
        let record = try await record(call)
        let fields = sent.fields
        return try await call.change(
            sent,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, fields, refusal)
            },
            { act in
                try Appraisals.confirm(
                    record.person, year: record.year, as: AppraisalGrade(rawValue: fields.text("grade")),
                    reason: fields.text("reason"), digest: fields.text("digest"), act)
                return "\(AppraisalWords.path(record))?done=confirmed"
            })
    }

    private static func cases(_ call: Call) async throws -> Response {
        let record = try await record(call)
        guard let measure = AppraisalMeasure(rawValue: call.parameter("measure")), measure != .schools else {
            throw AppraisalRefusal.notFound
        }
        if measure.isAnonymous {
            let cases = try await call.read { db in try Appraisals.cases(measure, of: record, in: db) }
            return call.page(
                AppraisalTalliesPage(record: record, measure: measure, cases: cases, viewer: call.viewer))
        }
        let address = ListAddress("\(AppraisalWords.path(record))/\(measure.rawValue)", call.query)
        let listing = try await cases(measure, record, address, address.page, call)
        return call.page(
            AppraisalCasesPage(
                record: record, measure: measure, listing: listing, address: address, viewer: call.viewer))
    }

    private static func cases(
        _ measure: AppraisalMeasure, _ record: AppraisalRecord, _ address: ListAddress, _ page: PageRequest,
        _ call: Call
    ) async throws -> Listing<AppraisalCase> {
        let all = try await call.read { db in try Appraisals.cases(measure, of: record, in: db) }
        let state = address.filter("state"), text = address.filter("q")
        let rows = all.filter {
            (state.isEmpty || $0.isMet == (state == "met")) && (text.isEmpty || $0.title.contains(text))
        }
        let sorted = address.sort(["day", "title"])
        let ordered = rows.sorted { one, other in
            let (left, right) = sorted.isDescending ? (other, one) : (one, other)
            return sorted.column == "title"
                ? (left.title, left.day) < (right.title, right.day) : (left.day, left.title) < (right.day, right.title)
        }
        return Listing(
            rows: Array(ordered.dropFirst(page.offset).prefix(page.size)), total: ordered.count, page: page)
    }

    private static func exportCases(_ call: Call) async throws -> Response {
        let record = try await record(call)
        guard let measure = AppraisalMeasure(rawValue: call.parameter("measure")), measure.isListed else {
            throw AppraisalRefusal.notFound
        }
        let address = ListAddress(AppraisalWords.path(record), call.query)
        let columns: [SheetLayout.Column] = [
            .init("日期", kind: .day, width: 12), .init("事项", width: 36), .init("结果"), .init("说明", width: 24),
        ]
        let export = SheetExport(title: measure.label, columns: columns) { page in
            try await cases(measure, record, address, page, call)
        } cells: { row in
            [.day(row.day.text), .text(row.title), .text(AppraisalWords.result(measure, row)), .text(row.note)]
        }
        return try await export.response(named: "\(record.name)\(record.year)年\(measure.label)")
    }
}

extension AppraisalFilter {
    init(_ address: ListAddress, on day: Day) {
        let years = 2000...day.year
        // Until summer it is the year before that is appraised.
        let usual = day.month <= 6 ? day.year - 1 : day.year
        self.init(year: Int(address.filter("year")).flatMap { years.contains($0) ? $0 : nil } ?? usual)
        text = address.filter("q")
        grade = AppraisalGrade(rawValue: address.filter("grade"))
        state = State(rawValue: address.filter("state"))
        (sort, isDescending) = address.sort(AppraisalFilter.sorts)
    }
}
