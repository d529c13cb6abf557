import SQLCore
import Store
import Supervision

/// The months before those that `DemoVisits` tells of, and more kindergartens: a district's year with its gaps.
struct DemoCoverage {
    let registry: DemoRegistry
    let stage: DemoStage

    private var today: Day { stage.calendar.today }
    private var inspectors: [DemoPerson] { DemoCast.inspectors }

    /// Those whose last three months are told already, and kindergartens beside them.
    private var known: [DemoUnit] { schools + Array(DemoUnits.kindergartens.prefix(24)) }
    private var more: [DemoUnit] { Array(DemoUnits.kindergartens.dropFirst(24).prefix(118)) }
    private var schools: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school && $0.place == DemoPlaces.zone } }

    func tell() throws {
        try rule()
        for (number, unit) in (known + more).enumerated() {
            let isKnown = number < known.count
            let inspector = try isKnown ? visitor(of: unit) ?? entrusted(unit, number) : entrusted(unit, number)
            for month in (isKnown ? 3 : 0)..<8 { try visits(inspector, unit, number, month: month) }
        }
    }

    /// The office's own calendar and where its rule stands written.
    private func rule() throws {
        let terms = [SchoolTerm(today.adding(months: -6)), SchoolTerm(today)].map { term -> TermDays in
            let usual = TermDays.usual(term)
            return TermDays(
                from: usual.from.adding(days: term.isSpring ? 3 : 0),
                until: usual.until.adding(days: term.isSpring ? -2 : 3)) ?? usual
        }
        let since = terms.map(\.from).min()
        try stage.act(DemoCast.officer, on: stage.calendar.before(60)) { act in
            try CoverageRules.save(
                CoverageRule(basis: "《云江新区责任督学挂牌督导实施办法》第六条", recordsFrom: since, terms: terms), version: 0, act)
        }
    }

    /// To whom a unit is granted already, as it was before those months.
    private func visitor(of unit: DemoUnit) throws -> DemoPerson? {
        let school = try registry.id(unit.code)
        return try inspectors.first { inspector in
            let person = try stage.viewer(inspector, on: today).person
            return try stage.db.execute(
                """
                UPDATE access_grant SET from_day = \(stage.calendar.before(400))
                WHERE person_id = \(person) AND subject_id = \(school)
                """) > 0
        }
    }

    private func entrusted(_ unit: DemoUnit, _ number: Int) throws -> DemoPerson {
        let inspector = inspectors[number % inspectors.count]
        let (person, school) = (try stage.viewer(inspector, on: today).person, try registry.id(unit.code))
        try stage.db.execute(
            """
            INSERT INTO access_grant (id, person_id, subject_id, from_day, until_day)
            VALUES (\("coverage-\(person)-\(school)"), \(person), \(school), \(stage.calendar.before(400)), '2199-12-31')
            """)
        return inspector
    }

    /// Once a month while school is on; some months are missed, some schools seen twice, few in holidays.
    private func visits(_ inspector: DemoPerson, _ unit: DemoUnit, _ number: Int, month back: Int) throws {
        let month = Month(of: today).adding(months: -back)
        let dice = (number * 31 + back * 17) % 23
        let isHoliday = [2, 7, 8].contains(month.first.month)
        // Inspectors differ: the sixth is often late.
        let isMissed = dice < (number % inspectors.count == 5 ? 8 : 3) || isHoliday && dice > 4
        guard !isMissed else { return }
        try visit(inspector, unit, on: month.first.adding(days: 2 + dice % 12), number + back)
        if dice == 11 { try visit(inspector, unit, on: month.first.adding(days: 20 + number % 6), number + back) }
    }

    private func visit(_ inspector: DemoPerson, _ unit: DemoUnit, on wanted: Day, _ number: Int) throws {
        let day = wanted.isWeekend ? wanted.adding(days: 8 - wanted.weekday) : wanted
        guard day <= today else { return }
        let school = try registry.id(unit.code)
        let id = try stage.act(inspector, on: day) { act in
            let visit = Visit(
                id: act.newID(), school: school, theme: "每月例行到校", startedAt: act.at.adding(seconds: -7_200),
                endedAt: act.at.adding(seconds: -1_800),
                location: Visit.Location(lat: 29.65, lon: 106.58, accuracy: 18), record: DemoVisitWords.record(number),
                counters: Visit.Counters(lessons: number % 3, talks: 1, files: 2 + number % 4, patrols: 1))
            _ = try Visits.store(visit, sentAt: act.at, act)
            return visit.id
        }
        // Long ago, so the school signed for it.
        try stage.db.execute(
            "UPDATE visit SET signed_at = received_at, signed_by = '', signed_name = '校办公室' WHERE id = \(id)")
    }
}
