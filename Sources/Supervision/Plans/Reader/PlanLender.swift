/// Lends a figure that does not say what it counts the name that one before it in the same item said.
///
/// 新建学校8所。2023年完成3所: the second counts schools too.
struct PlanLender {
    private var names: [String: String] = [:]

    private static let places: Set<String> = ["所", "家", "园", "校"]

    mutating func lend(_ figures: [PlanQuantity], in sentence: Range<Int>, _ text: PlanText) -> [PlanQuantity] {
        figures.map { figure in
            var figure = figure
            let isPlace = PlanLender.places.contains(figure.unit)
            if isPlace, !PlanLender.isPlace(figure.of),
                let near = PlanLender.lastPlace(sentence.lowerBound..<figure.core.lowerBound, text)
            {
                figure.of = near
                figure.range = figure.core
                figure.confidence = 70
            } else if figure.of.isEmpty || isPlace && !PlanLender.isPlace(figure.of), let lent = names[figure.unit] {
                figure.of = lent
                figure.confidence = 60
            }
            if !figure.of.isEmpty, !isPlace || PlanLender.isPlace(figure.of), !figure.isChange {
                names[figure.unit] = figure.of
            }
            return figure
        }
    }

    private static let endings = [
        "园", "校", "学", "机构", "点", "中心", "企业", "单位", "基地", "院", "社", "部门", "班", "集团", "初中", "高中",
    ]

    private static func isPlace(_ name: String) -> Bool { endings.contains { name.hasSuffix($0) } }

    /// The last kind of unit that the words before a figure name.
    private static func lastPlace(_ range: Range<Int>, _ text: PlanText) -> String? {
        var found: String?
        var index = range.lowerBound
        while index < range.upperBound {
            if let word = PlanNouns.all.match(text, at: index, before: range.upperBound) {
                if isPlace(word.meaning) { found = word.meaning }
                index = word.end
            } else {
                index += 1
            }
        }
        return found
    }
}
