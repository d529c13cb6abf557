import Store
import Supervision

/// A draw as anybody may check it, without login.
struct PublicDrawPage: Sendable {
    let draw: PublicDraw

    var title: String { draw.isSecret ? "抽取公示" : "\(draw.record.name)：抽取公示" }

    var main: HTML {
        """
        <header class="public-head"><b>\(draw.office.isEmpty ? "教育督导室" : draw.office)</b><p>抽取公示</p></header>
        <main id="main"><h1>\(draw.isSecret ? "抽取公示" : draw.record.name)</h1>
        \(draw.isSecret ? secret : open)</main>
        """
    }

    private var open: HTML {
        """
        \(DrawProof(record: draw.record, path: "/public/draws/\(draw.record.id)/record", hasCSV: false).html)
        \(draw.rows.isEmpty ? waiting : tables)
        """
    }

    /// A 暗访 that is not over: the hash shows afterwards that the frame was not changed.
    private var secret: HTML {
        """
        <dl class="facts"><dt>名单校验值</dt><dd class="hash">\(draw.record.campaign.frameHash ?? "")</dd>
        <dt>公布时间</dt><dd>\(draw.record.framedAt.map { When.html($0) })</dd></dl>
        <p class="notice" role="status">抽取名单已经冻结。名单、种子、签号和结果在检查结束之后公布，届时可以核对名单与校验值一致。</p>
        """
    }

    private var waiting: HTML {
        """
        <p class="notice" role="status">抽取名单已经冻结，名单校验值如上。种子产生并抽取之后，名单、签号和结果在这里公布，\
        届时可以核对名单与校验值一致。</p>
        """
    }

    private var tables: HTML {
        let selected = draw.rows.filter(\.isSelected).sorted { $0.position < $1.position }
        return """
            <section class="section"><h2>抽中的单位（\(selected.count)个）</h2>\(table(selected))</section>
            <section class="section"><h2>全部名单（\(draw.rows.count)个）</h2>
            <p class="help">名单校验值是把全部代码按字节顺序排列、每个代码后加一个换行，再取 SHA-256。</p>\(table(draw.rows))</section>
            """
    }

    private func table(_ rows: [FrameRow]) -> HTML {
        let lines = rows.map { row -> HTML in
            """
            <tr>\(Ledger.cell("单位", "\(row.name)", kind: "lead"))\(Ledger.cell("代码", "\(row.code)", kind: "code"))\
            \(Ledger.cell("层", "\(name(of: row.stratum))"))\
            \(Ledger.cell("签号", "<span class=\"hash\">\(row.ticket)</span>", kind: "long"))</tr>
            """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">单位</th><th scope="col">代码</th><th scope="col">层</th>\
            <th scope="col">签号</th></tr></thead><tbody>\(lines)</tbody></table>
            """
    }

    private func name(of stratum: Int) -> String {
        let strata = draw.record.scope.strata
        return strata.indices.contains(stratum) ? strata[stratum].name : CampaignScope.byHand
    }
}
