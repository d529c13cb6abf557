import Store
import Supervision

/// One thing that is other than in the plan before, as a row.
struct PlanComparisonLine: Sendable, Equatable {
    enum Kind: String, CaseIterable, Sendable {
        case added, dropped, target, time, wording

        var label: String {
            switch self {
            case .added: "新增"
            case .dropped: "不再列入"
            case .target: "指标变化"
            case .time: "时间变化"
            case .wording: "文字变化"
            }
        }
    }

    let kind: Kind
    /// The item of the newer plan, or of the older one where the newer has none.
    let item: PlanItemID
    let title: String
    /// Which figure; empty for others.
    var about = ""
    var old = ""
    var new = ""
    var diff: [TextDiff.Line] = []
}

/// A comparison as rows, kind by kind.
struct PlanComparisonLines {
    let comparison: PlanComparison
    let oldYear: Int
    let newYear: Int

    init(_ comparison: PlanComparison, old: Plan, new: Plan) {
        self.comparison = comparison
        oldYear = old.year
        newYear = new.year
    }

    var all: [PlanComparisonLine] { PlanComparisonLine.Kind.allCases.flatMap(lines) }

    func lines(_ kind: PlanComparisonLine.Kind) -> [PlanComparisonLine] {
        switch kind {
        case .added:
            comparison.added.map { side in
                PlanComparisonLine(kind: kind, item: side.item.id, title: side.item.title, new: said(side, newYear))
            }
        case .dropped:
            comparison.dropped.map { side in
                PlanComparisonLine(kind: kind, item: side.item.id, title: side.item.title, old: said(side, oldYear))
            }
        case .target: comparison.kept.flatMap { pair in pair.targets.map { target($0, pair) } }
        case .time:
            comparison.kept.compactMap { pair in
                pair.windows.map { times in
                    line(kind, pair, old: times.old.joined(separator: "；"), new: times.new.joined(separator: "；"))
                }
            }
        case .wording:
            comparison.kept.compactMap { pair in
                pair.wording.map { diff in
                    var line = line(kind, pair, old: pair.old.item.text, new: pair.new.item.text)
                    line.diff = diff
                    return line
                }
            }
        }
    }

    private func line(
        _ kind: PlanComparisonLine.Kind, _ pair: PlanComparison.Pair, about: String = "", old: String, new: String
    ) -> PlanComparisonLine {
        PlanComparisonLine(
            kind: kind, item: pair.new.item.id, title: pair.new.item.title, about: about, old: old, new: new)
    }

    private func target(_ change: PlanComparison.TargetChange, _ pair: PlanComparison.Pair) -> PlanComparisonLine {
        line(
            .target, pair, about: change.new?.of ?? change.old?.of ?? "", old: change.old?.chinese ?? "无",
            new: change.new?.chinese ?? "无")
    }

    /// When and how much, in a line.
    private func said(_ side: PlanComparison.Side, _ year: Int) -> String {
        let times = side.windows.map { PlanTiming.withStage($0, in: year) }.filter { !$0.isEmpty }
        let figures = side.targets.map { "\($0.of)\($0.chinese)" }
        return (times + figures).joined(separator: "；")
    }
}

/// A plan beside an earlier one: figures that open their rows, then kind by kind what is other.
struct PlanComparisonPage: Page {
    let new: Plan
    let old: Plan?
    let others: [Plan]
    let comparison: PlanComparison?
    let address: ListAddress

    var title: String { "\(new.title)：与上年对比" }
    var section: String { "/plans" }

    var main: HTML {
        let export: HTML? = comparison.map { _ in
            "<a class=\"button\" href=\"\(address.export(at: "\(address.path).xlsx"))\">导出 XLSX</a>"
        }
        return """
            \(PageHead(new.title, crumbs: [("年度计划", "/plans")], actions: export).html)
            \(PlanTab.html(.comparison, of: new.id))
            \(others.isEmpty && old == nil ? nil : FilterBar(address, [choice]).html)
            \(content)
            """
    }

