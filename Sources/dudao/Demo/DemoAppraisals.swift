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
        try confirm()
        guard calendar.before(6).year != year else { return }
        try stage.act(DemoCast.officer, on: calendar.before(6)) { act in
            try RatingRounds.open(year: act.day.year, limit: 300, secret: "demo-now", act)
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
            try RatingRounds.open(year: year, limit: 300, secret: "demo-last", act)
        }
        let rows = try stage.db.rows("SELECT code FROM rating_code ORDER BY organisation_id")
        for (number, row) in rows.enumerated() {
            let code: String = try row.get(0)
            let subjects = try Ratings.sheet(code: code, in: stage.db).subjects
            for teacher in 0..<(number % 4 == 3 ? 3 : 6 + number % 5) {
                let points = subjects.enumerated().map { ($1.person, 15 + (number + teacher + $0) % 6) }
                let at = DemoCalendar.moment(day, minute: number)
                try Ratings.take(Dictionary(uniqueKeysWithValues: points), code: code, at: at, in: stage.db)
            }
        }
        try stage.db.execute("UPDATE rating SET school_points = 17 + teachers % 4")
        try stage.act(DemoCast.officer, on: calendar.before(92)) { act in
            for round in try RatingRounds.list(visibleTo: act.viewer, in: act.db) {
                try RatingRounds.close(round.id, act)
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
