import Store
import Supervision

/// Visits that the viewer may see, the latest first.
struct VisitListPage: Page {
    let listing: Listing<VisitRow>
    let address: ListAddress
    let themes: [String]
    let role: Role
    /// The viewer's own school, which keeps who receives inspectors.
    let school: OrganisationID?
    /// One school's visits are asked for, and its coverage is the viewer's to open.
    let hasCoverage: Bool

    var title: String { "到校督导" }
    var section: String { "/visits" }

    private var isUnit: Bool { role.belongsToOrganisation }

    var main: HTML {
        """
        \(PageHead(title, subtitle: subtitle, actions: actions).html)
        \(FilterBar(address, filters + kept).html)
        \(table.html)
        """
    }

    private var subtitle: HTML {
        isUnit
            ? "督学到本单位的记录；请逐条查看并签收，有异议可以写明。" : "责任督学到校和督导室随访督导的记录；问题随记录进入问题台账，各有期限和责任单位。"
    }

    private var actions: HTML? {
        let coverage: HTML? =
            hasCoverage
            ? "<a class=\"button\" href=\"/coverage/schools/\(address.filter("school"))\">该校到校情况</a>" : nil
        if let school {
            return "\(coverage)<a class=\"button\" href=\"/organisations/\(school)/contact\">到校联系人</a>"
        }
        guard VisitScriptRoutes.visitors.admits(role) else { return coverage }
        let plan: HTML? = Role.office.contains(role) ? "<a class=\"button\" href=\"/visit-tasks\">联合到校</a>" : nil
        return """
            \(coverage)<a class="button" href="/visit-themes">月度主题</a>\(plan)<a class="button primary" href="/visits/new">登记到校</a>
            """
    }

    private var filters: [HTML] {
        var filters = [
            FilterBar.search(address, hint: "学校、督学或编号"),
            """
            <div class="field"><label for="month">月份</label><input id="month" name="month" type="month" \
            value="\(address.filter("month"))"></div>
            """,
            FilterBar.choice(
                address, "outcome", "结果",
                VisitOutcome.allCases.filter { !isUnit || $0 != .serious }.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(
                address, "state", "状态",
                VisitFilter.State.allCases.filter { !isUnit || VisitFilter.State.ofUnits.contains($0) }
                    .map { Choice($0.rawValue, $0.label) }),
        ]
        guard !isUnit else { return filters }
        filters += [
            FilterBar.choice(address, "theme", "主题", themes.map { Choice($0, $0) }),
            FilterBar.choice(address, "mark", "标注", VisitMark.allCases.map { Choice($0.rawValue, $0.label) }),
            FilterBar.choice(address, "kind", "类别", Visit.Kind.allCases.map { Choice($0.rawValue, $0.label) }),
        ]
        return filters
    }

    /// What other pages ask by address alone.
    private var kept: [HTML] {
        ["own", "mine", "school", "inspector", "task"].filter { !address.filter($0).isEmpty }.map { name in
            "<input type=\"hidden\" name=\"\(name)\" value=\"\(address.filter(name))\">"
        }
    }

    private var table: Ledger {
        Ledger(
            [
                .init("到校日期", sort: "day", kind: "date"), .init("学校", sort: "school", kind: "long lead"),
                .init("督学", sort: "person"), .init("主题", kind: "long"), .init("结果", sort: "outcome"),
                .init("问题", kind: "num"), .init("照片", kind: "num"), .init("学校签收"), .init("标注"),
            ], listing, at: address, unit: "次到校", exportPath: "/visits/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的到校记录</strong>督学在手机上登记并发送后，会列在这里。</div>", row: row)
    }

    private func row(_ visit: VisitRow) -> HTML {
        let mark = visit.isVoid ? "closed" : visit.openMarks > 0 ? "late" : ""
        let marks = visit.marks.map { Badge.html($0.label, $0.needsDecision ? .warn : .neutral) }
        let void: HTML? = visit.isVoid ? Badge.html("已作废") : nil
        let missing: HTML? =
            visit.photosMissing > 0 ? "<br><small>缺\(visit.photosMissing)张</small>" : nil
        let kind: HTML? = visit.kind == .office ? "<br><small>\(visit.kind.label)</small>" : nil
        return """
            <tr class="\(mark)">\(Ledger.cell("到校日期", When.html(visit.day), kind: "date"))\
            \(Ledger.cell("学校", "<a href=\"/visits/\(visit.id)\">\(visit.schoolName)</a>", kind: "long lead"))\
            \(Ledger.cell("督学", "\(visit.personName)\(kind)"))\
            \(Ledger.cell("主题", visit.theme.isEmpty ? "—" : "\(visit.theme)", kind: "long"))\
            \(Ledger.cell("结果", visit.outcome.badge))\(Ledger.cell("问题", "\(visit.problems)", kind: "num"))\
            \(Ledger.cell("照片", "\(visit.photos)\(missing)", kind: "num"))\
            \(Ledger.cell("学校签收", signed(visit)))\
            \(Ledger.cell("标注", marks.isEmpty && void == nil ? "—" : "\(void)\(marks)"))</tr>
            """
    }

    private func signed(_ visit: VisitRow) -> HTML {
        guard let at = visit.signedAt else { return Badge.html("未签收", .neutral) }
        return visit.disagreement.isEmpty
            ? Badge.html("已签收", .good) : "\(Badge.html("有异议", .warn))<br><small>\(at.day.chinese)</small>"
    }
}

extension VisitOutcome {
    var badge: HTML {
        switch self {
        case .none, .settled: Badge.html(label, .good)
        case .advice: Badge.html(label, .active)
        case .consult: Badge.html(label, .warn)
        case .serious: Badge.html(label, .late)
        }
    }
}
