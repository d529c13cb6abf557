import Office
import Testing

@Suite struct DOCXWriterTests {
    @Test("Headings are numbered by level, and a higher one starts the lower ones again")
    func numbering() {
        let levels = [1, 2, 2, 3, 4, 1, 2, 9]
        let document = OfficialDocument(title: "通知", blocks: levels.map { .heading($0, "标题") })
        let texts = document.numberedBlocks.map { block in
            if case .heading(_, let text) = block { String(text.dropLast(2)) } else { "" }
        }
        #expect(texts == ["一、", "（一）", "（二）", "1. ", "（1）", "二、", "（一）", "（1）"])
        let many = OfficialDocument(title: "通知", blocks: (1...21).map { _ in .heading(1, "") })
        #expect(many.numberedBlocks.last == .heading(1, "二十一、"))
        #expect(many.numberedBlocks[9] == .heading(1, "十、"))
    }

    @Test("The file is a DOCX whose parts are all well-formed")
    func parts() throws {
        let bytes = try DOCXWriter.bytes(.sample)
        #expect(FileKind.sniff(bytes) == .docx)
        let names = [
            "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/styles.xml",
            "word/_rels/document.xml.rels", "word/fontTable.xml", "word/settings.xml", "word/footer1.xml",
            "word/footer2.xml", "word/footer3.xml", "word/header1.xml", "word/footnotes.xml",
        ]
        for name in names { #expect(try wellFormed(name, in: bytes), "\(name)") }
    }

    @Test("Page and grid are those of GB/T 9704, and text cannot become markup")
    func layout() throws {
        let text = try part("word/document.xml", of: DOCXWriter.bytes(.sample))
        #expect(text.contains(#"<w:pgSz w:w="11906" w:h="16838"/>"#))
        #expect(text.contains(#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1588""#))
        #expect(text.contains(#"w:linePitch="579""#) && text.contains("<w:tblHeader/>"))
        #expect(text.contains("甲&lt;乙&gt;&amp;丙"))
        let plain = try part("word/document.xml", of: DOCXWriter.bytes(OfficialDocument(title: "报告", blocks: [])))
        #expect(!plain.contains("FF0000") && !plain.contains("tblpPr"))
    }

    @Test("The same document makes the same bytes")
    func repeatable() throws {
        #expect(try DOCXWriter.bytes(.sample) == DOCXWriter.bytes(.sample))
    }
}

extension OfficialDocument {
    static let sample = OfficialDocument(
        letterhead: "临江新区教育督导室文件", number: "临教督〔2026〕3号", title: "关于临江新区第一幼儿园办园行为督导评估的意见书",
        recipient: "临江新区第一幼儿园",
        blocks: [
            .paragraph("根据《幼儿园办园行为督导评估办法》，督导组于2026年4月对你园进行了实地督导，现将意见反馈如下。"),
            .heading(1, "主要成绩"), .paragraph(String(repeating: "园舍安全，制度健全，保教并重。", count: 12)),
            .heading(1, "存在问题"), .heading(2, "办园条件"), .heading(3, "活动场地"),
            .paragraph("户外场地面积不足，甲<乙>&丙。"),
            .table(
                Table(
                    caption: "问题清单", header: ["序号", "问题", "整改要求", "期限"],
                    rows: (1...30).map { ["\($0)", "第\($0)个问题：消防通道堆放杂物", "立即清理", "2026年5月1日"] },
                    widths: [1, 5, 3, 2])),
            .heading(1, "整改要求"), .paragraph("请于收到本意见书之日起三个月内书面报告整改情况。"),
        ],
        attachments: ["督导评估得分表", "整改报告格式"], signer: "临江新区教育督导室", date: "2026年5月12日",
        copies: ["市人民政府教育督导委员会办公室", "临江新区教育局", "临江新区财政局", "临江新区卫生健康委员会"],
        issuedBy: "临江新区教育督导室", issuedOn: "2026年5月13日")
}
