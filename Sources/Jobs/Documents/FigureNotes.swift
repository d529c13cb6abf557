import Office
import Supervision

/// The figures of a document on paper: a footnote at each, and an annex with a line for each.
enum FigureNotes {
    static func runs(_ text: String, _ notes: [FigureReference], of document: Document) -> [OfficialDocument.Run] {
        var runs: [OfficialDocument.Run] = []
        var rest = text[...]
        var done = 0
        for note in notes.sorted(by: { ($0.offset, $0.line) < ($1.offset, $1.line) }) {
            // At the end of its clause: a small number right behind a number would be read as part of it.
            let unit = text.dropFirst(note.offset).prefix { !"，。；、：！？".contains($0) }.count
            let place = note.offset + unit
            let piece = rest.prefix(max(0, place - done))
            if !piece.isEmpty { runs.append(.text(String(piece))) }
            rest = rest.dropFirst(max(0, place - done))
            done = max(done, place)
            runs.append(.footnote(words(note.line, of: document)))
        }
        return rest.isEmpty ? runs : runs + [.text(String(rest))]
    }

    private static func words(_ line: Int, of document: Document) -> String {
        guard let figures = document.sources?.figures, figures.indices.contains(line - 1) else { return "" }
        let counted = figures[line - 1].counted
        return "数据来源见附件第\(line)项“\(figures[line - 1].name)”\(counted.isEmpty ? "" : "，统计于\(counted)")。"
    }

    /// 附件：数据来源; nil where the document states no figures.
    static func annex(_ document: Document) -> OfficialDocument.Annex? {
        guard let sources = document.sources, !sources.figures.isEmpty else { return nil }
        let table = OfficialDocument.Table(
            header: FigureSources.header, rows: sources.rows, widths: [3, 10, 8, 26, 6, 8])
        return OfficialDocument.Annex(
            title: "数据来源", blocks: [.paragraph(frozen(sources)), .table(table)], isLandscape: true)
    }

    private static func frozen(_ sources: FigureSources) -> String {
        guard let frozen = sources.frozen else { return "本文尚未签发，数字尚未冻结。" }
        let at = Instant(frozen.at)?.chinese ?? frozen.at
        let chain = frozen.sequence > 0 ? "冻结时审计链第\(frozen.sequence)号封条：\(frozen.head)。" : ""
        return "本附件所列数字于\(at)冻结。数字摘要（SHA-256）：\(frozen.digest)。\(chain)"
    }
}
