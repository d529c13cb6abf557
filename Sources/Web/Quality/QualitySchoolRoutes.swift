import Hummingbird
import Office
import Store
import Supervision

/// `/quality-schools`: a school's roster, its drawn pupils and its tasks.
enum QualitySchoolRoutes {
    private static let unit = Audience.roles(Role.unit)
    private static let hands = Audience.roles(Role.office.union(Role.unit))
    private static let everybody = Audience.roles(Role.office.union(Role.unit).union([.leader]))

    static func register(on site: inout Sitemap) {
        let (readers, office) = (QualityRoutes.readers, QualityRoutes.office)
        site.get("/quality/:id/schools", readers, list)
        site.get("/quality/:id/schools.xlsx", readers) { call in try await QualityExport.schools(call) }
        site.get("/quality/:id/tasks", readers, tasks)
        site.get("/quality/:id/tasks.xlsx", readers) { call in try await QualityExport.tasks(call) }
        site.get("/quality-schools", unit, own)
        site.get("/quality-schools/:id", everybody) { call in try await show(call) }
        site.get("/quality-schools/:id/roster.xlsx", hands) { call in try await QualityExport.roster(call) }
        site.post("/quality-schools/:id/roster", hands, upload)
        site.post("/quality-schools/:id/pupils", hands) { call, sent in
            try await step(call, sent, at: "#roster") { id, fields, version, act in
                let pupil = RosterPupil(
                    number: fields.text("number").normalisedCell, name: fields.text("name").normalisedCell,
                    sex: fields.text("sex"), className: fields.text("class").normalisedCell)
                let problems = pupil.problems
                guard problems.isEmpty else {
                    throw FormRefusal(problems, message: problems.sorted { $0.key < $1.key }.map(\.value).joined())
                }
                try QualityPupils.add(pupil, to: id, version: version, act)
            }
        }
        site.post("/quality-schools/:id/pupils/removal", hands) { call, sent in
            try await step(call, sent, at: "#roster") { id, fields, version, act in
                try QualityPupils.remove(Identifier(fields.text("pupil")), from: id, version: version, act)
            }
        }
        site.post("/quality-schools/:id/submission", hands) { call, sent in
            try await step(call, sent, done: "submitted") { id, _, version, act in
                try QualityPupils.submit(id, version: version, act)
            }
        }
        site.post("/quality-schools/:id/return", office) { call, sent in
            try await step(call, sent, done: "returned") { id, fields, version, act in
                try QualityPupils.giveBack(id, reason: fields.text("reason"), version: version, act)
            }
        }
        site.post("/quality-schools/:id/excuse", office) { call, sent in
            try await step(call, sent) { id, fields, version, act in
                try QualityPupils.excuse(id, reason: fields.text("reason"), version: version, act)
            }
        }
        site.post("/quality-schools/:id/tasks", hands) { call, sent in
            try await step(call, sent, at: "#tasks") { id, fields, _, act in
                try QualityTasks.save(try QualityTaskForm(fields: fields).checked(id, act), of: id, act)
            }
        }
        site.post("/quality-schools/:id/tasks/new", hands) { call, sent in
            try await step(call, sent, at: "#tasks") { id, fields, _, act in
                let title = fields.text("title")
                guard (1...QualityTasks.limits.title).contains(title.count) else {
                    throw FormRefusal(["title": "请填写任务。"], message: "请填写任务，不超过\(QualityTasks.limits.title)字。")
                }
                try QualityTasks.add(title, to: id, act)
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality/\(id)/schools", call.query)
        return call.page(
            try await call.read { db in
                QualitySchoolListPage(
                    record: try QualityRounds.require(id, visibleTo: viewer, in: db),
                    counties: try QualityCounties.list(of: id, visibleTo: viewer, in: db),
                    listing: try QualitySchools.list(
                        QualitySchoolFilter(address, of: id), address.page, visibleTo: viewer, in: db),
                    address: address, viewer: viewer)
            })
    }

    private static func own(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/quality-schools", call.query), call.viewer)
        let listing = try await call.read { db in
            try QualitySchools.list(QualitySchoolFilter(address), address.page, visibleTo: viewer, in: db)
        }
        return call.page(
            QualitySchoolListPage(record: nil, counties: [], listing: listing, address: address, viewer: viewer))
    }

    private static func tasks(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality/\(id)/tasks", call.query)
        return call.page(
            try await call.read { db in
                QualityTaskListPage(
                    record: try QualityRounds.require(id, visibleTo: viewer, in: db),
                    listing: try QualityTasks.list(
                        of: id, state: address.filter("state"), address.page, visibleTo: viewer, in: db),
                    address: address)
            })
    }

    private static func show(
        _ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil, problems: [RowProblem] = []
    ) async throws -> Response {
        let (id, viewer): (QualitySchoolID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/quality-schools/\(id)", call.query)
        let page = try await call.read { db in
            let school = try QualitySchools.require(id, visibleTo: viewer, in: db)
            let record = try QualityRounds.require(school.round, visibleTo: viewer, in: db)
            let none = Listing<QualityPupil>(rows: [], total: 0, page: address.page)
            let pupils =
                try QualitySchools.showsNames(school, viewer)
                ? QualityPupils.list(
                    of: school, drawnOnly: address.filter("drawn") == "1", text: address.filter("q"), address.page,
                    in: db)
                : none
            let results =
                try record.isPublished
                ? QualitySummaries.list(of: record, grade: school.grade, visibleTo: viewer, in: db)
                    .filter { $0.region == school.region } : []
            return QualitySchoolPage(
                school: school, record: record, pupils: pupils,
                tasks: try QualityTasks.list(
                    of: nil, school: id, PageRequest(size: 100), visibleTo: viewer, in: db
                ).rows,
                results: results, address: address, viewer: viewer, problem: refusal?.message, typed: typed,
                problems: problems)
        }
        return call.page(page, status: refusal?.status ?? (problems.isEmpty ? .ok : .unprocessableContent))
    }

    /// A school's own sheet: every cell is right, or nothing of it is stored; the file is not kept.
    private static func upload(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, viewer): (QualitySchoolID, Viewer) = (call.id(), call.viewer)
        let version = submission.fields.number("version") ?? 0
        _ = try await call.read { db in try QualitySchools.require(id, visibleTo: viewer, in: db) }
        guard let file = submission.files.first(where: { $0.field == "file" }), file.size > 0 else {
            return try await show(call, FormRefusal(["file": "请选择表格。"], message: "请选择要上传的表格。"))
        }
        let sheet: RosterSheet
        do {
            var rows: [(number: Int, cells: [String])] = []
            try SpreadsheetReader.open(.path(file.path)).forEachRow { number, cells in
                if rows.count < RosterPupil.limit + 20 { rows.append((number, cells)) }
            }
            sheet = RosterSheet(rows)
        } catch let error as any OfficeError {
            return try await show(call, FormRefusal(["file": error.message], message: error.message))
        }
        guard sheet.problems.isEmpty else { return try await show(call, problems: sheet.problems) }
        let pupils = sheet.pupils
        return try await call.change(submission, again: { try await show(call, $0) }) { act in
            try QualityPupils.replace(pupils, of: id, version: version, act)
            return "/quality-schools/\(id)?done=imported#roster"
        }
    }

    private static func step(
        _ call: Call, _ submission: Submission, done: String = "saved", at place: String = "",
        _ body: @escaping @Sendable (QualitySchoolID, Fields, Int, Act) throws -> Void
    ) async throws -> Response {
        let (id, fields): (QualitySchoolID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission,
            again: { refusal in
                guard refusal.kind != .notFound else { throw refusal }
                return try await show(call, refusal, typed: fields)
            },
            { act in
                _ = try QualitySchools.require(id, visibleTo: act.viewer, in: act.db)
                try body(id, fields, fields.number("version") ?? 0, act)
                return "/quality-schools/\(id)?done=\(done)\(place)"
            })
    }
}

/// What a school says about its tasks.
struct QualityTaskForm: Sendable {
    let fields: Fields

    /// Only those of the school, and only what was changed; with the versions that the form was shown with.
    func checked(_ school: QualitySchoolID, _ act: Act) throws -> [QualityTask] {
        let known = try QualityTasks.list(
            of: nil, school: school, PageRequest(size: 100), visibleTo: act.viewer, in: act.db
        ).rows
        let named = Set(fields.all("task"))
        var changed: [QualityTask] = []
        for row in known where named.contains(row.id.rawValue) {
            var task = row.task
            let day = fields.text("day-\(row.id)")
            task.day = Day(day)
            guard day.isEmpty || task.day != nil else {
                throw FormRefusal([:], message: "“\(task.title)”的日期不对，请重新填写。")
            }
            task.time = fields.text("time-\(row.id)")
            task.room = fields.text("room-\(row.id)")
            task.invigilator = fields.text("invigilator-\(row.id)")
            task.note = fields.text("note-\(row.id)")
            guard let state = TestTask.State(rawValue: fields.text("state-\(row.id)")) else {
                throw QualityRefusal.taskState
            }
            task.state = state
            let limits = QualityTasks.limits
            guard task.time.count <= limits.time, task.room.count <= limits.place,
                task.invigilator.count <= limits.place, task.note.count <= limits.note
            else { throw FormRefusal([:], message: "“\(task.title)”填写的内容过长。") }
            guard task != row.task else { continue }
            var next = row
            (next.task, next.version) = (task, fields.number("version-\(row.id)") ?? 0)
            changed.append(next)
        }
        return changed
    }
}

extension QualitySchoolFilter {
    init(_ address: ListAddress, of round: QualityRoundID? = nil) {
        self.init(of: round)
        text = address.filter("q")
        grade = address.filter("grade")
        region = address.filter("region")
        roster = address.filter("roster")
        tasks = address.filter("tasks")
        (sort, isDescending) = address.sort(QualitySchoolFilter.sorts)
    }
}