    private var choice: HTML {
        FilterBar.choice(
            address, "with", "对比", others.map { Choice($0.id.rawValue, "\($0.yearsText) \($0.title)") }, all: "上一年的计划")
    }

    private var content: HTML {
        guard let comparison, let old else {
            return """
                <div class="empty"><strong>没有可以对比的计划</strong><p>请先录入上一年的计划并接受，再来对比新增、不再列入的事项和指标变化。</p>\
                <a class="button" href="/plans">查看年度计划</a></div>
                """
        }
        let lines = PlanComparisonLines(comparison, old: old, new: new)
        let parts = PlanComparisonLine.Kind.allCases.map { (kind: $0, lines: lines.lines($0)) }
        return """
            <p class="muted">与<a href="/plans/\(old.id)">\(old.yearsText)《\(old.title)》</a>对比。</p>
            <dl class="figures">\(parts.map { figure($0.kind.rawValue, $0.kind.label, $0.lines.count) })\
            \(figure("same", "没有变化", comparison.same.count))</dl>
            \(parts.compactMap { section($0.kind, $0.lines, old) })\(same(comparison.same))
            """
    }

    private func figure(_ anchor: String, _ label: String, _ count: Int) -> HTML {
        let number: HTML = count == 0 ? "0" : "<a href=\"#\(anchor)\">\(count)</a>"
        return "<div><dt>\(label)</dt><dd>\(number)</dd></div>"
    }

    private func section(_ kind: PlanComparisonLine.Kind, _ lines: [PlanComparisonLine], _ old: Plan) -> HTML? {
        guard !lines.isEmpty else { return nil }
        let heading: HTML = "<h2>\(kind.label)（\(lines.count)）</h2>"
        guard kind != .wording else {
            return "<section class=\"section\" id=\"\(kind.rawValue)\">\(heading)\(lines.map(wording))</section>"
        }
        let about: HTML? = kind == .target ? "<th scope=\"col\">指标</th>" : nil
        let rows = lines.map { line -> HTML in
            """
            <tr>\(Ledger.cell("事项", "<a href=\"/plan-items/\(line.item)\">\(line.title)</a>", kind: "lead"))\
            \(kind == .target ? Ledger.cell("指标", "\(line.about)") : nil)\
            \(kind == .added ? nil : Ledger.cell("\(old.yearsText)", "\(line.old)"))\
            \(kind == .dropped ? nil : Ledger.cell("\(new.yearsText)", "\(line.new)"))</tr>
            """
        }
        return """
            <section class="section" id="\(kind.rawValue)">\(heading)<table class="ledger"><thead><tr><th scope="col">事项</th>\(about)\
            \(kind == .added ? nil : "<th scope=\"col\">\(old.yearsText)</th>" as HTML)\
            \(kind == .dropped ? nil : "<th scope=\"col\">\(new.yearsText)</th>" as HTML)</tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }

    private func wording(_ line: PlanComparisonLine) -> HTML {
        let changed = line.diff.compactMap { part -> HTML? in
            switch part {
            case .same: nil
            case .removed(let text): "<p><del>\(text)</del></p>"
            case .added(let text): "<p><ins>\(text)</ins></p>"
            }
        }
        return """
            <details class="explain"><summary>\(line.title)，\(changed.count) 处</summary>\(changed)\
            <p><a href="/plan-items/\(line.item)">查看事项</a></p></details>
            """
    }

    private func same(_ pairs: [PlanComparison.Pair]) -> HTML? {
        guard !pairs.isEmpty else { return nil }
        let lines = pairs.map { pair -> HTML in
            "<li><a href=\"/plan-items/\(pair.new.item.id)\">\(pair.new.item.title)</a></li>"
        }
        return "<section class=\"section\" id=\"same\"><h2>没有变化（\(pairs.count)）</h2><ul>\(lines)</ul></section>"
    }
}
