import Supervision
import Testing

struct OpinionTests {
    static func received(due: Day? = "2021-03-13") throws -> Opinion {
        try Opinion(id: "op", inspection: "i").preliminaryDrafted("初步意见", by: "member", on: "2021-03-06")
            .delivered(by: "lead", lead: "lead", on: "2021-03-07")
            .received(by: "head", on: "2021-03-08", defenceDue: due)
    }

    @Test("Asked, answered, changed: the defence stays visible to the end")
    func defence() throws {
        let points = [DefencePoint("第一点", evidence: ["e1"]), DefencePoint("第二点")]
        var opinion = try OpinionTests.received().defended(points, by: "head", on: "2021-03-13")
        opinion = try opinion.answered(point: 1, "不采纳", change: nil, by: "officer", on: "2021-03-15")
        #expect(opinion.state == .defended)
        #expect(throws: OpinionRefusal.wrongState(.finalDrafted, .defended)) {
            try opinion.finalDrafted("意见书", by: "officer", on: "2021-03-16")
        }
        opinion = try opinion.answered(point: 0, "采纳", change: "删去第三条", by: "officer", on: "2021-03-15")
        opinion = try opinion.finalDrafted("意见书", by: "officer", on: "2021-03-16")
        #expect(throws: OpinionRefusal.approverDrafted) { try opinion.approved(by: "officer", on: "2021-03-17") }
        opinion = try opinion.rejected(reason: "措辞", by: "director", on: "2021-03-17")
            .finalDrafted("意见书二稿", by: "other", on: "2021-03-17")
        #expect(throws: OpinionRefusal.approverDrafted) { try opinion.approved(by: "officer", on: "2021-03-18") }
        let number = try #require(DocumentNumber(mark: "试教督", year: 2021, serial: 3))
        opinion = try opinion.approved(by: "director", on: "2021-03-18")
            .sent(number: number, by: "officer", on: "2021-03-18").acknowledged(by: "head", on: "2021-03-19")
        #expect(opinion.state == .acknowledged && opinion.number == "试教督〔2021〕3号")
        #expect(opinion.texts.map(\.text) == ["初步意见", "意见书", "意见书二稿"])
        #expect(opinion.defence.map(\.answer?.change) == ["删去第三条", nil])
        #expect(opinion.history.count == 12 && opinion.version == 13)
    }

    @Test("The defence is open through its due day and lapses the day after")
    func term() throws {
        let opinion = try OpinionTests.received()
        #expect(throws: OpinionRefusal.defenceOpen("2021-03-13")) { try opinion.lapsed(by: "sys", on: "2021-03-13") }
        #expect(try opinion.lapsed(by: "sys", on: "2021-03-14").state == .settled)
        #expect(throws: OpinionRefusal.defenceOver("2021-03-13")) {
            try opinion.defended([DefencePoint("晚")], by: "head", on: "2021-03-14")
        }
        #expect(throws: OpinionRefusal.defenceEmpty) { try opinion.defended([], by: "head", on: "2021-03-09") }
        #expect(try opinion.waived(by: "head", on: "2021-03-09").state == .settled)
    }

    @Test("Where the rule gives no days, nothing lapses until the office sets them with a reason")
    func noTerm() throws {
        let opinion = try OpinionTests.received(due: nil)
        #expect(throws: OpinionRefusal.noTerm) { try opinion.lapsed(by: "sys", on: "2025-01-01") }
        #expect(throws: OpinionRefusal.reasonMissing) {
            try opinion.defenceTermSet("2021-03-20", reason: "", by: "officer", on: "2021-03-09")
        }
        #expect(throws: OpinionRefusal.termBeforeReceipt("2021-03-08")) {
            try opinion.defenceTermSet("2021-03-07", reason: "通知", by: "officer", on: "2021-03-09")
        }
        let set = try opinion.defenceTermSet("2021-03-20", reason: "通知载明", by: "officer", on: "2021-03-09")
        #expect(try set.lapsed(by: "sys", on: "2021-03-21").state == .settled)
    }

    @Test("Only the lead delivers, and only what was written")
    func lead() throws {
        let draft = Opinion(id: "op", inspection: "i")
        #expect(throws: OpinionRefusal.textMissing) { try draft.delivered(by: "lead", lead: "lead", on: "2021-03-07") }
        let written = try draft.preliminaryDrafted("文", by: "member", on: "2021-03-06")
        #expect(throws: OpinionRefusal.notLead) { try written.delivered(by: "member", lead: "lead", on: "2021-03-07") }
    }
}
