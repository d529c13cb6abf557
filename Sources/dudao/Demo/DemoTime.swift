import SQLCore
import Store
import Supervision

/// Rectification in its depth: wishes for time, stages, a look after closure, a self-check, phrases, drafts.
struct DemoTime {
    let stage: DemoStage
    let evidence: DemoEvidence

    private var today: Day { stage.calendar.today }

    func tell(_ registry: DemoRegistry) throws {
        try settings()
        let planned = try parts(.planned)
        for (index, part) in planned.prefix(2).enumerated() { try ask(part, isAnswered: index == 1) }
        if let late = try parts(.planned, isLate: true).last { try remind(late) }
        if let closed = try parts(.closed).first { try look(at: closed) }
        try longTerm()
        try selfCheck()
        try drafts(registry)
    }

    // MARK: an office's own rules and phrases

    private func settings() throws {
        let terms = RectificationTerms(
            times: 2, days: 60, longTermDays: 730, notice: 1, source: "云江新区教育督导问题整改管理办法（演示）")
        try stage.act(DemoCast.director, on: today.adding(days: -60)) { try OfficeTerms.save(terms, version: 0, $0) }
        for (kind, title, words) in DemoTime.phrases {
            try stage.act(DemoCast.officer, on: today.adding(days: -59)) {
                try Wordings.add(kind, title: title, words: words, $0)
            }
        }
    }

    private static let phrases: [(Wording.Kind, String, String)] = [
        (.remind, "临近期限", "整改期限将至，请按方案抓紧完成并提交佐证。"), (.remind, "已逾期", "整改已逾期，请三日内提交佐证或书面说明原因。"),
        (.sendBack, "佐证不清", "佐证看不出整改后的情况，请补充全景照片和相关记录。"),
        (.verify, "资料核查", "查阅佐证材料，整改措施落实，核查通过。"), (.extend, "同意", "理由充分，同意延期，请按新期限完成。"),
        (.requirement, "限期整改", "立即整改，查明原因，完善制度，防止反弹。"), (.recheck, "保持良好", "现场查看，整改成果保持，未见反弹。"),
    ]

    // MARK: 延期、催办、复查

    private func ask(_ part: Row, isAnswered: Bool) throws {
        let (asked, until) = (today.adding(days: isAnswered ? -3 : -1), part.due.adding(days: 20))
        guard asked < part.due else { return }
        try stage.act(part.unit, on: asked) { act in
            try Extensions.ask(
                .later, until: until, reason: "设备已订购，供货方因工期推迟到货，安装调试约需两周。", for: part.id,
                of: part.finding, act)
        }
        guard isAnswered else { return }
        let id: ExtensionID? = try stage.db.first("SELECT id FROM finding_extension WHERE part_id = \(part.id)")?.get(0)
        guard let id else { return }
        try stage.act(DemoCast.officer, on: today.adding(days: -2)) { act in
            try Extensions.grant(
                id, until: part.due.adding(days: 10), answer: "同意延期十日，请倒排工期。", for: part.id, of: part.finding, act)
        }
    }

    private func remind(_ part: Row) throws {
        try stage.act(DemoCast.officer, on: today.adding(days: -1)) {
            try Findings.remind(part.id, of: part.finding, "整改已逾期，请三日内提交佐证或书面说明原因。", $0)
        }
    }

    private func look(at part: Row) throws {
        try stage.act(DemoCast.secondOfficer, on: today) { act in
            let seen = try Findings.requirePart(part.id, of: part.finding, visibleTo: act.viewer, in: act.db).part
            let recheck = Recheck(
                part: part.id, result: .holds, on: today, method: "实地复查", note: "现场查看，整改成果保持，未见反弹。")
            try Rechecks.record(recheck, dueOn: nil, of: part.finding, version: seen.version, act)
        }
    }

    // MARK: 长期整改、自查、草稿

