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
        var rows = county.schools.map { ExpressionData.Row($0, county.more[$0.code] ?? [:], of: county.standard) }
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
        let rows = county.schools.map { ExpressionData.Row($0, county.more[$0.code] ?? [:], of: county.standard) }
        let input = StandardInput(data: ExpressionData(rows: rows, county: county.county), schools: county.schools)
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
    }
}
