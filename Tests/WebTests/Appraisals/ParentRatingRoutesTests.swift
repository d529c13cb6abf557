import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct ParentRatingRoutesTests {
    static let school = "/public/schools/school-500101"
    static let path = "\(school)/ratings/inspector"
    static let words = "门卫<b>不让进</b>，电话13800001111"

    static func site() async throws -> TipSite {
        let tips = try await TipSite()
        try await tips.site.services.database.write { db in try VisitSample.post(at: ["school-500101"], in: db) }
        return tips
    }

    /// A form as a browser with scripts sends it.
    static func send(
        _ citizen: TestBrowser, _ points: Int = 4, words: String = "", command: String, isSolved: Bool = true,
        without item: ParentRatingItem? = nil
    ) async throws -> TestAnswer {
        let puzzle = try await citizen.get("\(path)/puzzle", accept: "application/json").json["puzzle"] as? String ?? ""
        var pairs = ParentRatingItem.allCases.filter { $0 != item }.map { ($0.rawValue, "\(points)") }
        pairs += [
            ("words", words), ("command", command), ("puzzle", puzzle),
            ("answer", isSolved ? TipSite.solve(puzzle) : ""),
        ]
        return try await citizen.post(path, pairs: pairs, command: nil, sealed: false, accept: "text/html")
    }

    @Test("A parent rates from the school's page; twice the same form is once; five from five networks are shown")
    func rated() async throws {
        let tips = try await Self.site()
        let citizen = tips.citizen(from: "198.51.100.1")
        let page = try await citizen.get(Self.school).text
        #expect(
            page.contains("href=\"\(Self.path)\"") && page.contains("/tips/new?unit=") && page.contains("/tips/status"))
        let form = try await citizen.get(Self.path).text
        #expect(form.contains("匿名评价") && form.contains("data-tip=\"\(Self.path)/puzzle\""))
        let command = tips.site.services.newID()
        for _ in 1...2 {
            let sent = try await Self.send(citizen, words: Self.words, command: command)
            #expect(sent.location == "\(Self.path)?done=1")
        }
        #expect(try await citizen.get("\(Self.path)?done=1").text.contains("已收到"))
        #expect(try await Self.send(citizen, 1, command: tips.site.services.newID()).status == .seeOther)
        let officer = try await tips.site.browser(as: "officer")
        let list = "/inspectors/parent-ratings"
        let few = try await officer.get(list).text
        #expect(few.contains("不足5份") && few.contains("data-label=\"同网重复\" class=\"num\">1<"))
        #expect(try await !officer.get("\(list)/words").text.contains("门卫"))
        for number in 2...5 {
            let other = tips.citizen(from: "198.51.100.\(number)")
            #expect(try await Self.send(other, command: tips.site.services.newID()).status == .seeOther)
        }
        let shown = try await officer.get(list).text
        #expect(shown.contains("data-label=\"份数\" class=\"num\">5<") && shown.contains("4.00"))
        #expect(shown.contains("同一网络同一天") && shown.contains("/words?year=2026&amp;school=school-500101"))
        let words = try await officer.get("\(list)/words").text
        #expect(words.contains("门卫&lt;b&gt;不让进") && words.contains("共 <strong>1</strong>"))
        #expect(try await officer.get("\(list)/export.xlsx").status == .ok)
        #expect(try await officer.get("/inspectors/appraisals/inspector/2026/parents").text.contains("4.00"))
        #expect(try await !tips.site.browser(as: "neighbour").get(list).text.contains("第101小学"))
        #expect(try await !tips.site.browser(as: "leader").get(list).text.contains("/words?"))
        let removal = try #require(words.firstMatch(of: /action="([^"]*\/removal)"/)).1
        let removed = try await officer.post(String(removal), ["year": "2026"])
        #expect(removed.location == "\(list)/words?year=2026&done=removed")
        #expect(try await !officer.get("\(list)/words").text.contains("门卫"))
    }

    @Test("What is refused keeps what was chosen and says why; nothing is stored")
    func refused() async throws {
        let tips = try await Self.site()
        let citizen = tips.citizen()
        let id = { tips.site.services.newID() }
        let partly = try await Self.send(citizen, 2, words: "已经写好的话", command: id(), without: .openness)
        #expect(partly.status == .unprocessableContent && partly.text.contains("请对每一项评分"))
        #expect(partly.text.contains("value=\"2\" checked") && partly.text.contains("已经写好的话"))
        let long = try await Self.send(citizen, words: String(repeating: "长", count: 201), command: id())
        #expect(long.status == .unprocessableContent && long.text.contains("200字"))
        let quick = try await Self.send(citizen, command: id(), isSolved: false)
        #expect(quick.status == .unprocessableContent && quick.text.contains("提交得太快"))
        let forged = try await citizen.post(
            Self.path, pairs: ParentRatingItem.allCases.map { ($0.rawValue, "5") } + [("puzzle", "1.1.1.1")],
            command: nil, sealed: false, accept: "text/html")
        #expect(forged.status == .unprocessableContent)
        #expect(try await tips.count("parent_rating") == 0)
        for path in ["\(Self.school)/ratings/nobody", "/public/schools/nobody/ratings/inspector"] {
            #expect(try await citizen.get(path).status == .notFound)
            #expect(try await citizen.get("\(path)/puzzle").status == .notFound)
            #expect(try await citizen.post(path, [:], sealed: false).status == .notFound)
        }
    }

    @Test("Puzzles grow with what came from a network; ratings leave the door for tips as open as it was")
    func puzzles() async throws {
        let tips = try await Self.site()
        let citizen = tips.citizen()
        func bits(_ path: String) async throws -> Int {
            let text = try await citizen.get(path, accept: "application/json").json["puzzle"] as? String ?? ""
            return Int(text.split(separator: ".").dropFirst().first ?? "") ?? 0
        }
        for _ in 1...3 { _ = try await Self.send(citizen, command: tips.site.services.newID()) }
        #expect(try await bits("\(Self.path)/puzzle") == 16)
        #expect(try await bits("/tips/puzzle") == 14)
    }

    @Test("Neither log nor audit nor stored commands say who rated, or what")
    func traces() async throws {
        let tips = try await Self.site()
        let principal = try await tips.site.browser(as: "principal")
        if let name = HTTPField.Name("X-Forwarded-For") { principal.headers[name] = TipSite.address }
        // Somebody who is signed in answers as nobody.
        #expect(
            try await Self.send(principal, words: Self.words, command: tips.site.services.newID()).status == .seeOther)
        let tables = ["audit_entry", "command", "tip_rate", "tip_key", "parent_rating", "parent_words"]
        let stored = try await tips.site.services.database.read { db in
            try tables.map { table in
                try db.rows("SELECT * FROM \(SQL.identifier(table))").map { "\($0)" }.joined(separator: "\n")
            }
        }
        #expect(stored[5].contains("门卫"), "a row says what it holds")
        for secret in [TipSite.address, "门卫", "13800001111"] {
            #expect(!tips.log.text.contains(secret), "log: \(secret)")
            for (table, text) in zip(tables, stored) where table != "parent_words" {
                #expect(!text.contains(secret), "\(table): \(secret)")
            }
        }
        let ours = stored[1].split(separator: "\n").filter { !$0.contains("account-") }.joined()
        #expect(!ours.contains("school-500101"), "the receipt of a command does not even say which school")
        #expect(!stored[4].contains("principal") && !stored[5].contains("principal"))
    }
}
