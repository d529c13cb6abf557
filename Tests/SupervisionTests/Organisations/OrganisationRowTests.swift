import Supervision
import Testing

@Suite struct OrganisationRowTests {
    private let header = ["序号", "学校（机构）标识码", "园所名称*", "所属区县", "隶属关系", "办学性质", "学段", "在园幼儿数"]

    private func parse(_ cells: [String]) throws -> OrganisationRow.Reading {
        OrganisationRow.parse(
            cells, row: 5, mapping: ColumnMapping(header: header), regions: try .sample(), home: "420100")
    }

    private func value(_ cells: [String]) throws -> OrganisationRow {
        switch try parse(cells) {
        case .value(let row): return row
        case .problems(let problems):
            Issue.record("\(problems)")
            throw CancellationError()
        }
    }

    private func problems(_ cells: [String]) throws -> [RowProblem] {
        if case .problems(let problems) = try parse(cells) { problems } else { [] }
    }

    @Test("A row of an office's own sheet is read as it was meant")
    func value() throws {
        let row = try value(["1", "１１４２０００００７", " 光谷一幼（东园）", "东湖高新区", "开发区属", "民办普惠", "", "1,205"])
        #expect(row.code?.text == "1142000007" && row.facts.name == "光谷一幼（东园）")
        #expect(row.facts.kind == .kindergarten && row.facts.category == .kindergarten)
        #expect(row.facts.stages == [.kindergarten] && row.facts.running == .inclusivePrivate)
        #expect(row.facts.authority == ManagingAuthority(level: .zone, region: "420100Z01"))
        #expect(row.facts.pupils == 1_205 && row.row == 5 && !row.isClosed)
    }

    @Test("Without a word about it the place's own authority manages; a 市属 school in a district is the city's")
    func authority() throws {
        #expect(try value(["", "2142000001", "一小", "洪山区"]).facts.authority.region == "420111")
        #expect(try value(["", "3442000001", "二中", "洪山区", "市直", "", "完中"]).facts.authority.region == "420100")
    }

    @Test("Category and stages are two things")
    func stages() throws {
        let row = try value(["", "3142000001", "三中", "洪山区", "", "公办", "九年一贯制"])
        #expect(row.facts.category == .junior && row.facts.stages == [.primary, .junior])
        #expect(try value(["", "3142000001", "三中", "洪山区", "", "", "小学、初中"]).facts.stages == row.facts.stages)
    }

    @Test("A unit without a code is known by place and name")
    func noCode() throws {
        let row = try value(["", "", "洪山区教育局", "洪山区"])
        #expect(row.code == nil && row.facts.kind == .department && row.key == "420111/洪山区教育局")
        #expect(try value(["", "无", "阳光幼儿园", "洪山区"]).facts.kind == .kindergarten)
    }

    @Test("Every bad cell of a row is told with its column, value and reason")
    func problems() throws {
        let problems = try problems(["", "114200000", "", "火星", "市里", "半公半民", "大学前", "约300"])
        #expect(problems.map(\.column) == ["学校（机构）标识码", "园所名称*", "单位类型", "所属区县", "办学性质", "学段", "在园幼儿数"])
        #expect(
            problems.first == RowProblem(row: 5, column: "学校（机构）标识码", value: "114200000", reason: "学校标识码应为10位数字，现为9位。"))
        #expect(problems.map(\.value).contains("约300"))
    }

    @Test("An unknown authority and one that the place does not have are told")
    func badAuthority() throws {
        #expect(try problems(["", "2142000001", "一小", "洪山区", "市里"]).map(\.column) == ["隶属关系"])
        #expect(try problems(["", "2142000001", "一小", "洪山区", "管委会"]).map(\.column) == ["隶属关系"])
    }

    @Test("A second row for the same unit names the first")
    func repeated() throws {
        let row = try value(["", "2142000001", "一小", "洪山区"])
        let problem = row.repeats(3, mapping: ColumnMapping(header: header))
        #expect(problem == RowProblem(row: 5, column: "学校（机构）标识码", value: "2142000001", reason: "与第3行重复。"))
    }
}
