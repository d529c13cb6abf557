import Store
import Supervision

/// One version of a framework: its tree, its bands, its other versions.
struct FrameworkPage: Page {
    let version: FrameworkVersion
    let history: [FrameworkVersion]
    let mayChange: Bool
    let mayCopy: Bool

    init(_ version: FrameworkVersion, history: [FrameworkVersion], mayChange: Bool, mayCopy: Bool) {
        self.version = version
        self.history = history
        self.mayChange = mayChange
        self.mayCopy = mayCopy
    }

    private var framework: Framework { version.framework }
    private var path: String { "/frameworks/versions/\(version.id)" }
    var title: String { framework.name }
    var section: String { "/frameworks" }

    var main: HTML {
        let subtitle: HTML = "第\(framework.version)版 · 代码 \(framework.code)"
        let mark: HTML? = framework.isTemplate ? Badge.html("模板", .warn) : nil
        let head = PageHead(
            title, crumbs: [("指标体系", "/frameworks")], badge: "\(FrameworkListPage.badge(framework.state)) \(mark)",
            subtitle: subtitle, actions: actions)
        return """
            \(head.html)
            \(framework.label.isEmpty ? nil : remark)
            \(problems)
            \(facts)
            <section class="section" id="tree"><h2>指标</h2>\(FrameworkTree(framework).html)</section>
            \(versions)
            \(files)
            """
    }

    private var remark: HTML { "<div class=\"notice\" role=\"note\">\(framework.label)</div>" }

    /// What keeps a draft from being published.
    private var problems: HTML? {
        mayChange && framework.state == .draft ? FrameworkProblemList(version).html : nil
    }

    private var facts: HTML {
        let bands = framework.bands.map { band -> HTML in
            "<li>\(band.name)：\(band.atLeast.text)%\(band.below.map { "～\($0.text)%" } ?? "及以上")</li>"
        }
        let leaves = framework.leaves.compactMap(\.criterion)
        let evidence = leaves.count { $0.requiresEvidence }
        let vetoes = leaves.count { if case .veto = $0.kind { true } else { false } }
        return """
            <dl class="facts across"><div><dt>总分</dt><dd>\(framework.fullMark.text) 分</dd></div>\
            <div><dt>观测点</dt><dd>\(leaves.count) 个，其中 \(evidence) 个须附证据</dd></div>\
            <div><dt>一票否决</dt><dd>\(vetoes) 项</dd></div>\
            <div><dt>发布</dt><dd>\(version.publishedAt.map { When.html($0) } ?? "尚未发布")</dd></div></dl>
            <section class="section"><h2>等次</h2><ul>\(bands)</ul>\
            <p class="muted">按得分占应得满分的比例定等次，含下限、不含上限；触发一票否决的，等次不高于该项规定。</p></section>
            """
    }

    private var actions: HTML {
        let preview: HTML = "<a class=\"button\" href=\"\(path)/preview\">预览</a>"
        let others = history.filter { $0.id != version.id }
        let compare: HTML? =
            others.isEmpty
            ? nil
            : "<a class=\"button\" href=\"\(path)/comparison\(others.first.map { $0.framework.version > framework.version ? "?with=\($0.id)" : "" } ?? "")\">比较版本</a>"
        let copy: HTML? =
            mayCopy ? "<a class=\"button\" href=\"/frameworks/new?template=\(version.id.rawValue)\">以此为模板新建</a>" : nil
        return "\(preview)\(compare)\(copy)\(mayChange ? changes : nil)"
    }

    /// The framework as a file, for other programs and other offices.
    private var files: HTML {
        """
        <section class="section" id="files"><h2>文件</h2><p><a class="button" href="\(path)/sheet.xlsx">导出 XLSX</a> \
        <a class="button" href="\(path)/tree.json">导出 JSON</a> \
        <a class="button" href="\(path)/xlsform.xlsx">导出 XLSForm</a></p>\
        <p class="help">XLSX、JSON 可以改好后再导入；XLSForm 可在 ODK Collect、KoboToolbox 中作为检查表使用，也能再导入。</p></section>
        """
    }

