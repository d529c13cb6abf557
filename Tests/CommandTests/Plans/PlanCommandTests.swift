import Foundation
import Testing

@Suite struct PlanCommandTests {
    private static let plan = """
        云江新区教育督导室关于印发2026年工作要点的通知

        云教督〔2026〕3号

        各中小学、幼儿园：

        现将《2026年教育督导工作要点》印发给你们，请结合实际，认真贯彻落实。

        云江新区教育督导室
        2026年3月8日

        2026年教育督导工作要点

        一、稳步推进督政
        1.开展政府履职评价。上半年完成自查自评。
        二、聚焦督学
        2.加强学前教育督导评估。3月—6月底，完成对40所幼儿园办园行为督导评估，责任督学每月至少到园1次。
        3.开展“双减”专项督导。抽查比例不低于30.5%。
        """

    private static let summary = """
        云江新区2025年教育督导工作总结
        一、主要成效
        （一）满意度持续提高
        2025年，家长满意度达96.65%，较上年提高1.3个百分点。
        """

    private static func read(_ text: String, _ options: String...) throws -> [String: Any] {
        let scratch = try Scratch()
        let path = try scratch.file("plan.txt", text)
        let outcome = try Program.run(["plan", "read", path, "--json"] + options)
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try outcome.json()
    }

    @Test("A plan as JSON: its head, its tree, what is to be done by when")
    func json() throws {
        let answer = try Self.read(Self.plan)
        #expect((answer["title"] as? String)?.contains("2026年教育督导工作要点") == true)
        #expect(answer["issuer"] as? String == "云江新区教育督导室")
        #expect(answer["documentNumber"] as? String == "云教督〔2026〕3号")
        #expect(answer["year"] as? Int == 2026 && answer["date"] as? String == "2026-03-08")
        let items = try #require(answer["items"] as? [[String: Any]])
        #expect(items.compactMap { $0["number"] as? String } == ["1.", "2.", "3."])
        let second = try #require(items.dropFirst().first)
        let chapters = try #require(answer["chapters"] as? [[String: Any]])
        let chapter = try #require(chapters.first { $0["id"] as? String == second["chapterId"] as? String })
        #expect(second["chapter"] as? String == chapter["title"] as? String && chapter["number"] as? String == "二、")
        let targets = try #require(second["targets"] as? [[String: Any]])
        let kindergartens = try #require(targets.first { $0["unit"] as? String == "所" })
        #expect(kindergartens["quantity"] as? Int == 40 && kindergartens["comparison"] as? String == "=")
        #expect(kindergartens["force"] as? String == "must" && kindergartens["period"] is NSNull)
        let visits = try #require(targets.first { $0["unit"] as? String == "次" })
        #expect(visits["comparison"] as? String == ">=" && visits["period"] as? String == "month")
        let windows = try #require(second["windows"] as? [[String: Any]])
        let window = try #require(windows.first { $0["recurrence"] is NSNull })
        #expect(window["start"] as? String == "2026-03-01" && window["end"] as? String == "2026-06-30")
    }

    @Test("Figures are numbers with the digits that were written")
    func decimals() throws {
        let scratch = try Scratch()
        let outcome = try Program.run("plan", "read", try scratch.file("a.txt", Self.plan), "--json")
        #expect(outcome.output.contains(#""quantity" : 30.5,"#))
    }

    @Test("Every key is there, null where nothing was read")
    func keys() throws {
        let answer = try Self.read("没有编号的一句话。\n")
        let keys: Set<String> = [
            "title", "issuer", "documentNumber", "year", "lastYear", "date", "salutation", "noticeTitle", "letterhead",
            "signature", "annexes", "numbering", "chapters", "items", "schedule", "statements", "notes", "flags",
            "unread",
            "length", "fields",
        ]
        #expect(Set(answer.keys) == keys)
        #expect(answer["documentNumber"] is NSNull && answer["date"] is NSNull && answer["year"] is NSNull)
        #expect(answer["length"] as? Int == 10)
        let item = try #require((try Self.read(Self.plan)["items"] as? [[String: Any]])?.first)
        let itemKeys: Set<String> = [
            "id", "number", "chapter", "chapterId", "title", "text", "kinds", "units", "actors", "targets", "windows",
            "points", "shares", "belongsTo", "span", "confidence", "fields",
        ]
        #expect(Set(item.keys) == itemKeys)
    }

    @Test("A summary's figures carry their change")
    func statements() throws {
        let answer = try Self.read(Self.summary)
        let statements = try #require(answer["statements"] as? [[String: Any]])
        let one = try #require(statements.first { $0["quantity"] as? Double == 96.65 })
        #expect(one["unit"] as? String == "%" && one["change"] as? Double == 1.3 && one["year"] as? Int == 2025)
        #expect((one["changeUnit"] as? String)?.contains("百分点") == true && one["changeText"] is String)
    }

    @Test("A year that the document does not say is taken from the caller")
    func year() throws {
        let plan = "工作要点\n一、督学\n1.培训。3月举办督学培训班。\n"
        let windows = { (answer: [String: Any]) in
            ((answer["items"] as? [[String: Any]])?.first?["windows"] as? [[String: Any]])?.first
        }
        #expect(windows(try Self.read(plan))?["start"] is NSNull)
        #expect(windows(try Self.read(plan, "--year", "2027"))?["start"] as? String == "2027-03-01")
    }

    @Test("Without --json it is an outline in Chinese")
    func outline() throws {
        let scratch = try Scratch()
        let outcome = try Program.run("plan", "read", try scratch.file("a.txt", Self.plan))
        #expect(outcome.code == 0)
        for words in ["发文字号：云教督〔2026〕3号", "年度：2026年", "二、聚焦督学", "40所", "每月", "（2026年3月1日至2026年6月30日）", "全文"] {
            #expect(outcome.output.contains(words), "\(words)")
        }
    }

    @Test("A dash reads standard input")
    func standardInput() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.txt", Self.plan)
        let script = "exec \"$0\" plan read - --json < \"$1\""
        let program = try Program.path()
        let outcome = try Program.run("/bin/sh", ["-c", script, program, path])
        #expect(outcome.code == 0)
        #expect(try outcome.json()["documentNumber"] as? String == "云教督〔2026〕3号")
    }

    @Test("What is no document is refused with 1 and a sentence, wrong usage with 64")
    func refusals() throws {
        let scratch = try Scratch()
        let empty = try Program.run("plan", "read", try scratch.file("a.docx", ""), "--json")
        #expect(empty.code == 1 && empty.output.isEmpty && empty.errors.contains("请确认选对了文件"))
        let picture = try Program.run("plan", "read", try scratch.file("b.docx", "GIF89a"))
        #expect(picture.code == 1 && picture.errors.contains("OCR"))
        let missing = try Program.run("plan", "read", "/nowhere.docx")
        #expect(missing.code == 1 && missing.errors.contains("文件打不开"))
        #expect(try Program.run("plan", "read").code == 64)
        #expect(try Program.run("plan", "read", "/nowhere.docx", "--year", "26").code == 64)
        #expect(try Program.run("plan", "read", "/nowhere.docx", "--year", "x").code == 64)
    }
}
