import SQLCore
import Store
import Supervision

/// The zone's plan of this year, read from its 工作要点 and worked by, and the plan of the year before, done.
struct DemoPlan {
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }
    private var today: Day { calendar.today }

    func tell() throws {
        let text = DemoPlanText(calendar: calendar, year: today.year)
        try finished(text.before, of: today.year - 1)
        let id = try accepted(text.now, of: today.year, on: max(calendar.before(120), first(of: today.year)))
        try people(id)
        try campaigns(id)
        try progress(id)
        try above(id)
    }

    private func first(of year: Int) -> Day { Day(year: year, month: 1, day: 8).map { min($0, today) } ?? today }

    private func accepted(_ text: String, of year: Int, on day: Day) throws -> PlanID {
        let source = PlanSource(text)
        let reading = PlanReader.read(source, year: year)
        return try stage.act(DemoCast.officer, on: day) { act in
            let plan = Plan(
                id: act.newID(), title: reading.title?.value ?? "云江新区教育督导室\(year)年工作要点",
                issuer: reading.issuer?.value ?? "云江新区教育督导室", documentNumber: reading.documentNumber?.value ?? "",
                year: year, date: reading.date?.value)
            try Plans.create(plan, act)
            try PlanSources.add(NewPlanVersion(source: source, reading: reading, year: year), to: plan.id, act)
            try Plans.accept(plan.id, version: 1, act)
            return plan.id
        }
    }

    /// Everything of the year before was done, but one that was not taken up.
    private func finished(_ text: String, of year: Int) throws {
        let id = try accepted(text, of: year, on: first(of: year))
        let end = Day(year: year, month: 12, day: 20) ?? today
        for row in try rows(id) {
            let isDropped = row.item.title.contains("校外培训")
            try stage.act(DemoCast.officer, on: end) { act in
                try PlanItems.move(
                    row.id, to: isDropped ? .dropped : .done, reason: isDropped ? "市里统一部署，改由市级组织。" : "",
                    version: row.item.version, act)
            }
        }
        try stage.act(DemoCast.director, on: end.adding(days: 5)) { try Plans.close(id, version: 2, $0) }
    }

    private func rows(_ id: PlanID) throws -> [PlanItemRow] {
        try PlanItems.list(
            PlanItemFilter(of: id), .chunk(1, of: 100), visibleTo: stage.viewer(DemoCast.officer, on: today),
            in: stage.db
        ).rows
    }

    private func row(_ id: PlanID, _ words: String) throws -> PlanItemRow? {
        try rows(id).first { $0.item.title.contains(words) }
    }

    /// The last item stays without an owner, so that the office has something to decide.
    private func people(_ id: PlanID) throws {
        let inspector = DemoCast.inspectors[0]
        let owners = [
            DemoCast.director, DemoCast.officer, DemoCast.officer, DemoCast.secondOfficer, DemoCast.secondOfficer,
            DemoCast.officer, inspector, DemoCast.secondOfficer, DemoCast.officer, DemoCast.secondOfficer,
        ]
        for (row, person) in zip(try rows(id), owners) {
            let owner = try stage.viewer(person, on: today).person
            var coworkers: [PlanMember] = []
            if row.item.title.contains("迎检") {
                let unit = try stage.db.first("SELECT id, name FROM organisation WHERE code = 'YJ-JYJ'")
                if let unit {
                    coworkers = [PlanMember(coworker: .organisation(try unit.get(0)), name: try unit.get(1))]
                }
            } else if person.role != .inspector {
                let other = try stage.viewer(inspector, on: today)
                coworkers = [PlanMember(coworker: .person(other.person), name: other.name)]
            }
            try stage.act(DemoCast.director, on: calendar.before(100)) { act in
                try PlanItems.assign(
                    row.id, owner: PlanOwner(person: owner, name: person.name), coworkers: coworkers,
                    version: row.item.version, act)
            }
        }
    }

    /// The zone's campaigns of the year carry the items out.
    private func campaigns(_ id: PlanID) throws {
        let links = [
            ("办园行为", "办园行为督导评估"), ("开学条件", "开学条件核验"), ("暗访", "校园及周边安全暗访"), ("现代化学校", "现代化学校创建评估"),
        ]
        let viewer = try stage.viewer(DemoCast.officer, on: today)
        let known = try Findings.campaigns(visibleTo: viewer, in: stage.db)
        for (words, name) in links {
            guard let row = try row(id, words) else { continue }
            let years = ["\(calendar.campaignYear)年", "\(today.year)年", ""]
            let found = years.lazy.compactMap { year in
                known.first { $0.1.hasPrefix(year) && $0.1.contains(name) && !$0.1.contains("批") }
            }.first
            guard let found else { continue }
            try stage.act(DemoCast.officer, on: calendar.before(30)) { try PlanCampaigns.link(found.0, to: row.id, $0) }
        }
    }

    /// What lies behind is done, but for the self-check of the zone, which is late; 视导 as far as they went.
    private func progress(_ id: PlanID) throws {
        for row in try rows(id) where !row.item.title.contains("迎检") {
            for window in row.windows { try catchUp(window) }
        }
        if let row = try row(id, "民办幼儿园"), let window = row.windows.first(where: { !$0.isDone }),
            let end = window.window.end
        {
            try stage.act(DemoCast.secondOfficer, on: calendar.before(2)) { act in
                _ = try PlanWindows.move(
                    window.id, to: end.adding(days: 5), end.adding(days: 20), reason: "与消防检查时间冲突，商有关科室后推迟。",
                    version: window.version, act)
            }
        }
    }

    /// Every turn that is over is done.
    private func catchUp(_ window: PlanItemWindow) throws {
        var version = window.version
        for turn in window.window.occurrences where turn.end < today {
            try stage.act(DemoCast.officer, on: turn.end) { act in
                _ = try PlanWindows.mark(window.id, isDone: true, version: version, act)
            }
            version += 1
        }
    }

    /// Two tasks from above in mid-year: one is late, one has just come.
    private func above(_ id: PlanID) throws {
        let tasks = [
            ("校外托管安全隐患排查专项督查", "市政府教育督导室交办：排查辖区校外托管机构消防和食品安全，汇总问题清单后上报。", -6),
            ("秋季学期课后服务情况专项督导", "市政府教育督导室交办：了解各校课后服务开展情况，形成书面报告。", 18),
        ]
        for (title, text, due) in tasks {
            try stage.act(DemoCast.officer, on: calendar.before(due < 0 ? 25 : 3)) { act in
                let item = PlanItem(
                    id: act.newID(), plan: id, chapter: "上级交办", title: title, text: text, kinds: [.special],
                    origin: .above)
                let window = PlanWindow(
                    start: act.day, end: today.adding(days: due), text: "", span: SourceSpan(0, 0))
                try PlanItems.add(
                    NewPlanItem(
                        item: item, windows: [PlanItemWindow(id: act.newID(), window: window)],
                        owner: due < 0
                            ? PlanOwner(
                                person: try stage.viewer(DemoCast.secondOfficer, on: today).person,
                                name: DemoCast.secondOfficer.name) : nil), act)
            }
        }
    }
}
