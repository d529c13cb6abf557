import Store
import Supervision

/// One unit: what it is, what it was called, whom it belongs to, and what was found there.
struct OrganisationPage: Page {
    let record: OrganisationRecord
    let regions: RegionTable
    let codes: [CodeSpan]
    let versions: [OrganisationVersion]
    let relations: [RelationLine]
    let groups: [MembershipLine]
    let reorganisations: [ReorganisationRow]
    let figures: OrganisationFigures
    let canKeep: Bool
    /// Whether the viewer's role opens inspections and findings.
    let seesLoop: Bool

    private var organisation: Organisation { record.organisation }
    private var facts: OrganisationFacts { organisation.facts }
    private var path: String { "/organisations/\(record.id)" }

    var title: String { record.name }
    var section: String { "/organisations" }

    static func badge(_ record: OrganisationRecord) -> HTML {
        record.organisation.isOpen ? Badge.html("正常", .good) : Badge.html("已撤销")
    }

    var main: HTML {
        let head = PageHead(
            title, crumbs: [("单位", "/organisations")], badge: OrganisationPage.badge(record),
            subtitle: "\(record.code) · \(facts.kind.label)", actions: canKeep ? actions : nil)
        return """
            \(head.html)
            \(figuresList)
            <section class="section"><h2>基本信息</h2>\(factsList)</section>
            <section class="section"><h2>代码</h2>\(codesTable)</section>
            <section class="section"><h2>沿革</h2>\(versionsTable)</section>
            <section class="section"><div class="section-head"><h2>与其他单位的关系</h2>\
            \(canKeep ? link(.relations, isSmall: true) : nil)</div>\
            \(relationsTable)</section>
            \(groupSection)\(ReorganisationHistory(rows: reorganisations).html)
            """
    }

