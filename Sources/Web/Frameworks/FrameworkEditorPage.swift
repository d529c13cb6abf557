import Store
import Supervision

/// A draft's tree to be changed: names open their form, weights are typed in place, buttons and dragging move.
struct FrameworkEditorPage: Page {
    let version: FrameworkVersion
    /// The node that was changed last.
    let at: String
    /// Weights as they were typed and not taken.
    let typed: Fields?
    let problems: [String: String]
    let message: String?

    init(_ version: FrameworkVersion, at: String = "", typed: Fields? = nil, refusal: (any Refusal)? = nil) {
        self.version = version
        self.at = at
        self.typed = typed
        problems = (refusal as? FormRefusal)?.problems ?? [:]
        // What keeps it from being published is listed below anyway, each with the way to it.
        message = refusal is FrameworkRefusal ? "现在还不能发布，请先改好下面列出的问题。" : refusal?.message
    }

    private var framework: Framework { version.framework }
    private var path: String { "/frameworks/versions/\(version.id)" }
    var title: String { "编辑指标" }
    var section: String { "/frameworks" }

    var main: HTML {
        let subtitle: HTML =
            "\(framework.name) 第\(framework.version)版 · 总分\(framework.fullMark.text)分 · \(framework.leaves.count)个观测点"
        let head = PageHead(
            title, crumbs: [("指标体系", "/frameworks"), (framework.name, path)],
            badge: FrameworkListPage.badge(framework.state), subtitle: subtitle, actions: actions)
        return """
            \(head.html)
            \(Said.error(message))
            \(FrameworkProblemList(version).html)
            \(framework.nodes.isEmpty ? empty : outline)
            """
    }

    private var actions: HTML {
        """
        <a class="button" href="\(path)/edit">名称与说明</a><a class="button" href="\(path)/bands">等次</a>\
        <a class="button" href="\(path)/preview">预览</a>\
        <form class="inline" method="post" action="\(path)/publication">\(FormSeal())\
        <button class="primary" data-confirm="发布“\(framework.name)”第\(framework.version)版？发布后内容不能再改，只能另建新版本。">发布</button></form>
        """
    }

    private var empty: HTML {
        """
        <div class="empty"><strong>还没有任何指标</strong>先建一个一级指标（分组），再在它下面加观测点；也可以从表格导入。
        <div><a class="button primary" href="\(path)/nodes/new?kind=group">新建一级指标</a> \
        <a class="button" href="\(path)/edit">从表格导入</a></div></div>
        """
    }

    private var outline: HTML {
        """
        <form method="post" action="\(path)/weights" data-outline>\(FormSeal())\
        <button class="visually-hidden" tabindex="-1" aria-hidden="true">按回车保存</button>\
        <input type="hidden" name="version" value="\(version.revision)">\
        <table class="ledger tree outline"><thead><tr><th scope="col">指标</th><th scope="col">类型</th>\
        <th scope="col" class="num">分值</th><th scope="col" class="num">下级合计</th><th scope="col" class="num">操作</th></tr></thead>\
        <tbody>\(framework.allNodes.map(row))</tbody></table>\
        <div class="assess-bar"><span>一级指标合计 <strong><output data-sum="">\(framework.fullMark.text)</output></strong> 分</span>\
        <a class="button" href="\(path)/nodes/new?kind=group">添加一级指标</a>\
        <button name="fill" value="1">按下级合计填写分组分值</button>\
        <button class="primary">保存分值</button></div></form>
        """
    }

    private func row(_ node: FrameworkNode) -> HTML {
        let under = node.number.split(separator: ".").dropLast().joined(separator: ".")
        let name = "weight.\(node.number)"
        let value = typed?[name] ?? node.weight.text
        let wrong = problems[name]
        let invalid: HTML? = wrong == nil ? nil : " aria-invalid=\"true\""
        let group: HTML? = node.isLeaf ? nil : " data-group"
        let current: HTML? = node.number == at ? " current" : nil
        return """
            <tr class="level-\(min(4, node.number.depth))\(current)" id="n\(node.number)" data-node="\(node.number)" \
            data-under="\(under)"\(group)>\
            <th scope="row">\(node.number) <a href="\(path)/nodes/\(node.number)">\(node.title.isBlank ? "（未命名）" : node.title)</a>\
            \(marks(node))</th>\
            \(Ledger.cell("类型", node.criterion.map { "\($0.kind.label)" } ?? "分组"))\
            <td data-label="分值" class="num"><div class="\(wrong == nil ? "field" : "field error")">\
            <input class="short num" name="\(name)" value="\(value)" inputmode="decimal" autocomplete="off" \
            aria-label="\(node.name)的分值"\(invalid)>\(wrong.map { text -> HTML in "<p class=\"problem\">\(text)</p>" })</div></td>\
            \(Ledger.cell("下级合计", node.children.isEmpty ? "" : sum(node), kind: "num"))\
            <td class="actions">\(buttons(node))</td></tr>
            """
    }

