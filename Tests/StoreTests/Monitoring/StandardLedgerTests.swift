import Store
import Supervision
import TestKit
import Testing

/// The ledger of a whole standard, on counties of plain values.
struct StandardLedgerTests {
    @Test("Every indicator is one line, also those over schools, and a county at every threshold has all of them met")
    func lines() throws {
        let county = try SchoolCounty()
        let ledger = StandardLedger(county.evaluation)
        #expect(ledger.lines.count == 7 + 1 + county.standard.indicators.count)
        #expect(ledger.count(.met) == ledger.lines.count)
        #expect(ledger.line("2.3")?.items.first?.measure.lacking == 0)
        #expect(ledger.line("4.1")?.items.first?.measure.margin == .zero)
    }

    @Test("Counts of all grades add up to the number of indicators, whatever is missing or fails")
    func counts() throws {
        var dice = Dice(20_260_331)
        for _ in 0..<60 {
            var county = try SchoolCounty()
            for code in county.county.keys.sorted() where Int.random(in: 0..<4, using: &dice) == 0 {
                county.county[code] = Bool.random(using: &dice) ? nil : .number(0)
            }
            for code in county.judgements.keys.sorted() where Int.random(in: 0..<3, using: &dice) == 0 {
                county.judgements[code] = Bool.random(using: &dice) ? nil : Judgement(.notMet, basis: "材料")
            }
            let evaluation = county.evaluation
            let ledger = StandardLedger(evaluation)
            #expect(StandardGrade.allCases.map(ledger.count).reduce(0, +) == ledger.lines.count)
            let verdict = BalanceVerdict.all(ledger.lines.map(\.grade.verdict))
            #expect(verdict == evaluation.verdict, "the lines say what the verdict says")
        }
    }

    @Test("Judgements without a basis never let a county pass")
    func baseless() throws {
        var dice = Dice(7)
        for _ in 0..<40 {
            var county = try SchoolCounty()
            var isWhole = true
            for code in county.judgements.keys.sorted() where Int.random(in: 0..<6, using: &dice) == 0 {
                county.judgements[code] = Judgement(
                    .met, basis: ["", " ", "\u{3000}", "\n"].randomElement(using: &dice) ?? "")
                isWhole = false
            }
            #expect((county.evaluation.verdict == .pass) == isWhole)
        }
    }

    @Test("A stage whose pupils nobody reported keeps everything over schools from being met")
    func silent() throws {
        var county = try SchoolCounty()
        let ledger = StandardLedger(county.evaluation, silent: [.primary])
        #expect(ledger.lines.filter { $0.part.isResources }.allSatisfy { $0.grade == .undetermined })
        // A row that does not say how many pupils it has is open where stages are judged apart.
        county.schools.removeAll { $0.code == "j" }
        var rows = county.rows
        rows.append(ExpressionData.Row(organisation: "j", values: ["junior.largestClass": .number(40)]))
        let open = StandardEvaluation(
            county.standard,
            StandardInput(
                data: ExpressionData(rows: rows, county: county.county), schools: county.schools,
                judgements: county.judgements))
        let size = try #require(open.indicators.first { $0.indicator.code == "2.5" })
        #expect(size.grade == .undetermined)
        let missing = size.conditions.flatMap(\.missing).compactMap { $0 }
        #expect(missing.map(\.variable).contains("primary.pupils"))
    }

    @Test("Units come with their own value, those below first, and tolerated ones say by what")
    func units() throws {
        var county = try SchoolCounty()
        county.more["j"]?["primary.largestClass"] = nil
        county.more["j"]?["junior.largestClass"] = .number(51)
        county.more["p"]?["smallestMusicRoom"] = .number(80)
        county.more["p"]?["builtYear"] = .number(2016)
        let input = StandardInput(
            data: ExpressionData(rows: county.rows, county: county.county), schools: county.schools)
        let size = try #require(county.standard.condition("2.5"))
        let sizes = StandardEvaluation.units(size.condition, of: size.indicator, by: county.standard, input)
        #expect(sizes.count == 4 && sizes.first?.organisation == "j" && sizes.first?.value == .number(51))
        #expect(sizes.map(\.standing.order) == [0, 3, 3, 3])
        let room = try #require(county.standard.condition("2.3"))
        let rooms = StandardEvaluation.units(room.condition, of: room.indicator, by: county.standard, input)
        let tolerated = try #require(rooms.first)
        #expect(tolerated.organisation == "p" && tolerated.standing.order == 2)
        #expect(tolerated.figures.first { $0.term.code == "smallestMusicRoom" }?.value == .number(80))
        let kept = try #require(county.standard.condition("3.1"))
        let shares = StandardEvaluation.units(kept.condition, of: kept.indicator, by: county.standard, input)
        #expect(shares.count == 3, "what each school gives to a figure of the county")
    }

