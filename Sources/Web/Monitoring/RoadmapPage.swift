import Store
import Supervision

/// The roadmap of an office's counties: a map of tiles by year, the plan against what passed, and every county.
struct RoadmapPage: Page {
    let procedure: CertificationProcedure
    let counties: [CountyProgress]
    let year: Int
    let address: ListAddress
    let viewer: Viewer

    var title: String { "\(procedure.name)创建规划" }
    var section: String { "/roadmap" }
    private var filter: CountyFilter { CountyFilter(address, first: "state") }
    private var isJudged: Bool { BalanceStandard.shipped.contains { $0.code == procedure.standard } }

    var main: HTML {
        let shown = filter.lines(counties, on: viewer.day)
        return """
            \(PageHead(title, subtitle: subtitle, actions: actions).html)
            \(tabs)
            \(FilterBar(address, filters, keeping: ["standard"]).html)
            <dl class="figures">\(figures)</dl>
            \(RoadmapMap(counties: shown, procedure: procedure, isJudged: isJudged, today: viewer.day).html)
            \(RoadmapSummaryTable(procedure: procedure, counties: counties, tier: tier, today: viewer.day, address: address).html)
            <section class="section"><h2>各区县</h2>\(table(shown).html)</section>
            \(ProcedureSource(procedure).html)
            """
    }

    /// Of which tier the summary speaks.
    private var tier: String {
        let asked = address.filter("tier")
        if procedure.goals.contains(asked) { return asked }
        // The highest one that anybody has planned.
        return procedure.goals.last { goal in counties.contains { $0.roadmap?.years[goal] != nil } }
            ?? procedure.highest
    }

    private var subtitle: HTML {
        isJudged ? "\(viewer.day.chinese) · 结论按\(year)年学校填报的数据" : "\(viewer.day.chinese) · 等次逐级达标，不可越级"
    }

    private var actions: HTML {
        let canEdit = Role.office.contains(viewer.role) && RoadmapDistricts.canPlan(viewer.scope)
        let edit: HTML? =
            canEdit
            ? "<a class=\"button primary\" href=\"/roadmap/edit?standard=\(procedure.standard)\">编辑规划</a>" : nil
        return """
            \(edit)<a class="button" href="/certifications?standard=\(procedure.standard)">创建认定</a>\
            <a class="button" href="/certifications/titles?standard=\(procedure.standard)">认定记录</a>\
            <a class="button quiet" href="/roadmap/history?standard=\(procedure.standard)">变更记录</a>
            """
    }

    private var tabs: HTML {
        let links = CertificationProcedures.all.map { one -> HTML in
            let current: HTML? = one.standard == procedure.standard ? " aria-current=\"page\"" : nil
            return "<a href=\"/roadmap?standard=\(one.standard)\"\(current)>\(one.name)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"标准\">\(links)</nav>"
    }

    private var filters: [HTML] {
        let verdicts =
            [BalanceVerdict.pass, .fail, .undetermined].map { Choice($0.rawValue, $0.label) } + [Choice("none", "没有数据")]
        let verdict = isJudged ? [FilterBar.choice(address, "verdict", "结论", verdicts)] : []
        let tiers =
            procedure.tiers.isEmpty
            ? []
            : [FilterBar.choice(address, "tier", "看哪个等次", procedure.goals.map { Choice($0, $0) }, all: "下一个要达到的")]
        return [FilterBar.search(address, hint: "区县名称或代码")] + tiers + verdict
            + CountyFilters.roadmap(address, counties)
            + ["<input type=\"hidden\" name=\"standard\" value=\"\(procedure.standard)\">"]
    }

    private var figures: [HTML] {
        let kinds = RoadmapStanding.Kind.allCases.map { kind -> HTML in
            let count = filter.count(counties, on: viewer.day) { $0.state = kind }
            return Figure.html(
                kind.label, count, "个", address.with("state", kind.rawValue), isLate: kind == .behind && count > 0)
        }
        let untold = filter.count(counties, on: viewer.day) { $0.scope = "untold" }
        let rest: HTML? =
            untold == 0 ? nil : Figure.html("没有数据也未规划", untold, "个", address.with("scope", "untold"))
        return kinds + [rest].compactMap { $0 }
    }

    private func table(_ rows: [CountyProgress]) -> Ledger {
        let goals = procedure.goals.map { goal in
            Ledger.Column(RoadmapTable.heading(goal), sort: procedure.tiers.isEmpty ? "plan" : "")
        }
        let verdict: [Ledger.Column] = isJudged ? [.init("结论", sort: "verdict")] : []
        let columns: [Ledger.Column] =
            [.init("区县", sort: "name", kind: "lead")] + goals + [.init("已认定")] + verdict
            + [.init("目前环节", sort: "due"), .init("进展", sort: "state")]
        let page = address.page
        return Ledger(
            columns,
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page),
            at: address, unit: "个区县", exportPath: "/roadmap/years.xlsx",
            empty:
                "<div class=\"empty\"><strong>没有符合条件的区县</strong><a href=\"/roadmap?standard=\(procedure.standard)&amp;scope=all\">查看全部区县</a></div>",
            row: row)
    }

