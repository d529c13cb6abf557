import Store
import Supervision

/// What stands around the ledger: entering, exporting, doing many at once, and filters that have no control.
struct FindingTools {
    let address: ListAddress
    let total: Int
    let role: Role

    /// Whether rows may be ticked: to be exported by anybody who works with them.
    var isOpen: Bool { Role.office.contains(role) }

    var actions: HTML? {
        let lists: HTML = "<a class=\"button\" href=\"\(address.export(at: "/findings/lists.xlsx"))\">导出三张清单</a>"
        if role.belongsToOrganisation {
            return "\(lists)<a class=\"button primary\" href=\"/findings/self-check\">登记自查问题</a>"
        }
        guard isOpen else { return lists }
        return """
            <a class="button" href="/findings/wordings">常用语</a>\(lists)\
            <a class="button primary" href="/findings/new">登记问题</a>
            """
    }

    private static let carried = [
        "q", "state", "grade", "source", "campaign", "criterion", "mark", "own", "from", "until", "organisation",
        "least",
        "year", "inspection", "revisit", "tone", "recent", "sort",
    ]

    /// Acts on what is ticked, or on all that the filters find.
    var bulk: HTML? {
        guard isOpen else { return nil }
        let hidden = FindingTools.carried.compactMap { name -> HTML? in
            let value = address.filter(name)
            return value.isEmpty ? nil : "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
        return """
            <form id="bulk" class="bulk" method="get" action="/findings/bulk/new">\(hidden)\
            <label class="choice"><input type="checkbox" data-tick-all> 全选本页</label>\
            <label class="choice"><input type="checkbox" name="all" value="1"> 全部符合条件的 \(total) 个</label>\
            <button class="small" name="act" value="remind">催办所选</button>\
            <button class="small" name="act" value="extend">延期所选</button>\
            <button class="small" formaction="/findings/export.xlsx">导出所选</button></form>
            """
    }

    /// Says by what else the list is filtered when it was opened from a figure.
    var particulars: HTML? {
        var words: [String] = []
        if !address.filter("organisation").isEmpty { words.append("只看一个单位") }
        if let year = Int(address.filter("year")) { words.append("\(year)年下发") }
        if let least = Finding.Grade(rawValue: address.filter("least")) { words.append("\(least.label)及以上") }
        if !address.filter("inspection").isEmpty { words.append("只看一次督导") }
        if !address.filter("revisit").isEmpty { words.append("复查回访项目要看的问题") }
        if let tone = WallChart.Tone(rawValue: address.filter("tone")) { words.append(tone.label) }
        if address.filter("recent") == "1" { words.append("不含半年前销号的") }
        guard !words.isEmpty else { return nil }
        return """
            <p class="muted">另按以下条件筛选：\(words.joined(separator: "；"))。<a href="/findings">全部取消</a></p>
            """
    }
}
