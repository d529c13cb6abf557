import SQLCore
import Store
import Supervision

/// Quality monitoring: last term's local one with its results, and this year's national one at its rosters.
struct DemoQuality {
    let registry: DemoRegistry
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }
    private var primary: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school && $0.stages == [.primary] } }
    private var schools: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school } }

    func tell() throws {
        try local()
        try national()
        try kindergartens()
    }

    // MARK: 全学科监测, all of grade 4, with results

    private static let subjects = [
        (name: "语文", mean: 79, spread: 4), (name: "数学", mean: 76, spread: 9), (name: "英语", mean: 81, spread: 5),
        (name: "科学", mean: 72, spread: 3),
    ]

    private func local() throws {
        let day = calendar.before(75)
        let round = try begin(
            "\(day.year)年全区小学四年级全学科质量监测", .local, .census, Self.subjects.map { QualitySubject($0.name) },
            [QualityGrade("4")], on: day, tests: day.adding(days: 9))
        try step(round, on: day.adding(days: 2)) { try QualityFrames.freeze(round, version: $0, $1) }
        try step(round, on: day.adding(days: 5)) { try QualityPupils.draw(round, seed: "", version: $0, $1) }
        try move(round, "quality.testing", on: day.adding(days: 8)) { try $0.testing() }
        var dice = DemoDice(state: 20_260_112)
        let taking = try QualitySchools.all(of: round, in: stage.db)
        for (number, school) in taking.enumerated() {
            try prepare(school, number, on: day.adding(days: 9))
        }
        let key = try QualityKeys.make(round, in: stage.db)
        let rows = taking.enumerated().flatMap { number, school in
            // One branch school is so small that its figures are not shown.
            let count = number == 9 ? 7 : 24 + number * 5 % 14
            return (0..<count).map {
                row(school, pupil: key.digest(of: "\($0)", school: school), number: number, &dice)
            }
        }
        let items = (1...8).map { PaperItem(name: "第\($0)题", fullMark: Points(Self.itemMarks[$0 - 1])) }
        let at = DemoCalendar.moment(day.adding(days: 14), minute: 60)
        try QualityScores.write(
            try QualityScores.prepared(rows, papers: [["4", "数学"]: items], of: round, in: stage.db), in: stage.db)
        try move(round, "quality.scored", on: at.day) { try $0.scored() }
        try move(round, "quality.published", on: day.adding(days: 16)) { try $0.published() }
    }

    private static let itemMarks = [10, 10, 10, 10, 15, 15, 15, 15]

    private func row(_ school: QualitySchool, pupil: String, number: Int, _ dice: inout DemoDice) -> QualityScoreRow {
        let strength = dice.near(0, 9)
        var marks: [String: SubjectMark] = [:]
        for subject in Self.subjects {
            // Schools differ by subject; mathematics most.
            let lead = (number * 7 + subject.name.utf8.count * subject.mean) % 11 - 5
            let mean = subject.mean + lead * subject.spread / 6
            let score = min(100, max(8, mean + strength + dice.near(0, 6)))
            guard subject.name == "数学" else {
                marks[subject.name] = SubjectMark(score: Points(score))
                continue
            }
            var items: [String: Points] = [:]
            for (place, full) in Self.itemMarks.enumerated() {
                // Later items are harder; the seventh tells nobody from nobody.
                let share = place == 6 ? 30 + dice.near(20, 20) : score + 16 - place * 5 + dice.near(0, 14)
                items["第\(place + 1)题"] = Points(min(full, max(0, full * share / 100)))
            }
            marks[subject.name] = SubjectMark(score: items.values.reduce(.zero, +), items: items)
        }
        return QualityScoreRow(
            grade: "4", pupil: pupil, school: school.id, marks: marks)
    }

    private func prepare(_ school: QualitySchool, _ number: Int, on day: Day) throws {
        let unit = schools.firstIndex { $0.code == school.code } ?? 0
        try stage.act(DemoCast.clerk(of: schools[unit], number: unit), on: day) { act in
            let tasks = try QualityTasks.list(
                of: nil, school: school.id, PageRequest(size: 100), visibleTo: act.viewer, in: act.db
            ).rows
            let told = tasks.map { row in
                var next = row
                (next.task.state, next.task.room, next.task.invigilator) = (.done, "四年级各班教室", "学校监测组")
                if number == 5, row.task.title == "英语测试" {
                    (next.task.state, next.task.note) = (.exceptional, "广播故障推迟15分钟，已报督导室，听力重放一遍。")
                }
                return next
            }
            try QualityTasks.save(told, of: school.id, act)
        }
    }

    // MARK: 国家监测, sampled, rosters on their way

    private func national() throws {
        let day = calendar.before(24)
        let subjects = QualitySubject.national(in: calendar.year).map { QualitySubject($0) }
        let round = try begin(
            "\(calendar.year)年国家义务教育质量监测", .national, .sample, subjects,
            [QualityGrade("4", schools: 6), QualityGrade("8", schools: 3)], on: day,
            due: calendar.today.adding(days: 4),
            tests: calendar.today.adding(days: 56))
        try stage.act(DemoCast.officer, on: day.adding(days: 1)) { act in
            let rows = try QualityFrames.list(
                of: round, QualityFrameFilter(), PageRequest(size: 200), visibleTo: act.viewer, in: act.db
            ).rows
            let entries = rows.enumerated().map { number, row in
                QualityFrameEntry(
                    grade: row.grade, organisation: row.organisation, stratum: number % 6 < 3 ? "城区" : "镇区",
                    size: row.size, excluded: "")
            }
            try QualityFrames.save(entries, of: round, act)
        }
        try step(round, on: day.adding(days: 2)) { try QualityFrames.freeze(round, version: $0, $1) }
        try step(round, on: day.adding(days: 4)) {
            _ = try QualityFrames.draw(round, seed: "3D 2026065 4 0 7", version: $0, $1)
        }
        let taking = try QualitySchools.all(of: round, in: stage.db)
        for (number, school) in taking.enumerated() where number % 4 != 3 {
            try handIn(school, number, on: day.adding(days: 10 + number), submitting: number % 4 != 2)
        }
    }

    private func handIn(_ school: QualitySchool, _ number: Int, on day: Day, submitting: Bool) throws {
        let unit = schools.firstIndex { $0.code == school.code } ?? 0
        var dice = DemoDice(state: UInt64(number + 77))
        let pupils = (0..<school.size).map { place in
            RosterPupil(
                number: "G5001\(school.code.suffix(5))\(1_000 + place)", name: dice.name(),
                sex: place % 2 == 0 ? "男" : "女",
                className: "\(QualityGrade.label(school.grade))\(1 + place * 3 / max(1, school.size))班")
        }
        try stage.act(DemoCast.clerk(of: schools[unit], number: unit), on: day) { act in
            try QualityPupils.replace(pupils, of: school.id, version: 1, act)
            if submitting { try QualityPupils.submit(school.id, version: 2, act) }
        }
    }

    // MARK: 学前教育质量监测, being prepared

    private func kindergartens() throws {
        _ = try begin(
            "\(calendar.year)年学前教育质量监测", .local, .sample, [QualitySubject("保育教育"), QualitySubject("游戏活动")],
            [QualityGrade("k3", schools: 20, pupils: 20)], on: calendar.before(3))
    }

    // MARK: steps

    private func begin(
        _ title: String, _ level: QualityRound.Level, _ method: QualityRound.Method, _ subjects: [QualitySubject],
        _ grades: [QualityGrade], on day: Day, due: Day? = nil, tests: Day? = nil
    ) throws -> QualityRoundID {
        try stage.act(DemoCast.officer, on: day) { act in
            let new = QualityRound(
                id: act.newID(), title: title, year: day.year, level: level, method: method, subjects: subjects,
                grades: grades, rosterDueOn: due, testsOn: tests)
            let counties = try QualityCounties.find([(name: DemoPlaces.zone, kind: .sample)], act)
            try QualityRounds.create(new, counties: counties, act)
            return new.id
        }
    }

    private func step(_ round: QualityRoundID, on day: Day, _ body: (Int, Act) throws -> Void) throws {
        try stage.act(DemoCast.officer, on: day) { act in
            let version = try QualityRounds.require(round, visibleTo: act.viewer, in: act.db).round.version
            try body(version, act)
        }
    }

    private func move(
        _ round: QualityRoundID, _ event: String, on day: Day, _ body: (QualityRound) throws -> QualityRound
    ) throws {
        try step(round, on: day) { try QualityRounds.move(round, event, version: $0, $1, body) }
    }
}

/// Numbers that look drawn and are the same in every demo.
private struct DemoDice {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(1, bound)
    }

    /// Around `middle`, seldom more than `spread` times two away.
    mutating func near(_ middle: Int, _ spread: Int) -> Int {
        middle + (0..<4).reduce(0) { sum, _ in sum + next(2 * spread + 1) - spread } / 2
    }

    mutating func name() -> String {
        let families = Array("李王张刘陈杨赵黄徐孙胡朱郭马罗梁宋郑谢韩")
        let given = ["子涵", "欣怡", "浩然", "诗琪", "宇轩", "佳宁", "梓萱", "一诺", "俊熙", "若曦", "思远", "雨桐", "明轩", "可心"]
        return "\(families[next(families.count)])\(given[next(given.count)])"
    }
}
