import SQLCore
import Store
import Supervision

/// Five months of tips from the public: taken on, verified, answered and rated, some late, one unit that is hot.
struct DemoTips {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var today: Day { stage.calendar.today }
    private var schools: [DemoUnit] { DemoUnits.all.filter { $0.kind == .school } }

    func tell() throws {
        try stage.act(DemoCast.director, on: stage.calendar.before(170)) { act in
            try OfficeTipTerms.save(
                TipTerms(
                    acceptDays: 5, verifyDays: 10, answerDays: 30, unitHot: 3, topicHot: 8, keepMonths: 24,
                    source: "云江新区教育督导举报诉求办理办法（演示）"), version: 0, act)
        }
        for (number, story) in DemoTips.stories.enumerated() { try tell(story, number) }
    }

    private func tell(_ story: Story, _ number: Int) throws {
        let day = today.adding(days: -story.daysAgo)
        let code = TipCode.of(secret: "dudao-demo-tip-\(number)")
        let unit = schools[story.school % schools.count]
        let id = try registry.id(unit.code)
        try stage.system(on: day) { act in
            try Tips.lodge(
                NewTip(
                    topic: story.topic, unit: id, happened: story.happened, text: story.text,
                    name: number % 3 == 0 ? "李女士" : "", contact: number % 3 == 0 ? "1390000\(1_000 + number)" : "",
                    wantsAnswer: number % 5 != 4, photos: number % 4 == 1 ? [evidence.photos[number % 3].file] : [],
                    code: code), from: nil, act)
        }
        let found = try TipFollowUps.find(code: code, in: stage.db)
        guard let tip = found?.id, let number = found?.number else { throw DemoError.refused("no tip") }
        try follow(story, tip, number, code, from: day)
    }

    private func follow(_ story: Story, _ tip: TipID, _ number: String, _ code: String, from day: Day) throws {
        let handler = story.school % 2 == 0 ? DemoCast.officer : DemoCast.secondOfficer
        func later(_ days: Int) -> Day { min(day.adding(days: days), today) }
        switch story.fate {
        case .waiting: return
        case .elsewhere:
            return try stage.act(handler, on: later(3)) { act in
                try Tips.passOn(tip, to: "市场监督管理局", note: "校外经营场所由市场监督管理部门受理，可拨打12315。", version: nil, act)
            }
        default: try stage.act(handler, on: later(2)) { try Tips.assign(tip, to: nil, version: nil, $0) }
        }
        switch story.fate {
        case .asked:
            try stage.act(handler, on: later(3)) { try Tips.ask(tip, "请补充大概的时间和涉及的年级，方便我们核实。", version: nil, $0) }
            try stage.system(on: later(4)) { try TipFollowUps.add("是三年级，大约从上个月开始。", code: code, $0) }
        case .verifying: try send(tip, story, by: handler, on: later(3))
        case .verified: try verify(tip, story, by: handler, on: later(3))
        case .answered, .found, .rated:
            try verify(tip, story, by: handler, on: later(3))
            if story.fate != .answered { try enter(tip, story, by: handler, on: later(14)) }
            try answer(tip, story, by: handler, on: later(18))
            if story.fate == .rated {
                try stage.system(on: later(20)) { try TipFollowUps.rate(4 + story.school % 2, "", code: code, $0) }
            }
        case .duplicate:
            guard let original = try sibling(of: tip) else { return }
            try stage.act(handler, on: later(3)) { try Tips.merge(tip, into: original, version: nil, $0) }
        case .taken, .waiting, .elsewhere: break
        }
    }

    /// The earlier tip about the same unit.
    private func sibling(of tip: TipID) throws -> String? {
        try stage.db.first(
            """
            SELECT o.number FROM tip t JOIN tip o ON o.organisation_id = t.organisation_id AND o.topic = t.topic
                AND o.handler_id = t.handler_id AND o.id <> t.id AND o.state <> 'duplicate'
            WHERE t.id = \(tip) ORDER BY o.received_at LIMIT 1
            """)?.get(0)
    }

    /// The first inspector who is not bound to the unit; gives who goes.
    @discardableResult
    private func send(_ tip: TipID, _ story: Story, by handler: DemoPerson, on day: Day) throws -> DemoPerson {
        for place in DemoCast.inspectors.indices {
            let inspector = DemoCast.inspectors[(place + story.school) % DemoCast.inspectors.count]
            let person = try stage.viewer(inspector, on: day).person
            do {
                try stage.act(handler, on: day) { act in
                    try TipChecks.send(
                        tip, to: person, brief: story.brief, showsPhotos: story.school % 2 == 0, version: nil, act)
                }
                return inspector
            } catch TipRefusal.recused { continue }
        }
        throw DemoError.refused("no inspector")
    }

    private func verify(_ tip: TipID, _ story: Story, by handler: DemoPerson, on day: Day) throws {
        let inspector = try send(tip, story, by: handler, on: day)
        let done = min(day.adding(days: 7), today)
        try stage.act(inspector, on: done) { act in
            let waiting = try TipChecks.list(
                TipCheckFilter(state: .open), PageRequest(size: 200), visibleTo: act.viewer, in: act.db
            ).rows
            guard let check = waiting.first(where: { $0.tip == tip }) else { throw DemoError.refused("no check") }
            try TipChecks.report(check.id, story.outcome, story.result, act)
        }
    }

    private func enter(_ tip: TipID, _ story: Story, by handler: DemoPerson, on day: Day) throws {
        try stage.act(handler, on: day) { act in
            _ = try Tips.enter(
                tip, problem: story.result, requirement: "立即纠正，查明原因，完善制度，一个月内报告整改情况。", days: 30, version: nil,
                act)
        }
    }

    private func answer(_ tip: TipID, _ story: Story, by handler: DemoPerson, on day: Day) throws {
        try stage.act(handler, on: day) { act in
            try Tips.answer(
                tip,
                "您反映的情况已核实，\(story.outcome.label)。\(story.fate == .answered ? "已向学校作了提醒。" : "已责成学校限期整改，我们将跟踪核查。")感谢您对教育工作的关心。",
                nil, version: nil, act)
        }
    }
}
