/// Lays an official document out as DOCX by GB/T 9704-2012.
package enum DOCXWriter {
    package static let mediaType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    package static func bytes(_ document: OfficialDocument) throws -> [UInt8] {
        let core = PackageParts.core(title: document.title, creator: document.signer ?? document.issuedBy ?? "")
        return try ZIPWriter.bytes([
            ("[Content_Types].xml", contentTypes),
            ("_rels/.rels", PackageParts.relations(main: "word/document.xml")),
            ("docProps/core.xml", core),
            ("word/document.xml", DOCXBody(document).xml),
            ("word/_rels/document.xml.rels", relations),
            ("word/styles.xml", DOCXStyles.xml),
            ("word/fontTable.xml", DOCXStyles.fontTable),
            ("word/settings.xml", settings),
            ("word/footer1.xml", footer(alignment: "right", indent: "right")),
            ("word/footer2.xml", footer(alignment: "left", indent: "left")),
        ])
    }

    private static var contentTypes: String {
        let base = "application/vnd.openxmlformats-officedocument.wordprocessingml"
        return PackageParts.contentTypes([
            ("/word/document.xml", "\(base).document.main+xml"), ("/word/styles.xml", "\(base).styles+xml"),
            ("/word/settings.xml", "\(base).settings+xml"), ("/word/fontTable.xml", "\(base).fontTable+xml"),
            ("/word/footer1.xml", "\(base).footer+xml"), ("/word/footer2.xml", "\(base).footer+xml"),
        ])
    }

    private static var relations: String {
        PackageParts.relations([
            ("rId1", "styles", "styles.xml"), ("rId2", "settings", "settings.xml"),
            ("rId3", "fontTable", "fontTable.xml"), ("rId4", "footer", "footer1.xml"),
            ("rId5", "footer", "footer2.xml"),
        ])
    }

    private static var settings: String {
        XMLMarkup.declaration + """
            <w:settings xmlns:w="\(DOCXStyles.namespace)"><w:evenAndOddHeaders/>\
            <w:characterSpacingControl w:val="compressPunctuation"/>\
            <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" \
            w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>
            """
    }

    /// — 1 —, one character from the outer edge: right on odd pages, left on even ones.
    private static func footer(alignment: String, indent: String) -> String {
        XMLMarkup.declaration + """
            <w:ftr xmlns:w="\(DOCXStyles.namespace)"><w:p><w:pPr><w:pStyle w:val="PageNumber"/>\
            <w:ind w:\(indent)Chars="100" w:\(indent)="280"/><w:jc w:val="\(alignment)"/></w:pPr>\
            <w:r><w:t xml:space="preserve">— </w:t></w:r>\
            <w:r><w:fldChar w:fldCharType="begin"/></w:r>\
            <w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>\
            <w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
            """
    }
}
