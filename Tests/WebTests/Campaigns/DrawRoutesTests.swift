import Crypto
import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing

@Suite struct DrawRoutesTests {
    @Test("The record downloads as it was drawn, verifies, and its tickets are sha256 of seed,code")
    func record() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.running()
        let answer = try await setting.officer.get("\(path)/draw.json")
        let record = try JSONDecoder().decode(DrawRecord.self, from: Data(answer.bytes))
        #expect(record.problems() == [])
        #expect(record.selected.count == 2)
        let code = try #require(record.selected.first)
        let digest = SHA256.hash(data: Data("03 09 14 21,\(code)".utf8)).map { String(format: "%02x", $0) }.joined()
        #expect(record.tickets[code] == digest)
        let csv = try await setting.officer.get("\(path)/draw.csv").text
        #expect(csv.split(separator: "\n").count == 7)
        #expect(csv.contains(digest))
    }

    @Test("Before the seed the public page shows the hash alone, afterwards codes, names and tickets")
    func publicPage() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.campaign()
        let open = "/public/draws/\(path.dropFirst("/campaigns/".count))"
        let anybody = setting.site.browser()
        #expect(try await anybody.get(open).status == .notFound)
        _ = try await setting.officer.post("\(path)/frame")
        let frozen = try await anybody.get(open).text
        #expect(frozen.contains("名单校验值"))
        #expect(!frozen.contains("第1幼儿园"))
        _ = try await setting.officer.post("\(path)/draw", ["seed": "7"])
        let drawn = try await anybody.get(open).text
        #expect(drawn.contains("第1幼儿园"))
        #expect(drawn.contains("printf '%s' &#39;7,代码&#39;"))
        let record = try await anybody.get("\(open)/record.json")
        let read = try JSONDecoder().decode(DrawRecord.self, from: Data(record.bytes))
        #expect(read.problems() == [])
        #expect(read.excluded == nil)
    }

    @Test("An empty seed is refused with the form, and a second draw with another seed too")
    func seeds() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.campaign()
        _ = try await setting.officer.post("\(path)/frame")
        let empty = try await setting.officer.post("\(path)/draw", ["seed": ""])
        #expect(empty.status == .unprocessableContent)
        #expect(empty.text.contains("请填写公开的随机种子"))
        _ = try await setting.officer.post("\(path)/draw", ["seed": "1"])
        #expect(try await setting.officer.post("\(path)/draw", ["seed": "2"]).status == .conflict)
    }

    @Test("Earlier units are entered by code or name, unknown ones are told and nothing is stored")
    func round() async throws {
        let setting = try await CampaignSite()
        let path = try await setting.campaign()
        let wrong = try await setting.officer.post(
            "\(path)/round", ["units": "\(RegistrySample.code(1))\n没有这所", "day": "2024-05-01"])
        #expect(wrong.status == .unprocessableContent)
        #expect(wrong.text.contains("没有这所"))
        let right = try await setting.officer.post(
            "\(path)/round", ["units": "\(RegistrySample.code(1))\n第2幼儿园\n", "day": "2024-05-01", "source": "往年"])
        #expect(right.location == "\(path)/round?part=before&done=recorded")
        #expect(try await setting.officer.get(path).text.contains("part=before\">2<small>"))
        let again = try await setting.officer.post("\(path)/round/unit-\(RegistrySample.code(1))/removal")
        #expect(again.status == .seeOther)
        #expect(try await setting.officer.get(path).text.contains("part=before\">1<small>"))
    }
}
