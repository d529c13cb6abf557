import Supervision
import Testing

@Suite struct DocumentNotesTests {
    private func pieces(_ paragraph: String, notes: Int) -> [DocumentText.Piece] {
        DocumentText(title: "", blocks: [], notes: (0..<notes).map { "注\($0)" }).pieces(of: paragraph)
    }

    @Test("A mark is a footnote where there is such a note, and stays text where there is none")
    func marks() {
        #expect(
            pieces("督导40所〔注1〕，问题9个〔注2〕。", notes: 2) == [
                .words("督导40所"), .note(0), .words("，问题9个"), .note(1), .words("。"),
            ])
        #expect(pieces("40所〔注1〕", notes: 1) == [.words("40所"), .note(0)])
        for plain in ["〔注2〕", "〔注0〕", "〔注〕", "〔注1", "教督〔2026〕1号", "〔〔注9〕〕", ""] {
            #expect(pieces(plain, notes: 1) == [.words(plain)], "\(plain)")
        }
        #expect(pieces("〔注1〕", notes: 0) == [.words("〔注1〕")])
        #expect(pieces("〔〔注1〕", notes: 1) == [.words("〔"), .note(0)])
    }

    @Test("The pieces of a paragraph, written again, are the paragraph")
    func whole() {
        var random = SplitMix(7)
        let parts = ["〔", "〕", "注", "1", "2", "3", "〔注1〕", "〔注3〕", "督导", "。"]
        for _ in 0..<500 {
            let text = (0..<12).map { _ in parts[random.below(parts.count)] }.joined()
            let again = pieces(text, notes: 2).map { piece in
                switch piece {
                case .words(let words): words
                case .note(let index): DocumentText.mark(ofNote: index)
                }
            }
            #expect(again.joined() == text)
        }
    }

    @Test("Every freely written kind has wordings, each with a key of its own, and none states what an office must say")
    func library() {
        for kind in Document.Kind.written {
            let count = DocumentWording.shipped.count { $0.kind == kind }
            #expect(count >= 2, "\(kind)")
        }
        let keys = DocumentWording.library.map(\.key)
        #expect(Set(keys).count == keys.count && keys.count == DocumentWording.shipped.count)
        #expect(Set(DocumentWording.shipped.map(\.name)).count == keys.count)
        for (key, wording) in DocumentWording.library {
            #expect(DocumentWording.shipped(key) == wording)
            #expect(wording.filled(.init(campaign: "专项督导", office: "室")).plain.contains("【待填：") || key == "publicity-1")
        }
        #expect(DocumentWording.shipped("notice-0") == nil && DocumentWording.shipped("") == nil)
    }

    @Test("Marks are filled with the day of drafting, and counted as often as they stand")
    func filling() {
        let wording = DocumentWording(
            kind: .circular, name: "月报", title: "{年份}年{月份}月通报", body: "{拟稿日期}，{督导机构}{督导机构}通报{单位}。")
        let text = wording.filled(.init(office: "督导室", today: "2026-03-08"))
        #expect(text.title == "2026年3月通报" && text.plain.contains("2026年3月8日，督导室督导室通报你单位。"))
        #expect(wording.filled(.init()).blanks == ["【待填：年份】", "【待填：月份】", "【待填：日期】", "【待填：督导机构】"])
        #expect(DocumentWording.count(of: "{督导机构}", in: wording.body) == 2)
        #expect(DocumentWording.count(of: "{项目}", in: wording.body) == 0 && wording.problems().isEmpty)
    }
}
