import SQLCore
import Store
import Supervision

/// Invented figures of the zone's kindergartens, taken in by the office and locked.
struct DemoKindergartenFigures {
    let registry: DemoRegistry
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    func tell() throws {
        let units = DemoUnits.kindergartens
        let year = calendar.today.year
        let ids = try units.map { try registry.id($0.code) }
        let round = try stage.act(DemoCast.officer, on: calendar.before(24)) { act in
            let new = CollectionRound(
                id: act.newID(), title: "\(year)年学前教育普及普惠监测数据采集", year: year, form: "kindergarten-access/1",
                referenceOn: Day(year: year - 1, month: 9, day: 1) ?? act.day, dueOn: calendar.before(10))
            try CollectionRounds.create(new, units: ids, act)
            return new.id
        }
        let numbers = Dictionary(uniqueKeysWithValues: zip(ids, 0...))
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        func rows() throws -> [CollectionReturnRow] {
            try CollectionReturns.list(
                CollectionReturnFilter(of: round), PageRequest(size: 200), visibleTo: viewer, in: stage.db
            ).rows
        }
        for row in try rows() {
            guard let number = numbers[row.value.organisation] else { continue }
            try stage.act(DemoCast.officer, on: calendar.before(20)) { act in
                _ = try CollectionReturns.save(
                    row.id, values(units[number], number), source: .office, reason: "由幼儿园年报录入",
                    version: row.value.version, act)
            }
        }
        try stage.act(DemoCast.officer, on: calendar.before(17)) { act in
            _ = try CollectionFindings.recheck(round, act)
        }
        try hand(in: try rows())
        let handed = try rows().filter { $0.value.state == .submitted }.map(\.id)
        try stage.act(DemoCast.secondOfficer, on: calendar.before(12)) { act in
            _ = try CollectionReturns.review(handed, in: round, act)
        }
        try stage.act(DemoCast.officer, on: calendar.before(10)) { act in
            _ = try CollectionReturns.lock(handed, in: round, act)
        }
    }

    /// With a word on whatever the checks ask.
    private func hand(in rows: [CollectionReturnRow]) throws {
        for row in rows {
            let asked = try CollectionFindings.list(of: row.id, in: stage.db)
            try stage.act(DemoCast.officer, on: calendar.before(16)) { act in
                for finding in asked {
                    try CollectionFindings.explain(finding.finding.check, "已与园方核对，数据无误。", of: row.id, act)
                }
                if !asked.isEmpty {
                    try CollectionFindings.accept(asked.map(\.finding.check), of: row.id, act)
                }
                try CollectionReturns.submit(row.id, version: row.value.version, act)
            }
        }
    }

    /// Most reach everything; a few have too little room, some lack staff, one has a teacher without a certificate.
    private func values(_ unit: DemoUnit, _ number: Int) -> EnteredValues {
        let children = unit.pupils ?? 120
        let classes = (children + 27) / 28
        let teachers = (children + 12) / 13
        let isTight = number % 40 == 17
        var values: EnteredValues = [:]
        func set(_ code: String, _ value: Int) { values[code] = Points(value) }
        set("nature", unit.running == .public ? 1 : number % 7 == 3 ? 3 : 2)
        set("children", children)
        set("kindergartenClasses", classes)
        set("classesWithinSize", classes - (number % 9 == 4 ? 1 : 0))
        set("kindergartenTeachers", teachers)
        set("carers", classes)
        set("otherStaff", 6)
        set("isStaffed", number % 8 == 5 ? 0 : 1)
        set("certifiedKindergartenTeachers", teachers - (number == 44 ? 1 : 0))
        set("trainedKindergartenTeachers", teachers)
        set("hasSeriousCase", 0)
        set("buildingArea", children * (isTight ? 10 : 12) + number % 30)
        set("activityArea", children * 9)
        set("outdoorArea", children * 5 + number % 40)
        set("pictureBooks", children * (5 + number % 3))
        for code in ["hasToys", "hasPartyOrganisation", "hasInspector"] { set(code, 1) }
        let isNew = number % 6 == 2
        set("isNew", isNew ? 1 : 0)
        if isNew { set("meetsBuildingStandard", 1) }
        set("fundPerChild", unit.running == .public ? 620 : 450)
        for code in ["hasUnreasonableFees", "hasWageArrears", "hadAccident"] { set(code, 0) }
        set("partyMembers", 3 + number % 4)
        set("isInspected", number % 5 < 2 ? 1 : 0)
        return values
    }
}
