import Store
import Supervision

/// The list of zones.
struct ZoneListPage: Page {
    let listing: Listing<ZoneLine>
    let address: ListAddress
    /// Schools that no zone has; nil for those who see only their own zones.
    let without: Int?
    let rules: ZoneRules
    let canKeep: Bool

    /// What an import just did, as its numbers stand in the address.
    private var imported: HTML? {
        guard address.filter("done") == "imported" else { return nil }
        func number(_ name: String) -> Int { Int(address.filter(name)) ?? 0 }
        let bad = number("bad") > 0 ? "，跳过不合格的\(number("bad"))行" : ""
        return """
            <div class="notice success" role="status">新设责任区\(number("zones"))个，划入学校\(number("schools"))所，\
            挂牌\(number("postings"))所次\(bad)。</div>
            """
    }

    var title: String { "督学责任区" }
    var section: String { "/zones" }

    var main: HTML {
        """
        \(PageHead(title, subtitle: "学校划入责任区，责任督学挂牌到校；划区、派人和挂牌都记到日，调整后旧的记录保留。",
            actions: canKeep ? actions : nil).html)
        \(imported)\(without.map { count -> HTML in "<dl class=\"figures\">\(loose(count))</dl>" })
        \(FilterBar(address, filters).html)
        \(table.html)
        """
    }

    private var actions: HTML {
        """
        <a class="button" href="/zones/rules">挂牌规定</a><a class="button" href="/zones/board-text">公示牌文字</a>\
        <a class="button" href="/zones/import">导入</a>\
        <a class="button" href="/zones/proposal">挂牌方案</a><a class="button primary" href="/zones/new">新设责任区</a>
        """
    }

    private func loose(_ count: Int) -> HTML {
        """
        <div\(count > 0 ? " class=\"late\"" as HTML : nil)><dt>未划入责任区的学校</dt>\
        <dd><a href="/zones/schools?zone=none">\(count)<small>所</small></a></dd></div>
        """
    }

    private var filters: [HTML] {
        [
            FilterBar.search(address, hint: "名称"),
            FilterBar.choice(
                address, "state", "状态",
                [
                    Choice("over", "学校数超过规定"), Choice("unposted", "有学校未挂牌"), Choice("ended", "已撤销"),
                    Choice("all", "全部"),
                ], all: "现有的"),
        ]
    }

    private var table: Ledger {
        let help: HTML =
            canKeep
            ? "可以<a href=\"/zones/new\">新设一个</a>，或<a href=\"/zones/import\">从表格导入</a>划区和挂牌。" : "由督导室设立。"
        return Ledger(
            [
                .init("名称", sort: "name"), .init("学校", sort: "schools", kind: "num"),
                .init("督学", sort: "inspectors", kind: "num"), .init("未挂牌", sort: "unposted", kind: "num"),
                .init("提示"), .init("设立", sort: "from", kind: "date"), .init("撤销", kind: "date"),
            ], listing, at: address, unit: "个", exportPath: "/zones/export.xlsx",
            empty: "<div class=\"empty\"><strong>没有符合条件的责任区</strong>\(help)</div>"
        ) { line in
            let until: HTML = line.until.map { When.html($0) } ?? "—"
            let path = "/zones/schools?zone=\(line.id)"
            let schools: HTML = "<a href=\"\(path)\">\(line.schools)</a> 所"
            let unposted: HTML =
                line.unposted > 0 ? "<a href=\"\(path)&amp;state=unposted\">\(line.unposted)</a> 所" : "0 所"
            return """
                <tr>\(Ledger.cell("名称", "<a href=\"/zones/\(line.id)\">\(line.name)</a>", kind: "lead"))\
                \(Ledger.cell("学校", schools, kind: "num"))\(Ledger.cell("督学", "\(line.inspectors) 人", kind: "num"))\
                \(Ledger.cell("未挂牌", unposted, kind: "num"))\
                \(Ledger.cell("提示", ZoneSigns.html(schools: line.schools, inspectors: line.inspectors, rules)))\
                \(Ledger.cell("设立", When.html(line.from), kind: "date"))\(Ledger.cell("撤销", until, kind: "date"))</tr>
                """
        }
    }
}

/// What of a zone is beyond the office's rules.
enum ZoneSigns {
    static func html(schools: Int, inspectors: Int, _ rules: ZoneRules) -> HTML {
        let needed = rules.inspectorsNeeded(for: schools)
        let signs: [HTML?] = [
            schools > rules.schoolsPerZone ? Badge.html("学校超过\(rules.schoolsPerZone)所", .late) : nil,
            inspectors < needed ? Badge.html("督学少\(needed - inspectors)人", .warn) : nil,
        ]
        let found = signs.compactMap { $0 }
        return found.isEmpty ? "—" : "\(found)"
    }
}
