import SQLCore
import Store
import Supervision

/// Three months of visits by the zone's inspectors, each with the schools that are theirs.
struct DemoVisits {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    /// Five units each: two schools and three kindergartens.
    static func units(of number: Int) -> [DemoUnit] {
        let schools = DemoUnits.all.filter { $0.kind == .school }
        let kindergartens = DemoUnits.all.filter { $0.kind == .kindergarten && $0.place == DemoPlaces.zone }
        return (0..<2).map { schools[(number * 2 + $0) % schools.count] }
            + (0..<3).map { kindergartens[(number * 3 + $0) % kindergartens.count] }
    }

    func tell() throws {
        let checklist = try DemoVisitChecklist.publish(on: calendar.before(80), stage)
        let themes = try plan(checklist)
        for (number, inspector) in DemoCast.inspectors.enumerated() {
            let posted = try DemoZones.schools(of: inspector, stage)
            for (place, unit) in DemoVisits.units(of: number).enumerated() {
                guard posted.contains(try registry.id(unit.code)) else { continue }
                for month in 0..<3 where (number + place + month) % 7 != 3 {
                    let day = calendar.before(month * 30 + (number * 5 + place * 3) % 24 + 1)
                    try visit(inspector, unit, on: day, themes[2 - month], checklist, number * 15 + place * 3 + month)
                }
            }
        }
        try office()
        try joint(checklist)
        try contacts()
    }

    /// Most schools say who receives inspectors; one has not got round to it.
    private func contacts() throws {
        let names = ["秦老师（办公室）", "范主任（教导处）", "潘老师（党政办）", "邹园长", "万老师（总务处）"]
        let units = DemoUnits.all.filter {
            [.school, .kindergarten].contains($0.kind) && $0.authority == .zone && $0.place == DemoPlaces.zone
        }
        for (number, unit) in units.enumerated() where number % 9 != 4 {
            let school = try registry.id(unit.code)
            try stage.act(DemoCast.officer, on: calendar.before(70)) { act in
                let phone = "023-4800\(1_000 + number * 7)"
                try VisitContacts.keep(names[number % names.count], phone, of: school, version: 0, act)
            }
        }
    }

    /// Themes of the last three months, given out, and the next one's draft.
    private func plan(_ checklist: FrameworkID) throws -> [String] {
        let titles = ["假期安全与开学准备", "开学工作与教材教辅", "作业管理与食堂卫生", "体育锻炼与心理健康"]
        let now = Month(of: calendar.today)
        for (index, title) in titles.enumerated() {
            let month = now.adding(months: index - 2)
            try stage.act(DemoCast.officer, on: calendar.before(78 - index * 25)) { act in
                let id = try VisitThemes.create(
                    NewVisitTheme(
                        month: month, title: title, note: "逐校到校，清单必填，发现问题当场反馈。", checklist: checklist,
                        isRequired: index != 3), act)
                if index < 3 { try VisitThemes.publish(id, act) }
            }
        }
        return Array(titles.prefix(3))
    }

    private func visit(
        _ inspector: DemoPerson, _ unit: DemoUnit, on day: Day, _ theme: String, _ checklist: FrameworkID, _ number: Int
    ) throws {
        let school = try registry.id(unit.code)
        let isPlanned = number % 11 != 5
        let photo = evidence.photos[number % evidence.photos.count].file
        let id = try stage.act(inspector, on: day) { act in
            let visit = Visit(
                id: act.newID(), school: school, checklist: isPlanned ? checklist : nil,
                theme: isPlanned ? theme : "家长来访反映的问题", isAnnounced: number % 4 == 0,
                startedAt: act.at.adding(seconds: -7_200), endedAt: act.at.adding(seconds: -1_800),
                location: number % 9 == 4 ? nil : Visit.Location(lat: 29.65, lon: 106.58, accuracy: 18),
                record: DemoVisitWords.record(number),
                counters: Visit.Counters(
                    lessons: number % 3, talks: 1 + number % 2, files: 3 + number % 5, questionnaires: 0, patrols: 1),
                answers: isPlanned ? DemoVisitChecklist.answers(number) : [],
                practice: number % 6 == 0 ? "大课间活动分年级轮换，场地利用充分，值得推广。" : "",
                problems: try problems(number, act),
                photos: number % 2 == 0
                    ? [VisitPhoto(id: act.newID(), sha256: photo.hash, bytes: photo.size, caption: "现场照片")] : [])
            let sentAt = number % 17 == 8 ? act.at.adding(seconds: -1_500) : act.at
            _ = try Visits.store(visit, sentAt: sentAt, act)
            for one in visit.photos { try VisitPhotos.store(photo, as: one.id, of: visit.id, act) }
            return visit.id
        }
        try sign(id, at: unit, number, on: day)
        // One wrong clock of many: the office wants the times looked at, and the author has a to-do.
        guard number == 25 else { return }
        try stage.act(DemoCast.officer, on: day.adding(days: 2)) { act in
            try VisitSteps.decide(.clockOff, of: id, .correct, reason: "手机时间快了25分钟，请核对到校和离校时间后更正。", act)
        }
    }

