import Supervision
import Testing

@Suite struct PlanReaderTests {
    @Test(
        "Numbers as people write them",
        arguments: [
            ("督导40所学校", "40"), ("督导１２０所学校", "120"), ("督导三所学校", "3"), ("督导二十七所学校", "27"), ("督导一百零五所学校", "105"),
            ("督导两所学校", "2"),
            ("培训32,642人次", "32642"), ("培训3.2万人次", "32000"), ("安排经费34.48万元", "34.48"), ("整改率达百分之九十五", "95"),
        ])
    func numbers(_ line: String, _ quantity: String) {
        #expect(targets(line).map { $0.quantity?.text } == [quantity])
    }

    @Test(
        "What looks like a figure and is none",
        arguments: [
            "做到“四个自信”", "第五轮督导评估", "按照教督〔2017〕7号文件", "坚持一校一策", "主要做好五个方面工作", "贯彻十九届五中全会精神", "《2021年工作要点》",
            "2021级学生", "在建党100周年之际",
        ])
    func noFigures(_ line: String) { #expect(targets(line).isEmpty) }

    @Test("A day that does not exist is flagged and left out")
    func noSuchDay() {
        let reading = PlanReader.read(PlanSource("2023年教育督导工作要点\n1.开展督导。2月30日前报送自评报告。"))
        #expect(reading.flags.contains { $0.code == .noSuchDay })
        #expect(reading.items[0].windows.allSatisfy { $0.end == nil })
    }

    @Test("The year after the plan's comes with a month that lies before the first: 11月至次年1月 and 11月—1月")
    func overNewYear() {
        #expect(windows("11月至次年1月开展督导") == ["2023-11-01..2024-01-31"])
        #expect(windows("11月—1月开展督导") == ["2023-11-01..2024-01-31"])
    }

    @Test("The end of February follows the calendar", arguments: [(2023, 28), (2024, 29)])
    func february(_ year: Int, _ last: Int) {
        let reading = PlanReader.read(PlanSource("1.2月底前完成自评。"), year: year)
        #expect(reading.items[0].windows.map(PlanSignature.window) == ["nil..\(year)-02-\(last)"])
    }

    @Test("Items that a table and a text hold are told apart, and a title is no item")
    func table() {
        let text =
            "安平县2023年教育督导工作计划\n一、主要工作\n1.开展学校督导。\n二、时间安排\n序号\t工作内容\t时间\t责任单位\n1\t开学专项督导\t3月、9月\t督导室\n2\t综合督导\t5月中旬—6月\t督导室、安全科\n"
        let reading = PlanReader.read(PlanSource(text))
        #expect(reading.items.map(\.title) == ["开展学校督导"])
        #expect(reading.schedule.map(\.title) == ["开学专项督导", "综合督导"])
        #expect(reading.schedule[1].actors.map(\.value) == ["督导室", "安全科"])
        #expect(reading.schedule[0].windows.count == 2)
    }

    @Test("Numbers that jump are flagged, whole ones are not")
    func numbering() {
        #expect(PlanReader.read(PlanSource("一、督政\n1.甲。\n2.乙。\n4.丁。")).flags.contains { $0.code == .numbering })
        #expect(!PlanReader.read(PlanSource("一、督政\n1.甲。\n2.乙。\n二、督学\n3.丙。")).flags.contains { $0.code == .numbering })
    }

    @Test("A text that is no plan is all unread", arguments: ["", "   \n\n", "今天天气很好", "Lorem ipsum dolor sit amet"])
    func noPlan(_ text: String) {
        let reading = PlanReader.read(PlanSource(text))
        #expect(reading.items.isEmpty && reading.schedule.isEmpty && reading.statements.isEmpty)
        #expect(reading.unread.reduce(0) { $0 + $1.count } == text.unicodeScalars.count)
    }

    @Test("Spans and remainder together are the whole text, each document of the corpus")
    func coverage() throws {
        for document in try PlanCorpus.documents() + PlanCorpus.seedDocuments() {
            let reading = PlanReader.read(PlanSource(document.text))
            #expect(PlanCover.gaps(reading) == [], "\(document.name)")
            let unread = reading.unread
            #expect(
                zip(unread, unread.dropFirst()).allSatisfy { $0.to < $1.from }, "\(document.name): unread spans touch")
            #expect(
                zip(reading.items, reading.items.dropFirst()).allSatisfy { $0.span.to <= $1.span.from },
                "\(document.name): items overlap")
        }
    }

    @Test(
        "Finds of the fuzzer: a word that the line above began", arguments: ["某某教育督导室文\n件\n一、督政", "印\n发\n1.甲", "通\n知"])
    func finds(_ text: String) {
        #expect(PlanCover.gaps(PlanReader.read(PlanSource(text))) == [])
    }

    @Test("Blanks and line breaks inside a sentence change nothing that is read")
    func blanks() throws {
        for document in try PlanCorpus.documents() where !document.text.contains("\t") {
            let spaced = String(
                document.text.unicodeScalars.flatMap { scalar -> [Character] in
                    scalar.properties.isIdeographic ? [Character(scalar), " "] : [Character(scalar)]
                })
            let left = PlanSignature.lines(PlanReader.read(PlanSource(spaced)))
            #expect(
                left.sorted() == PlanSignature.lines(PlanReader.read(PlanSource(document.text))).sorted(),
                "\(document.name)")
        }
    }

    private func targets(_ line: String) -> [PlanTarget] {
        PlanReader.read(PlanSource("1.\(line)。"), year: 2023).items.first?.targets ?? []
    }

    private func windows(_ line: String) -> [String] {
        (PlanReader.read(PlanSource("1.\(line)。"), year: 2023).items.first?.windows ?? []).map(PlanSignature.window)
    }
}

/// Which scalars no span and no remainder holds.
enum PlanCover {
    static func gaps(_ reading: PlanReading) -> [Int] {
        var taken = Array(repeating: false, count: reading.length)
        for span in spans(reading) { for place in span.from..<min(span.to, reading.length) { taken[place] = true } }
        return taken.indices.filter { !taken[$0] }
    }

    static func spans(_ reading: PlanReading) -> [SourceSpan] {
        let head = [
            reading.title?.span, reading.noticeTitle?.span, reading.issuer?.span, reading.documentNumber?.span,
            reading.salutation?.span,
            reading.date?.span, reading.letterhead?.span, reading.signature?.span,
        ].compactMap(\.self)
        let rows = reading.items + reading.schedule
        let figures = rows.flatMap { $0.windows.map(\.span) + $0.targets.map(\.span) }
        let told = reading.statements.flatMap { [$0.span] + [$0.change?.span].compactMap(\.self) }
        return head + reading.chapters.map(\.span) + rows.map(\.span) + figures + told + reading.annexes.map(\.span)
            + reading.notes.map(\.span) + reading.flags.map(\.span) + reading.unread
    }
}
