import Store
import Supervision

/// The one thing that the office does next with a campaign.
struct CampaignNextStep: Sendable {
    let page: CampaignPage

    private var view: CampaignDossier { page.view }
    private var campaign: Campaign { page.campaign }

    var html: HTML? {
        guard page.canAct else { return nil }
        return switch campaign.state {
        case .draft: freeze
        case .framed: draw
        case .drawn: start
        case .running: runs
        case .finished: nil
        }
    }

    private func notice(_ title: String, _ content: HTML) -> HTML {
        "<section class=\"notice\" aria-label=\"下一步\"><strong>下一步：\(title)</strong>\(content)</section>"
    }

    private var freeze: HTML {
        let short = view.plan.counts.contains { $0.quota == nil }
        let size = view.plan.entries.filter { $0.status != .excluded }.count
        guard !short, size > 0 else {
            return notice(
                "核对督导范围",
                """
                <p>\(size == 0 ? "范围内没有可抽的单位" : "有的层不够按规则抽取")，请修改范围后再冻结名单。</p>
                <a class="button primary" href="\(page.path)/edit">修改范围</a>
                """)
        }
        return notice(
            "核对范围，冻结抽取名单",
            """
            <p>冻结后名单和范围不能再改，名单的校验值随即公布；种子在公布之后才产生，所以谁也不能事先安排结果。</p>
            <form method="post" action="\(page.path)/frame" data-confirm="冻结后名单和范围不能再改，确定冻结吗？" \
            data-confirm-label="冻结名单">\(FormSeal())<button class="primary">冻结名单</button></form>
            """)
    }

    private var draw: HTML {
        let seed = Field(
            "seed", "公开种子", value: page.typed["seed"] ?? "", problem: page.problem,
            help: "填一个名单公布之前谁也不可能知道的数，例如公布之后当晚的双色球开奖号码，并写明期号；原样使用，空格和标点也算在内。",
            isRequired: true)
        return notice(
            "填写公开种子，抽取",
            """
            <p>名单校验值已公布：<span class="hash">\(campaign.frameHash ?? "")</span>（<a \
            href="/public/draws/\(campaign.id)">公开页</a>）</p>
            <form class="form" method="post" action="\(page.path)/draw" data-confirm="抽取只能进行一次，确定用这个种子吗？" \
            data-confirm-label="抽取">\(FormSeal())\(seed.text(hint: "如：双色球2026028期 03 09 14 21 26 33 + 07"))\
            <button class="primary">抽取</button></form>
            """)
    }

    private var start: HTML {
        let missing = view.progress.withoutTeam
        guard missing == 0 else {
            return notice(
                "分派督导组",
                """
                <p>抽中 \(view.progress.units) 个单位，还有 \(missing) 个没有督导组。</p>
                <a class="button primary" href="\(page.path)/teams">分派督导组</a>
                """)
        }
        guard view.clashes.isSettled else {
            return notice(
                "核对时间冲突",
                """
                <p>每个单位都有了督导组，但与其他督导有\(view.clashes.clashes.count)处时间冲突，确认之后才能启动。</p>
                <a class="button primary" href="\(page.path)/clashes">查看时间冲突</a>
                """)
        }
        if campaign.manner == .unannounced { return startUnannounced }
        return notice(
            "启动项目",
            """
            <p>每个单位都有了督导组。启动后单位和督导组就能看到自己的督导任务。</p>
            <form method="post" action="\(page.path)/start" data-confirm="启动后单位将收到督导任务，确定启动吗？" \
            data-confirm-label="启动">\(FormSeal())<button class="primary">启动项目</button></form>
            """)
    }

    /// Nobody but the team learns of it.
    private var startUnannounced: HTML {
        guard let days = view.visitDays else {
            return notice(
                "抽取到校日期",
                """
                <p>每个单位都有了督导组。暗访日期由公开种子抽定，只有督导室和督导组知道。</p>
                <a class="button primary" href="\(page.path)/days">抽取暗访日期</a>
                """)
        }
        return notice(
            "启动项目",
            """
            <p>到校日期已在\(days.days)个工作日中抽定。启动后只有督导组看到任务，单位在到校之前看不到。</p>
            <form method="post" action="\(page.path)/start" data-confirm="启动后督导组将收到督导任务，确定启动吗？" \
            data-confirm-label="启动">\(FormSeal())<button class="primary">启动项目</button></form>
            """)
    }

    private var runs: HTML? {
        let forms = CampaignStepForms(page: page).html
        guard forms.isEmpty else { return forms }
        guard view.progress.finished == view.progress.units,
            campaign.progress.isFinished(in: campaign.procedure)
        else { return nil }
        return notice(
            "结束项目",
            """
            <p>所有单位都走完了流程。</p><form method="post" action="\(page.path)/finish" \
            data-confirm="结束后项目不再变动，确定结束吗？" data-confirm-label="结束">\(FormSeal())\
            <button class="primary">结束项目</button></form>
            """)
    }
}
