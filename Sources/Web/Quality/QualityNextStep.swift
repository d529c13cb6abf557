import Store
import Supervision

/// What the office that holds a round can do now.
struct QualityNextStep: Sendable {
    let record: QualityRoundRecord
    let unsized: Int
    let frameRows: Int
    let viewer: Viewer
    var typed: Fields?

    private var round: QualityRound { record.round }
    private var path: String { record.path }

    var html: HTML {
        "<section class=\"section\"><h2>办理</h2>\(content)\(round.state < .published ? terms : nil)\(cancellation)</section>"
    }

    private var content: HTML {
        switch round.state {
        case .preparing:
            """
            <p>核对<a href="\(path)/frame">名单</a>：学校、分层和该年级学生数。冻结后名单校验值公开，不能再改。</p>
            \(unsized > 0 && round.method == .sample ? Said.warning("还有\(unsized)所学校没有该年级学生数，补上或写明不参加的理由后才能冻结。") : nil)
            <div class="form-actions">\(button("freeze", "冻结名单", ask: "名单共\(frameRows)所，冻结后公开校验值，不能再改。现在冻结？", isPrimary: true))\
            \(button("removal", "删除本轮", ask: "删除这个轮次和它的名单？"))</div>
            """
        case .framed:
            """
            <p>公布校验值之后，填写事先谁也不能知道的公开种子（如当天的彩票开奖号码），照填不改。按学生数成比例的概率分层系统抽样，任何人都能复算。</p>
            \(seed("draw", "公开种子", "抽取学校", "种子填写后不能更改。现在抽取？"))
            \(button("thaw", "解冻名单", ask: "解冻后可以修改名单，需要重新冻结和公布校验值。现在解冻？"))
            """
        case .sampled: sampled
        case .rostered:
            """
            <p>参测学生已有监测号，学校可以打印准考名单、安排考务。</p>
            \(button("testing", "开始监测", ask: "现在开始监测？", isPrimary: true))
            """
        case .testing:
            """
            <p>学校填写考务任务。测试完成后<a href="\(path)/import">导入结果</a>（按监测号的成绩，或监测中心反馈的等级和校际差异率），\
            监测中心反馈也可以<a href="\(path)/figures">直接填写</a>。</p>
            """
        case .scored:
            """
            <p><a href="\(path)/results">核对结果</a>后发布。发布后参加的学校能看到本校结果，小群体不单独公布。</p>
            <div class="form-actions">\(button("publication", "发布结果", ask: "发布后学校能看到本校结果。现在发布？", isPrimary: true))\
            \(button("results/removal", "清除结果", ask: "清除本轮已导入的全部成绩和监测中心反馈，之后可以重新导入。现在清除？"))</div>
            """
        case .published:
            """
            <div class="form-actions">\(button("closure", "结束本轮", ask: "结束后不能再改。现在结束？", isPrimary: true))\
            \(button("withdrawal", "撤回发布", ask: "撤回后学校看不到结果。现在撤回？"))</div>
            """
        case .closed, .cancelled:
            record.purgedOn.map { day -> HTML in "<p>学生姓名、学号和班级已于\(When.html(day))清除，成绩只留监测号。</p>" }
                ?? """
                <p>\(round.state == .closed ? "本轮已结束。" : "本轮已取消。")名册里的姓名、学号、班级不再需要时请清除，成绩和监测号保留。</p>
                \(button("purge", "清除学生姓名", ask: "清除后无法恢复，也不能再把监测号对应到学生。现在清除？"))
                """
        }
    }

    private var sampled: HTML {
        round.method == .census
            ? """
            <p>全体参加的，可以让学校报名册后按监测号导入成绩；没有名册的，按学校标识码和学号<a href="\(path)/import">导入成绩</a>。</p>
            <div class="form-actions">\(button("pupils", "结束名册上报，分配监测号", ask: "结束后学校不能再改名册。现在结束？", isPrimary: true))</div>
            """
            : """
            <p>学校上报该年级名册。名册全部报齐后，再填写一个新的公开种子抽取学生：在此之前没有人知道它，排列名册不能影响抽取。</p>
            \(record.counts.waiting > 0 ? waiting : seed("pupils", "学生种子", "抽取学生，分配监测号", "抽取后学校不能再改名册。现在抽取？"))
            """
    }

