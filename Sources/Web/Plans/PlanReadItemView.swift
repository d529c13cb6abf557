import Supervision

/// What was read of one item, each field leading to its words in the document.
struct PlanReadItemView: Sendable {
    let entry: PlanCorrecting.Entry
    let path: String
    /// The item that follows, into which this one can take it.
    let next: PlanCorrecting.Entry?
    /// For a row: the title of the item that it belongs to.
    let belongsTo: String?
    let isOpen: Bool

    private var item: PlanReading.Item { entry.item }

    var html: HTML {
        let number: HTML? = item.number.isEmpty ? nil : "<span class=\"plan-number\">\(item.number)</span>"
        let kinds = item.kinds.map { Badge.html($0.label) }
        let belongs: HTML? = entry.isRow ? "<p class=\"help\">\(belonging)</p>" : nil
        return """
            <article class="plan-read" id="read-\(entry.key)" tabindex="-1"><h4>\(number)\
            <a href="#at-\(entry.key)" data-span="\(entry.key)">\(item.title.isEmpty ? "（没有标题）" : item.title)</a> \
            \(corrected)\(doubtful(item.confidence))</h4>\
            <p class="plan-kinds">\(kinds)</p>\
            <dl class="plan-fields">\(list("对象", "o", item.units.map { ($0.value, $0.confidence, $0.span) }))\
            \(list("责任", "a", item.actors.map { ($0.value, $0.confidence, $0.span) }))\
            \(list("目标", "t", item.targets.map { ($0.label, $0.confidence, $0.span) }))\
            \(list("时间", "w", item.windows.map { ($0.label, $0.confidence, $0.span) }))</dl>\(belongs)\(isOpen ? actions : nil)</article>
            """
    }

    private var belonging: String {
        belongsTo.map { "附表的一行，时间和目标并入“\($0)”。" } ?? "附表的一行，接受后单独成为一项。"
    }

    private var corrected: HTML? {
        guard !entry.corrected.isEmpty else { return nil }
        let fields = entry.corrected.map(\.label).sorted().joined(separator: "、")
        return "<span class=\"badge active\" title=\"已修改：\(fields)\">已修改</span>"
    }

    private func doubtful(_ confidence: Int) -> HTML? {
        confidence < PlanReadItemView.doubt ? " \(Badge.html("请核对", .warn))" : nil
    }

    /// Below it a person should look.
    static let doubt = 80

    private func list(_ label: String, _ letter: String, _ values: [(String, Int, SourceSpan)]) -> HTML? {
        guard !values.isEmpty else { return nil }
        let links = values.enumerated().map { index, value -> HTML in
            let name = value.2 == item.span ? entry.key : "\(entry.key)-\(letter)\(index)"
            return "<li><a href=\"#at-\(name)\" data-span=\"\(name)\">\(value.0)</a>\(doubtful(value.1))</li>"
        }
        return "<dt>\(label)</dt><dd><ul>\(links)</ul></dd>"
    }

    private var actions: HTML {
        let home = "\(path)/review/\(entry.key)"
        let merge: HTML? = next.map { next in
            """
            <form class="inline" method="post" action="\(home)/merge">\(FormSeal())\
            <button class="quiet small" data-confirm="把后面的“\(next.item.title)”并入这一项？" data-confirm-label="合并">\
            合并下一项</button></form>
            """
        }
        return """
            <div class="plan-acts"><a class="button small" href="\(home)">修改</a>\
            <a class="button quiet small" href="\(home)/split">拆分</a>\(merge)\
            <form class="inline" method="post" action="\(home)/drop">\(FormSeal())<button class="quiet small" \
            data-confirm="“\(item.title)”不作为事项？文字仍留在原文里。" data-confirm-label="不作为事项">不作为事项</button></form></div>
            """
    }
}
