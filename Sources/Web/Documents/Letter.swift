import Office

/// An official document as it will be printed; the same value makes the DOCX.
struct Letter: Sendable {
    let document: OfficialDocument

    init(_ document: OfficialDocument) {
        self.document = document
    }

    /// The letter in its grey frame.
    var html: HTML { "<div class=\"document-frame\">\(article)</div>" }

    var article: HTML {
        """
        <article class="document">\(document.letterhead.map { text -> HTML in "<p class=\"letterhead\">\(text)</p>" })\
        \(document.number.map { text -> HTML in "<p class=\"docnumber\">\(text)</p>" })<h1>\(document.title)</h1>\
        \(document.recipient.map { text -> HTML in "<p class=\"addressee\">\(text)：</p>" })\
        \(document.numberedBlocks.map(Letter.block))\(attachments)\(signature)\(copies)\(imprint)</article>
        """
    }

    private static func block(_ block: OfficialDocument.Block) -> HTML {
        switch block {
        case .heading(1, let text): "<h2>\(text)</h2>"
        case .heading(_, let text): "<h3>\(text)</h3>"
        case .paragraph(let text): "<p>\(text)</p>"
        case .table(let table): Letter.table(table)
        }
    }

    private static func table(_ table: OfficialDocument.Table) -> HTML {
        let head = table.header.map { cell -> HTML in "<th scope=\"col\">\(cell)</th>" }
        let rows = table.rows.map { row -> HTML in
            let cells = row.map { cell -> HTML in "<td>\(cell)</td>" }
            return "<tr>\(cells)</tr>"
        }
        return "<table><thead><tr>\(head)</tr></thead><tbody>\(rows)</tbody></table>"
    }

    private var signature: HTML? {
        guard let signer = document.signer, let date = document.date else { return nil }
        return "<p class=\"signed\">\(signer)</p><p class=\"signed\">\(date)</p>"
    }

    private var attachments: HTML? {
        guard !document.attachments.isEmpty else { return nil }
        let single = document.attachments.count == 1
        let lines = document.attachments.enumerated().map { index, name -> HTML in
            "<p>\(index == 0 ? "附件：" : "")\(single ? "" : "\(index + 1). ")\(name)</p>"
        }
        return .joined(lines)
    }

    private var copies: HTML? {
        guard !document.copies.isEmpty else { return nil }
        return "<p class=\"imprint\"><span>抄送：\(document.copies.joined(separator: "，"))</span></p>"
    }

    private var imprint: HTML? {
        guard let office = document.issuedBy, let day = document.issuedOn else { return nil }
        return "<p class=\"imprint\"><span>\(office)</span><span>\(day)印发</span></p>"
    }
}
