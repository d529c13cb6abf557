import Store
import Supervision

/// The frame unit by unit: as it would be frozen, as it was, and what was drawn from it.
struct DrawPage: Page {
    let record: CampaignRecord
    let rows: [FrameRow]
    let isFrozen: Bool
    let address: ListAddress

    var title: String { "名单与抽取" }
    var section: String { "/campaigns" }

    private var campaign: Campaign { record.campaign }
    private var isDrawn: Bool { campaign.seed != nil }

    var main: HTML {
        let path = "/campaigns/\(campaign.id)"
        return """
            \(PageHead(title, crumbs: [("督导项目", "/campaigns"), (record.name, path)], badge: campaign.state.badge).html)
            \(isFrozen ? DrawProof(record: record, path: "\(path)/draw").html : draftNotice)
            \(FilterBar(address, filters).html)
            \(table)
            """
    }

    private var draftNotice: HTML {
        Said.warning("名单还没有冻结，下面是按目前的单位名册列出的，冻结前会随名册变化。")
    }

    private var filters: [HTML] {
        let strata = (record.scope.strata.map(\.name) + [CampaignScope.byHand]).map { Choice($0, $0) }
        let states = [
            Choice("in", "可抽"), Choice("selected", "抽中"), Choice("done", "本轮已督导"),
            Choice("earlier", "前面批次已抽中"), Choice("excluded", "排除"), Choice("chosen", "指定"),
        ]
        return [
            FilterBar.search(address, hint: "单位或代码"), FilterBar.choice(address, "stratum", "层", strata),
            FilterBar.choice(address, "status", "情况", states),
        ]
    }

    private func name(of stratum: Int) -> String {
        record.scope.strata.indices.contains(stratum) ? record.scope.strata[stratum].name : CampaignScope.byHand
    }

    private func isShown(_ row: FrameRow) -> Bool {
        let text = address.filter("q")
        let stratum = address.filter("stratum")
        guard text.isEmpty || row.code == text || row.name.contains(text) else { return false }
        guard stratum.isEmpty || name(of: row.stratum) == stratum else { return false }
        let isDone = row.status == .excluded && row.reason == ScopeReason.doneInRound.text
        let isEarlier = row.status == .excluded && row.reason == ScopeReason.inEarlierBatch.text
        return switch address.filter("status") {
        case "in": row.status != .excluded
        case "selected": row.isSelected
        case "done": isDone
        case "earlier": isEarlier
        case "excluded": row.status == .excluded && !isDone && !isEarlier
        case "chosen": row.status == .chosen
        default: true
        }
    }

    /// Drawn ones in their order, then the others by code.
    private var shown: [FrameRow] {
        rows.filter(isShown).sorted {
            ($0.isSelected ? $0.position : Int.max, $0.code) < ($1.isSelected ? $1.position : Int.max, $1.code)
        }
    }

    private var table: HTML {
        let shown = shown
        let page = PageRequest(number: address.page.number, size: 100)
        let listing = Listing(
            rows: Array(shown.dropFirst(page.offset).prefix(page.size)), total: shown.count, page: page)
        return Ledger(
            [
                .init("单位"), .init("代码", kind: "code"), .init("层"), .init("情况"),
                .init("签号", kind: "long"),
            ], listing, at: address, unit: "个", row: row
        ).html
    }

    private func row(_ row: FrameRow) -> HTML {
        let state: HTML =
            switch row.status {
            case .excluded: "\(Badge.html("不参加"))<small>\(row.reason)</small>"
            case .chosen: "\(Badge.html("指定", .active))<small>\(row.reason)</small>"
            case .takesPart: row.isSelected ? Badge.html("抽中", .good) : "\(isDrawn ? "未抽中" : "可抽")"
            }
        return """
            <tr>\(Ledger.cell("单位", "\(row.name)", kind: "lead"))\(Ledger.cell("代码", "\(row.code)", kind: "code"))\
            \(Ledger.cell("层", "\(name(of: row.stratum))"))\(Ledger.cell("情况", state))\
            \(Ledger.cell("签号", "<span class=\"hash\">\(row.ticket)</span>", kind: "long"))</tr>
            """
    }
}

/// Hash, seed and how anybody repeats the draw.
struct DrawProof: Sendable {
    let record: CampaignRecord
    /// Where the record downloads, without its ending.
    let path: String
    var hasCSV = true

    var html: HTML {
        """
        <dl class="facts"><dt>名单校验值</dt><dd class="hash">\(record.campaign.frameHash ?? "")</dd>
        <dt>公布时间</dt><dd>\(record.framedAt.map { When.html($0) })</dd>\(drawn)</dl>
        """
    }

    private var drawn: HTML? {
        guard let seed = record.campaign.seed else { return "<dt>种子</dt><dd>名单公布之后产生，尚未填写</dd>" }
        return """
            <dt>公开种子</dt><dd class="hash">\(seed)</dd>
            <dt>抽取时间</dt><dd>\(record.drawnAt.map { When.html($0) })</dd>
            <dt>抽取记录</dt><dd><a href="\(path).json">JSON</a>\(hasCSV ? csv : nil)</dd>
            <dt>自行验证</dt><dd>签号是“种子,代码”的 SHA-256，每层取签号最小的若干个。在任何电脑上运行下面一行，\
            把“代码”换成单位代码，应得到表中同样的签号：<br><code class="hash">printf '%s' \(DrawProof.quoted(seed + ",代码")) \
            | sha256sum</code></dd>
            """
    }

    private var csv: HTML { " · <a href=\"\(path).csv\">CSV</a>" }

    /// A text as a shell takes it literally.
    static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "'\\''"))'" }
}
