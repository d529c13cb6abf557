import Store
import Supervision

/// One campaign: where it stands, what comes next, how far its units are.
struct CampaignPage: Page {
    let view: CampaignDossier
    let viewer: Viewer
    var problem: String?
    /// What was typed into the form of the next step, when it was refused.
    var typed = Fields()

    var title: String { view.record.name }
    var section: String { "/campaigns" }

    var campaign: Campaign { view.record.campaign }
    var canAct: Bool { Role.office.contains(viewer.role) }
    var path: String { "/campaigns/\(campaign.id)" }

    var main: HTML {
        let subtitle: HTML = """
            \(campaign.kind.label)\(secret) · \(When.html(campaign.startsOn))至\(When.html(campaign.endsOn))\
            \(campaign.round.map { round -> HTML in " · \(round.name)" })
            """
        return """
            \(PageHead(title, crumbs: [("督导项目", "/campaigns")], badge: campaign.state.badge, subtitle: subtitle,
                actions: actions).html)
            \(Said.error(problem))
            \(BatchSwitch(view: view, canAct: canAct).html)
            \(CampaignNextStep(page: self).html)
            \(ClashNotice(view: view, path: path, isNext: isHeldByClashes).html)
            \(steps)
            \(progress)
            \(CampaignPapers(page: self).html)
            \(CampaignScopeSection(view: view, path: path).html)
            \(view.round.map { RoundFigures(ledger: $0, name: campaign.round?.name ?? "", path: path, cycle: view.cycle).html })
            <div class="halves">\(facts)\(history)</div>
            """
    }

    /// Whether the next step says already that clashes have to be looked at.
    private var isHeldByClashes: Bool {
        canAct && campaign.state == .drawn && view.progress.withoutTeam == 0 && !view.clashes.isSettled
    }

    private var secret: HTML? { campaign.manner == .unannounced ? " · \(campaign.manner.label)" : nil }

    private var actions: HTML? {
        guard canAct else { return nil }
        let batch: HTML = "<a class=\"button\" href=\"/campaigns/new?batch=\(campaign.id)\">新增一批</a>"
        switch campaign.state {
        case .draft: return "<a class=\"button\" href=\"\(path)/edit\">修改</a>"
        case .framed: return "\(batch)<a class=\"button\" href=\"/public/draws/\(campaign.id)\">公开页</a>"
        case .drawn, .running, .finished:
            return """
                \(batch)\(days)<a class="button" href="\(path)/teams">督导组</a><a class="button" href="\(path)/draw">抽取记录</a>\
                \(campaign.state == .drawn ? nil : report)
                """
        }
    }

    private var days: HTML {
        "<a class=\"button\" href=\"\(path)/days\">\(campaign.manner == .unannounced ? "暗访日期" : "到校日期")</a>"
    }

    private var report: HTML {
        """
        <form class="inline" method="post" action="\(path)/report">\(FormSeal())<button>督导报告</button></form>
        """
    }

    private var facts: HTML {
        let names = view.frameworks.map { item -> HTML in
            "<a href=\"/frameworks/versions/\(item.id)\">\(item.name)</a><br>"
        }
        let told: HTML = names.isEmpty ? "不使用" : names.count > 1 ? "合并督导，一次到校：<br>\(names)" : "\(names)"
        return """
            <section class="section"><h2>基本信息</h2><dl class="facts">
            <dt>方式</dt><dd>\(campaign.manner == .unannounced ? "暗访，到校前单位和下级督导室看不到" : "明察")</dd>
            <dt>指标体系</dt><dd>\(told)</dd>
            <dt>工作流程</dt><dd>\(campaign.procedure.name)</dd>
            <dt>时限规则</dt><dd>\(RulePack.name(of: view.record.jurisdiction))</dd></dl></section>
            """
    }

    private var history: HTML {
        let rows = campaign.history.reversed().map { entry -> HTML in
            """
            <li><span class="event">\(entry.kind.label)</span>
            <div class="by">\(view.names[entry.by] ?? "") · \(When.html(entry.on))</div></li>
            """
        }
        let notes = view.notes.reversed().map(note)
        return """
            <section class="section"><h2>经过</h2><ol class="timeline">\(notes)\(rows)<li><span class="event">新建项目</span>
            <div class="by">\(When.html(view.record.createdAt))</div></li></ol></section>
            """
    }

