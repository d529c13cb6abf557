import Store
import Supervision

/// Where one node of a draft is written, new or known.
struct NodePage: Page {
    /// What is being edited.
    enum Subject: Sendable {
        case known(FrameworkNode)
        /// A new node below `under`, or on the first level.
        case new(under: String, isGroup: Bool)
    }

    let version: FrameworkVersion
    let subject: Subject
    let fields: Fields
    let problems: [String: String]
    let message: String?

    init(_ version: FrameworkVersion, _ subject: Subject, fields: Fields? = nil, refusal: (any Refusal)? = nil) {
        self.version = version
        self.subject = subject
        switch subject {
        case .known(let node): self.fields = fields ?? NodeForm.fields(of: node)
        case .new: self.fields = fields ?? NodeForm.blank
        }
        problems = NodePage.problems(refusal)
        message = refusal?.message
    }

    private static func problems(_ refusal: (any Refusal)?) -> [String: String] {
        if case .wrong(let problem) = refusal as? FrameworkEditRefusal {
            return [NodeForm.field(of: problem.rule): problem.message]
        }
        return (refusal as? FormRefusal)?.problems ?? [:]
    }

    private var framework: Framework { version.framework }
    private var path: String { "/frameworks/versions/\(version.id)" }
    var section: String { "/frameworks" }

    private var isGroup: Bool {
        switch subject {
        case .known(let node): !node.isLeaf
        case .new(_, let isGroup): isGroup
        }
    }

    var title: String {
        switch subject {
        case .known(let node): node.name
        case .new(_, let isGroup): isGroup ? "新的分组" : "新的观测点"
        }
    }

    var main: HTML {
        let crumbs = [("指标体系", "/frameworks"), (framework.name, path), ("编辑指标", "\(path)/editor")]
        return """
            \(PageHead(title, crumbs: crumbs, badge: Badge.html(isGroup ? "分组" : "观测点"), subtitle: place, actions: actions).html)
            \(Said.error(message))
            \(form)
            """
    }

    private var place: HTML {
        let parent: String
        switch subject {
        case .known(let node): parent = node.number.split(separator: ".").dropLast().joined(separator: ".")
        case .new(let under, _): parent = under
        }
        return framework.node(parent).map { node -> HTML in
            "上级：<a href=\"\(path)/nodes/\(node.number)\">\(node.name)</a>"
        } ?? "一级指标"
    }

    private var actions: HTML? {
        guard case .known(let node) = subject else { return nil }
        let all = framework.allNodes
        let index = all.firstIndex { $0.number == node.number } ?? 0
        let before: HTML? =
            index > 0 ? "<a class=\"button\" href=\"\(path)/nodes/\(all[index - 1].number)\">上一项</a>" : nil
        let after: HTML? =
            index + 1 < all.count ? "<a class=\"button\" href=\"\(path)/nodes/\(all[index + 1].number)\">下一项</a>" : nil
        return "\(before)\(after)\(turning(node))\(removal(node))"
    }

    private func turning(_ node: FrameworkNode) -> HTML? {
        let (label, ask): (String, String)
        if node.isLeaf {
            guard node.number.depth < Framework.maximumDepth else { return nil }
            (label, ask) = ("改为分组", "把“\(node.name)”改为分组？它的作答方式、要点、依据会去掉，名称和分值保留。")
        } else {
            guard node.children.isEmpty else { return nil }
            (label, ask) = ("改为观测点", "把“\(node.name)”改为观测点？")
        }
        return """
            <form class="inline" method="post" action="\(path)/nodes/\(node.number)/kind">\(FormSeal())\
            <button data-confirm="\(ask)">\(label)</button></form>
            """
    }