    private func row(_ county: CountyProgress) -> HTML {
        let goals = procedure.goals.map { goal -> HTML in
            Ledger.cell(RoadmapTable.heading(goal), "\(county.roadmap?.years[goal].map { "\($0)年" } ?? "—")")
        }
        let held = county.held.map { held -> HTML in
            "\(held.tier.isEmpty ? "是" : held.tier)<small>\(held.day.chinese)</small>"
        }
        let verdict: HTML? =
            isJudged
            ? Ledger.cell("结论", county.line?.verdict.badge ?? Badge.html("没有数据")) : nil
        return """
            <tr class="\(county.standing?.kind == .behind ? "late" : "")">\(Ledger.cell("区县", name(county), kind: "lead"))\
            \(goals)\(Ledger.cell("已认定", held ?? "—"))\(verdict)\
            \(Ledger.cell("目前环节", county.stepCell(on: viewer.day)))\(Ledger.cell("进展", county.stateCell))</tr>
            """
    }

    private func name(_ county: CountyProgress) -> HTML {
        guard isJudged, BalanceRoutes.readers.admits(viewer.role), !BalanceCounties.isJudged(viewer.scope) else {
            return "\(county.district.name)"
        }
        return "<a href=\"/balance?district=\(county.district.district.text)\">\(county.district.name)</a>"
    }
}

/// Counties as tiles, those of one planned year together; a word says what the colour says.
struct RoadmapMap {
    let counties: [CountyProgress]
    let procedure: CertificationProcedure
    let isJudged: Bool
    let today: Day

    var html: HTML? {
        guard !counties.isEmpty else { return nil }
        let groups = Dictionary(grouping: counties) { county in
            county.standing?.kind == .certified ? Group.certified : county.plannedYear.map(Group.year) ?? .unplanned
        }
        let parts = groups.sorted { $0.key < $1.key }.map { group, members -> HTML in
            let late: HTML? =
                if case .year(let year) = group, year < today.year { Badge.html("已过", .late) } else { nil }
            return """
                <div class="tile-year"><h3>\(group.label) \(late)<small>\(members.count)个区县</small></h3>\
                <ul>\(members.map(tile))</ul></div>
                """
        }
        return "<section class=\"section\"><h2>路线图</h2><div class=\"tiles\">\(parts)</div></section>"
    }

    private func tile(_ county: CountyProgress) -> HTML {
        let (tone, word) = look(county)
        let next = county.roadmap?.next.map { $0.tier } ?? ""
        let words = next.isEmpty || county.standing?.kind == .certified ? word : "\(next)：\(word)"
        let inside: HTML = "<span>\(county.district.name)</span><small>\(words)</small>"
        let address = "/roadmap?standard=\(procedure.standard)&scope=all&q=\(Fields.encoded(county.district.name))"
        return "<li class=\"t-\(tone)\"><a href=\"\(address)\">\(inside)</a></li>"
    }

    private func look(_ county: CountyProgress) -> (tone: String, word: String) {
        if county.standing?.kind == .certified { return ("good", "已认定") }
        if county.standing?.kind == .behind { return ("late", isJudged ? "落后，\(county.verdictLabel)" : "落后") }
        guard isJudged else { return county.certification == nil ? ("neutral", "按规划") : ("accent", "办理中") }
        return switch county.line?.verdict {
        case .pass?: ("good", county.verdictLabel)
        case .fail?: ("warn", county.verdictLabel)
        default: ("neutral", county.line == nil ? "没有数据" : "数据不全")
        }
    }

    private enum Group: Hashable, Comparable {
        case year(Int)
        case unplanned, certified

        private var place: Int {
            switch self {
            case .year(let year): year
            case .unplanned: 9_998
            case .certified: 9_999
            }
        }

        static func < (left: Group, right: Group) -> Bool { left.place < right.place }

        var label: String {
            switch self {
            case .year(let year): "\(year)年"
            case .unplanned: "未列入规划"
            case .certified: "已认定"
            }
        }
    }
}
