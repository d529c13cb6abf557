import Testing

@testable import Supervision

/// The way of a round, its sheets, and its data.
struct QualityRoundTests {
    private static func round(_ method: QualityRound.Method = .sample) -> QualityRound {
        QualityRound(
            id: "r", title: "监测", year: 2026, level: .national, method: method,
            subjects: [QualitySubject("数学"), QualitySubject("语文", fullMark: Points(120))], grades: QualityGrade.usual)
    }

    @Test("From preparing to the end, one step after the other")
    func way() throws {
        let framed = try Self.round().framed("hash")
        #expect(framed.state == .framed && framed.frameHash == "hash" && framed.version == 2)
        #expect(try framed.thawed().frameHash == nil)
        #expect(throws: QualityRefusal.noSeed) { try framed.sampled(seed: "") }
        let sampled = try framed.sampled(seed: " 1 ")
        #expect(sampled.seed == " 1 ", "verbatim")
        #expect(throws: QualityRefusal.rostersMissing(2)) { try sampled.rostered(seed: "x", missing: 2) }
        #expect(throws: QualityRefusal.noSeed) { try sampled.rostered(seed: "", missing: 0) }
        // Schools know the first seed while they write their rosters; blanks around it do not make another one.
        for seed in [" 1 ", "1"] {
            #expect(throws: QualityRefusal.sameSeed) { try sampled.rostered(seed: seed, missing: 0) }
        }
        let closed = try sampled.rostered(seed: "x", missing: 0).testing().scored().published().closed()
        #expect(closed.state == .closed && closed.pupilSeed == "x")
        #expect(throws: QualityRefusal.wrongState("发布结果", .closed)) { try closed.published() }
        #expect(throws: QualityRefusal.wrongState("修改", .framed)) { try framed.edited { $0.title = "x" } }
    }

