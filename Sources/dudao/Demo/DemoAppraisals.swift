import SQLCore
import Store
import Supervision

/// Last autumn's trainings and ratings, the yearly appraisals with what was visited, and a round that is open now.
struct DemoAppraisals {
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }
    private var year: Int { calendar.before(100).year }

    func tell() throws {
        try stage.act(DemoCast.director, on: calendar.before(150)) { act in
            var rules = AppraisalRules.initial
            rules.basis = "云江新区教督〔\(year)〕6号第八条"
            try AppraisalRuleBook.set(rules, act)
        }
        try trainings()
        try ratings()
        try parents()
        try confirm()
        guard calendar.before(6).year != year else { return }
        try stage.act(DemoCast.officer, on: calendar.before(6)) { act in
            try RatingRounds.open(
                year: act.day.year, terms: RatingTerms(until: stage.calendar.today.adding(days: 9), limit: 300),
                secret: "demo-now", act)
        }
    }

    private func trainings() throws {
        for (title, tenths, before, count) in [("督导法规与责任督学履职", 240, 130, 8), ("课堂观察与反馈", 180, 105, 6)] {
            let held = calendar.before(before)
            try stage.act(DemoCast.officer, on: held) { act in
                _ = try InspectorActivities.add(
                    NewInspectorActivity(
                        kind: .training, day: held, title: title, organiser: "云江市教育督导室", tenths: tenths),
                    for: DemoCast.inspectors.prefix(count).map(\.name), act)
            }
        }
    }

    /// Schools rate; at most schools enough teachers answer, at every fourth too few.
    private func ratings() throws {
        let day = calendar.before(104)
        try stage.act(DemoCast.officer, on: day) { act in
            try RatingRounds.open(
                year: year, terms: RatingTerms(until: day.adding(days: 14), limit: 300), secret: "demo-last", act)
        }
        let rows = try stage.db.rows("SELECT code FROM rating_code ORDER BY organisation_id")
        for (number, row) in rows.enumerated() {
            let code: String = try row.get(0)
            let subjects = try Ratings.sheet(code: code, on: day, in: stage.db).subjects
            for teacher in 0..<(number % 4 == 3 ? 3 : 6 + number % 5) {
                let points = subjects.enumerated().map { ($1.person, 15 + (number + teacher + $0) % 6) }
                let at = DemoCalendar.moment(day, minute: number)
                try Ratings.take(Dictionary(uniqueKeysWithValues: points), code: code, at: at, on: day, in: stage.db)
            }
        }
        try stage.db.execute("UPDATE rating SET school_points = 17 + teachers % 4")
        try stage.act(DemoCast.officer, on: calendar.before(92)) { act in
            for round in try RatingRounds.list(visibleTo: act.viewer, in: act.db) {
                try RatingRounds.close(round.id, act)
            }
        }
    }

    /// At some gates parents scanned the code: enough of them, or too few to be shown.
    private func parents() throws {
        let rows = try stage.db.rows(
            """
            SELECT x.organisation_id, x.person_id FROM zone_posting x JOIN organisation o ON o.id = x.organisation_id
            WHERE o.state = 'open' AND x.from_day <= \(calendar.before(40)) AND x.until_day >= \(calendar.before(1))
            ORDER BY o.code, x.person_id LIMIT 12
            """)
        let words = ["督学每个月都来，还到食堂看过。", "希望把家长意见的处理结果也贴出来。", ""]
        for (number, row) in rows.enumerated() {
            let (school, person): (OrganisationID, PersonID) = (try row.get(0), try row.get(1))
            for parent in 0..<(number % 4 == 3 ? 3 : 5 + 5 * (number % 2)) {
                let day = calendar.before(40 - 3 * parent)
                let points = { (shift: Int) in 3 + (number + parent + shift) % 3 }
                let given: [ParentRatingItem: Int] = [
                    .presence: points(0), .response: points(1), .openness: points(2),
                ]
                let answer = try ParentAnswer(given, words: words[(number + parent) % words.count])
                try stage.system(on: day) { act in
                    try ParentRatings.take(answer, of: person, at: school, from: nil, act)
                }
            }
        }
    }

    /// The first six, once the year could be confirmed; one of them lower than counted, with the reason.
    private func confirm() throws {
        guard let december = Day(year: year, month: 12, day: 1), calendar.before(76) >= december else { return }
        for (number, inspector) in DemoCast.inspectors.enumerated().prefix(6) {
            let day = calendar.before(76 - number)
            let person = try stage.viewer(inspector, on: day).person
            try stage.act(DemoCast.director, on: day) { act in
                let record = try Appraisals.require(person, year: year, visibleTo: act.viewer, in: act.db)
                let computed = record.computed ?? .competent
                let grade: AppraisalGrade = number == 5 ? .failed : computed
                try Appraisals.confirm(
                    person, year: year, as: grade,
                    reason: grade == record.computed ? "" : "三次无故不参加督导任务，经督导室集体研究。",
                    digest: record.digest, act)
            }
        }
    }
}
