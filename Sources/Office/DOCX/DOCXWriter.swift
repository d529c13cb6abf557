/// Lays an official document out as DOCX by GB/T 9704-2012.
package enum DOCXWriter {
    package static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    package static func bytes(_ document: OfficialDocument) throws -> [UInt8] {
        let core = PackageParts.core(title: document.title, creator: document.signer ?? document.issuedBy ?? "")
        var pixels = OfficialPixels()
        let body = DOCXBody(try pixels.document(document))
        return try ZIPWriter.bytes(
            [
                ("[Content_Types].xml", contentTypes),
                ("_rels/.rels", PackageParts.relations(main: "word/document.xml")),
                ("docProps/core.xml", core), ("word/document.xml", body.xml),
                ("word/_rels/document.xml.rels", relations(pictures: body.pictures.count)),
                ("word/styles.xml", DOCXStyles.xml), ("word/fontTable.xml", DOCXStyles.fontTable),
                ("word/settings.xml", settings), ("word/footnotes.xml", DOCXFootnotes.xml(body.footnotes)),
                ("word/footer1.xml", footer(alignment: "right", document.form)),
                ("word/footer2.xml", footer(alignment: "left", document.form)),
                ("word/header1.xml", DOCXLetterRules.header(document.letterhead ?? "")),
                ("word/footer3.xml", DOCXLetterRules.footer),
            ],
            files: body.pictures.enumerated().map { ("word/media/image\($0.offset + 1).png", $0.element.png) })
    }

    private static var contentTypes: String {
        let base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return PackageParts.contentTypes([
            ("/word/document.xml", "\(base).document.main+xml"), ("/word/styles.xml", "\(base).styles+xml"),
            ("/word/settings.xml", "\(base).settings+xml"), ("/word/fontTable.xml", "\(base).fontTable+xml"),
            ("/word/footnotes.xml", "\(base).footnotes+xml"), ("/word/header1.xml", "\(base).header+xml"),
            ("/word/footer1.xml", "\(base).footer+xml"), ("/word/footer2.xml", "\(base).footer+xml"),
            ("/word/footer3.xml", "\(base).footer+xml"),
        ])
    }

    private static func relations(pictures: Int) -> String {
        PackageParts.relations(
            [
                ("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"),
                ("rId3", "fontTable", "fontTable.xml"), ("rId4", "footer", "footer1.xml"),
                ("rId5", "footer", "footer2.xml"), ("rId6", "header", "header1.xml"),
                ("rId7", "footer", "footer3.xml"), ("rId8", "footnotes", "footnotes.xml"),
            ] + (0..<pictures).map { ("rIdPicture\($0 + 1)", "image", "media/image\($0 + 1).png") })
    }

    private static var settings: String {
        XMLMarkup.declaration + """
            <w:settings xmlns:w="\(DOCXStyles.namespace)"><w:evenAndOddHeaders/>\
            <w:characterSpacingControl w:val="compressPunctuation"/>\
            <w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
            <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
            w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
            """
    }

    /// — 1 —, one character from the outer edge: right on odd pages, left on even ones.
    ///
    /// A letter's footer reaches 2 mm further down, for the rule of its first page; the number stays where it is.
    private static func footer(alignment: String, _ form: OfficialDocument.Form) -> String {
        let lift = form == .letter ? "<w:spacing w:after=\"113\"/>" : ""
        return XMLMarkup.declaration + """
            <w:ftr xmlns:w="\(DOCXStyles.namespace)"><w:p><w:pPr><w:pStyle w:val="PageNumber"/>\(lift)\
            <w:ind w:\(alignment)Chars="100" w:\(alignment)="280"/><w:jc w:val="\(alignment)"/></w:pPr>\
            <w:r><w:t xml:space="preserve">— </w:t></w:r>\
            <w:r><w:fldChar w:fldCharType="begin"/></w:r>\
            <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>\
            <w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
            """
    }
}
