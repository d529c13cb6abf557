import Store
import Supervision

/// The rounds of an office with how far each is.
struct CycleListPage: Page {
    let listing: Listing<RoundCycleRecord>
    let figures: [RoundCycleID: RoundCycleFigures]
    let address: ListAddress
    let canAct: Bool

    var title: String { "五年一轮" }
    var section: String { "/rounds" }

    var main: HTML {
        let create: HTML? = canAct ? "<a class=\"button primary\" href=\"/rounds/new\">新建轮次</a>" : nil
        return """
            \(PageHead(title, subtitle: "一轮之内每个单位督导一次：哪些单位排在哪一年，已经完成多少，还剩多少。", actions: create).html)
            \(FilterBar(address, filters).html)
            \(table)
            """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称"),
            FilterBar.choice(
                address, "state", "状态", RoundCycle.State.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
    }

    private var table: HTML {
        let empty: HTML = """
            <div class="empty"><strong>还没有轮次</strong>新建轮次，排定各年督导的单位；督导项目里填写了轮次的，也会列在这里。</div>
            """
        return Ledger(
            [
                .init("轮次", sort: "name"), .init("年份", sort: "years"), .init("名册总数", kind: "num"),
                .init("已完成", kind: "num"), .init("正在督导", kind: "num"), .init("已列入计划", kind: "num"),
                .init("尚未安排", kind: "num"), .init("状态"),
            ], listing, at: address, unit: "轮", empty: empty, row: row
        ).html
    }

    private func row(_ record: RoundCycleRecord) -> HTML {
        let cycle = record.cycle
        let path = "/rounds/\(record.id)"
        func number(_ title: String, _ count: Int?, _ standing: String) -> HTML {
            Ledger.cell(title, "<a href=\"\(path)?standing=\(standing)\">\(count ?? 0)</a>", kind: "num")
        }
        let found = figures[record.id]
        let state = cycle.state == .open ? Badge.html(cycle.state.label, .active) : Badge.html(cycle.state.label)
        return """
            <tr class="\(cycle.state == .closed ? "closed" : "")">\
            \(Ledger.cell("轮次", "<a href=\"\(path)\">\(cycle.name)</a><small>\(cycle.key)</small>", kind: "lead"))\
            \(Ledger.cell("年份", "\(cycle.text)"))\(number("名册总数", found?.registry, "registry"))\
            \(number("已完成", found?.done, "done"))\(number("正在督导", found?.running, "running"))\
            \(number("已列入计划", found?.planned, "planned"))\(number("尚未安排", found?.left, "left"))\
            \(Ledger.cell("状态", state))</tr>
            """
    }
}

/// A cycle's name, years and units.
struct CycleFormPage: Page {
    let record: RoundCycleRecord?
    let typed: Fields
    var refusal: (any Refusal)?

    var title: String { record == nil ? "新建轮次" : "修改轮次" }
    var section: String { "/rounds" }

    private var path: String { record.map { "/rounds/\($0.id)" } ?? "/rounds" }
    private var problems: [String: String] { (refusal as? FormRefusal)?.problems ?? [:] }

    var main: HTML {
        let crumbs = [("五年一轮", "/rounds")] + (record.map { [($0.cycle.name, path)] } ?? [])
        let key: HTML =
            record.map { "<p class=\"muted\">代号：\($0.cycle.key)</p>" }
            ?? field("key", "代号", help: "督导项目填写相同的代号，就属于这一轮。").text(hint: "如：banyuan-2024-2028")
        return """
            \(PageHead(title, crumbs: crumbs).html)
            \(Said.error(refusal?.message))
            <form class="form" method="post" action="\(path)">\(FormSeal())
            <input type="hidden" name="version" value="\(typed.text("version"))">
            \(field("name", "名称").text(hint: "如：幼儿园办园行为督导评估五年一轮"))\(key)
            <div class="field-row">\(field("firstYear", "起始年份").text(type: "number", isShort: true))\
            \(field("length", "共几年", help: "条例第十四条：对学校的综合督导每三至五年一次。").text(type: "number", isShort: true))</div>
            <fieldset class="field"><legend>哪些单位</legend><p class="help">不勾选的不限；都要符合才算本轮的单位。</p>
            <div class="halves">\(boxes("kinds", "单位类别", OrganisationKind.allCases.map(\.label)))\
            \(boxes("authorities", "隶属", AuthorityLevel.allCases.map(\.label)))\
            \(boxes("running", "办别", RunningType.allCases.map(\.label)))\
            \(boxes("stages", "学段", Stage.allCases.map(\.label)))</div></fieldset>
            \(field("tags", "标签", help: "多个标签用顿号隔开。").text())
            <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(path)">取消</a></div>
            </form>
            """
    }

    private func field(_ name: String, _ label: String, help: String = "") -> Field {
        Field(name, label, value: typed.text(name), problem: problems[name], help: help)
    }

    private func boxes(_ name: String, _ legend: String, _ labels: [String]) -> HTML {
        Choice.boxes(name, legend: legend, labels.map { Choice($0, $0) }, chosen: Set(typed.all(name)))
    }
}

/// The end of one cycle and the beginning of the next.
struct NextCyclePage: Page {
    let record: RoundCycleRecord
    let figures: RoundCycleFigures
    let typed: Fields?
    let problem: String?

    var title: String { "开始新一轮" }
    var section: String { "/rounds" }

    var main: HTML {
        let cycle = record.cycle
        let path = "/rounds/\(record.id)"
        let first: HTML? = typed.map { $0["leftFirst"] != nil } ?? true ? " checked" : nil
        let years = "\(cycle.lastYear + 1)—\(cycle.lastYear + cycle.length)年"
        return """
            \(PageHead(title, crumbs: [("五年一轮", "/rounds"), (cycle.name, path)]).html)
            \(Said.error(problem))
            <dl class="figures">\(Figure.html("已完成", figures.done, "所", "\(path)?standing=done"))\
            \(Figure.html("正在督导", figures.running, "所", "\(path)?standing=running"))\
            \(Figure.html("没有督导到", figures.remaining, "所", "\(path)?standing=remaining", isLate: figures.remaining > 0))</dl>
            <p>“\(cycle.name)”（\(cycle.text)）随即结束，不能再改计划和补录，台账仍可查看；新一轮为\(years)，单位范围相同。</p>
            <form class="form" method="post" action="\(path)/next" data-confirm="本轮随即结束，开始新一轮吗？" \
            data-confirm-label="开始新一轮">\(FormSeal())<input type="hidden" name="version" value="\(cycle.version)">
            \(Field("key", "新一轮的代号", value: typed?["key"] ?? "", isRequired: true).text())
            \(Field("name", "新一轮的名称", value: typed?["name"] ?? "", isRequired: true).text())
            <label class="choice"><input type="checkbox" name="leftFirst" value="1"\(first)> \
            本轮没有督导到的\(figures.remaining)个单位排在新一轮的第一年（\(cycle.lastYear + 1)年）</label>
            <div class="form-actions"><button class="primary">开始新一轮</button><a class="button quiet" href="\(path)">取消</a></div>
            </form>
            """
    }
}
