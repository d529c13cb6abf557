import Supervision
import Testing

@Suite struct DocumentFormatTests {
    @Test("A number is written as its office writes it, and one that is read again is the same")
    func shapes() throws {
        let number = { DocumentNumber(mark: "渝云教督函", year: 2026, serial: 3, shape: $0)?.text }
        #expect(number(.standard) == "渝云教督函〔2026〕3号")
        #expect(number(.issue) == "2026年第3期")
        #expect(number(.ordinal) == "第3号")
        #expect(DocumentNumber("渝云教督函〔2026〕3号") == DocumentNumber(mark: "渝云教督函", year: 2026, serial: 3))
    }

    @Test("A kind has its usual head until the office sets another; another form takes that form's own head")
    func heads() {
        let office = "云江新区教育督导室"
        for (kind, form, head) in [
            (Document.Kind.notice, DocumentLayout.Form.document, office), (.reminder, .letter, office),
            (.interviewNotice, .letter, office), (.interviewMinutes, .minutes, "\(office)约谈纪要"),
            (.summary, .document, office),
        ] {
            let layout = DocumentFormat.usual(for: kind).layout(office: office)
            #expect(layout.form == form && layout.letterhead == head, "\(kind)")
        }
        let own = DocumentFormat(form: .document, letterhead: "云江新区教育督导室文件")
        #expect(own.layout(office: office).letterhead == "云江新区教育督导室文件")
        #expect(own.layout(office: office, form: .document).letterhead == "云江新区教育督导室文件")
        #expect(own.layout(office: office, form: .letter).letterhead == office)
        #expect(DocumentFormat(letterhead: "  ").layout(office: office).letterhead == office)
    }

    @Test("The first number of a year is 1, but for the year for which the office said another")
    func start() {
        let format = DocumentFormat(start: .init(year: 2026, serial: 17))
        #expect([2025, 2026, 2027].map(format.firstSerial) == [1, 17, 1])
        #expect(DocumentFormat().firstSerial(in: 2026) == 1)
    }

    @Test(
        "What no letter could carry is told at its field",
        arguments: [
            (DocumentFormat(mark: String(repeating: "督", count: 20)), nil),
            (DocumentFormat(mark: String(repeating: "督", count: 21)), "mark"),
            (DocumentFormat(mark: "渝云教督〔2026〕"), "mark"), (DocumentFormat(mark: "渝 云"), "mark"),
            (DocumentFormat(letterhead: String(repeating: "室", count: 40)), nil),
            (DocumentFormat(letterhead: String(repeating: "室", count: 41)), "letterhead"),
            (DocumentFormat(start: .init(year: 2026, serial: 1)), nil),
            (DocumentFormat(start: .init(year: 2026, serial: 0)), "serial"),
            (DocumentFormat(start: .init(year: 2026, serial: 9_999)), nil),
            (DocumentFormat(start: .init(year: 2026, serial: 10_000)), "serial"),
        ] as [(DocumentFormat, String?)])
    func problems(_ format: DocumentFormat, _ field: String?) {
        #expect(Array(format.problems().keys) == (field.map { [$0] } ?? []))
    }

    @Test("Marks beside the text are short, and a 份号 is printed with six digits")
    func layout() throws {
        var layout = DocumentLayout(form: .document, letterhead: "室")
        for (number, printed) in [("", ""), ("1", "000001"), ("123456", "123456")] {
            layout.copyNumber = number
            try layout.requireFit()
            #expect(layout.printedCopyNumber == printed)
        }
        for number in ["1234567", "1a", "-1"] {
            layout.copyNumber = number
            #expect(throws: DocumentRefusal.layoutTooLong, "\(number)") { try layout.requireFit() }
        }
        layout.copyNumber = ""
        layout.remark = String(repeating: "此", count: 100)
        try layout.requireFit()
        layout.remark += "件"
        #expect(throws: DocumentRefusal.layoutTooLong) { try layout.requireFit() }
    }

    @Test("Names are typed a line each; what is written is read again as the same")
    func rolls() {
        let rolls = DocumentLayout.rolls(editing: "约谈人：周敏、李强\n被约谈人: 王芳\n张丽\n\n记录人：赵一")
        #expect(rolls.map(\.label) == ["约谈人", "被约谈人", "记录人"])
        #expect(rolls[1].names == "王芳张丽")
        #expect(DocumentLayout.rolls(editing: "周敏") == [.init(label: "出席", names: "周敏")])
        var layout = DocumentLayout(form: .minutes, letterhead: "")
        layout.rolls = rolls
        #expect(DocumentLayout.rolls(editing: layout.editableRolls) == rolls)
    }

    @Test("Which kinds are written freely, handed in, addressed and public")
    func kinds() {
        let free: Set<Document.Kind> = [
            .notice, .rectificationNotice, .reminder, .circular, .publicity, .interviewNotice, .interviewMinutes,
        ]
        #expect(Set(Document.Kind.written) == free)
        #expect(Document.Kind.allCases.filter { !$0.needsSubmission } == [.opinion, .report])
        #expect(Document.Kind.allCases.filter(\.isForPublic) == [.report, .publicity])
        let published: Set<Document.Kind> = [.report, .circular, .publicity, .plan, .summary, .diagnosis]
        #expect(Set(Document.Kind.allCases.filter(\.mayBePublished)) == published)
        #expect(!Document.Kind.circular.needsRecipient && Document.Kind.interviewMinutes.needsRecipient)
    }
}