    /// A round that cannot go on; not before the frame, where it is removed, nor once schools see results.
    private var cancellation: HTML? {
        guard round.state > .preparing, round.state < .published else { return nil }
        let reason = Field("reason", "理由", value: typed?["reason"] ?? "", isRequired: true)
        return """
            <details class="fold"><summary>取消本轮</summary><form class="form" method="post" action="\(path)/cancellation">\
            \(FormSeal())<input type="hidden" name="version" value="\(round.version)">\(reason.text())\
            <div class="form-actions"><button data-confirm="取消后本轮不再进行，结果不发布，不能恢复。现在取消？">取消本轮</button></div>\
            </form></details>
            """
    }

    private var waiting: HTML {
        """
        <div class="notice warning" role="status">还有<a href="\(path)/schools?roster=open">\(record.counts.waiting)</a>所学校没有报名册。\
        报齐之后在这里抽取学生；确实不能参加的学校，在它的页面写明理由免报。</div>
        """
    }

    private func seed(_ act: String, _ label: String, _ name: String, _ ask: String) -> HTML {
        let field = Field(
            "seed", label, value: typed?["seed"] ?? "", help: "数字、字母、汉字都可以，照填不改，公开后任何人据此复算", isRequired: true)
        return """
            <form class="form" method="post" action="\(path)/\(act)">\(FormSeal())\
            <input type="hidden" name="version" value="\(round.version)">\(field.text())\
            <div class="form-actions"><button class="primary" data-confirm="\(ask)">\(name)</button></div></form>
            """
    }

    private func button(_ act: String, _ label: String, ask: String, isPrimary: Bool = false) -> HTML {
        """
        <form class="inline" method="post" action="\(path)/\(act)">\(FormSeal())\
        <input type="hidden" name="version" value="\(round.version)">\
        <button class="\(isPrimary ? "primary" : "")" data-confirm="\(ask)">\(label)</button></form>
        """
    }

    /// Days, levels and the least group, which do not touch the sample.
    private var terms: HTML {
        let rows = round.subjects.enumerated().map { row, subject -> HTML in
            let cells = subject.cuts.enumerated().map { cut, value -> HTML in
                let label = QualitySubject.label(of: cut + 2)
                return Ledger.cell(
                    label,
                    """
                    <input class="short num" name="cut-\(row)-\(cut)" value="\(value.text)" inputmode="decimal" aria-label="\(subject.name)\(label)">
                    """, kind: "num")
            }
            return "<tr>\(Ledger.cell("学科", "\(subject.name)", kind: "lead"))\(cells)</tr>"
        }
        return """
            <details class="fold"><summary>改日期、等级划分和小群体人数</summary>\
            <form class="form" method="post" action="\(path)/terms">\(FormSeal())\
            <input type="hidden" name="version" value="\(round.version)"><div class="field-row">\
            \(Field("rosterDue", "名册上报期限", value: round.rosterDueOn?.text ?? "").date())\
            \(Field("tests", "监测日期", value: round.testsOn?.text ?? "").date())\
            \(Field("smallGroup", "小群体人数", value: "\(round.smallGroup)", isRequired: true).text(type: "number", isShort: true))</div>\
            <table class="ledger keep"><thead><tr><th scope="col">学科</th><th scope="col" class="num">Ⅱ级（%）</th>\
            <th scope="col" class="num">Ⅲ级（%）</th><th scope="col" class="num">Ⅳ级（%）</th></tr></thead><tbody>\(rows)</tbody></table>\
            <div class="form-actions"><button>保存</button></div></form></details>
            """
    }
}
