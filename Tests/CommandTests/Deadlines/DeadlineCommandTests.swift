import Foundation
import Testing

@Suite struct DeadlineCommandTests {
    @Test("A deadline as JSON: the day, the rule, its clause, count and start")
    func deadline() throws {
        let outcome = try Program.run(
            "deadline", "defence", "--jurisdiction", "shanghai", "--from", "2024-09-29", "--json")
        let answer = try outcome.json()
        #expect(outcome.code == 0 && answer["due"] as? String == "2024-10-17" && answer["days"] as? Int == 10)
        #expect(answer["unit"] as? String == "working" && answer["months"] is NSNull)
        #expect(answer["rule"] as? String == "defence" && answer["trigger"] as? String == "supervision-ended")
        #expect((answer["clause"] as? String)?.contains("上海市教育督导条例") == true)
    }

    @Test("A term in months has months and no days")
    func months() throws {
        let answer = try Program.run(
            "deadline", "review-decision", "--jurisdiction", "shandong", "--from", "2021-01-31", "--json"
        ).json()
        #expect(answer["due"] as? String == "2021-02-28" && answer["months"] as? Int == 1)
        #expect(answer["days"] is NSNull && answer["unit"] as? String == "calendar")
    }

    @Test("Beyond the known calendars the day is null and the missing year is named")
    func undetermined() throws {
        let answer = try Program.run(
            "deadline", "defence", "--jurisdiction", "shanghai", "--from", "2026-12-25", "--json"
        ).json()
        #expect(answer["due"] is NSNull && answer["undetermined"] as? Int == 2_027)
    }

    @Test("Every rule of every list can be asked for")
    func list() throws {
        for jurisdiction in ["national", "chongqing", "zhejiang", "shanghai", "shandong"] {
            let list = try Program.run("deadline", "--list", "--jurisdiction", jurisdiction, "--json").json()
            let rules = try #require(list["rules"] as? [[String: Any]])
            #expect(rules.count >= 5)
            for rule in rules.compactMap({ $0["rule"] as? String }) {
                let outcome = try Program.run("deadline", rule, "--jurisdiction", jurisdiction, "--from", "2022-03-08")
                #expect(outcome.code == 0)
            }
        }
    }

    @Test("What neither law counts is refused with 1, wrong usage with 64")
    func refusals() throws {
        let silent = try Program.run(
            "deadline", "report", "--jurisdiction", "shandong", "--from", "2022-03-08", "--json")
        #expect(silent.code == 1 && silent.output.isEmpty && silent.errors.contains("自行设定"))
        #expect(try Program.run("deadline", "report", "--jurisdiction", "mars", "--from", "2022-03-08").code == 64)
        #expect(try Program.run("deadline", "tea", "--jurisdiction", "national", "--from", "2022-03-08").code == 64)
        #expect(try Program.run("deadline", "report", "--jurisdiction", "zhejiang", "--from", "2022-02-30").code == 64)
        #expect(try Program.run("deadline", "report", "--jurisdiction", "zhejiang").code == 64)
    }
}
