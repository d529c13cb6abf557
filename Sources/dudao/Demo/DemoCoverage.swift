import SQLCore
import Store
import Supervision

/// The months before those that `DemoVisits` tells of, and more kindergartens: a district's year with its gaps.
struct DemoCoverage {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var today: Day { stage.calendar.today }
    private var inspectors: [DemoPerson] { DemoCast.inspectors }

    /// Those whose last three months are told already, and kindergartens beside them.
    private var known: [DemoUnit] { schools + Array(DemoUnits.kindergartens.prefix(24)) }
    private var more: [DemoUnit] { Array(DemoUnits.kindergartens.dropFirst(24).prefix(118)) }
    private var schools: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school && $0.place == DemoPlaces.zone } }

    func tell() throws {
        try rule()
        for (number, first) in stride(from: 0, to: more.count, by: 20).enumerated() {
            let town = DemoPlaces.towns[number % DemoPlaces.towns.count]
            try DemoZones(registry: registry, evidence: evidence, stage: stage).add(
                "\(town)幼儿园责任区", Array(more.dropFirst(first).prefix(20)),
                with: [inspectors[number % inspectors.count], inspectors[(number + 3) % inspectors.count]])
        }
        let posted = try inspectors.map { try ($0, DemoZones.schools(of: $0, stage)) }
        for (number, unit) in (known + more).enumerated() {
            let id = try registry.id(unit.code)
            // Where nobody is posted, nobody has been.
            guard let inspector = posted.first(where: { $0.1.contains(id) })?.0 else { continue }
            for month in (number < known.count ? 3 : 0)..<8 { try visits(inspector, unit, number, month: month) }
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
