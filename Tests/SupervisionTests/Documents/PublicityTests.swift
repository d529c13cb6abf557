import Supervision
import Testing

@Suite struct PublicityTests {
    private func publicity(_ days: Int, from: Day = "2026-03-10", minimum: Int = 1) throws -> Publicity {
        try Publicity(from: from, workingDays: days, minimum: minimum, in: .stateCouncil)
    }

    @Test("Five working days skip the weekend and a holiday; the last day counts whole")
    func days() throws {
        #expect(try publicity(5).until == "2026-03-17")
        // 2026-04-04 to 04-06 is 清明.
        #expect(try publicity(5, from: "2026-04-02").until == "2026-04-10")
        let found = try publicity(5)
        #expect(found.takesObjections(on: "2026-03-10") && found.takesObjections(on: "2026-03-17"))
        #expect(!found.takesObjections(on: "2026-03-09") && !found.takesObjections(on: "2026-03-18"))
        #expect(!found.isOver(on: "2026-03-17") && found.isOver(on: "2026-03-18"))
    }

    @Test("Fewer days than the procedure asks for, or more than anybody asks for, are refused")
    func limits() throws {
        #expect(throws: DocumentRefusal.daysMissing(5)) { try publicity(4, minimum: 5) }
        #expect(try publicity(5, minimum: 5).workingDays == 5)
        #expect(throws: DocumentRefusal.daysMissing(1)) { try publicity(0) }
        #expect(throws: DocumentRefusal.daysMissing(1)) { try publicity(61) }
    }

    @Test("Where the calendar ends the last day stays open")
    func undetermined() throws {
        let found = try publicity(5, from: "2026-12-30")
        #expect(found.until == nil && found.undeterminedYear == 2027)
        #expect(!found.isOver(on: "2030-01-01") && found.takesObjections(on: "2027-01-04"))
        #expect(found.text.contains("2027年放假安排"))
        var paper = Document(
            id: "d", kind: .report, office: "室", text: DocumentText(title: "报告", blocks: [.paragraph("通过。")]),
            draftedBy: "a", on: "2026-12-30")
        let number = try #require(DocumentNumber(mark: "教督", year: 2026, serial: 1))
        paper = try paper.issued(number: number, by: "b", on: "2026-12-30")
            .published(by: "a", on: "2026-12-30", publicity: found)
        #expect(paper.publicityKnown(in: .stateCouncil) == nil)
    }

    @Test("A document ends its publicity after the last day, and not before")
    func ends() throws {
        var paper = Document(
            id: "d", kind: .publicity, office: "室", text: DocumentText(title: "公示", blocks: [.paragraph("通过。")]),
            draftedBy: "a", on: "2026-03-10")
        paper = try paper.submitted(by: "a", on: "2026-03-10")
        let number = try #require(DocumentNumber(mark: "教督", year: 2026, serial: 1))
        paper = try paper.issued(number: number, by: "b", on: "2026-03-10")
        #expect(throws: DocumentRefusal.daysMissing(1)) { try paper.published(by: "a", on: "2026-03-10") }
        paper = try paper.published(by: "a", on: "2026-03-10", publicity: publicity(5))
        #expect(throws: DocumentRefusal.self) { try paper.publicityEnded(by: "s", on: "2026-03-17") }
        let ended = try paper.publicityEnded(by: "s", on: "2026-03-18")
        #expect(ended.publicity?.endedOn == "2026-03-18" && ended.publishedOn != nil)
        #expect(try ended.withdrawn(reason: "x", by: "b", on: "2026-03-19").publicity == nil)
    }
}

@Suite struct DocumentApprovalTests {
    private let number = DocumentNumber(mark: "教督", year: 2026, serial: 1)

    private func notice(_ body: String = "请准备。") -> Document {
        Document(
            id: "d", kind: .notice, office: "室", text: DocumentText(title: "通知", blocks: [.paragraph(body)]),
            draftedBy: "a", on: "2026-03-10")
    }

    @Test("What is freely written is handed in first, and nobody who wrote or handed in issues it")
    func approval() throws {
        let number = try #require(number)
        #expect(throws: DocumentRefusal.submitFirst) {
            try notice().issued(number: number, by: "b", on: "2026-03-10")
        }
        let handed = try notice().submitted(by: "c", on: "2026-03-10")
        for person: PersonID in ["a", "c"] {
            #expect(throws: DocumentRefusal.approverDrafted) {
                try handed.issued(number: number, by: person, on: "2026-03-10")
            }
        }
        #expect(try handed.issued(number: number, by: "b", on: "2026-03-10").state == .issued)
        #expect(throws: DocumentRefusal.wrongState("修改", .submitted)) {
            try handed.edited(handed.text, by: "a", on: "2026-03-10")
        }
        #expect(throws: DocumentRefusal.reasonMissing) { try handed.returned(reason: " ", by: "b", on: "2026-03-10") }
        #expect(try handed.returned(reason: "措辞", by: "b", on: "2026-03-10").state == .draft)
    }

    @Test("What is still to be filled in keeps a document from being handed in")
    func blanks() throws {
        let draft = notice("时间：【待填：时间】，【待填：时间】，【附】【待填：地点】")
        #expect(draft.text.blanks == ["【待填：时间】", "【待填：地点】"])
        #expect(throws: DocumentRefusal.blanks(["【待填：时间】", "【待填：地点】"])) {
            try draft.submitted(by: "a", on: "2026-03-10")
        }
    }

    @Test("A wording fills in what is known and leaves the rest to be filled in")
    func wording() {
        for shipped in DocumentWording.shipped {
            #expect(shipped.problems() == [:])
            let known = DocumentWording.Facts(
                unit: "一小", campaign: "专项督导", office: "室", startsOn: "2026-03-10", endsOn: "2026-04-10")
            let text = shipped.filled(known)
            #expect(!text.plain.contains("{") && !text.title.isBlank && !text.blocks.isEmpty)
            #expect(!text.blanks.contains("【待填：开始日期】"))
        }
        var broken = DocumentWording.shipped[0]
        broken.body += "{校长}"
        #expect(broken.problems()["body"]?.contains("{校长}") == true)
        #expect(DocumentWording.shipped[0].filled(.init()).blanks.contains("【待填：督导事项】"))
    }

    @Test("An objection is looked into before it is answered, and answered once")
    func objection() throws {
        let said = Objection(id: "o", document: "d", receipt: "r", text: "不实", name: "", contact: "", on: "2026-03-10")
        #expect(throws: ObjectionRefusal.notInvestigated) { try said.answered("答复") }
        #expect(throws: ObjectionRefusal.empty("调查情况")) { try said.investigated(" ") }
        let known = try said.investigated("属实")
        #expect(throws: ObjectionRefusal.empty("答复")) { try known.answered("") }
        let done = try known.answered("已更正")
        #expect(done.state == .answered)
        #expect(throws: ObjectionRefusal.answered) { try done.answered("再答") }
        #expect(throws: ObjectionRefusal.answered) { try done.investigated("再查") }
    }

    @Test("The flood limit holds at its boundary", arguments: [(4, 299, true), (5, 0, false), (0, 300, false)])
    func flood(address: Int, document: Int, isTaken: Bool) {
        let taken = (try? ObjectionFlood.admit(fromAddress: address, onDocument: document)) != nil
        #expect(taken == isTaken)
    }
}
