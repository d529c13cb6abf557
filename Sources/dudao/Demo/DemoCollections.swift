import SQLCore
import Store
import Supervision

/// Monitoring data of the zone's compulsory schools: last year's locked, this year's being collected.
struct DemoCollections {
    let registry: DemoRegistry
    let stage: DemoStage

    private static let form = "school-balance/1"
    private var calendar: DemoCalendar { stage.calendar }
    private var schools: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school } }

    func tell() throws {
        let year = calendar.today.year
        let before = try round(year - 1, on: calendar.before(330), due: calendar.before(300))
        for (number, school) in schools.enumerated() {
            try fill(school, number, year - 1, in: before, on: calendar.before(310 - number % 5))
            try finish(school, in: before, on: calendar.before(302), locking: true)
        }
        try stage.act(DemoCast.officer, on: calendar.before(280)) { try CollectionRounds.close(before, 1, $0) }
        let now = try round(year, on: calendar.before(26), due: calendar.today.adding(days: 9))
        for (number, school) in schools.enumerated() {
            try tell(school, number, DemoCollectionFate.of(number), year, in: now)
        }
        try stage.act(DemoCast.officer, on: calendar.before(1)) { act in
            _ = try CollectionFindings.recheck(now, act)
        }
    }

    private func round(_ year: Int, on day: Day, due: Day) throws -> CollectionRoundID {
        let units = try schools.map { try registry.id($0.code) }
        return try stage.act(DemoCast.officer, on: day) { act in
            let new = CollectionRound(
                id: act.newID(), title: "\(year)年义务教育优质均衡监测数据采集", year: year, form: Self.form,
                referenceOn: Day(year: year - 1, month: 9, day: 1) ?? day, dueOn: due)
            try CollectionRounds.create(new, units: units, act)
            return new.id
        }
    }

    private func tell(
        _ school: DemoUnit, _ number: Int, _ fate: DemoCollectionFate, _ year: Int, in round: CollectionRoundID
    ) throws {
        let day = calendar.before(18 - number % 9)
        guard fate != .missing else { return }
        try fill(school, number, year, in: round, on: day, isHalf: fate == .half)
        switch fate {
        case .missing, .half, .questioned: return
        case .submitted: try submit(school, in: round, on: day.adding(days: 1))
        case .returned:
            try submit(school, in: round, on: day.adding(days: 1))
            let row = try row(of: school, in: round)
            try stage.act(DemoCast.secondOfficer, on: day.adding(days: 3)) { act in
                try CollectionReturns.giveBack(
                    row.id, reason: "图书册数与上年相同，请按今年的馆藏清单核对后重报。", version: row.value.version, act)
            }
        case .reviewed: try finish(school, in: round, on: day.adding(days: 2), locking: false)
        case .locked: try finish(school, in: round, on: day.adding(days: 2), locking: true)
        }
    }

    private func fill(
        _ school: DemoUnit, _ number: Int, _ year: Int, in round: CollectionRoundID, on day: Day, isHalf: Bool = false
    ) throws {
        let row = try row(of: school, in: round)
        let isNow = year == calendar.today.year
        var values = DemoSchoolFigures(school, number: number, isNow: isNow).values
        if isHalf { values = values.filter { $0.key.contains("upils") || $0.key.contains("eachers") } }
        if isNow, DemoCollectionFate.of(number) == .questioned { values["indoorSportsArea"] = Points(9_800) }
        try stage.act(DemoCast.clerk(of: school, number: number), on: day) { act in
            _ = try CollectionReturns.save(row.id, values, source: .form, version: row.value.version, act)
        }
    }

    /// Handed in, with a word on whatever the checks ask.
    private func submit(_ school: DemoUnit, in round: CollectionRoundID, on day: Day) throws {
        let clerk = DemoCast.clerk(of: school, number: schools.firstIndex { $0.code == school.code } ?? 0)
        let id = try row(of: school, in: round).id
        for asked in try CollectionFindings.list(of: id, in: stage.db) {
            try stage.act(clerk, on: day) { act in
                try CollectionFindings.explain(asked.finding.check, "已对照台账核实，数据无误。", of: id, act)
            }
        }
        let version = try row(of: school, in: round).value.version
        try stage.act(clerk, on: day) { try CollectionReturns.submit(id, version: version, $0) }
    }

    private func finish(_ school: DemoUnit, in round: CollectionRoundID, on day: Day, locking: Bool) throws {
        try submit(school, in: round, on: day)
        let row = try row(of: school, in: round)
        try stage.act(DemoCast.secondOfficer, on: day.adding(days: 1)) { act in
            let asked = try CollectionFindings.list(of: row.id, in: act.db).filter { $0.answer == .explained }
            if !asked.isEmpty { try CollectionFindings.accept(asked.map(\.finding.check), of: row.id, act) }
            try CollectionReturns.review(row.id, version: row.value.version, act)
        }
        guard locking else { return }
        try stage.act(DemoCast.officer, on: day.adding(days: 2)) { act in
            try CollectionReturns.lock(row.id, version: row.value.version + 1, act)
        }
    }

    private func row(of school: DemoUnit, in round: CollectionRoundID) throws -> CollectionReturnRow {
        var filter = CollectionReturnFilter(of: round)
        filter.organisation = try registry.id(school.code)
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        let found = try CollectionReturns.list(filter, PageRequest(), visibleTo: viewer, in: stage.db).rows.first
        guard let found else { throw DemoError.noUnit(school.code) }
        return found
    }
}

/// How far a school is with this year's form.
enum DemoCollectionFate {
    case missing, half, questioned, submitted, returned, reviewed, locked

    static func of(_ number: Int) -> DemoCollectionFate {
        switch number {
        case 4: .missing
        case 7: .half
        case 9: .questioned
        case 10, 15: .submitted
        case 11: .returned
        case 8, 16: .reviewed
        default: .locked
        }
    }
}

extension DemoCast {
    /// The clerk of a compulsory school, who fills in its monitoring data; the first one is listed.
    static func clerk(of school: DemoUnit, number: Int) -> DemoPerson {
        DemoPerson(
            login: number == 0 ? "school" : "school\(number + 1)", name: schoolClerks[number % schoolClerks.count],
            role: .clerk, unit: school.code, isListed: number == 4, does: "fill in monitoring data")
    }

    static let schoolPeople = DemoUnits.all.filter { $0.kind == .school }.enumerated().map {
        clerk(of: $0.element, number: $0.offset)
    }

    private static let schoolClerks = [
        "丁宁", "石磊", "贾静", "夏雨", "傅强", "方圆", "邹洁", "熊伟", "白鸽", "孟瑶", "秦川", "邱实", "江月", "尹航", "薛涛", "闫冰", "段宏",
    ]
}
