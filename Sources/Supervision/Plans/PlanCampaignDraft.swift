/// A campaign as an item of a plan asks for it, for an officer to look over: whom, how many, when, in which way.
package struct PlanCampaignDraft: Hashable, Sendable {
    package let name: String
    package let kind: Campaign.Kind
    package let manner: Campaign.Manner
    package let procedure: Procedure
    package let strata: [ScopeStratum]
    /// Units that are called by their names.
    package let named: [String]
    package let startsOn: Day
    package let endsOn: Day

    /// `window` is the stage that was chosen; nil takes them all where they are stages of one process, else the first.
    package init(
        _ item: PlanItem, year: Int, targets: [PlanTarget], windows: [PlanWindow], window: PlanWindow? = nil,
        on today: Day
    ) {
        let words = item.units.map { PlanUnitWord($0) }
        let about = "\(item.title)\(item.text)"
        named = words.filter { $0.filter == nil }.map(\.word)
        manner = about.contains("暗访") && !about.contains("明察") && !about.contains("明查") ? .unannounced : .announced
        kind = PlanCampaignDraft.kind(item, about)
        procedure = PlanCampaignDraft.procedure(words, about, kind, manner, windows)
        strata = PlanCampaignDraft.strata(words, targets)
        let stage = window.map { $0.stage.isEmpty ? "" : "（\($0.stage)）" } ?? ""
        let work = PlanCampaignDraft.work(item.title)
        let title = work.contains("\(year)") ? work : "\(year)年\(work)"
        name = String((title.prefix(100 - stage.count)) + stage)
        (startsOn, endsOn) = PlanCampaignDraft.days(windows, window, on: today)
    }

    /// The work itself, without the word that calls for it: 开展, 扎实推进.
    private static func work(_ title: String) -> String {
        var rest = Substring(title)
        while let head = heads.first(where: { rest.hasPrefix($0) && rest.count >= $0.count + 4 }) {
            rest = rest.dropFirst(head.count)
        }
        return String(rest)
    }

    private static let heads = [
        "扎实", "积极", "稳步", "全面", "深入", "持续", "认真", "有序", "主动", "严格", "进一步", "切实", "开展好", "开展", "推进", "做好", "抓好", "抓实",
        "加强", "组织", "落实", "完成", "实施", "强化", "深化", "启动",
    ]

    /// What the procedure's stages take together, or the first stage that has days.
    private static func days(_ windows: [PlanWindow], _ chosen: PlanWindow?, on today: Day) -> (Day, Day) {
        let dated = windows.filter { $0.end != nil }
        let isStaged = dated.count(where: { !$0.stage.isEmpty }) > 1
        let taken = chosen.map { [$0] } ?? (isStaged ? dated : Array(dated.prefix(1)))
        guard let end = taken.compactMap(\.end).max() else { return (today, today.adding(months: 4)) }
        let start = taken.compactMap { $0.start ?? $0.end }.min() ?? end
        return (taken.allSatisfy { $0.start == nil } ? min(today, end) : start, end)
    }

    private static func kind(_ item: PlanItem, _ about: String) -> Campaign.Kind {
        if about.contains("综合督导") { return .comprehensive }
        if ["创建", "认定", "验收", "达标"].contains(where: item.title.contains) { return .evaluation }
        if item.title.contains("专项") || item.kinds.contains(.special) { return .special }
        if item.title.contains("评估") { return .evaluation }
        if ["挂牌督导", "经常性督导", "随访"].contains(where: about.contains) { return .routine }
        return .special
    }

    private static func procedure(
        _ words: [PlanUnitWord], _ about: String, _ kind: Campaign.Kind, _ manner: Campaign.Manner,
        _ windows: [PlanWindow]
    ) -> Procedure {
        if manner == .unannounced { return .unannounced }
        if about.contains("回头看") { return .lookBack }
        let stages = windows.map(\.stage).joined(separator: "、")
        if stages.contains("视导") && stages.contains("验收") { return .creation }
        if kind == .evaluation, words.contains(where: { $0.filter?.kinds == [OrganisationKind.kindergarten.label] }) {
            return .kindergarten
        }
        return kind == .comprehensive ? .comprehensive : .special
    }

    /// One stratum for each sort of units; named units alone leave one that nobody fits, so that only they take part.
    private static func strata(_ words: [PlanUnitWord], _ targets: [PlanTarget]) -> [ScopeStratum] {
        var names: Set<String> = []
        let sorts = words.filter { $0.filter != nil && names.insert($0.word).inserted }
        if sorts.isEmpty {
            guard words.isEmpty else {
                return [ScopeStratum(name: "其他单位", filter: ScopeFilter(tags: ["不抽取"]), rule: .all)]
            }
            return [ScopeStratum(name: "全部单位", filter: ScopeFilter(), rule: rule(targets, of: nil))]
        }
        return sorts.map { sort in
            let isOnly = sorts.count == 1
            return ScopeStratum(
                name: sort.word, filter: sort.filter ?? ScopeFilter(), rule: rule(targets, of: isOnly ? nil : sort.word)
            )
        }
    }

    /// How many are drawn: a number of units that must be reached, or a share of them; all where the item says neither.
    private static func rule(_ targets: [PlanTarget], of word: String?) -> ScopeStratum.Rule {
        let fitting = targets.filter { target in
            guard target.force == .must || target.force == .aim, target.quantity != nil else { return false }
            return word.map { target.of.contains($0) || target.text.contains($0) } ?? true
        }
        for target in fitting where target.comparison != .atMost {
            guard let quantity = target.quantity else { continue }
            let whole = quantity.scaled / Points.scale
            let isCount = ["所", "个", "家", "园", "校", "所学校", "所幼儿园"].contains(target.unit) && target.period == nil
            if isCount, whole >= 1, quantity == Points(whole) { return .count(whole) }
            let isDrawn = ["抽", "比例", "覆盖"].contains { target.of.contains($0) || target.text.contains($0) }
            if target.unit == "%", isDrawn, let share = Percent(quantity.text) { return .percent(share.text) }
        }
        return .all
    }
}