    /// The third district's part of the city's case takes long: one stage reached, one late, one to come.
    private func longTerm() throws {
        let person = DemoCast.districtPrincipals[2]
        let row = try stage.db.first(
            """
            SELECT p.id, p.finding_id FROM finding_part p JOIN organisation o ON o.id = p.organisation_id
            WHERE o.code = \(person.unit ?? "") AND p.state = 'planned'
            """)
        guard let row else { return }
        let (part, finding): (FindingPartID, FindingID) = (try row.get(0), try row.get(1))
        let plans = [
            MilestonePlan("建立区级经费拨付台账", dueOn: today.adding(days: -12)),
            MilestonePlan("完成本年度一季度足额拨付", dueOn: today.adding(days: -3)),
            MilestonePlan("建立按月对账、公开机制并连续运行三个月", dueOn: today.adding(days: 90)),
        ]
        try stage.act(DemoCast.cityOfficer, on: today.adding(days: -20)) { act in
            let seen = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db).part
            try Milestones.set(
                [MilestonePlan(plans[0].title, dueOn: today.adding(days: -12))] + plans.dropFirst(),
                reason: "经费拨付机制需按季度检验，分阶段整改。", of: part, in: finding, version: seen.version, act)
        }
        try stage.act(person, on: today.adding(days: -13)) { act in
            let files = try EvidenceFiles.add(
                [evidence.papers[3]], to: .findingPart, part.rawValue, day: today.adding(days: -14), act)
            let seen = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db).part
            guard let first = seen.milestones.first else { return }
            try Findings.change(part, of: finding, version: seen.version, act) { value, actor, moment in
                try value.milestoneReported(first.id, files, note: "台账已建立，附样表。", by: actor, moment)
            }
        }
        try stage.act(DemoCast.cityOfficer, on: today.adding(days: -11)) { act in
            let seen = try Findings.requirePart(part, of: finding, visibleTo: act.viewer, in: act.db).part
            guard let first = seen.milestones.first else { return }
            try Findings.change(part, of: finding, version: seen.version, act) { value, actor, moment in
                try value.milestoneConfirmed(first.id, by: actor, moment)
            }
        }
    }

    private func selfCheck() throws {
        guard let row = try parts(.acknowledged).first else { return }
        try stage.act(row.unit, on: today.adding(days: -4)) { act in
            _ = try Findings.selfReport(
                NewFinding(
                    source: .selfCheck, problem: "自查发现二楼走廊3具灭火器压力不足。", requirement: "全部更换并纳入每月检查。",
                    parts: [
                        .init(organisation: row.organisation, term: .until(today.adding(days: 10)), reason: "单位自查自定")
                    ]),
                act)
        }
    }

    private func drafts(_ registry: DemoRegistry) throws {
        let texts = [("YJ-T1", "辖区两所小区配套园的移交协议尚未签订。"), ("YJ-T4", "辖区幼儿园周边交通标志不全，接送高峰无人值守。")]
        for (code, problem) in texts {
            try stage.act(DemoCast.officer, on: today.adding(days: -1)) { act in
                _ = try Findings.draftByHand(
                    NewFinding(
                        source: .tip, problem: problem, requirement: "会同有关部门限期解决。",
                        parts: [
                            .init(
                                organisation: try registry.id(code), term: .until(today.adding(days: 45)),
                                reason: "涉及多个部门协调")
                        ]), act)
            }
        }
    }

    // MARK: parts of the zone's own office

    private struct Row {
        let id: FindingPartID
        let finding: FindingID
        let organisation: OrganisationID
        let due: Day
        let unit: DemoPerson
    }

    /// Parts in a state whose unit has somebody who signs in.
    private func parts(_ state: FindingPart.State, isLate: Bool = false) throws -> [Row] {
        let rows = try stage.db.rows(
            """
            SELECT p.id, p.finding_id, p.organisation_id, p.due_on, min(a.login), min(a.role) FROM finding_part p
                JOIN account a ON a.organisation_id = p.organisation_id AND a.role = 'principal'
            WHERE p.office = \(DemoPlaces.zone) AND p.state = \(state)
            GROUP BY p.id, p.finding_id, p.organisation_id, p.due_on, p.number_order ORDER BY p.number_order
            """)
        return try rows.compactMap { row in
            guard let due = Day(try row.get(3) as String), (due < today) == isLate || state == .closed else {
                return nil
            }
            let unit = DemoPerson(login: try row.get(4), name: "", role: .principal)
            return Row(
                id: try row.get(0), finding: try row.get(1), organisation: try row.get(2), due: due, unit: unit)
        }
    }
}
