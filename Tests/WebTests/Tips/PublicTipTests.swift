import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct PublicTipTests {
    private static let picture: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [0, 0, 0, 5] + Array("tEXtPLACE".utf8) + [0, 0, 0, 0]
        + [0, 0, 0, 0] + Array("IEND".utf8) + [0xAE, 0x42, 0x60, 0x82]

    @Test("Anybody finds a unit by its name, tells something with a photo, and gets a code once")
    func told() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        #expect(try await citizen.get("/tips/new").text.contains("被反映的单位"))
        let found = try await citizen.get("/tips/new?q=\(Fields.encoded("101小"))").text
        #expect(found.contains("/tips/new?unit=school-500101") && !found.contains("第102小学"))
        #expect(try await citizen.get("/tips/new?q=\(Fields.encoded("小"))").text.contains("没有找到"))
        let form = try await citizen.get("/tips/new?unit=school-500101").text
        #expect(form.contains("第101小学") && form.contains("name=\"secret\""))
        let sent = try await tips.send(citizen, photos: [("a.png", Self.picture)])
        let code = TipSite.code(of: sent)
        #expect(sent.status == .ok && code.count == TipCode.length)
        #expect(sent.headers[.cacheControl] == "no-store")
        #expect(try await tips.count("tip") == 1)
        // The same form again: the same code, no second tip.
        let resent = try await tips.send(citizen, photos: [("a.png", Self.picture)])
        #expect(TipSite.code(of: resent) == code)
        #expect(try await tips.count("tip") == 1)
        // Who goes back and writes about something else tells it as well.
        let other = try await tips.send(citizen, ["text": "另外，放学时校门口没有人疏导。"])
        #expect(other.status == .ok && TipSite.code(of: other) != code)
        #expect(try await tips.count("tip") == 2)
        let hash: String = try await tips.site.services.database.read { db in
            try db.first("SELECT file_hash FROM tip_photo")?.get(0) ?? ""
        }
        let stored = try tips.site.services.files.read(hash)
        #expect(!String(decoding: stored, as: UTF8.self).contains("PLACE"))
        #expect(try await citizen.get("/public").text.contains("/tips/new"))
    }

    @Test("A school's page names whoever's board hangs at its gate today, and leads to a tip about it")
    func school() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let before = try await citizen.get("/public/schools/school-500101").text
        #expect(before.contains("/tips/new?unit=school-500101") && !before.contains("责任督学"))
        let name: String = try await tips.site.services.database.write { db in
            try VisitSample.post(at: ["school-500101"], in: db)
            return try db.first("SELECT name FROM person WHERE id = 'inspector'")?.get(0) ?? ""
        }
        #expect(try await citizen.get("/public/schools/school-500101").text.contains("责任督学：\(name)<"))
        _ = try await tips.site.services.database.write { db in
            try db.execute("UPDATE zone_posting SET until_day = '2026-01-02'")
        }
        #expect(try await !citizen.get("/public/schools/school-500101").text.contains("责任督学"))
        #expect(try await citizen.get("/public/schools/nobody").status == .notFound)
    }

    @Test("A tip that cannot be taken keeps what was typed and says why; nothing is stored")
    func refused() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let long = String(repeating: "长", count: TipLimits.text + 1)
        let cases: [([String: String], String)] = [
            (["topic": ""], "请填写反映的问题类别"), (["text": " "], "请填写反映的内容"), (["text": long], "5000字以内"),
            (["unit": "nobody"], "请填写被反映的单位"), (["unit": "", "name": ""], "请填写被反映的单位"),
            (["contact": String(repeating: "1", count: 101)], "100字以内"), (["answer": "x"], "安全校验没有通过"),
            (["puzzle": "1.1.1.1"], "安全校验"), (["puzzle": ""], "安全校验"), (["answer": ""], "秒后再提交"),
        ]
        for (changes, words) in cases {
            let answer = try await tips.send(citizen, changes)
            #expect(answer.status == .unprocessableContent && answer.text.contains(words), "\(words): \(answer.status)")
            #expect(changes["text"] != nil || answer.text.contains("汤里有头发"), "\(words)")
        }
        let noPicture = try await tips.send(citizen, photos: [("a.png", Array("text".utf8))])
        #expect(noPicture.status == .unprocessableContent && noPicture.text.contains("不是照片"))
        let many = try await tips.send(citizen, photos: (0..<7).map { ("\($0).png", Self.picture) })
        #expect(many.status == .unprocessableContent && many.text.contains("最多6张"))
        #expect(try await tips.count("tip") == 0)
    }

    @Test("Without a script the form waits and is taken three times a day")
    func plain() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        for number in 0..<4 {
            let fields = try await tips.fields(
                citizen, ["secret": String(repeating: "\(number)", count: 32)], isSolved: false)
            let early = try await citizen.post("/tips", pairs: fields, sealed: false)
            #expect(early.status == .unprocessableContent && early.text.contains("15秒后"))
            tips.site.advance(seconds: 15)
            let answer = try await citizen.post("/tips", pairs: fields, sealed: false)
            #expect(answer.status == (number < 3 ? .ok : .conflict), "\(number)")
        }
        let other = tips.citizen(from: "203.0.113.78")
        let fields = try await tips.fields(other, ["secret": String(repeating: "9", count: 32)], isSolved: false)
        tips.site.advance(seconds: 15)
        #expect(try await other.post("/tips", pairs: fields, sealed: false).status == .ok)
        #expect(try await tips.count("tip") == 4)
    }

    @Test("A form from another site is refused")
    func foreign() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let fields = try await tips.fields(citizen)
        citizen.headers[.origin] = "https://elsewhere.example"
        #expect(try await citizen.post("/tips", pairs: fields, sealed: false).status == .forbidden)
    }

    @Test("The code opens state, question, answer and rating; a wrong one opens nothing and is counted")
    func followed() async throws {
        let tips = try await TipSite()
        let citizen = tips.citizen()
        let typed = TipCode.grouped(TipSite.code(of: try await tips.send(citizen))).lowercased()
        let status = try await citizen.post("/tips/status", ["code": typed], sealed: false)
        #expect(status.text.contains("督诉〔2026〕1号") && status.text.contains("等待受理"))
        #expect(!status.text.contains("汤里有头发") && !status.text.contains(TipSample.contact))
        let officer = try await tips.site.browser(as: "officer")
        let path = "/tips/\(try await tips.tip())"
        #expect(try await officer.post("\(path)/handler").status == .seeOther)
        #expect(try await officer.post("\(path)/question", ["question": "哪个年级？"]).status == .seeOther)
        #expect(try await citizen.post("/tips/status", ["code": typed], sealed: false).text.contains("哪个年级？"))
        let reply: [(String, String)] = [("code", typed), ("text", "三年级"), ("command", tips.site.services.newID())]
        for _ in 0..<2 {
            let sent = try await citizen.post("/tips/status/messages", pairs: reply, sealed: false)
            #expect(sent.text.contains("已收到您的补充") && sent.text.contains("三年级"))
        }
        #expect(try await tips.count("tip_message") == 2)
        #expect(try await officer.get("/tips?group=news").text.contains("共 <strong>1</strong> 件"))
        let early = try await citizen.post("/tips/status/rating", ["code": typed, "stars": "5"], sealed: false)
        #expect(early.status == .conflict && early.text.contains("还没有答复"))
        let answer = try await officer.post("\(path)/answer", ["outcome": "partly", "answer": "已责成学校整改。"])
        #expect(answer.status == .seeOther)
        let seen = try await citizen.post("/tips/status", ["code": typed], sealed: false).text
        #expect(seen.contains("已责成学校整改。") && seen.contains("部分属实") && seen.contains("评价答复"))
        let rated = try await citizen.post("/tips/status/rating", ["code": typed, "stars": "4"], sealed: false)
        #expect(rated.text.contains("您给出了4分"))
        #expect(try await officer.get("/tips/statistics").text.contains("平均4.0分"))
        for number in 0..<TipGateLimits.wrongCodes {
            let wrong = try await citizen.post(
                "/tips/status", ["code": "\(1_000_000_000_000_000 + number)"], sealed: false)
            #expect(wrong.status == .notFound)
        }
        #expect(try await citizen.post("/tips/status", ["code": typed], sealed: false).status == .conflict)
        let other = tips.citizen(from: "203.0.113.78")
        #expect(try await other.post("/tips/status", ["code": typed], sealed: false).status == .ok)
    }
}