    @Test("A formula in words and with its values put in")
    func words() throws {
        let county = try SchoolCounty()
        let found = try #require(county.standard.condition("3.2"))
        guard case .computed(let threshold, _) = found.condition.measure else { return }
        #expect(
            ExpressionWords.names.text(threshold.expression)
                == "如果 适龄残疾儿童少年数 = 0 则 100，否则 100 × 残疾儿童少年入学数 ÷ 适龄残疾儿童少年数")
        let values = ExpressionWords.values(
            of: ExpressionData(rows: [], county: county.county), limit: nil, stage: nil)
        #expect(values.text(threshold.expression) == "如果 100 = 0 则 100，否则 100 × 95 ÷ 100")
    }

    @Test(
        "A place's threshold may be stricter than the one above it; a looser one holds only where the text is unverified"
    )
    func local() throws {
        let standard = try SchoolCounty().standard
        func rule(_ region: String, _ limit: Int, _ condition: String = "4.1") -> LocalRule {
            LocalRule(
                region: region, regionName: region,
                content: .threshold(StandardOverride(condition: condition, limit: Points(limit), basis: "文件")),
                byName: "甲", at: Instant(milliseconds: 0))
        }
        func limit(_ local: LocalStandard, _ condition: String = "4.1") -> Points? {
            guard case .computed(let threshold, _)? = local.standard.condition(condition)?.condition.measure else {
                return nil
            }
            return threshold.limit
        }
        let both = LocalStandard(standard, rules: [rule("省", 88), rule("县", 90)])
        #expect(limit(both) == Points(90) && both.threshold(of: "4.1", stage: nil)?.region == "县")
        let tightened = LocalStandard(standard, rules: [rule("省", 92), rule("县", 90)])
        #expect(limit(tightened) == Points(92) && tightened.refused.map(\.region) == ["县"])
        #expect(LocalStandard(standard, rules: [rule("省", 84)]).refused.count == 1)
        // 2.14 is marked 待核.
        #expect(limit(LocalStandard(standard, rules: [rule("省", 45, "2.14")]), "2.14") == Points(45))
        let lapsed = LocalRule(
            region: "省", regionName: "省", content: .tolerance(code: "size", isInForce: false, basis: "文件"),
            byName: "甲", at: Instant(milliseconds: 0))
        let without = LocalStandard(standard, rules: [lapsed])
        #expect(without.standard.tolerances.first { $0.code == "size" }?.isInForce == false)
        #expect(without.tolerance("size")?.region == "省")
        func word(_ region: String, _ isInForce: Bool) -> LocalRule {
            LocalRule(
                region: region, regionName: region,
                content: .tolerance(code: "size", isInForce: isInForce, basis: "文件"), byName: "甲",
                at: Instant(milliseconds: 0))
        }
        let against = LocalStandard(standard, rules: [lapsed, word("市", true), word("县", true)])
        #expect(against.standard.tolerances.first { $0.code == "size" }?.isInForce == false)
        #expect(against.refused.map(\.region) == ["市", "县"] && against.tolerance("size")?.region == "省")
        #expect(against.lapsing("size")?.region == "省" && against.lapsing("rooms-2016") == nil)
        let stricter = LocalStandard(standard, rules: [word("省", true), word("市", false), word("县", true)])
        #expect(stricter.rules.map(\.region) == ["省", "市"] && stricter.refused.map(\.region) == ["县"])
        #expect(LocalStandard(standard, rules: [word("省", false), word("市", false)]).refused.isEmpty)
    }

    @Test("A unit's row keeps what it reported, in the unit that the standard asks for; a silent stage stays missing")
    func rows() throws {
        func row(
            _ stages: Set<Stage>, _ reported: [String: ExpressionValue], _ school: BalanceSchool?,
            of standard: Standard
        ) -> [String: ExpressionValue] {
            UnitRows(standard).row("n", stages: stages, reported, school).values
        }
        let standard = try SchoolCounty().standard
        let school = SchoolCounty.school("n", [.primary: 1_000])
        // 1,000 pupils of weight 10 at 300 元.
        #expect(school.shared[.equipment] == Points(3_000_000))
        #expect(row([.primary], [:], school, of: standard)["equipment"] == .number(3_000_000), "no figure of its own")
        let asked = try StandardFile.parse(
            SheetText.rows(
                """
                标准\t测试
                代码\ttest
                依据\t办法

                数据
                编码\t名称\t单位\t类型\t对象\t分学段\t选项\t口径
                equipment\t教学仪器设备值\t万元\t数\t每个单位\t\t\t
                """))
        #expect(row([.primary], [:], school, of: asked)["equipment"] == .number(300), "元 in 万元")
        let reported: [String: ExpressionValue] = ["equipment": .number(120)]
        #expect(row([.primary], reported, school, of: asked)["equipment"] == .number(120), "the reported one wins")
        let figure = try #require(asked.figures.first { $0.term.code == "equipment" })
        #expect(figure.value(of: Points(120), in: .tenThousand) == .number(120))
        #expect(figure.value(of: Points(1_205_000), in: .yuan) == .number(Points("120.5") ?? .zero))
        #expect(figure.value(of: Points(7)) == .number(7), "no unit is known: as it is")
        // Of a stage that it runs nothing was said: missing; of one that it does not run: zero.
        let nine = row([.primary, .junior], [:], school, of: standard)
        #expect(nine["junior.pupils"] == nil && nine["senior.pupils"] == .number(0))
        #expect(nine["primary.pupils"] == .number(1_000))
        #expect(
            school.stages(with: ["junior.classes": .number(2), "senior.classes": .number(0)]) == [.primary, .junior])
    }
}
