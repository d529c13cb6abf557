import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/working-days`: the years whose holidays are known; an administrator imports the next one from the notice.
enum CalendarRoutes {
    static func register(on site: inout Sitemap) {
        let readers = Audience.roles(Role.loop.union([.admin]))
        let keepers = Audience.roles([.admin])
        site.get("/working-days", readers, list)
        site.get("/working-days/export.xlsx", readers, export)
        site.get("/working-days/new", keepers) { call in
            call.page(CalendarFormPage(year: call.query.number("year") ?? call.day.year + 1))
        }
        site.get("/working-days/template.xlsx", keepers) { call in try template(call.day.year + 1) }
        site.post("/working-days/check", keepers, check)
        site.post("/working-days", keepers, adopt)
        site.get("/working-days/:year", readers, show)
    }

    private static func list(_ call: Call) async throws -> Response {
        let page = try await call.read { db in
            CalendarPage(
                years: try WorkCalendars.list(in: db),
                waiting: try DeadlineRenewal.waiting(visibleTo: call.viewer, in: db), today: call.day,
                canImport: call.viewer.role == .admin)
        }
        return call.page(page)
    }

    private static func show(_ call: Call) async throws -> Response {
        guard let year = Int(call.parameter("year")) else { throw WebRefusal.notFound }
        let page = try await call.read { db in
            CalendarYearPage(
                row: try WorkCalendars.require(year, in: db),
                effects: try DeadlineRenewal.effects(of: year, visibleTo: call.viewer, in: db), viewer: call.viewer)
        }
        return call.page(page)
    }

    /// Reads the notice and shows what it comes to; nothing is stored yet.
    private static func check(_ call: Call, _ sent: Submission) async throws -> Response {
        var fields = sent.fields
        do {
            if let text = try CalendarForm.table(in: sent) { fields.set("text", text) }
            let form = try CalendarForm(fields)
            let known = try await call.read { db in try WorkCalendars.known(in: db) }
            let page = CalendarCheckPage(form: form, before: known.arrangement(of: form.year.year))
            return call.page(page)
        } catch let refusal as any Refusal {
            return call.page(CalendarFormPage(fields: fields, refusal: refusal), status: refusal.status)
        } catch let problem as any OfficeError {
            let refusal = FormRefusal(["file": problem.message], message: problem.message)
            return call.page(CalendarFormPage(fields: fields, refusal: refusal), status: refusal.status)
        }
    }

    private static func adopt(_ call: Call, _ sent: Submission) async throws -> Response {
        let fields = sent.fields
        do {
            let form = try CalendarForm(fields)
            let known = try await call.read { db in try WorkCalendars.known(in: db) }
            let before = known.arrangement(of: form.year.year)
            guard form.year.concerns.isEmpty || fields.text("compared") == "yes" else {
                let page = CalendarCheckPage(form: form, before: before, problem: CalendarRefusal.concernsOpen.message)
                return call.page(page, status: .unprocessableContent)
            }
            return try await call.change(sent) { refusal in
                call.page(CalendarFormPage(fields: fields, refusal: refusal), status: refusal.status)
            } _: { act in
                try WorkCalendars.adopt(form.year, source: form.source, act)
                return "/working-days/\(form.year.year)?done=calendar"
            }
        } catch let refusal as any Refusal {
            return call.page(CalendarFormPage(fields: fields, refusal: refusal), status: refusal.status)
        }
    }

    private static func export(_ call: Call) async throws -> Response {
        let columns: [SheetLayout.Column] = [
            .init("日期", kind: .day, width: 14), .init("安排", width: 10), .init("年份"), .init("来源", width: 30),
        ]
        let export = SheetExport(title: "工作日历", columns: columns) { page in
            try await call.read { db in
                let days = try WorkCalendars.list(in: db).flatMap { row in
                    row.days.map { (day: $0.day, isOff: $0.isOff, row: row) }
                }
                return Listing(
                    rows: Array(days.dropFirst(page.offset).prefix(page.size)), total: days.count, page: page)
            }
        } cells: { line in
            [
                .day(line.day.text), .text(line.isOff ? "放假" : "上班"), .integer(line.row.arrangement.year),
                .text(line.row.sourceLabel),
            ]
        }
        return try await export.response(named: "工作日历")
    }

    /// A table to fill in, for offices that have the arrangement as a sheet.
    private static func template(_ year: Int) throws -> Response {
        let sheet = SheetLayout(
            name: "\(year)年",
            columns: [.init("日期", kind: .day, width: 14), .init("安排", width: 10, choices: ["放假", "上班"])])
        var bytes: [UInt8] = []
        let writer = try XLSXWriter([sheet]) { bytes += $0 }
        try writer.finish()
        return Response(
            status: .ok, headers: .download(named: "放假安排模板.xlsx", type: SheetExport.mediaType),
            body: ResponseBody(byteBuffer: .init(bytes: bytes)))
    }
}

extension WorkYearRow {
    var sourceLabel: String { isShipped ? "随系统提供" : source }

    /// The weekdays that are free and the weekends that are worked, in order.
    var days: [(day: Day, isOff: Bool)] {
        (arrangement.daysOff.map { ($0, true) } + arrangement.workedWeekends.map { ($0, false) })
            .sorted { $0.0 < $1.0 }
    }
}
