/// Ties each row of a timetable to the item of the text that it belongs to: by the words that they share, and by a kind
/// of work that few items are of.
struct PlanJoin {
    /// For each row the id of its item; nil where none is like enough.
    private(set) var joins: [String?] = []

    private static let least = 0.5

    /// What a kind that row and item share adds: 专项 is said of few things and decides most.
    private static func weight(_ kind: PlanKind) -> Double {
        switch kind {
        case .special: 0.6
        case .other, .schools: 0
        default: 0.35
        }
    }

    init(rows: [PlanReading.Item], items: [PlanReading.Item]) {
        guard !rows.isEmpty, !items.isEmpty else {
            joins = rows.map { _ in nil }
            return
        }
        let essences = rows.map { PlanJoin.essence($0.title) }
        let texts = items.map { "\($0.title)\($0.title)\($0.text)" }
        let likeness = PlanLikeness(essences + texts)
        let (bodies, titles) = (texts.map(likeness.profile), items.map { likeness.profile($0.title) })
        let holders = Dictionary(items.flatMap { item in item.kinds.map { ($0, 1) } }, uniquingKeysWith: +)
        for (row, essence) in zip(rows, essences) {
            let own = likeness.profile(essence)
            var best: (item: String, value: Double)?
            for index in items.indices where essence.unicodeScalars.count >= 3 {
                var value = likeness.between(own, bodies[index]) + likeness.between(own, titles[index])
                value += likeness.held(own, by: bodies[index])
                value +=
                    row.kinds.map { items[index].kinds.contains($0) && holders[$0] ?? 0 <= 2 ? PlanJoin.weight($0) : 0 }
                    .max() ?? 0
                if value > best?.value ?? PlanJoin.least { best = (items[index].id, value) }
            }
            joins.append(best?.item)
        }
    }

    private static let commonplaces = Lexicon(
        "教育督导 督导 工作 开展 做好 组织 实施 全市 全区 全县 年度 印发 召开 总结 会议 进行 继续 要点 安排 计划 落实 完成 各项 相关 举办 会")

    /// A title without what every title holds: figures, and words such as 做好 and 工作.
    static func essence(_ title: String) -> String {
        let text = PlanText(title)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < text.count {
            if let word = commonplaces.match(text, at: index, before: text.count) {
                index = word.end
            } else {
                if PlanText.digit(text.glyphs[index]) == nil, !text.isOne(of: "年《》", at: index) {
                    result.append(text.glyphs[index])
                }
                index += 1
            }
        }
        return String(result)
    }
}
