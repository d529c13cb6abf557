/// Works out which figures the sums (合计) of a form add up: `gymArea+groundArea`, or by stage `小学=a+b；初中=b`.
///
/// A part is something that a unit types: a sum of sums would be worked out from what stood there before.
struct CollectionSums {
    private let lines: [CollectionFormTable.Reading.Line]
    /// Whether the figure of each key is a sum itself.
    private let known: [String: Bool]

    init(_ lines: [CollectionFormTable.Reading.Line]) {
        self.lines = lines
        known = Dictionary(
            lines.flatMap { line in line.items.map { ($0.key, !line.sum.isEmpty) } },
            uniquingKeysWith: { first, _ in first })
    }

    func put(
        into found: inout [CollectionFormTable.Reading.Line], _ problems: inout [CollectionFormTable.Problem]
    ) {
        for (place, line) in lines.enumerated() where !line.sum.isEmpty {
            do throws(ValueProblem) {
                var items: [CollectionItem] = []
                for item in line.items {
                    items.append(
                        CollectionItem(
                            item.variable, item.stage, isRequired: item.isRequired, sum: try parts(of: item, line.sum)))
                }
                found[place].items = items
            } catch { problems.append(.init(line: line.number, reason: error.text)) }
        }
    }

    private func parts(of item: CollectionItem, _ text: String) throws(ValueProblem) -> [String] {
        var formula = text
        if text.contains("=") {
            let own = text.split(separator: "；").first { $0.hasPrefix("\(item.stage?.label ?? "")=") }
            guard let own else { throw ValueProblem("\(item.title)没有合计式") }
            formula = String(own.drop { $0 != "=" }.dropFirst())
        }
        var keys: [String] = []
        for word in formula.split(separator: "+", omittingEmptySubsequences: false) {
            let code = String(word).trimmingBlanks
            guard !code.isEmpty else { throw ValueProblem("\(item.title)的合计式缺少数据项") }
            let own = RecordedValues.key(code, item.stage)
            guard let key = known[own] != nil ? own : known[code] != nil ? code : nil else {
                throw ValueProblem("合计式里的“\(code)”不是数据项")
            }
            guard known[key] == false else { throw ValueProblem("合计式里的“\(code)”本身是合计") }
            guard !keys.contains(key) else { throw ValueProblem("合计式里的“\(code)”写了两次") }
            keys.append(key)
        }
        return keys
    }
}
