import Supervision

/// What is typed about one node of a draft: its name, its weight, how it is answered, on what ground.
struct NodeForm: Sendable {
    let fields: Fields
    /// A group has a name and a weight only.
    let isGroup: Bool

    init(_ fields: Fields, isGroup: Bool) {
        self.fields = fields
        self.isGroup = isGroup
    }

    func node() throws(FormRefusal) -> FrameworkNode {
        var problems: [String: String] = [:]
        let title = fields.text("title")
        if title.isEmpty { problems["title"] = isGroup ? "请填写分组的名称。" : "请填写观测点的名称，空的指标不能保存。" }
        if title.contains(where: \.isNewline) { problems["title"] = "名称请写成一行。" }
        for (name, limit) in NodeForm.limits where fields.text(name).count > limit {
            problems[name] = "请控制在\(limit)字以内。"
        }
        let weight = fields.text("weight").isEmpty ? Points.zero : Points(fields.text("weight"))
        if weight.map({ $0 < .zero || $0 > Points(10_000) }) ?? true {
            problems["weight"] = "请填写0到10000之间的数，小数不超过四位。"
        }
        let kind = isGroup ? nil : kind(weight ?? .zero, &problems)
        guard problems.isEmpty, let weight, isGroup || kind != nil else { throw FormRefusal(problems) }
        return FrameworkNode("", title, weight: weight, criterion: kind.map(criterion))
    }

    static let limits = [
        ("title", 200), ("basis", 1_000), ("guidance", 2_000), ("method", 200), ("unit", 20), ("levels", 1_000),
    ]

    private func criterion(_ kind: Criterion.Kind) -> Criterion {
        Criterion(
            kind, requiresEvidence: !fields.text("evidence").isEmpty, basis: lines("basis"),
            guidance: lines("guidance"),
            method: lines("method"),
            applicability: Applicability(
                kinds: OrganisationKind.allCases.map(\.label).filter(fields.all("kinds").contains),
                stages: Stage.allCases.map(\.label).filter(fields.all("stages").contains)))
    }

    private func lines(_ name: String) -> String { fields.text(name).replacing("\r\n", with: "\n") }

    private func kind(_ weight: Points, _ problems: inout [String: String]) -> Criterion.Kind? {
        switch fields.text("kind") {
        case "scored":
            // Full marks are mostly the weight itself, so an empty field means that.
            let max = fields.text("max").isEmpty ? weight : Points(fields.text("max"))
            guard let max, max > .zero else {
                problems["max"] = "满分应是大于0的数；留空时与分值相同，请先填分值。"
                return nil
            }
            return .scored(max: max)
        case "graded":
            guard let levels = Criterion.Level.read(fields.text("levels")) else {
                problems["levels"] = "每行写一个等级，如“好=100”，由高到低，比例在0到100之间。"
                return nil
            }
            return .graded(levels)
        case "yesNo": return .yesNo
        case "counted":
            let target = fields.text("target").isEmpty ? nil : Points(fields.text("target"))
            if fields.text("unit").isEmpty { problems["unit"] = "请填写计数单位，如“次”“人”“%”。" }
            if !fields.text("target").isEmpty, target.map({ $0 <= .zero }) ?? true {
                problems["target"] = "目标应是大于0的数；不计分的留空。"
            }
            return .counted(unit: fields.text("unit"), target: target)
        case "veto": return .veto(cap: fields.text("cap").isEmpty ? nil : fields.text("cap"))
        default:
            problems["kind"] = "请选择作答方式。"
            return nil
        }
    }

    /// Which field a refusal of the core concerns.
    static func field(of rule: FrameworkProblem.Rule) -> String {
        switch rule {
        case .maximum: "max"
        case .levels: "levels"
        case .target: "unit"
        case .cap: "cap"
        case .weight, .weightSum: "weight"
        default: "title"
        }
    }

    /// The fields as they would have been typed.
    static func fields(of node: FrameworkNode) -> Fields {
        var pairs = [("title", node.title), ("weight", node.weight.text)]
        guard let criterion = node.criterion else { return Fields(pairs.map { (name: $0.0, value: $0.1) }) }
        pairs += [
            ("basis", criterion.basis), ("guidance", criterion.guidance), ("method", criterion.method),
            ("evidence", criterion.requiresEvidence ? "1" : ""), ("kind", criterion.kind.code),
        ]
        switch criterion.kind {
        case .scored(let max): pairs.append(("max", max == node.weight ? "" : max.text))
        case .graded(let levels): pairs.append(("levels", Criterion.Level.text(levels)))
        case .counted(let unit, let target): pairs += [("unit", unit), ("target", target?.text ?? "")]
        case .veto(let cap): pairs.append(("cap", cap ?? ""))
        case .yesNo: break
        }
        pairs += criterion.applicability.kinds.map { ("kinds", $0) }
        pairs += criterion.applicability.stages.map { ("stages", $0) }
        return Fields(pairs.map { (name: $0.0, value: $0.1) })
    }

    /// What an empty form begins with.
    static let blank = Fields([
        (name: "kind", value: "graded"), (name: "levels", value: "好=100\n较好=80\n一般=60\n差=0"),
    ])

    /// What a group becomes when it is to be answered.
    static let blankCriterion = Criterion(
        .graded([("好", 100), ("较好", 80), ("一般", 60), ("差", 0)].map { Criterion.Level($0.0, Points($0.1)) }))
}

extension Criterion.Kind {
    /// As it stands in a form.
    var code: String {
        switch self {
        case .scored: "scored"
        case .graded: "graded"
        case .yesNo: "yesNo"
        case .counted: "counted"
        case .veto: "veto"
        }
    }
}