    private func problems(_ number: Int, _ act: Act) throws -> [VisitProblem] {
        let words = DemoVisitWords.problems
        switch number % 8 {
        case 1, 5:
            let word = words[number % words.count]
            return [
                VisitProblem(
                    id: act.newID(), criterion: word.criterion, problem: word.problem, outcome: .settled,
                    requirement: "已当场补齐。")
            ]
        case 2, 6:
            let word = words[number % words.count]
            return [
                VisitProblem(
                    id: act.newID(), criterion: word.criterion, problem: word.problem, outcome: .advice,
                    requirement: word.requirement, days: [7, 15, 30][number % 3])
            ]
        case 3 where number % 3 == 0:
            return [
                VisitProblem(
                    id: act.newID(), criterion: "2.1", problem: "食堂油烟管道清洗合同到期，需主管部门协调。", outcome: .consult,
                    requirement: "请协调专业单位限期清洗。", department: try registry.id("YJ-SJJ"))
            ]
        case 7 where number % 5 == 2:
            return [VisitProblem(id: act.newID(), problem: "有家长反映教师在校外有偿补课。", outcome: .serious)]
        default: return []
        }
    }

    /// Units with people of their own sign for most visits; one of them disagrees.
    private func sign(_ id: VisitID, at unit: DemoUnit, _ number: Int, on day: Day) throws {
        guard unit.kind == .school, number % 5 != 1, day < calendar.before(2) else { return }
        let schools = DemoUnits.all.filter { $0.kind == .school }
        let place = schools.firstIndex { $0.code == unit.code } ?? 0
        try stage.act(DemoCast.clerk(of: unit, number: place), on: day.adding(days: 1)) { act in
            let words = number % 20 == 3 ? "当天留样记录已在食堂办公室，督学离校后已补充出示。" : ""
            try VisitSteps.sign(id, disagreement: words, version: 1, act)
        }
    }

    /// The office's own 随访督导.
    private func office() throws {
        for (number, unit) in DemoUnits.all.filter({ $0.kind == .school }).prefix(3).enumerated() {
            let school = try registry.id(unit.code)
            try stage.act(DemoCast.secondOfficer, on: calendar.before(9 + number * 4)) { act in
                let visit = Visit(
                    id: act.newID(), school: school, kind: .office, theme: "随访督导",
                    startedAt: act.at.adding(seconds: -5_400),
                    endedAt: act.at, record: "随访了解督学到校和整改落实情况，与校长交换意见。")
                _ = try Visits.store(visit, sentAt: act.at, act)
            }
        }
    }

    private func joint(_ checklist: FrameworkID) throws {
        let unit = DemoVisits.units(of: 2)[0]
        let school = try registry.id(unit.code)
        let people = try DemoCast.inspectors.prefix(3).map { try stage.viewer($0, on: calendar.today).person }
        try stage.act(DemoCast.officer, on: calendar.before(3)) { act in
            _ = try VisitTasks.create(
                NewVisitTask(
                    school: school, theme: "跨责任区联合督导：食堂卫生", checklist: checklist, from: act.day,
                    dueOn: calendar.today.adding(days: 6), people: people), act)
        }
    }
}
