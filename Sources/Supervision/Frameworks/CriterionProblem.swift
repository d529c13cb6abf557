extension Criterion.Kind {
    /// What an answer's value is divided by; 1 where the mark is the weight itself.
    func denominator(weight: Points) -> Int128 {
        switch self {
        case .scored(let max): max == weight ? 1 : Swift.max(1, Int128(max.scaled))
        case .counted(_, let target): Swift.max(1, Int128(target?.scaled ?? 1))
        case .graded, .yesNo, .veto: 1
        }
    }

    func problem(caps: [String]) -> (FrameworkProblem.Rule, String)? {
        switch self {
        case .scored(let max):
            return max > .zero ? nil : (.maximum, "的满分为\(max.text)，应大于0。")
        case .graded(let levels):
            return Criterion.Level.problem(levels).map { (.levels, $0) }
        case .counted(let unit, let target):
            if unit.isBlank { return (.target, "没有计数单位。") }
            return (target ?? Points(1)) > .zero ? nil : (.target, "的目标数应大于0。")
        case .veto(let cap?) where !caps.contains(cap):
            return (.cap, "否决后的等次“\(cap)”不在本体系的等次之中。")
        case .veto, .yesNo:
            return nil
        }
    }
}

extension FrameworkNode {
    /// What is wrong with how it is answered, told before it is stored; weights wait until all are known.
    func kindProblem(_ number: String, caps: [String]) -> FrameworkProblem? {
        guard let (rule, text) = criterion?.kind.problem(caps: caps) else { return nil }
        return FrameworkProblem(rule, number, "“\(title)”\(text)")
    }
}

extension Criterion.Level {
    fileprivate static func problem(_ levels: [Criterion.Level]) -> String? {
        if levels.count < 2 { return "至少要有两个等级。" }
        if Set(levels.map(\.name)).count < levels.count { return "的等级名称重复。" }
        if levels.contains(where: { $0.name.isBlank }) { return "有等级没有名称。" }
        if levels.contains(where: { $0.name.contains(where: ListText.isReserved) }) { return "的等级名称不能含“；”“=”。" }
        if levels.contains(where: { $0.share < .zero || $0.share > Points(100) }) { return "的等级得分比例应在0到100之间。" }
        if zip(levels, levels.dropFirst()).contains(where: { $0.share <= $1.share }) { return "的等级应由高到低排列。" }
        return nil
    }
}

extension Band {
    /// Overlaps, gaps and what else keeps bands from covering every percentage exactly once.
    package static func problems(_ bands: [Band]) -> [FrameworkProblem] {
        guard !bands.isEmpty else { return [.init(.bands, "", "还没有设定等次。")] }
        var problems: [FrameworkProblem] = []
        func note(_ place: String, _ text: String) { problems.append(.init(.bands, place, text)) }
        if Set(bands.map(\.name)).count < bands.count { note("", "等次名称重复。") }
        if bands.contains(where: { $0.name.isBlank || $0.name.contains(where: ListText.isReserved) }) {
            note("", "等次名称不能空，也不能含“；”“=”。")
        }
        let sorted = bands.sorted { $0.atLeast < $1.atLeast }
        if let lowest = sorted.first, lowest.atLeast != .zero {
            note(lowest.name, "最低等次“\(lowest.name)”从\(lowest.atLeast.text)%起，应从0起，否则低分没有等次。")
        }
        for (band, next) in zip(sorted, sorted.dropFirst()) where band.below != next.atLeast {
            guard let below = band.below else { note(band.name, "“\(band.name)”没有上限，与“\(next.name)”重叠。"); continue }
            let word = below > next.atLeast ? "重叠" : "之间有空档"
            note(band.name, "“\(band.name)”到\(below.text)%止，与从\(next.atLeast.text)%起的“\(next.name)”\(word)。")
        }
        if let highest = sorted.last, let below = highest.below, below <= Points(100) {
            note(highest.name, "最高等次“\(highest.name)”到\(below.text)%止，满分没有等次。")
        }
        return problems
    }
}
