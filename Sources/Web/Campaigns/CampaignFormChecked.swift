import Store
import Supervision

extension CampaignForm {
    /// What the form says, once it can be said.
    struct Checked: Sendable {
        let name: String
        let kind: Campaign.Kind
        let manner: Campaign.Manner
        let framework: FrameworkID?
        let further: [FrameworkID]
        let procedure: Procedure
        let startsOn: Day
        let endsOn: Day
        let round: CampaignRound?
        let scope: CampaignScope
        /// The campaign of whose series it becomes the next batch.
        let batchOf: CampaignID?
        /// The item of a plan that it carries out.
        let planItem: PlanItemID?
    }

    /// `offered` are the procedures that the office may use.
    func checked(offered: [Procedure]) throws(FormRefusal) -> Checked {
        let procedure = procedure(of: offered)
        var problems = rowProblems()
        if fields.text("name").isEmpty { problems["name"] = "请填写项目名称。" }
        if fields.text("name").count > 100 { problems["name"] = "名称请控制在100字以内。" }
        let startsOn = Day(fields.text("startsOn"))
        let endsOn = Day(fields.text("endsOn"))
        if startsOn == nil { problems["startsOn"] = "请选择开始日期。" }
        if endsOn == nil { problems["endsOn"] = "请选择结束日期。" }
        if let startsOn, let endsOn, endsOn < startsOn { problems["endsOn"] = "结束日期不能早于开始日期。" }
        if !offered.contains(where: { $0.code == fields.text("procedure") }) {
            problems["procedure"] = "这个流程已经停用或不存在，请另选一个。"
        }
        if procedure.needsFramework, fields.text("framework").isEmpty {
            problems["framework"] = "“\(procedure.name)”要评估，请选择一套已发布的指标体系。"
        }
        if manner == .unannounced, let step = procedure.warning {
            problems["procedure"] = UnannouncedRefusal.warned(step.name).message
        }
        if !further.isEmpty, fields.text("framework").isEmpty {
            problems["framework"] = "合并督导请先选择第一套指标体系。"
        }
        if further.count > CampaignForm.furtherLimit {
            problems["further"] = "一次到校最多按\(CampaignForm.furtherLimit + 1)套指标体系评估。"
        }
        if fields.text("roundKey").isEmpty != fields.text("roundName").isEmpty {
            problems["roundKey"] = "轮次的代号和名称要一起填写，或者都留空。"
        }
        guard problems.isEmpty, let startsOn, let endsOn else { throw FormRefusal(problems) }
        return Checked(
            name: fields.text("name"), kind: Campaign.Kind(rawValue: fields.text("kind")) ?? .special,
            manner: manner,
            framework: fields.text("framework").isEmpty ? nil : FrameworkID(fields.text("framework")),
            further: further, procedure: procedure, startsOn: startsOn, endsOn: endsOn, round: round, scope: scope,
            batchOf: batchOf, planItem: planItem)
    }

    /// Frameworks beside the first, in the order in which they are offered.
    var further: [FrameworkID] {
        let first = fields.text("framework")
        var seen: Set<String> = [first, ""]
        return fields.all("further").filter { seen.insert($0).inserted }.map { FrameworkID($0) }
    }

    var manner: Campaign.Manner { Campaign.Manner(rawValue: fields.text("manner")) ?? .announced }
    var batchOf: CampaignID? { fields.text("batchOf").isEmpty ? nil : CampaignID(fields.text("batchOf")) }

    var planItem: PlanItemID? { fields.text("planItem").isEmpty ? nil : PlanItemID(fields.text("planItem")) }

    private static let furtherLimit = 5

    /// The scope as far as it is typed, also while something is missing.
    var scope: CampaignScope {
        let marks = (0..<marksCount).map { index in
            (fields.text("h\(index).mark"), HandMark(code: code(index), reason: fields.text("h\(index).reason")))
        }.filter { !$0.1.code.isEmpty }
        return CampaignScope(
            strata: (0..<strataCount).map { stratum($0).stratum },
            chosen: marks.filter { $0.0 != "excluded" }.map(\.1),
            excluded: marks.filter { $0.0 == "excluded" }.map(\.1),
            leavesOutEarlierBatches: fields.text("earlierBatches") == "leaveOut")
    }

    var round: CampaignRound? {
        let key = fields.text("roundKey")
        return key.isEmpty ? nil : CampaignRound(key: key, name: fields.text("roundName"))
    }

    /// A campaign keeps its own copy of the steps.
    func procedure(of offered: [Procedure]) -> Procedure {
        offered.first { $0.code == fields.text("procedure") } ?? .kindergarten
    }

    private func code(_ index: Int) -> String {
        String(fields.text("h\(index).code").prefix { !$0.isWhitespace }).uppercased()
    }

    private func rowProblems() -> [String: String] {
        var problems: [String: String] = [:]
        var names: Set<String> = [CampaignScope.byHand]
        for index in 0..<strataCount {
            problems.merge(stratum(index).problems()) { first, _ in first }
            let name = stratum(index).text("name")
            if !name.isEmpty, !names.insert(name).inserted { problems["s\(index).name"] = "这个名称已经用过，请换一个。" }
        }
        var codes: Set<String> = []
        for index in 0..<marksCount where !code(index).isEmpty {
            if fields.text("h\(index).reason").isEmpty { problems["h\(index).reason"] = "请写明理由。" }
            if !codes.insert(code(index)).inserted { problems["h\(index).code"] = "这个单位已经列过。" }
        }
        return problems
    }
}

extension Procedure {
    /// Whether a step of it assesses by a framework.
    var needsFramework: Bool {
        steps.contains { $0.requires.contains { [.selfAssessment, .onSite, .review].contains($0) } }
    }

    /// The names of the steps in their order.
    var chain: String { steps.map(\.name).joined(separator: " → ") }
}