    private var groupSection: HTML? {
        guard !groups.isEmpty else { return nil }
        let rows = groups.map { line -> HTML in
            let until: HTML = line.until.map { When.html($0) } ?? "现在"
            return """
                <tr>\(Ledger.cell("名称", "<a href=\"/groups/\(line.group)\">\(line.name)</a>", kind: "lead"))\
                \(Ledger.cell("类型", "\(line.kind.label)"))\(Ledger.cell("自", When.html(line.from), kind: "date"))\
                \(Ledger.cell("至", until, kind: "date"))</tr>
                """
        }
        return """
            <section class="section"><h2>所在集团、学区</h2><table class="ledger"><thead><tr><th scope="col">名称</th>\
            <th scope="col">类型</th><th scope="col" class="date">自</th><th scope="col" class="date">至</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }

    private var actions: HTML {
        guard organisation.isOpen else { return link(.reopening) }
        return .joined([OrganisationChange.facts, .name, .code, .merger, .split, .closure].map { link($0) })
    }

    private func link(_ change: OrganisationChange, isSmall: Bool = false) -> HTML {
        "<a class=\"\(isSmall ? "button small" : "button")\" href=\"\(path)/\(change.rawValue)\">\(change.action)</a>"
    }

    private var figuresList: HTML {
        let unit = "organisation=\(record.id.rawValue)"
        return """
            <dl class="figures">\(figure("督导任务", figures.inspections, "次", "/inspections?\(unit)"))\
            \(figure("督导结果", figures.results, "项", "/organisations/\(record.id)/results"))\
            \(figure("问题", figures.findings, "条", "/findings?\(unit)&state=all"))\
            \(figure("未销号", figures.openFindings, "条", "/findings?\(unit)"))</dl>\
            \(seesLoop ? "<p><a href=\"\(path)/calendar\">督导日历</a>\(contact)</p>" as HTML : nil)
            """
    }

    /// Who receives inspectors, for the office.
    private var contact: HTML? {
        guard canKeep, [.school, .kindergarten].contains(facts.kind) else { return nil }
        return " · <a href=\"\(path)/contact\">到校联系人</a>"
    }

    /// A count that opens its rows, for those who may see them.
    private func figure(_ title: String, _ count: Int, _ unit: String, _ path: String) -> HTML {
        let number: HTML = "\(count)<small>\(unit)</small>"
        return "<div><dt>\(title)</dt><dd>\(seesLoop ? "<a href=\"\(path)\">\(number)</a>" : number)</dd></div>"
    }

    private var factsList: HTML {
        let pupils = facts.pupils.map { "\($0) 人" } ?? "—"
        let closed: HTML? = organisation.closedOn.map { "<dt>撤销日期</dt><dd>\(When.html($0))</dd>" }
        return """
            <dl class="facts"><dt>所在地</dt><dd>\(regions.fullName(of: facts.place)) <span class="muted">\(facts.place)</span></dd>\
            <dt>隶属</dt><dd>\(facts.authority.level.label)\(manager)</dd>\
            <dt>学校类别</dt><dd>\(facts.category?.label ?? "—")</dd>\
            <dt>学段</dt><dd>\(orDash(facts.stages.sorted().map(\.label).joined(separator: "、")))</dd>\
            <dt>办别</dt><dd>\(facts.running?.label ?? "—")</dd>\
            <dt>标签</dt><dd>\(orDash(facts.tags.sorted().joined(separator: "、")))</dd>\
            <dt>在校生数</dt><dd>\(pupils)</dd><dt>地址</dt><dd>\(orDash(facts.address))</dd>\
            <dt>现有信息自</dt><dd>\(When.html(organisation.since))</dd>\(closed)</dl>
            """
    }

    private var manager: HTML? {
        record.place.deepest.map { "<span class=\"muted\">（\(regions.fullName(of: $0))）</span>" }
    }

    private func orDash(_ text: String) -> String { text.isEmpty ? "—" : text }

    private var codesTable: HTML {
        let rows = codes.map { span -> HTML in
            let until: HTML = span.until.map { When.html($0) } ?? "—"
            let state = span.until == nil ? Badge.html("在用", .good) : Badge.html("作废")
            return """
                <tr>\(Ledger.cell("代码", "\(span.code)", kind: "code lead"))\(Ledger.cell("自", When.html(span.from), kind: "date"))\
                \(Ledger.cell("至", until, kind: "date"))\(Ledger.cell("状态", state))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="code">代码</th><th scope="col" class="date">自</th>\
            <th scope="col" class="date">至</th><th scope="col">状态</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var versionsTable: HTML {
        let rows = versions.map { version -> HTML in
            let until: HTML = version.until.map { $0 < version.from ? "当日即改" : When.html($0) } ?? "现在"
            let from = When.html(version.from)
            let kind = [version.kind.label, version.running?.label, version.authority?.label].compactMap { $0 }
            return """
                <tr>\(Ledger.cell("名称", "\(version.name)", kind: "lead"))\(Ledger.cell("代码", "\(version.code)", kind: "code"))\
                \(Ledger.cell("类型", "\(kind.joined(separator: " · "))"))\(Ledger.cell("所在地", "\(version.placeName)"))\
                \(Ledger.cell("自", from, kind: "date"))\(Ledger.cell("至", until, kind: "date"))\
                \(Ledger.cell("事由", "\(version.reason)", kind: "long"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">名称</th><th scope="col" class="code">代码</th>\
            <th scope="col">类型</th><th scope="col">所在地</th><th scope="col" class="date">自</th>\
            <th scope="col" class="date">至</th><th scope="col" class="long">事由</th></tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private var relationsTable: HTML {
        guard !relations.isEmpty else { return "<p class=\"muted\">没有登记的关系。</p>" }
        let rows = relations.map { line -> HTML in
            let until: HTML = line.until.map { When.html($0) } ?? end(line)
            return """
                <tr>\(Ledger.cell("关系", "\(OrganisationPage.words(line))"))\
                \(Ledger.cell("单位", "<a href=\"/organisations/\(line.other.rawValue)\">\(line.otherName)</a>", kind: "lead"))\
                \(Ledger.cell("代码", "\(line.otherCode)", kind: "code"))\(Ledger.cell("自", When.html(line.from), kind: "date"))\
                \(Ledger.cell("至", until, kind: "date"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">关系</th><th scope="col">单位</th>\
            <th scope="col" class="code">代码</th><th scope="col" class="date">自</th><th scope="col" class="date">至</th>\
            </tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private func end(_ line: RelationLine) -> HTML {
        // What a merger or a split made stays: it is how people find the successor.
        guard canKeep, line.kind != .mergedInto, line.kind != .splitInto else { return "现在" }
        return """
            <form class="inline" method="post" action="\(path)/relations/\(line.id)/end">\(FormSeal())\
            <button class="small" data-confirm="与“\(line.otherName)”的关系自今日起结束，记录保留。" data-confirm-title="结束这一关系？" \
            data-confirm-label="结束">结束</button></form>
            """
    }

    /// How the other stands to this one.
    private static func words(_ line: RelationLine) -> String {
        switch (line.kind, line.isOwn) {
        case (.branch, true): "主校"
        case (.branch, false): "分校（校区）"
        case (.teachingPoint, true): "中心校"
        case (.teachingPoint, false): "教学点"
        case (.group, true): "所属教育集团"
        case (.group, false): "集团成员"
        case (.mergedInto, true): "并入"
        case (.mergedInto, false): "并入本单位"
        case (.splitInto, true): "拆分为"
        case (.splitInto, false): "由其拆分"
        case (.managedBy, true): "管理单位"
        case (.managedBy, false): "受本单位管理"
        }
    }
}