    private var changes: HTML {
        switch framework.state {
        case .draft:
            """
            <a class="button" href="\(path)/editor">编辑</a>\
            \(button("removal", "放弃草稿", ask: "放弃这个草稿？它的内容将不再保留。", tone: "danger"))\
            \(button("publication", "发布", ask: "发布“\(title)”第\(framework.version)版？发布后内容不能再改，只能另建新版本。", tone: "primary"))
            """
        case .published:
            """
            \(button("withdrawal", "停用", ask: "停用这一版本？新项目不能再选用，进行中的项目不受影响。", tone: "danger"))\
            \(button("next", "建立新版本", ask: "以这一版本为底稿建立新版本的草稿？这一版本保持不变。", tone: "primary"))
            """
        case .withdrawn:
            button("next", "建立新版本", ask: "以这一版本为底稿建立新版本的草稿？", tone: "primary")
        }
    }

    private func button(_ act: String, _ label: String, ask: String, tone: String) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(act)">\(FormSeal())\
        <button class="\(tone)" data-confirm="\(ask)">\(label)</button></form>
        """
    }

    private var versions: HTML {
        let rows = history.map { other -> HTML in
            let name: HTML =
                other.id == version.id
                ? "<strong>第\(other.framework.version)版</strong>（本页）"
                : "<a href=\"/frameworks/versions/\(other.id.rawValue)\">第\(other.framework.version)版</a>"
            return """
                <tr>\(Ledger.cell("版本", name, kind: "lead"))\
                \(Ledger.cell("状态", FrameworkListPage.badge(other.framework.state)))\
                \(Ledger.cell("建立", When.html(other.createdAt.day), kind: "date"))\
                \(Ledger.cell("发布", other.publishedAt.map { When.html($0.day) } ?? "—", kind: "date"))\
                \(Ledger.cell("校验值", "<span class=\"hash\">\(other.digest.prefix(16))</span>"))</tr>
                """
        }
        return """
            <section class="section"><h2>版本</h2><table class="ledger"><thead><tr><th scope="col">版本</th>\
            <th scope="col">状态</th><th scope="col" class="date">建立</th><th scope="col" class="date">发布</th>\
            <th scope="col">校验值</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}

/// The tree as a table, a row for each node.
struct FrameworkTree: Sendable {
    let framework: Framework

    init(_ framework: Framework) {
        self.framework = framework
    }

    var html: HTML {
        """
        <table class="ledger tree"><thead><tr><th scope="col">指标</th><th scope="col">类型</th>\
        <th scope="col" class="num">分值</th><th scope="col">作答</th><th scope="col">证据</th></tr></thead>\
        <tbody>\(framework.allNodes.map(row))</tbody></table>
        """
    }

    private func row(_ node: FrameworkNode) -> HTML {
        let level = min(4, node.number.split(separator: ".").count)
        guard let criterion = node.criterion else {
            return """
                <tr class="level-\(level)"><th scope="row">\(node.number) \(node.title)</th><td></td>\
                \(Ledger.cell("分值", "\(node.weight.text)", kind: "num"))<td></td><td></td></tr>
                """
        }
        let notes = [
            criterion.guidance, criterion.method.isEmpty ? "" : "方法：\(criterion.method)",
            criterion.basis.isEmpty ? "" : "依据：\(criterion.basis)",
        ].filter { !$0.isEmpty }
        let below = notes.map { note -> HTML in "<div class=\"basis\">\(note)</div>" }
        let isVeto = if case .veto = criterion.kind { true } else { false }
        let kind: HTML = isVeto ? Badge.html(criterion.kind.label, .late) : "\(criterion.kind.label)"
        return """
            <tr class="level-\(level)" id="c\(node.number)"><th scope="row">\(node.number) \(node.title)\(below)</th>\
            \(Ledger.cell("类型", kind))\(Ledger.cell("分值", "\(node.weight == .zero ? "—" : node.weight.text)", kind: "num"))\
            \(Ledger.cell("作答", "\(node.weight == .zero && criterion.kind == .yesNo ? "是／否，只记录" : criterion.kind.answering)"))\
            \(Ledger.cell("证据", criterion.requiresEvidence ? "须附" : "—"))</tr>
            """
    }
}

extension Criterion.Kind {
    /// What may be answered, such as `0～5分` or `好100% · 一般60%`.
    var answering: String {
        switch self {
        case .scored(let max): "0～\(max.text)分"
        case .graded(let levels): levels.map { "\($0.name)\($0.share.text)%" }.joined(separator: " · ")
        case .yesNo: "是／否"
        case .counted(let unit, let target): target.map { "填写数量，目标\($0.text)\(unit)" } ?? "填写数量（\(unit)），不计分"
        case .veto(let cap): "触发时等次不高于“\(cap ?? "最低等次")”"
        }
    }
}
