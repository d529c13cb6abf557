import SQLCore
import Store
import Supervision

/// What happens to one unit of a campaign, up to where it has come.
struct DemoStory {
    let unit: UnitTeam
    let place: Int
    let fate: DemoFate
    /// The day on which the team is there.
    let visit: Day
    let lead: DemoPerson
    let principal: DemoPerson
    let clerk: DemoPerson
    let problems: [DemoProblem]
    let framework: Framework
    let evidence: DemoEvidence

    func tell(_ stage: DemoStage) throws {
        if fate >= .selfAssessing { try assessItself(stage) }
        if fate >= .onSite { try assessOnSite(stage) }
        if fate == .assessed { try draftOpinion(stage) }
        if fate >= .delivered { try hear(stage) }
        if fate >= .drafted { try conclude(stage) }
        if fate >= .acknowledged { try rectify(stage) }
    }

    private var answers: DemoAnswers {
        DemoAnswers(framework: framework, evidence: evidence, number: place)
    }

    private func assessItself(_ stage: DemoStage) throws {
        let (filled, handedIn) = (visit.adding(days: -5), visit.adding(days: -3))
        let isComplete = fate > .selfAssessing
        try stage.act(clerk, on: isComplete ? filled : stage.calendar.before(1 + place % 3)) { act in
            try answers.fill(.own, of: unit.inspection, share: isComplete ? 100 : 40, problems: [], act)
        }
        guard isComplete else { return }
        try stage.act(principal, on: handedIn) { act in
            try answers.submit(.own, of: unit.inspection, act)
        }
    }

    private func assessOnSite(_ stage: DemoStage) throws {
        let isComplete = fate > .onSite
        try stage.act(lead, on: isComplete ? visit : stage.calendar.today) { act in
            try answers.fill(
                .onSite, of: unit.inspection, share: isComplete ? 100 : 55, problems: problems, act)
            for problem in problems {
                _ = try answers.find(problem, of: unit.inspection, days: fate == .late ? 14 : 30, act)
            }
        }
        guard isComplete else { return }
        try stage.act(lead, on: visit) { act in
            let seen = try Inspections.require(unit.inspection, visibleTo: act.viewer, in: act.db)
            try InspectionPlans.setDays(
                planned: visit, visited: visit, of: unit.inspection, version: seen.version, act)
        }
        try stage.act(lead, on: visit) { act in try answers.submit(.onSite, of: unit.inspection, act) }
    }

    private func draftOpinion(_ stage: DemoStage) throws {
        try stage.act(lead, on: visit.adding(days: 1)) { act in
            let text = try suggestion(act)
            try Opinions.draftPreliminary(unit.inspection, text, version: nil, act)
        }
    }

    private func suggestion(_ act: Act) throws -> String {
        try Opinions.suggestion(
            Opinions.require(unit.inspection, visibleTo: act.viewer, in: act.db), in: act.db)
    }

    /// From the preliminary opinion to the end of the defence.
    private func hear(_ stage: DemoStage) throws {
        try draftOpinion(stage)
        let id = unit.inspection
        try stage.act(lead, on: visit.adding(days: 1)) { try Opinions.deliver(id, version: nil, $0) }
        guard fate >= .received else { return }
        try stage.act(principal, on: visit.adding(days: 2)) {
            try Opinions.receive(id, version: nil, $0)
        }
        guard fate >= .defended else { return }
        if fate == .defended || place % 8 == 3, !problems.isEmpty {
            try defend(stage)
        } else {
            try stage.act(principal, on: visit.adding(days: 4)) {
                try Opinions.waive(id, version: nil, $0)
            }
        }
    }

    private func defend(_ stage: DemoStage) throws {
        let point = DefencePoint("关于“\(problems[0].problem)”：相关记录因当日设备检修未能出示，已补齐，恳请复核。")
        try stage.act(principal, on: visit.adding(days: 4)) { act in
            try Opinions.defend(unit.inspection, [point], version: nil, act)
        }
        guard fate > .defended else { return }
        try stage.act(DemoCast.officer, on: visit.adding(days: 5)) { act in
            try Opinions.answer(
                unit.inspection, point: 0, "经复核现场影像和原始记录，问题属实；补齐的记录作为整改佐证提交。", .none, version: nil, act)
        }
    }

    /// The 督导意见书, drafted by the office and approved by the director.
    private func conclude(_ stage: DemoStage) throws {
        let id = unit.inspection
        try stage.act(DemoCast.officer, on: visit.adding(days: 6)) { act in
            let text = try suggestion(act)
            try Opinions.draftFinal(id, text, version: nil, act)
        }
        guard fate >= .issued else { return }
        try stage.act(DemoCast.director, on: visit.adding(days: 7)) {
            try Opinions.approve(id, version: nil, $0)
        }
        guard fate >= .acknowledged else { return }
        try stage.act(principal, on: visit.adding(days: 8)) {
            try Opinions.acknowledge(id, version: nil, $0)
        }
    }

    private func rectify(_ stage: DemoStage) throws {
        for (number, row) in try Findings.issued(from: unit.inspection, in: stage.db).enumerated() {
            let work = DemoRectification(
                finding: row.finding, part: row.part, unit: clerk, office: DemoCast.officer,
                director: DemoCast.director,
                measures: problems.first { $0.problem == row.problem }?.measures ?? "按要求整改。",
                evidence: evidence.some(place + number))
            // The first problem shows how far the unit is; the others of one under way are a step behind or ahead.
            try work.go(to: number == 0 ? fate : fate.beside(number), from: visit.adding(days: 9), stage)
        }
    }
}

extension DemoFate {
    /// How far another problem of the same unit has come: never further than what would finish the unit.
    fileprivate func beside(_ number: Int) -> DemoFate {
        switch self {
        case .returned: number == 1 ? .planned : .acknowledged
        case .planned, .late: number == 1 ? .submitted : .acknowledged
        case .submitted: number == 1 ? .verified : .planned
        case .verified: .finished
        default: self
        }
    }
}
