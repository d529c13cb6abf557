import Supervision
import Testing

/// What the acceptance stories and the traps of the five real plans ask of the reader.
@Suite struct PlanSeedTests {
    private func seed(_ name: String) throws -> PlanReading? {
        let reading = try PlanCorpus.seed(name)
        if reading == nil { print("skipped: seed \(name) is not at hand") }
        return reading
    }

    @Test("001 reads as 19 items in five chapters, numbered through")
    func chapters() throws {
        guard let reading = try seed("001") else { return }
        #expect(reading.items.count == 19)
        #expect(reading.numbering == .continuous)
        let counts = reading.chapters.map { chapter in reading.items.count { $0.chapter == chapter.id } }
        #expect(counts == [2, 3, 8, 2, 4])
        let visits = reading.items[6].targets.first { $0.unit == "次" }
        #expect(
            visits?.quantity == Points(1) && visits?.comparison == .atLeast
                && visits?.period == PlanTarget.Period(1, .month))
    }

    @Test("002's table reads as 21 rows, 7 + 5 + 5 + 4, tied to the items they belong to")
    func quarters() throws {
        guard let reading = try seed("002") else { return }
        let starts = reading.schedule.compactMap { $0.windows.first?.start?.month }
        #expect([1, 4, 7, 10].map { month in starts.count { $0 == month } } == [7, 5, 5, 4])
        let items = Dictionary(uniqueKeysWithValues: reading.items.map { ($0.id, $0.number) })
        #expect(reading.schedule[14].belongsTo.flatMap { items[$0] } == "8.")
        #expect(reading.schedule[15].belongsTo.flatMap { items[$0] } == "6.")
        let stages = reading.items[3].shares
        #expect(stages.first?.units == ["扬中市"] && stages.first?.text.contains("全国") == true)
        #expect(stages.last?.units == ["句容市", "丹徒区", "京口区", "镇江新区"] && stages.last?.text.contains("省级") == true)
        #expect(
            !reading.items.contains { $0.targets.contains { $0.period?.count == 5 } },
            "第五轮 is the fifth round, not five years")
    }

    @Test("003: forty kindergartens from March to June, three schools in five stages, 86 % and 75 as base lines")
    func stages() throws {
        guard let reading = try seed("003") else { return }
        let kindergartens = reading.schedule[3]
        #expect(kindergartens.targets.first?.quantity == Points(40) && kindergartens.targets.first?.of == "幼儿园")
        #expect(kindergartens.windows.map(PlanSignature.window) == ["2021-03-01..2021-06-30"])
        let schools = reading.schedule[2]
        #expect(schools.windows.map(\.stage) == ["第一轮视导", "第二轮视导", "第三轮视导", "区级评估", "市级验收"])
        #expect(["二十七小", "龙泉小学", "大屋陈学校"].allSatisfy { name in schools.units.contains { $0.value == name } })
        let bases = reading.items.flatMap(\.targets).filter { $0.force == .baseline }
        #expect(bases.map(\.quantity) == [Points(86), Points(75)])
        #expect(
            reading.items.flatMap(\.targets).contains { $0.unit == "轮" && $0.period == PlanTarget.Period(5, .year) })
        #expect(reading.schedule[0].windows.first?.recurrence == PlanTarget.Period(1, .month))
        #expect(reading.schedule[1].windows.map { $0.start?.month } == [3, 9])
    }

    @Test("000: five announced and four listed is flagged; five districts are an aim; a masked year gives no day")
    func flags() throws {
        guard let reading = try seed("000") else { return }
        let announced = reading.flags.filter { $0.code == .announced }
        #expect(announced.count == 1 && announced[0].text.contains("4项"))
        #expect(reading.items.flatMap(\.targets).first { $0.of == "区" }?.force == .aim)
        #expect(reading.year == nil && reading.flags.contains { $0.code == .masked })
        #expect(
            reading.statements.contains { $0.quantity == nil && $0.isApproximate && $0.unit == "所" },
            "xx余所 is approximate")
        #expect(reading.items.count == 15)
    }

    @Test("004: the summary half gives statements with change, the plan half gives items")
    func halves() throws {
        guard let reading = try seed("004") else { return }
        let share = reading.statements.first { $0.unit == "%" && $0.quantity == Points("96.65") }
        #expect(share?.change?.quantity == Points("1.3") && share?.change?.unit == "百分点" && share?.change?.than == "上年")
        #expect(reading.statements.contains { $0.quantity == Points(32642) && $0.year == 2020 })
        #expect(reading.year == 2021 && reading.items.count == 10)
        #expect(reading.documentNumber?.value == "市中教督办[2021]1号")
    }

    @Test("With no year of its own a plan takes the one that the caller knows")
    func year() throws {
        guard let text = try PlanCorpus.seedDocuments().first(where: { $0.name == "000" })?.text else { return }
        #expect(PlanReader.read(PlanSource(text), year: 2021).year == 2021)
    }
}
