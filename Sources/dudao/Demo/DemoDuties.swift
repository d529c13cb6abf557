import SQLCore
import Store
import Supervision

/// Targets of townships and departments: last year's ranked and shown publicly, this year's being reported.
struct DemoDuties {
    let registry: DemoRegistry
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    func tell() throws {
        let year = calendar.today.year
        let before = try sheet(year - 1, due: calendar.before(60), on: calendar.before(120))
        try confirm(before, on: calendar.before(20))
        try show(before)
        let now = try sheet(year, due: calendar.today.adding(days: 24), on: calendar.before(40))
        try report(now)
    }

    private var units: [String] {
        DemoPlaces.offices.filter { $0.kind == .department || $0.kind == .township }.map(\.code)
    }

    private func sheet(_ year: Int, due: Day, on day: Day) throws -> DutySheetID {
        let ids = try units.map { try registry.id($0) }
        return try stage.act(DemoCast.officer, on: day) { act in
            let new = DutySheet(
                id: act.newID(), year: year, name: "\(year)年度街镇和部门履行教育职责目标任务", issuer: "云江新区考核办",
                documentNumber: "云考核办〔\(year)〕4号", dueOn: due)
            try DutySheets.create(new, act)
            let targets = ids.enumerated().flatMap { index, unit in
                DemoDuties.wanted(isTown: index >= units.count - DemoPlaces.towns.count).map { one in
                    DutyTarget(
                        id: act.newID(), sheet: new.id, organisation: unit, title: one.title, unit: one.unit,
                        rule: one.rule, target: Points(one.target), fullMark: Points(one.mark), dataSource: one.source)
                }
            }
            try DutyTargets.add(targets, to: new.id, act)
            try DutySheets.issue(new.id, 1, act)
            return new.id
        }
    }

    /// What a township or a department has to reach.
    private static func wanted(
        isTown: Bool
    ) -> [(title: String, unit: String, rule: DutyTarget.Rule, target: Int, mark: Int, source: String)] {
        isTown
            ? [
                ("学前三年毛入园率", "%", .atLeast, 92, 30, "教育事业统计"), ("义务教育巩固率", "%", .atLeast, 98, 30, "学籍系统"),
                ("校园周边安全责任事故", "起", .atMost, 0, 20, "公安通报"), ("召开教育工作专题会议", "次", .atLeast, 2, 20, "会议纪要"),
            ]
            : [
                ("涉教任务按期办结率", "%", .atLeast, 95, 50, "督查台账"), ("涉教信访逾期未办结", "件", .atMost, 1, 30, "信访系统"),
                ("年度教育任务清单报送", "", .done, 1, 20, "督导室台账"),
            ]
    }

    private func targets(_ id: DutySheetID) throws -> [DutyTargetRow] {
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        return try DutyTargets.list(DutyTargetFilter(of: id), .chunk(1, of: 500), visibleTo: viewer, in: stage.db).rows
    }

    private func confirm(_ id: DutySheetID, on day: Day) throws {
        for (number, row) in try targets(id).enumerated() {
            try stage.act(DemoCast.officer, on: day) { act in
                let value = DemoDuties.reached(row.target, number)
                try DutyTargets.confirm(
                    row.target.id, value: value, note: "年终纸质报送，按\(row.target.dataSource)核定。", version: 1, act)
            }
        }
        try stage.act(DemoCast.officer, on: day.adding(days: 1)) { try DutySheets.close(id, 2, $0) }
    }

    private static func reached(_ target: DutyTarget, _ number: Int) -> Points {
        let step = [0, 0, 1, 0, 3, 0, 2][number % 7]
        switch target.rule {
        case .done: return Points(number % 6 == 4 ? 0 : 1)
        case .atMost: return Points(scaled: target.target.scaled + step / 2 * Points.scale)
        case .atLeast: return Points(scaled: max(0, target.target.scaled - step * Points.scale))
        }
    }

    /// Shown two days ago: one township agrees, a bureau objects, somebody asks and is answered.
    private func show(_ id: DutySheetID) throws {
        let name = "\(calendar.today.year - 1)年度街镇和部门履行教育职责考核结果公示"
        let notice = try stage.act(DemoCast.officer, on: calendar.before(4)) { act in
            try ResultNotices.draft(
                .duty(id), title: name, body: "现将考核结果予以公示。对结果有异议的，请在公示期内反映，并写明具体事实和理由。",
                contact: "云江新区教育督导室 023-0000 0000", days: 5, act)
        }
        let day = calendar.before(2)
        try stage.act(DemoCast.director, on: day) { try ResultNotices.publish(notice, version: 1, $0) }
        try stage.act(DemoCast.township, on: day) { try ResultFeedbacks.give(.agree, text: "", to: notice, $0) }
        try stage.act(DemoCast.education, on: calendar.before(1)) { act in
            try ResultFeedbacks.give(.object, text: "涉教任务按期办结率应为97%，请核对第三季度督查台账。", to: notice, act)
        }
        try stage.system(on: day) { act in
            _ = try ResultFeedbacks.give(
                .suggest, text: "建议把小区配套园移交进度列入街镇目标。", author: "", contact: "", to: notice, origin: "demo", act)
        }
        let asked = try ResultFeedbacks.list(of: notice, in: stage.db).first { $0.unit.isEmpty }
        guard let asked else { return }
        try stage.act(DemoCast.officer, on: calendar.before(1)) { act in
            try ResultFeedbacks.answer(
                asked.feedback.id, of: notice, .noted, text: "已转区考核办，拟列入明年目标。感谢关心。", act)
        }
    }

    private func report(_ id: DutySheetID) throws {
        let rows = try targets(id)
        for (person, code) in [(DemoCast.township, "YJ-T1"), (DemoCast.education, "YJ-JYJ")] {
            let unit = try registry.id(code)
            for (number, row) in rows.filter({ $0.target.organisation == unit }).enumerated() where number < 2 {
                try stage.act(person, on: calendar.before(6 - number)) { act in
                    try DutyTargets.report(
                        row.target.id, value: DemoDuties.reached(row.target, number + 1), note: "截至上月底，按月报口径。",
                        version: 1, act)
                }
            }
        }
    }
}
