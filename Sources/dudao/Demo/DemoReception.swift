import SQLCore
import Store
import Supervision

/// The other side: the city comes to judge the zone.
///
/// Last year's visit left a problem, this year's is being prepared.
struct DemoReception {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    /// How far an item has come.
    private enum Fate { case open, submitted, returned, accepted }

    func tell() throws {
        try before()
        try now()
    }

    private func now() throws {
        let (received, due) = (calendar.before(18), calendar.today.adding(days: 9))
        let id = try register(
            "关于做好\(calendar.campaignYear)年对区县人民政府履行教育职责评价迎检工作的通知", number: "渝教督〔\(calendar.campaignYear)〕18号",
            received: received, due: due, visit: Period(from: due.adding(days: 7), until: due.adding(days: 9)))
        let wanted: [(unit: String, number: String, title: String, due: Int, by: DemoPerson?, fate: Fate)] = [
            ("YJ-JYJ", "1.1", "党对教育工作全面领导情况及会议纪要", -3, DemoCast.education, .accepted),
            ("YJ-JYJ", "1.2", "教育督导机构设置和督学配备情况", -3, DemoCast.education, .submitted),
            ("YJ-CZJ", "2.1", "近两年一般公共预算教育支出决算表", -2, DemoCast.finance, .returned),
            ("YJ-CZJ", "2.2", "生均公用经费拨付凭证汇总", 3, nil, .open),
            ("YJ-JYJ", "3.1", "普惠性幼儿园覆盖率和公办园在园幼儿占比测算表", 3, nil, .open),
            ("YJ-WJJ", "4.1", "学校传染病防控和校医配备情况", -1, DemoCast.health, .accepted),
            ("YJ-SJJ", "4.2", "学校食堂“互联网+明厨亮灶”覆盖情况", 5, DemoCast.market, .open),
            ("YJ-T1", "5.1", "小区配套园移交进度", -1, nil, .open),
        ]
        try stage.act(DemoCast.officer, on: received) { act in
            try ReceptionItems.add(
                try wanted.map { one in
                    ReceptionItem(
                        id: act.newID(), reception: id, number: one.number, title: one.title,
                        organisation: try registry.id(one.unit), dueOn: calendar.today.adding(days: one.due))
                }, to: id, act)
        }
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        let rows = try ReceptionItems.list(
            ReceptionItemFilter(of: id), .chunk(1, of: 100), visibleTo: viewer, in: stage.db
        ).rows
        for (row, one) in zip(rows, wanted) {
            if let person = one.by { try prepare(row.item.id, by: person, to: one.fate) }
        }
        try stage.act(DemoCast.officer, on: calendar.before(1)) { _ = try ReceptionItems.remind(nil, of: id, $0) }
    }

    private func prepare(_ id: ReceptionItemID, by person: DemoPerson, to fate: Fate) throws {
        guard fate != .open else { return }
        try stage.act(person, on: calendar.before(7)) { act in
            let row = try ReceptionItems.requirePreparing(id, act)
            _ = try EvidenceFiles.add(
                [evidence.papers[1]], to: .receptionItem, id.rawValue, day: act.day.adding(days: -5), in: row.place, act
            )
            try ReceptionItems.submit(id, answer: "已按要求整理，附汇总表和原始凭证。", version: 1, act)
        }
        try stage.act(DemoCast.secondOfficer, on: calendar.before(5)) { act in
            switch fate {
            case .accepted: try ReceptionItems.accept(id, version: 2, act)
            case .returned: try ReceptionItems.giveBack(id, reason: "缺上一年度决算表，无法比较增长。", version: 2, act)
            case .open, .submitted: return
            }
        }
    }

    /// Reported, receipted, and one problem that is being put right by two departments.
    private func before() throws {
        let received = calendar.before(200)
        let id = try register(
            "关于开展\(calendar.campaignYear - 1)年度教育投入专项督查的通知", number: "渝教督〔\(calendar.campaignYear - 1)〕9号",
            received: received, due: received.adding(days: 30),
            visit: Period(from: received.adding(days: 45), until: received.adding(days: 46)))
        try stage.act(DemoCast.officer, on: received.adding(days: 28)) { act in
            try Receptions.report(id, text: "云江新区教育投入自查报告：经费“两个只增不减”落实到位，专项资金按月拨付。", excuse: "", version: 1, act)
        }
        try stage.act(DemoCast.officer, on: received.adding(days: 31)) { act in
            let receipt = Reception.Receipt(
                number: "督收〔\(calendar.campaignYear - 1)〕27号", from: "市政府教育督导室", on: act.day)
            try Receptions.receipt(id, receipt, version: 2, act)
        }
        let (jyj, czj) = (try registry.id("YJ-JYJ"), try registry.id("YJ-CZJ"))
        try stage.act(DemoCast.officer, on: calendar.before(35)) { act in
            _ = try ReceptionFindings.issue(
                NewFinding(
                    source: .superior, basis: "市政府教育督导室专项督查反馈意见",
                    problem: "市专项督查反馈：民办普惠园生均补助拨付周期偏长，最长超过3个月。", requirement: "建立按月拨付机制，补拨到位并公开。",
                    parts: [
                        NewFinding.Part(
                            organisation: czj, term: .until(calendar.today.adding(days: 15)), reason: "反馈意见明确的时限"),
                        NewFinding.Part(
                            organisation: jyj, term: .until(calendar.today.adding(days: 5)), reason: "反馈意见明确的时限"),
                    ]), of: id, act)
        }
    }

    private func register(_ title: String, number: String, received: Day, due: Day, visit: Period?) throws
        -> ReceptionID
    {
        try stage.act(DemoCast.officer, on: received) { act in
            let new = Reception(
                id: act.newID(), title: title, documentNumber: number, sender: "市政府教育督导室", receivedOn: received,
                dueOn: due, visit: visit, note: "对照评价指标逐项准备材料，自评报告不超过5000字，随材料包一并上报。")
            try Receptions.create(new, act)
            return new.id
        }
    }
}
