import Store
import Supervision

/// What an officer types to set up a campaign: rows of strata and hand marks are fields numbered from 0.
///
/// Buttons that add or remove a row send the form as any other button does, so it works without a script.
struct CampaignForm: Sendable {
    private(set) var fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// A new campaign: one stratum that takes all, from today for a term.
    init(today: Day) {
        fields = Fields([
            ("kind", Campaign.Kind.special.rawValue), ("manner", Campaign.Manner.announced.rawValue),
            ("procedure", Procedure.kindergarten.code),
            ("startsOn", today.text), ("endsOn", today.adding(months: 4).text), ("strata", "1"), ("marks", "0"),
            ("s0.name", "全部单位"), ("s0.rule", "all"),
        ])
    }

    /// As it stands, to be edited.
    init(_ record: CampaignRecord) {
        let campaign = record.campaign
        var pairs: [(name: String, value: String)] = [
            ("name", campaign.name), ("kind", campaign.kind.rawValue), ("manner", campaign.manner.rawValue),
            ("earlierBatches", record.scope.leavesOutEarlierBatches ? "leaveOut" : "again"),
            ("framework", campaign.framework?.rawValue ?? ""), ("procedure", campaign.procedure.code),
            ("startsOn", campaign.startsOn.text), ("endsOn", campaign.endsOn.text),
            ("roundKey", campaign.round?.key ?? ""), ("roundName", campaign.round?.name ?? ""),
            ("version", "\(campaign.version)"), ("strata", "\(record.scope.strata.count)"),
            ("marks", "\(record.scope.chosen.count + record.scope.excluded.count)"),
        ]
        pairs += campaign.further.map { ("further", $0.rawValue) }
        for (index, stratum) in record.scope.strata.enumerated() {
            pairs += StratumForm.pairs(of: stratum).map { ("s\(index).\($0.name)", $0.value) }
        }
        let marks = record.scope.chosen.map { ("chosen", $0) } + record.scope.excluded.map { ("excluded", $0) }
        for (index, (kind, mark)) in marks.enumerated() {
            pairs += [("h\(index).mark", kind), ("h\(index).code", mark.code), ("h\(index).reason", mark.reason)]
        }
        fields = Fields(pairs)
    }

    /// The button that was pressed; `save` is the only one that stores anything.
    var action: String { fields.text("act") }
    var version: Int { fields.number("version") ?? 0 }
    var strataCount: Int { min(max(fields.number("strata") ?? 1, 1), 30) }
    var marksCount: Int { min(max(fields.number("marks") ?? 0, 0), 200) }

    func stratum(_ index: Int) -> StratumForm { StratumForm(fields: fields, prefix: "s\(index).") }

    /// Does what a row button asks for.
    mutating func apply() {
        switch action {
        case "addStratum":
            fields.set("s\(strataCount).rule", "all")
            fields.set("strata", "\(strataCount + 1)")
        case "addMark": fields.set("marks", "\(marksCount + 1)")
        default:
            if let index = number(after: "removeStratum:") { removeStratum(index) }
            if let index = number(after: "removeMark:") { removeMark(index) }
        }
    }

    private func number(after prefix: String) -> Int? {
        action.hasPrefix(prefix) ? Int(action.dropFirst(prefix.count)) : nil
    }

    private mutating func removeStratum(_ index: Int) {
        guard strataCount > 1, (0..<strataCount).contains(index) else { return }
        remove(index, of: strataCount, prefix: "s", StratumForm.names)
        fields.set("strata", "\(strataCount - 1)")
    }

    private mutating func removeMark(_ index: Int) {
        guard (0..<marksCount).contains(index) else { return }
        remove(index, of: marksCount, prefix: "h", ["mark", "code", "reason"])
        fields.set("marks", "\(marksCount - 1)")
    }

    /// Moves every later row one up.
    private mutating func remove(_ index: Int, of count: Int, prefix: String, _ names: [String]) {
        for row in index..<count {
            for name in names { fields.setAll("\(prefix)\(row).\(name)", fields.all("\(prefix)\(row + 1).\(name)")) }
        }
    }
}

/// One stratum as it is typed.
struct StratumForm: Sendable {
    let fields: Fields
    let prefix: String

