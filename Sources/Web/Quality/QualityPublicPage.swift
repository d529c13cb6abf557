import Store
import Supervision

/// How a round's schools were drawn, as anybody may check it, without login.
struct QualityPublicPage: Sendable {
    let record: QualityRoundRecord
    let published: QualityRecord?

    var title: String { "\(record.round.title)：抽样公示" }

    var main: HTML {
        """
        <header class="public-head"><b>教育督导</b><p>质量监测抽样公示</p></header>
        <main id="main"><h1>\(record.round.title)</h1>\(cancelled)
        <dl class="facts"><dt>名单校验值</dt><dd class="hash">\(record.round.frameHash ?? "")</dd>
        <dt>公布时间</dt><dd>\(record.framedAt.map { When.html($0) })</dd>\(seed)</dl>
        \(published.map(tables) ?? waiting)</main>
        """
    }

    private var cancelled: HTML? {
        record.round.state == .cancelled ? Said.warning("本轮监测已取消，抽样记录保留备查。") : nil
    }

    private var seed: HTML? {
        record.round.seed.map { seed -> HTML in
            """
            <dt>公开种子</dt><dd class="hash">\(seed)</dd><dt>抽样时间</dt><dd>\(record.drawnAt.map { When.html($0) })</dd>
            <dt>抽样记录</dt><dd><a href="/public/quality/\(record.id)/record.json">JSON</a></dd>
            <dt>自行验证</dt><dd>下载记录，运行 <code>dudao quality verify 监测抽样记录.json</code>，程序按名单和种子重新抽取并逐校比对；\
            算法在项目的 docs/quality.md 里，可用其他程序实现。</dd>
            """
        }
    }

    private var waiting: HTML {
        """
        <p class="notice" role="status">抽样名单已经冻结，校验值如上。种子产生并抽样之后，名单和抽中的学校在这里公布，届时可以核对名单与校验值一致。</p>
        """
    }

    private func tables(_ published: QualityRecord) -> HTML {
        let problems = published.problems()
        let check: HTML =
            problems.isEmpty
            ? "<div class=\"notice success\" role=\"status\">已按名单和种子重新抽取，结果一致。</div>"
            : "<div class=\"notice error\" role=\"alert\">重新抽取的结果不一致：\(problems.prefix(5).joined())</div>"
        let selected = published.selected.map { school -> HTML in
            """
            <tr>\(Ledger.cell("代码", "\(school.code)", kind: "code"))\(Ledger.cell("年级", "\(QualityGrade.label(school.grade))"))\
            \(Ledger.cell("区县", "\(school.county)", kind: "code"))\(Ledger.cell("概率", "\(school.chance)", kind: "num"))</tr>
            """
        }
        let frame = published.frame.map { school -> HTML in
            """
            <tr>\(Ledger.cell("代码", "\(school.code)", kind: "code"))\(Ledger.cell("年级", "\(QualityGrade.label(school.grade))"))\
            \(Ledger.cell("区县", "\(school.county)", kind: "code"))\(Ledger.cell("层", "\(school.stratum)"))\
            \(Ledger.cell("学生数", "\(school.size)", kind: "num"))</tr>
            """
        }
        let head: HTML = """
            <th scope="col" class="code">代码</th><th scope="col">年级</th><th scope="col" class="code">区县</th>
            """
        return """
            \(check)<section class="section"><h2>抽中的学校（\(published.selected.count)所次）</h2><table class="ledger"><thead><tr>\
            \(head)<th scope="col" class="num">概率</th></tr></thead><tbody>\(selected)</tbody></table></section>
            <section class="section"><h2>全部名单（\(published.frame.count)所次）</h2>
            <p class="help">校验值是把每校一行“区县、年级、层、代码、学生数”（以制表符分隔）按字节顺序排列、每行加一个换行，再取 SHA-256。</p>\
            <table class="ledger"><thead><tr>\(head)<th scope="col">层</th><th scope="col" class="num">学生数</th></tr></thead>\
            <tbody>\(frame)</tbody></table></section>
            """
    }
}