    @Test("Where pupils are drawn results come only once the test began; else as soon as the schools are known")
    func takesResults() throws {
        for method in QualityRound.Method.allCases {
            var round = try Self.round(method).framed("h")
            if method == .sample { round = try round.sampled(seed: "1") }
            var taking = [round.takesResults]
            for step in [
                { try $0.rostered(seed: "2", missing: 0) }, { try $0.testing() }, { try $0.scored() },
                { try $0.published() },
            ] as [(QualityRound) throws -> QualityRound] {
                round = try step(round)
                taking.append(round.takesResults)
            }
            let early = method != .sample
            #expect(taking == [early, early, true, true, false], "\(method)")
        }
        #expect(throws: QualityRefusal.wrongState("导入结果", .sampled)) {
            try Self.round().framed("h").sampled(seed: "1").scored()
        }
    }

    @Test("A round is called off between the frame and the publication, for good")
    func cancelled() throws {
        let framed = try Self.round().framed("h")
        let testing = try framed.sampled(seed: "1").rostered(seed: "2", missing: 0).testing()
        for round in [framed, testing, try testing.scored()] {
            let cancelled = try round.cancelled()
            #expect(cancelled.state == .cancelled && cancelled.state.isOver && !cancelled.state.isPublished)
            #expect(!cancelled.takesResults && cancelled.version == round.version + 1)
            #expect(throws: QualityRefusal.wrongState("取消", .cancelled)) { try cancelled.cancelled() }
            #expect(throws: QualityRefusal.wrongState("发布结果", .cancelled)) { try cancelled.published() }
        }
        let published = try testing.scored().published()
        for round in [Self.round(), published, try published.closed()] {
            #expect(throws: QualityRefusal.wrongState("取消", round.state)) { try round.cancelled() }
        }
        #expect(QualityRound.State.allCases.filter(\.isPublished) == [.published, .closed])
    }

    @Test("Where all take part nothing is drawn, and results may come at once")
    func census() throws {
        let sampled = try Self.round(.census).framed("h")
        #expect(sampled.state == .sampled && sampled.takesResults)
        #expect(try sampled.rostered(seed: "", missing: 4).pupilSeed == nil)
        #expect(try sampled.scored().scored().state == .scored)
        #expect(try sampled.scored().published().withdrawn().state == .scored)
        #expect(throws: QualityRefusal.self) { try Self.round().scored() }
    }

    @Test(
        "The national subjects go round in three years",
        arguments: [
            (2021, "数学"), (2022, "语文"), (2023, "德育"), (2024, "数学"), (2026, "德育"), (2020, "德育"),
        ])
    func cycle(year: Int, first: String) {
        #expect(QualitySubject.national(in: year).first == first && QualitySubject.national.count == 9)
    }

    @Test("Grades and levels are read as people write them")
    func words() {
        #expect(QualityGrade.code(of: "四年级") == "4" && QualityGrade.code(of: " 8 ") == "8")
        #expect(
            QualityGrade.code(of: "大班") == "k3" && QualityGrade.code(of: "高二") == "11"
                && QualityGrade.code(of: "x") == nil)
        #expect(QualityGrade("4").schools == 12 && QualityGrade("8").schools == 8 && QualityGrade("8").pupils == 30)
        #expect(QualityGrade("k3").stage == .kindergarten && QualityGrade("12").stage == .senior)
        for text in ["Ⅲ", "III级", "3", "三级", "ⅲ"] { #expect(QualitySubject.level(reading: text) == 3, "\(text)") }
        #expect(QualitySubject.level(reading: "五") == nil)
        #expect(
            Chance("3/20") == Chance(6, of: 40) && Chance("1") == .certain && Chance("1/0") == nil && Chance("") == nil)
    }

    @Test("A roster is taken whole, or every cell that is wrong is named")
    func roster() {
        let head = (number: 1, cells: ["班级", "学号", "姓名", "性别"])
        let good = RosterSheet([head, (2, ["1班", "001", "甲", "男"]), (4, ["1班", "002", "乙", "女"])])
        #expect(good.problems.isEmpty && good.pupils.map(\.number) == ["001", "002"])
        let bad = RosterSheet([
            head, (2, ["1班", "001", "甲", "男"]), (3, ["", "001", "乙", "未知"]), (4, ["", "", "", ""]),
        ])
        #expect(bad.problems.map(\.column) == ["班级", "性别", "学号"] && bad.problems.allSatisfy { $0.row == 3 })
        #expect(bad.problems.last?.reason.contains("第2行") == true)
        #expect(RosterSheet([(1, ["姓名"])]).problems.count == 1 && RosterSheet([head]).problems.count == 1)
    }

    @Test("A result sheet: scores, items with their marks, what is left out and what is wrong")
    func scores() throws {
        let subjects = Self.round().subjects
        let sheet = QualityScoreSheet(
            header: ["监测号", "数学第1题（42分）", "数学第2题(58分)", "语文", "备注"], subjects: subjects)
        #expect(sheet.isHeader && sheet.problem == nil && sheet.ignored == ["备注"])
        let read = sheet.marks(["A1", "2", "１．５", "１２０", "好"], row: 2)
        #expect(
            read.problems.isEmpty && read.marks["数学"]?.score == Points("3.5") && read.marks["语文"]?.score == Points(120))
        #expect(read.marks["数学"]?.items == ["第1题": Points(2), "第2题": Points("1.5") ?? .zero])
        let absent = sheet.marks(["A1", "", "—", "缺考"], row: 2)
        #expect(absent.marks.isEmpty && absent.absent == ["语文"] && absent.problems.isEmpty)
        #expect(sheet.marks(["A1", "缺考", "3", ""], row: 2).problems.first?.reason.contains("又有得分") == true)
        let wrong = sheet.marks(["A1", "42.5", "x", "-1"], row: 7)
        #expect(wrong.problems.map(\.column).contains("数学第1题（42分）") && wrong.problems.allSatisfy { $0.row == 7 })
        #expect(sheet.marks(["A1", "2", "", ""], row: 3).problems.first?.reason.contains("算不出总分") == true)
        #expect(QualityScoreSheet(header: ["学号", "数学"], subjects: subjects).problem != nil)
        #expect(QualityScoreSheet(header: ["监测号", "数学", "数学成绩"], subjects: subjects).problem != nil)
        #expect(!QualityScoreSheet(header: ["监测号", "姓名"], subjects: subjects).isHeader)
    }

    @Test(
        "Items stand for the score only where their full marks make the subject's, or the score stands beside them",
        arguments: [
            ("数学第1题（40分）,数学第2题（60分）", true), ("数学第1题（40分）,数学第2题（59.9999分）", false),
            ("数学第1题（40分）,数学第2题（60.0001分）", false), ("数学第1题（40分）", false), ("数学,数学第1题（40分）", true),
            ("语文第1题（120分）", true), ("语文第1题（100分）", false),
        ])
    func items(header: String, isGood: Bool) {
        let words = ["监测号"] + header.split(separator: ",").map(String.init)
        let sheet = QualityScoreSheet(header: words, subjects: Self.round().subjects)
        #expect((sheet.problem == nil) == isGood)
        // With a column for the score, but nothing in it, half a paper is no score either.
        let half = QualityScoreSheet(header: ["监测号", "数学", "数学第1题（40分）"], subjects: Self.round().subjects)
        #expect(half.marks(["A1", "", "30"], row: 2).problems.count == 1)
        #expect(half.marks(["A1", "70", "30"], row: 2).problems.isEmpty)
    }
}
