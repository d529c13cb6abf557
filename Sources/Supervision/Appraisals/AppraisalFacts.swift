/// What is on record of one inspector's year, from which the figures are counted.
package struct AppraisalFacts: Sendable, Equatable {
    package struct Visit: Sendable, Equatable {
        package let id: VisitID
        package let number: String
        package let school: OrganisationID
        package let schoolName: String
        package let day: Day
        package let received: Day
        /// Whether the inspector wrote the record, or came along.
        package let isAuthor: Bool

        package init(
            id: VisitID, number: String, school: OrganisationID, schoolName: String, day: Day, received: Day,
            isAuthor: Bool
        ) {
            self.id = id
            self.number = number
            self.school = school
            self.schoolName = schoolName
            self.day = day
            self.received = received
            self.isAuthor = isAuthor
        }
    }

    package struct Problem: Sendable, Equatable {
        package let finding: FindingID
        package let number: String
        package let schoolName: String
        package let state: FindingPart.State
        package let dueOn: Day

        package init(finding: FindingID, number: String, schoolName: String, state: FindingPart.State, dueOn: Day) {
            self.finding = finding
            self.number = number
            self.schoolName = schoolName
            self.state = state
            self.dueOn = dueOn
        }
    }

    package struct Training: Sendable, Equatable {
        package let title: String
        package let day: Day
        package let tenths: Int

        package init(title: String, day: Day, tenths: Int) {
            self.title = title
            self.day = day
            self.tenths = tenths
        }
    }

    package var visits: [Visit] = []
    package var charges: [AppraisalCharge] = []
    package var problems: [Problem] = []
    package var trainings: [Training] = []
    /// Whether the office entered any training of that year for anybody.
    package var isTrainingKept = false
    /// Of closed rounds.
    package var ratings: [RatingTally] = []
    /// By parents, as far as so many answered together that they are shown.
    package var parents: [ParentTally] = []

    package init() {}
}

/// One case that a measure counts.
package struct AppraisalCase: Sendable, Equatable, Codable {
    package let title: String
    package let day: Day
    package let isMet: Bool
    package let note: String
    package var visit: VisitID?
    package var finding: FindingID?
    /// Of answers that are shown together: how many there are, and what they come to.
    package var forms: Int?
    package var figure: AppraisalFigure?
}

/// The figures of one inspector's year, counted up to a day.
package struct AppraisalCount: Sendable, Equatable {
    package let cases: [AppraisalMeasure: [AppraisalCase]]
    package let figures: [AppraisalMeasure: AppraisalFigure]

    package init(_ facts: AppraisalFacts, _ rules: AppraisalRules, year: Int, on day: Day) {
        let visits = facts.visits.filter { $0.day.year == year && $0.day <= day }
        let months = AppraisalCount.months(of: facts, visits, year: year, on: day)
        let reports = visits.filter(\.isAuthor).map { visit in
            let days = visit.day.distance(to: visit.received)
            return AppraisalCase(
                title: visit.schoolName, day: visit.day, isMet: days <= rules.reportDays,
                note: days <= 0 ? "当日送达" : "\(days)天后送达", visit: visit.id)
        }
        let problems = AppraisalCount.problems(of: facts, year: year, on: day)
        let trainings = facts.trainings.filter { $0.day.year == year && $0.day <= day }
        cases = [
            .visits: visits.map {
                AppraisalCase(
                    title: $0.schoolName, day: $0.day, isMet: true, note: $0.number, visit: $0.id)
            },
            .coverage: months, .findings: problems, .reports: reports,
            .training: trainings.map {
                AppraisalCase(
                    title: $0.title, day: $0.day, isMet: true, note: "\(TrainingStanding.text($0.tenths))学时")
            },
            .teachers: facts.ratings.map { $0.appraisalCase(on: day) },
            .parents: facts.parents.map { $0.appraisalCase(on: day) },
        ]
        func share(_ cases: [AppraisalCase]) -> AppraisalFigure {
            AppraisalFigure(met: cases.count(where: \.isMet), of: cases.count)
        }
        figures = [
            .visits: AppraisalFigure(met: visits.count, of: months.count),
            .coverage: share(months), .findings: share(problems), .reports: share(reports),
            .training: facts.isTrainingKept
                ? AppraisalFigure(met: trainings.map(\.tenths).reduce(0, +), of: TrainingStanding.neededTenths)
                : .unknown,
            .schools: RatingRule.schools(facts.ratings), .teachers: RatingRule.teachers(facts.ratings),
            .parents: ParentRatingRule.figure(facts.parents),
        ]
    }

    /// One case for each school and each whole month in charge that is over and asks for a visit.
    private static func months(
        of facts: AppraisalFacts, _ visits: [AppraisalFacts.Visit], year: Int, on day: Day
    ) -> [AppraisalCase] {
        var cases: [AppraisalCase] = []
        for month in Month.all(of: year) where month.last <= day {
            for charge in facts.charges where charge.isDue(month) {
                let times = visits.count { $0.school == charge.school && month.contains($0.day) }
                cases.append(
                    AppraisalCase(
                        title: charge.schoolName, day: month.first, isMet: times > 0,
                        note: "\(month.chinese)\(times > 0 ? "到校\(times)次" : "未到校")"))
            }
        }
        return cases
    }

    /// Closed, or late; what is neither says nothing yet.
    private static func problems(of facts: AppraisalFacts, year: Int, on day: Day) -> [AppraisalCase] {
        facts.problems.compactMap { problem in
            let isClosed = problem.state == .closed
            let isLate = problem.state.awaitsUnit && problem.dueOn < day
            guard problem.dueOn.year == year, isClosed || isLate else { return nil }
            return AppraisalCase(
                title: "\(problem.schoolName) \(problem.number)", day: problem.dueOn, isMet: isClosed,
                note: isClosed ? "已销号" : "已逾期", finding: problem.finding)
        }
    }
}