    private func removal(_ node: FrameworkNode) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/nodes/\(node.number)/removal">\(FormSeal())\
        <button class="danger" data-confirm="\(NodePage.ask(node))">删除</button></form>
        """
    }

    /// What is asked before a node goes.
    static func ask(_ node: FrameworkNode) -> String {
        let below = node.withDescendants.count - 1
        return below == 0 ? "删除“\(node.name)”？" : "删除“\(node.name)”和它下面的\(below)个指标？"
    }

    // MARK: The form

    private var form: HTML {
        let action: HTML
        let seen: HTML
        let more: HTML
        switch subject {
        case .known(let node):
            action = "\(path)/nodes/\(node.number)"
            seen = "<input type=\"hidden\" name=\"seen\" value=\"\((try? node.digest) ?? "")\">"
            more = "<button name=\"then\" value=\"next\">保存并到下一项</button>"
        case .new(let under, let isGroup):
            action = "\(path)/nodes"
            seen = """
                <input type="hidden" name="under" value="\(under)"><input type="hidden" name="group" \
                value="\(isGroup ? "1" : "")">
                """
            more = "<button name=\"then\" value=\"again\">保存并再加一个</button>"
        }
        return """
            <form class="form" method="post" action="\(action)" data-draft="\(draft)">\(FormSeal())\(seen)\
            \(field("title", "名称", isRequired: true).text())\
            \(field("weight", "分值", help: isGroup ? "应等于下级分值之和；可以先空着，在编辑页里一并填写。" : "不计分的填0；可以先空着，在编辑页里一并填写。").text(isShort: true))\
            \(isGroup ? nil : criterion)\
            <div class="form-actions"><button class="primary">保存</button>\(more)\
            <a class="button quiet" href="\(path)/editor">取消</a></div></form>
            """
    }

    /// Kept per content, so that what was typed for one node never turns up at another that took its number.
    private var draft: String {
        switch subject {
        case .known(let node): "node-\((try? node.digest) ?? "")"
        case .new(let under, let isGroup): "node-new-\(under)-\(isGroup)"
        }
    }

    private var criterion: HTML {
        let kinds = [
            Choice("graded", "等级：选一个等级，按比例得分"), Choice("scored", "评分：在0到满分之间打分"), Choice("yesNo", "是否：“是”得满分；分值为0时只记录"),
            Choice("counted", "计数：填数量，达到目标得满分；没有目标只记录"), Choice("veto", "一票否决：触发时限定等次"),
        ]
        let caps = [Choice("", "最低等次")] + framework.bands.map { Choice($0.name, $0.name) }
        let checked: HTML? = fields.text("evidence").isEmpty ? nil : " checked"
        return """
            \(field("kind", "作答方式").select(kinds))\
            <div data-when="kind" data-is="graded">\(field("levels", "等级", help: "每行一个，写成“名称=得分比例”，由高到低；100为满分。").area(rows: 4, limit: 1_000))</div>\
            <div data-when="kind" data-is="scored">\(field("max", "满分", help: "留空时与分值相同。").text(isShort: true))</div>\
            <div data-when="kind" data-is="counted"><div class="field-row">\(field("unit", "计数单位", help: "如次、人、%。").text(isShort: true))\
            \(field("target", "目标数", help: "达到即得满分；只记录的留空。").text(isShort: true))</div></div>\
            <div data-when="kind" data-is="veto">\(field("cap", "触发后等次不高于").select(caps))</div>\
            <label class="choice"><input type="checkbox" name="evidence" value="1"\(checked)> 须附佐证材料</label>\
            \(field("guidance", "观察要点").area(rows: 3, limit: 2_000))\
            \(field("method", "评估方法", help: "如查阅资料、观察现场、座谈访谈。").text())\
            \(field("basis", "依据", help: "文件名称、文号和条款；没有核对过原文的请写明“待核”。").area(rows: 2, limit: 1_000))\
            <details class="explain"\(isNarrowed ? opened : nil)><summary>适用范围</summary>\
            <p class="help">都不选表示适用于所有单位；不适用的单位看不到这一项，也不计入应得满分。</p>\
            \(Choice.boxes("kinds", legend: "单位类型", OrganisationKind.allCases.map { Choice($0.label, $0.label) }, chosen: Set(fields.all("kinds"))))\
            \(Choice.boxes("stages", legend: "学段", Stage.allCases.map { Choice($0.label, $0.label) }, chosen: Set(fields.all("stages"))))</details>
            """
    }

    private var isNarrowed: Bool { !fields.all("kinds").isEmpty || !fields.all("stages").isEmpty }
    private var opened: HTML { " open" }

    private func field(_ name: String, _ label: String, help: String = "", isRequired: Bool = false) -> Field {
        Field(
            name, label, value: fields[name] ?? "", problem: problems[name], help: help, isRequired: isRequired)
    }
}