    private func marks(_ node: FrameworkNode) -> HTML? {
        guard let criterion = node.criterion else { return nil }
        let evidence: HTML? = criterion.requiresEvidence ? Badge.html("须附佐证") : nil
        let scope = criterion.applicability.kinds + criterion.applicability.stages
        let narrowed: HTML? = scope.isEmpty ? nil : Badge.html("仅\(scope.joined(separator: "、"))")
        let unproved: HTML? = criterion.basis.contains("待核") ? Badge.html("依据待核", .warn) : nil
        return " \(evidence) \(narrowed) \(unproved)"
    }

    /// What stands below adds up to, and by how much it differs.
    private func sum(_ node: FrameworkNode) -> HTML {
        let sum = node.children.reduce(Points.zero) { $0 + $1.weight }
        let gap = Points(scaled: Int((node.weight.scaled - sum.scaled).magnitude)).text
        let text = sum == node.weight ? sum.text : "\(sum.text)，\(sum < node.weight ? "少" : "多")\(gap)"
        return sum == node.weight
            ? "<output data-sum=\"\(node.number)\">\(text)</output>"
            : "<output class=\"late-text\" data-sum=\"\(node.number)\">\(text)</output>"
    }

    private func buttons(_ node: FrameworkNode) -> HTML {
        let place = "\(path)/nodes/\(node.number)/place"
        let moves = NodeStep.allCases.map { step -> HTML in
            """
            <button class="small quiet" formaction="\(place)" name="to" value="\(step.rawValue)" \
            title="\(step.label)" aria-label="\(step.label) \(node.name)">\(step.sign)</button>
            """
        }
        let new = "\(path)/nodes/new?under=\(node.number)"
        let canHold = !node.isLeaf && node.number.depth < Framework.maximumDepth
        let add: HTML? =
            canHold
            ? """
            <a class="button small quiet" href="\(new)" title="在“\(node.name)”下添加观测点">＋观测点</a>\
            \(node.number.depth + 1 < Framework.maximumDepth ? group(new) : nil)
            """ : nil
        return """
            \(add)\(moves)<button class="small quiet danger" formaction="\(path)/nodes/\(node.number)/removal" \
            data-confirm="\(NodePage.ask(node))" data-confirm-label="删除" aria-label="删除 \(node.name)">删除</button>
            """
    }

    private func group(_ new: String) -> HTML {
        "<a class=\"button small quiet\" href=\"\(new)&amp;kind=group\">＋分组</a>"
    }
}

extension NodeStep {
    fileprivate var sign: String {
        switch self {
        case .up: "↑"
        case .down: "↓"
        case .inward: "→"
        case .outward: "←"
        }
    }
}

/// What keeps a draft from being published, each with the way to where it is mended.
struct FrameworkProblemList: Sendable {
    let version: FrameworkVersion

    init(_ version: FrameworkVersion) {
        self.version = version
    }

    var html: HTML? {
        let problems = version.framework.validate()
        guard !problems.isEmpty else { return nil }
        let items = problems.prefix(50).map { problem -> HTML in
            "<li>\(problem.message)\(address(problem).map { " <a href=\"\($0)\">去修改</a>" as HTML })</li>"
        }
        let more: HTML? = problems.count > 50 ? "<li>另有\(problems.count - 50)处。</li>" : nil
        return """
            <div class="notice warning" role="status"><strong>还有\(problems.count)处问题，改好后才能发布</strong>\
            <ul>\(items)\(more)</ul></div>
            """
    }

    private func address(_ problem: FrameworkProblem) -> String? {
        let path = "/frameworks/versions/\(version.id)"
        switch problem.rule {
        case .bands: return "\(path)/bands"
        case .empty: return "\(path)/editor"
        case .weightSum:
            return problem.place.isEmpty ? "\(path)/editor" : "\(path)/editor?at=\(problem.place)#n\(problem.place)"
        case .blankTitle where problem.place.isEmpty: return "\(path)/edit"
        default: return problem.place.isEmpty ? nil : "\(path)/nodes/\(Fields.encoded(problem.place))"
        }
    }
}