    private func note(_ row: CampaignNote) -> HTML {
        let step = campaign.procedure.step(row.step)?.name ?? row.step
        let place: HTML? = row.note.place.isEmpty ? nil : " · \(row.note.place)"
        let people: HTML? = row.note.attendees.map { count -> HTML in
            "，<a href=\"\(path)/training\">\(count)人参加</a>"
        }
        let said: HTML? = row.note.text.isEmpty ? nil : "<p class=\"said\">\(row.note.text)</p>"
        return """
            <li class="good"><span class="event">\(step)</span>\(people)
            <div class="by">\(row.by) · \(When.html(row.note.day))\(place)</div>\(said)</li>
            """
    }

    /// The procedure with how many units stand where.
    private var steps: HTML? {
        guard [.running, .finished].contains(campaign.state) else {
            let items = campaign.procedure.steps.map { step -> HTML in
                "<li>\(step.name) <small>\(step.level == .campaign ? "整个项目" : "每个单位")</small></li>"
            }
            return "<section class=\"section\"><h2>流程</h2><ol class=\"steps\" aria-label=\"流程\">\(items)</ol></section>"
        }
        let items = campaign.procedure.steps.enumerated().map { index, step in item(index, step) }
        return """
            <section class="section"><h2>流程</h2><ol class="steps" aria-label="流程">\(items)</ol>
            <p class="help">环节下的数字是正处在这一环节的单位。</p></section>
            """
    }

    private func item(_ index: Int, _ step: ProcedureStep) -> HTML {
        guard step.level == .unit else {
            let status = campaign.progress.steps[index]
            let reason = campaign.progress.reasons[step.code].map { "：\($0)" } ?? ""
            let mark = status.isSettled ? status == .skipped ? "skipped" : "done" : status == .started ? "current" : ""
            return "<li class=\"\(mark)\">\(step.name) <small>\(status.label)\(reason)</small></li>"
        }
        let here = view.progress.bySteps[step.code] ?? 0
        let isAhead = campaign.procedure.steps[...index].contains { (view.progress.bySteps[$0.code] ?? 0) > 0 }
        guard here > 0 else { return "<li class=\"\(isAhead ? "" : "done")\">\(step.name) <small>0 个</small></li>" }
        let link = "/inspections?campaign=\(campaign.id)&step=\(step.code)"
        return "<li class=\"current\">\(step.name) <small><a href=\"\(link)\">\(here) 个</a></small></li>"
    }

    private var progress: HTML? {
        guard view.progress.units > 0, [.running, .finished].contains(campaign.state) else { return nil }
        let list = "/inspections?campaign=\(campaign.id)"
        let progress = view.progress
        let grades = progress.byGrade.sorted { $0.key < $1.key }.map { grade, count in
            Figure.html("等次：\(grade)", count, "个", "\(list)&grade=\(Fields.encoded(grade))")
        }
        return """
            <section class="section"><h2>进展</h2><dl class="figures">
            \(Figure.html("督导单位", progress.units, "个", list))
            \(Figure.html("流程已完成", progress.finished, "个", "\(list)&state=finished"))
            \(Figure.html("已逾期", progress.late, "个", "\(list)&late=1", isLate: progress.late > 0))
            \(grades)
            \(Figure.html("问题", progress.findings, "条", "/findings?campaign=\(campaign.id)&state=all"))
            \(Figure.html("未销号", progress.openFindings, "条", "/findings?campaign=\(campaign.id)&state=open"))
            </dl></section>
            """
    }
}

/// A number that opens what it counts.
enum Figure {
    static func html(_ title: String, _ count: Int, _ unit: String, _ path: String, isLate: Bool = false) -> HTML {
        """
        <div class="\(isLate ? "late" : "")"><dt>\(title)</dt><dd><a href="\(path)">\(count)<small>\(unit)</small></a></dd></div>
        """
    }
}

extension RulePack {
    static func name(of jurisdiction: String) -> String {
        switch jurisdiction {
        case "chongqing": "重庆"
        case "zhejiang": "浙江"
        case "shanghai": "上海"
        case "shandong": "山东"
        default: "国家规定"
        }
    }
}
