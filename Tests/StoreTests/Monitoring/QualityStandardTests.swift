import Store
import Supervision
import Testing

/// 优质均衡 as a whole: parts 1 to 4, vetoes, tolerances with their obligations.
struct QualityStandardTests {
    @Test func theFilesSayWhatTheEngineJudges() throws {
        let standard = try SchoolCounty().standard
        #expect(standard.resources == .qualityBalance)
        #expect(ShippedStandards.standard(code: "jiben-junheng")?.resources == .basicBalance)
        #expect(standard.parts.map { standard.indicators(of: $0).count } == [0, 15, 9, 1, 7])
        #expect(standard.indicators.filter(\.isVeto).count == 7)
        #expect(ShippedStandards.all.map(\.code) == ["jiben-junheng", "puji-puhui", "youzhi-junheng"])
        #expect(ShippedStandards.all.allSatisfy { !$0.provenance.isEmpty && !$0.unverified.isEmpty })
    }

    @Test func exactlyAtEveryThresholdPasses() throws {
        let result = try SchoolCounty().evaluation
        #expect(result.indicators.filter { $0.grade != .met }.map(\.indicator.code) == [])
        #expect(result.parts.map(\.verdict) == Array(repeating: .pass, count: 5))
        #expect(result.verdict == .pass && result.missing.isEmpty && result.obligations.isEmpty)
    }

