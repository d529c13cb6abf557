import Store
import Supervision

/// What the ledger says of a school besides its counts.
struct CoverageLine: Sendable {
    var lastVisit: Day?
    var openFindings = 0
    /// Checks of campaigns and joint visits, made or planned, by term.
    var checks: [SchoolTerm: Int] = [:]
}

/// The ledger: a school a line, with this month, the terms, the last visit, checks of campaigns and the rounds.
struct CoverageListTable {
    let page: CoverageMapPage
    let listing: Listing<CoverageSchool>

    private var span: CoverageSpan { page.address.span }
    private var today: Day { page.viewer.day }
    private var isOffice: Bool { Role.office.union([.leader]).contains(page.viewer.role) }

    var html: HTML {
        let rounds = page.rounds.map { Ledger.Column(name($0), kind: "long") }
        let checks: [Ledger.Column] = isOffice ? [.init("检查")] : []
        return Ledger(
            [
                .init("学校", sort: "name", kind: "long lead"), .init("责任督学"), .init("本月"),
            ] + span.terms.map { Ledger.Column("\($0.shortName)学期") }
                + [
                    .init("缺的月份", sort: "late"), .init("最近到校", kind: "date"),
                    .init("到校次数", sort: "visits", kind: "num"), .init("未销号问题", kind: "num"),
                ] + checks + rounds,
            listing, at: page.address.list, unit: "所", empty: CoverageMapPage.empty, row: row
        ).html
    }

    private func row(_ school: CoverageSchool) -> HTML {
        let line = page.lines[school.id] ?? CoverageLine()
        let stages = school.stages.map(\.label).joined(separator: "、")
        let name: HTML = """
            <a href="\(page.address.path("/coverage/schools/\(school.id)"))">\(school.name)</a><small>\(stages)</small>
            """
        let who = school.inspectors.map(\.name).joined(separator: "、")
        let terms = school.coverage.terms.map { Ledger.cell("\($0.term.shortName)学期", CoverageWords.badge($0)) }
        return """
            <tr class="\(school.coverage.isLate ? "late" : "")">\(Ledger.cell("学校", name, kind: "long lead"))\
            \(Ledger.cell("责任督学", who.isEmpty ? "<span class=\"muted\">未定</span>" : "\(who)"))\
            \(Ledger.cell("本月", month(school)))\(terms)\(Ledger.cell("缺的月份", late(school)))\
            \(Ledger.cell("最近到校", line.lastVisit.map { When.html($0) } ?? "<span class=\"muted\">没有记录</span>", kind: "date"))\
            \(Ledger.cell("到校次数", "\(school.coverage.visits)", kind: "num"))\
            \(Ledger.cell("未销号问题", findings(school, line.openFindings), kind: "num"))\
            \(isOffice ? Ledger.cell("检查", checks(school, line)) : nil)\
            \(page.rounds.map { round($0, school) })</tr>
            """
    }

    private func month(_ school: CoverageSchool) -> HTML {
        guard let index = span.months.firstIndex(where: { $0.contains(today) }) else { return "—" }
        let month = school.coverage.months[index]
        switch month.state {
        case .visited: return Badge.html("\(month.visits)次", .good)
        case .extra: return Badge.html("\(month.visits)次")
        case .waiting:
            return Badge.html(month.visits > 0 ? "\(month.visits)/\(school.rule.perMonth) 待到校" : "待到校", .warn)
        case .late, .ahead, .notDue, .unknown, .free: return Badge.html(month.state.label)
        }
    }

    private func late(_ school: CoverageSchool) -> HTML {
        let months = school.coverage.months.indices.filter { school.coverage.months[$0].state == .late }
            .map { "\(span.months[$0].first.month)月" }
        return months.isEmpty ? "—" : "<span class=\"late-text\">\(months.joined(separator: "、"))未到校</span>"
    }

    private func findings(_ school: CoverageSchool, _ count: Int) -> HTML {
        count == 0 || !isOffice
            ? "\(count)" : "<a href=\"/findings?organisation=\(school.id)&amp;state=open\">\(count)</a>"
    }

    /// Each term's in one column, so that a screen bears them; more than a term should have are told in words as well.
    private func checks(_ school: CoverageSchool, _ line: CoverageLine) -> HTML {
        let terms = span.terms.map { term -> HTML in
            let count = line.checks[term] ?? 0
            let link = "/organisations/\(school.id)/calendar?term=\(term.code)&source=check"
            let over: HTML? = count > page.limits.perTerm ? " \(Badge.html("过多", .late))" : nil
            let number: HTML = count == 0 ? "0" : "<a href=\"\(link)\">\(count)</a>"
            return "<small>\(term.shortName)\(number)次\(over)</small>"
        }
        return "\(terms)"
    }

    /// Short where there is only one, since a phone writes it beside the value.
    private func name(_ round: CoverageRound) -> String {
        page.rounds.count == 1 ? "五年一轮" : round.record.cycle.name
    }

    private func round(_ round: CoverageRound, _ school: CoverageSchool) -> HTML {
        let standing = round.standing[school.id]
        let words = CoverageRound.words(standing)
        let badge: HTML =
            switch standing {
            case .done?: Badge.html(words, .good)
            case .underWay?: Badge.html(words, .active)
            case .planned(let year)?: Badge.html(words, year < today.year ? .late : .neutral)
            case .left?: Badge.html(words, .warn)
            case nil: "<span class=\"muted\">\(words)</span>"
            }
        return Ledger.cell(name(round), badge, kind: "long")
    }
}
