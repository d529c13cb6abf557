import Office

/// The text of a letter on screen; it counts the footnotes on its way and puts their words at the end.
struct LetterBody {
    private var footnotes: [String] = []

    mutating func html(_ blocks: [OfficialDocument.Block]) -> HTML {
        .joined(blocks.map { block in html(block) })
    }

    private mutating func html(_ block: OfficialDocument.Block) -> HTML {
        switch block {
        case .heading(1, let text): "<h2>\(text)</h2>"
        case .heading(2, let text): "<h3>\(text)</h3>"
        case .heading(_, let text), .paragraph(let text): "<p>\(text)</p>"
        case .runs(let runs): "<p>\(runs.map { run in html(run) })</p>"
        case .table(let table): LetterBody.table(table)
        case .picture(let picture): LetterBody.picture(picture)
        case .landscape(let inner): "<div class=\"wide\">\(html(inner))</div>"
        }
    }

    private mutating func html(_ run: OfficialDocument.Run) -> HTML {
        switch run {
        case .text(let text): return "\(text)"
        case .footnote(let words):
            footnotes.append(words)
            let number = footnotes.count
            return "<sup><a id=\"noted-\(number)\" href=\"#note-\(number)\">\(number)</a></sup>"
        }
    }

    /// What stands at the foot of the pages of the DOCX.
    var notes: HTML? {
        guard !footnotes.isEmpty else { return nil }
        let lines = footnotes.enumerated().map { index, words -> HTML in
            "<li id=\"note-\(index + 1)\">\(words) <a href=\"#noted-\(index + 1)\" aria-label=\"回到正文\">↑</a></li>"
        }
        return "<ol class=\"footnotes\">\(lines)</ol>"
    }

    private static func table(_ table: OfficialDocument.Table) -> HTML {
        let caption = table.caption.map { text -> HTML in "<caption>\(text)</caption>" }
        let head = table.header.map { cell -> HTML in "<th scope=\"col\">\(cell)</th>" }
        let rows = table.rows.map { row -> HTML in
            let cells = row.map { cell -> HTML in "<td>\(cell)</td>" }
            return "<tr>\(cells)</tr>"
        }
        return "<table>\(caption)<thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private static func picture(_ picture: OfficialDocument.Picture) -> HTML {
        let source =
            PNGSize(picture.png) != nil
            ? "png;base64,\(Base64.text(picture.png))"
            : picture.svg.isEmpty ? nil : "svg+xml;base64,\(Base64.text(Array(picture.svg.utf8)))"
        let image = source.map { source -> HTML in "<img src=\"data:image/\(source)\" alt=\"\(picture.caption)\">" }
        return "<figure>\(image)<figcaption>\(picture.caption)</figcaption></figure>"
    }
}