    /// One unit below; one unit above is met.
    @Test(arguments: [
        ("2.6", "smallSchoolsFunded", "1", "3"), ("2.7", "specialFund", "7999.9999", "8000.0001"),
        ("2.8", "teacherPay", "99999.9999", "100000.0001"), ("2.13", "zonedPrimarySchools", "9", "10"),
        ("2.13", "zonedJuniorSchools", "18", "20"), ("2.14", "seniorQuota", "49", "51"),
        ("2.15", "migrantPlaces", "84", "86"),
        ("3.2", "disabledEnrolled", "94", "96"), ("3.9", "subjectsAtLevel", "1", "2"),
        ("3.9", "largestDifference", "0.15", "0.1498"), ("4.1", "recognition", "84.9999", "85.0001"),
    ])
    func ofTheCounty(code: String, figure: String, below: String, above: String) throws {
        var county = try SchoolCounty()
        county.county[figure] = .number(try #require(Points(below)))
        #expect(county.grade(code) == .notMet && county.evaluation.verdict == .fail)
        county.county[figure] = .number(try #require(Points(above)))
        #expect(county.grade(code) == .met)
        county.county[figure] = nil
        #expect(county.grade(code) == .undetermined && county.evaluation.verdict == .undetermined)
        #expect(county.evaluation.missing.map(\.figure?.variable) == [figure])
    }

    @Test(arguments: [
        ("2.3", "p", "musicRooms", 2, 3), ("2.3", "p", "smallestMusicRoom", 95, 97),
        ("2.3", "p", "smallestArtRoom", 89, 91),
        ("2.3", "n", "artRooms", 4, 6), ("2.3", "p", "primary.classes", 61, 59),
        ("2.5", "p", "primary.largestClass", 46, 44),
        ("2.5", "n", "primary.largestClass", 46, 44), ("2.5", "n", "junior.largestClass", 51, 49),
        ("2.9", "p", "primary.trainedTeachers", 199, 201), ("2.11", "p", "rotatedTeachers", 9, 10),
        ("2.11", "p", "rotatedBackbone", 1, 3), ("2.12", "j", "junior.certifiedTeachers", 199, 200),
        ("3.1", "j", "junior.graduates", 94, 96), ("3.1", "j", "junior.transfersIn", 4, 2),
        ("3.1", "j", "junior.deaths", 0, 2),
        ("3.4", "n", "trainingBudget", 4, 6),
    ])
    func ofOneSchool(code: String, school: String, figure: String, below: Int, above: Int) throws {
        var county = try SchoolCounty()
        county.more[school]?[figure] = .number(below)
        #expect(county.grade(code) == .notMet && county.evaluation.verdict == .fail)
        county.more[school]?[figure] = .number(above)
        #expect(county.grade(code) == .met)
        county.more[school]?[figure] = nil
        #expect(county.grade(code) == .undetermined)
        let missing = county.evaluation.missing
        #expect(missing.map(\.figure) == [MissingFigure(organisation: school, variable: figure)])
    }

    @Test func vetoesFailTheCounty() throws {
        var county = try SchoolCounty()
        county.judgements["5.3"] = Judgement(.notMet, basis: "重点班名单")
        #expect(county.evaluation.verdict == .fail)
        county.judgements["5.3"] = nil
        #expect(county.evaluation.verdict == .undetermined)
    }

    /// 2,000 pupils, 2,500 in a nine-year school; 2,400 and 3,000 for those built by 2010 or with migrants over half.
    @Test(arguments: [
        ("p", 2000, 2017, 0, StandardGrade.met, 0), ("p", 2001, 2017, 0, .notMet, 0), ("p", 2001, 2010, 0, .met, 1),
        ("p", 2400, 2010, 0, .met, 1), ("p", 2401, 2010, 0, .notMet, 0), ("p", 2001, 2011, 0, .notMet, 0),
        ("p", 2002, 2017, 1001, .notMet, 0), ("p", 2002, 2017, 1002, .met, 1), ("n", 2500, 2017, 0, .met, 0),
        ("n", 2501, 2017, 0, .notMet, 0), ("n", 3000, 2010, 0, .met, 1), ("n", 3001, 2010, 0, .notMet, 0),
    ])
    func size(school: String, pupils: Int, built: Int, migrants: Int, grade: StandardGrade, obligations: Int) throws {
        var county = try SchoolCounty()
        let place = try #require(county.schools.firstIndex { $0.code == school })
        let stages: [Stage: Int] = school == "n" ? [.primary: 1200, .junior: pupils - 1200] : [.primary: pupils]
        county.schools[place] = SchoolCounty.school(school, stages)
        county.more[school]?["builtYear"] = .number(built)
        county.more[school]?["primary.migrantPupils"] = .number(migrants)
        let result = county.evaluation
        #expect(result.indicators.first { $0.indicator.code == "2.4" }?.grade == grade)
        #expect(result.obligations.map(\.organisation) == Array(repeating: school, count: obligations))
        #expect(result.obligations.allSatisfy { $0.due(certifiedOn: "2026-02-28") == "2029-02-28" })
    }

    @Test(arguments: [
        ("p", 2016, false, 45, 73, 67, StandardGrade.met, 1), ("p", 2016, false, 45, 72, 67, .notMet, 0),
        ("p", 2016, false, 45, 73, 66, .notMet, 0), ("p", 2017, false, 45, 73, 67, .notMet, 0),
        ("p", 2017, true, 29, 54, 54, .met, 1), ("p", 2017, true, 29, 53, 54, .notMet, 0),
        ("p", 2017, true, 30, 54, 54, .notMet, 0), ("p", 2017, false, 29, 54, 54, .notMet, 0),
        ("j", 2017, true, 29, 61, 61, .met, 1), ("j", 2017, true, 29, 60, 61, .notMet, 0),
    ])
    func rooms(
        school: String, built: Int, isRural: Bool, largest: Int, music: Int, art: Int, grade: StandardGrade,
        obligations: Int
    ) throws {
        var county = try SchoolCounty()
        let stage = school == "p" ? "primary" : "junior"
        county.more[school]?.merge([
            "builtYear": .number(built), "isRural": .truth(isRural), "\(stage).largestClass": .number(largest),
            "smallestMusicRoom": .number(music), "smallestArtRoom": .number(art),
        ]) { $1 }
        #expect(county.grade("2.3") == grade && county.evaluation.obligations.count == obligations)
    }

    /// PE and art teachers who come from elsewhere count for rural schools of 50 to 99 pupils, while that holds.
    @Test(arguments: [(49, true, 0), (50, true, 1), (99, true, 1), (100, true, 0), (99, false, 0)])
    func travellingTeachers(pupils: Int, isRural: Bool, obligations: Int) throws {
        var county = try SchoolCounty()
        county.schools.append(SchoolCounty.school("s", [.primary: pupils], arts: 0))
        county.more["s"] = county.more["p"]?.merging([
            "isRural": .truth(isRural), "primary.sharedArtsTeachers": .number(2),
            "primary.trainedTeachers": .number(10),
            "primary.certifiedTeachers": .number(10),
        ]) { $1 }
        #expect(county.evaluation.obligations.isEmpty && county.evaluation.verdict == .fail)
        county.standard = county.standard.allowing(["arts-teachers"])
        let result = county.evaluation
        #expect(result.obligations.map(\.organisation) == Array(repeating: "s", count: obligations))
        let failing = result.resources?.stages.first?.schools.filter { $0.below.contains("teachers.arts") }
        #expect(failing?.map(\.school.code) == (obligations == 0 ? ["s"] : []))
    }

    @Test func sportsSpaceInCityCentres() throws {
        var county = try SchoolCounty()
        county.schools[2] = SchoolCounty.school("n", [.primary: 1200, .junior: 1300], sports: 3)
        county.more["n"]?["isCentral"] = .truth(true)
        county.more["n"]?["specialSportsArea"] = .number(26_300)
        #expect(county.evaluation.verdict == .fail)
        county.standard = county.standard.allowing(["sports-space"])
        let result = county.evaluation
        #expect(result.verdict == .pass)
        #expect(result.obligations.map { [$0.organisation, $0.tolerance.code] } == [["n", "sports-space"]])
    }

    @Test func whatDoesNotExistIsNotAsked() throws {
        var county = try SchoolCounty()
        for figure in ["townPrimarySchools", "zonedPrimarySchools", "migrantChildren", "migrantPlaces"] {
            county.county[figure] = .number(0)
        }
        #expect(county.evaluation.verdict == .pass)
    }

    @Test func everyBadRowOfAFileIsNamed() throws {
        let text = """
            标准\t本地监测
            代码\tlocal
            依据\t本地
            部分
            编号\t名称
            1\t一
            数据
            编码\t名称\t对象
            pupils\t在校生数\t每个单位
            指标
            编号\t部分\t名称\t判定\t对象\t算式\t关系\t限值
            1\t1\t甲\t计算\t全县\tsum(pupil)\t≥\t3
            2\t2\t乙\t计算\t全县\tsum(pupils)\t≥\t三
            3\t1\t丙\t算\t全县
            """
        let problems = try #require(throws: RowProblems.self) { try StandardFile.parse(SheetText.rows(text)) }
            .problems
        #expect(
            problems.map { [$0.column, "\($0.row)"] } == [
                ["算式", "12"], ["部分", "13"], ["限值", "13"], ["判定", "14"],
            ])
        #expect(problems.first?.reason.contains("第1行第5个字：没有“pupil”") == true)
    }
}
