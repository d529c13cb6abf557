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
        var body = LetterBody()
        let text = body.html(document.numberedBlocks)
        let annexes = document.annexes.enumerated().map { index, annex in self.annex(annex, index, &body) }
        return """
            <article class="document\(document.form == .letter ? " as-letter" : "")">\(LetterHead(document: document).html)\
            <h1>\(document.title)</h1>\
            \(document.recipient.map { text -> HTML in "<p class=\"addressee\">\(text)：</p>" })\
            \(text)\(attachments)\(rolls)\(signature)\
            \(document.remark.map { text -> HTML in "<p>（\(text)）</p>" })\(annexes)\(copies)\(imprint)\(body.notes)</article>
            """
    }

    private func annex(_ annex: OfficialDocument.Annex, _ index: Int, _ body: inout LetterBody) -> HTML {
        let number = document.attachmentTitles.count > 1 ? "\(index + 1)" : ""
        return """
            <section class="annex"><p class="mark">附件\(number)</p><h1>\(annex.title)</h1>\
            \(body.html(OfficialDocument.numbered(annex.blocks)))</section>
            """
    }

    /// Minutes have a date and no signer (10.3).
    private var signature: HTML? {
        guard let date = document.date else { return nil }
        return
            "\(document.signer.map { text -> HTML in "<p class=\"signed\">\(text)</p>" })<p class=\"signed\">\(date)</p>"
    }

    private var attachments: HTML? {
        let titles = document.attachmentTitles
        guard !titles.isEmpty else { return nil }
        let lines = titles.enumerated().map { index, name -> HTML in
            "<p>\(index == 0 ? "附件：" : "　　　")\(titles.count == 1 ? "" : "\(index + 1). ")\(name)</p>"
        }
        return .joined(lines)
    }

    private var rolls: HTML? {
        guard !document.rolls.isEmpty else { return nil }
        let lines = document.rolls.map { roll -> HTML in "<p><b>\(roll.label)：</b>\(roll.names)</p>" }
        return "<div class=\"rolls\">\(lines)</div>"
    }

    private var copies: HTML? {
        guard !document.copies.isEmpty else { return nil }
        return "<p class=\"imprint\"><span>抄送：\(document.copies.joined(separator: "，"))。</span></p>"
    }

    /// A letter says neither who printed it nor when (10.1).
    private var imprint: HTML? {
        guard document.form != .letter, let office = document.issuedBy, let day = document.issuedOn else { return nil }
        return "<p class=\"imprint\"><span>\(office)</span><span>\(day)印发</span></p>"
    }
}

/// What stands above the title: 份号, 密级, 紧急程度, the red head and 发文字号.
struct LetterHead: Sendable {
    let document: OfficialDocument

    var html: HTML {
        let head = document.letterhead.map { text -> HTML in "<p class=\"letterhead\">\(text)</p>" }
        return document.form == .letter ? "\(head)\(marks(number))" : "\(marks(nil))\(head)\(number)"
    }

    private func marks(_ number: HTML?) -> HTML? {
        let lines = document.marks.map { mark -> HTML in "<p class=\"mark\">\(mark)</p>" }
        guard !lines.isEmpty || number != nil else { return nil }
        return document.form == .letter
            ? "<div class=\"letter-marks\"><div>\(lines)</div>\(number)</div>" : .joined(lines)
    }

    private var number: HTML? {
        guard let signatory = document.signatory else {
            return document.number.map { "<p class=\"docnumber\">\($0)</p>" }
        }
        return """
            <p class="docnumber with-signatory"><span>\(document.number ?? "")</span><span>签发人：\(signatory)</span></p>
            """
    }
}