    static let names = [
        "name", "regions", "kinds", "running", "authorities", "stages", "tags", "rule", "amount", "earlierGrades",
        "earlierSource", "earlierYears", "earlierOpen", "earlierEither",
    ]

    func text(_ name: String) -> String { fields.text(prefix + name) }
    func all(_ name: String) -> Set<String> { Set(fields.all(prefix + name)) }

    var stratum: ScopeStratum {
        let filter = ScopeFilter(
            regions: words("regions"), kinds: all("kinds").sorted(), running: all("running").sorted(),
            authorities: all("authorities").sorted(), stages: all("stages").sorted(), tags: words("tags"),
            earlier: earlier)
        return ScopeStratum(name: text("name"), filter: filter, rule: rule)
    }

    /// What is wrong with it, by field.
    func problems() -> [String: String] {
        var problems: [String: String] = [:]
        if text("name").isEmpty { problems[prefix + "name"] = "请给这一层取个名称。" }
        switch text("rule") {
        case "percent" where Percent(text("amount")) == nil:
            problems[prefix + "amount"] = "请填写大于0、不超过100的百分数，如30或12.5。"
        case "count" where (Int(text("amount")) ?? 0) < 1: problems[prefix + "amount"] = "请填写不小于1的整数。"
        default: break
        }
        let years = text("earlierYears")
        if !years.isEmpty, !(1...20).contains(Int(years) ?? 0) {
            problems[prefix + "earlierYears"] = "请填写1到20之间的年数，或留空。"
        }
        if earlier == nil, !years.isEmpty || !text("earlierSource").isEmpty {
            problems[prefix + "earlierGrades"] = "请填写以往结果的等次，或勾选有未销号问题。"
        }
        return problems
    }

    /// What is asked of earlier results; nil when nothing is.
    private var earlier: EarlierResult? {
        let grades = words("earlierGrades")
        let hasOpen = !text("earlierOpen").isEmpty
        guard !grades.isEmpty || hasOpen else { return nil }
        let source = text("earlierSource").split(separator: "|", maxSplits: 1).map(String.init)
        return EarlierResult(
            grades: grades, source: source.first ?? "", sourceName: source.count > 1 ? source[1] : "",
            years: Int(text("earlierYears")), hasOpenFindings: hasOpen, isEither: text("earlierEither") == "1")
    }

    private var rule: ScopeStratum.Rule {
        switch text("rule") {
        case "percent": .percent(Percent(text("amount"))?.text ?? text("amount"))
        case "count": .count(Int(text("amount")) ?? 0)
        default: .all
        }
    }

    private func words(_ name: String) -> [String] {
        text(name).split { " ,，、;；".contains($0) }.map(String.init)
    }

    static func pairs(of stratum: ScopeStratum) -> [(name: String, value: String)] {
        let filter = stratum.filter
        var pairs = [
            ("name", stratum.name), ("regions", filter.regions.joined(separator: "、")),
            ("tags", filter.tags.joined(separator: "、")),
        ]
        for (name, values) in [
            ("kinds", filter.kinds), ("running", filter.running), ("authorities", filter.authorities),
            ("stages", filter.stages),
        ] {
            pairs += values.map { (name, $0) }
        }
        pairs += filter.earlier.map(StratumForm.pairs) ?? []
        switch stratum.rule {
        case .all: pairs.append(("rule", "all"))
        case .percent(let text): pairs += [("rule", "percent"), ("amount", text)]
        case .count(let count): pairs += [("rule", "count"), ("amount", "\(count)")]
        }
        return pairs.map { (name: $0.0, value: $0.1) }
    }

    private static func pairs(of earlier: EarlierResult) -> [(String, String)] {
        [
            ("earlierGrades", earlier.grades.joined(separator: "、")),
            ("earlierSource", earlier.source.isEmpty ? "" : "\(earlier.source)|\(earlier.sourceName)"),
            ("earlierYears", earlier.years.map { "\($0)" } ?? ""), ("earlierOpen", earlier.hasOpenFindings ? "1" : ""),
            ("earlierEither", earlier.isEither ? "1" : ""),
        ]
    }
}
