import Supervision
import Testing

@Suite struct InspectorTests {
    private let header = ["姓名", "督学证号", "专/兼职", "级别", "单位", "聘期开始", "聘期结束", "区县"]

    private func parse(_ cells: [String]) throws -> InspectorRow.Reading {
        InspectorRow.parse(
            cells, row: 2, mapping: ColumnMapping(header: header), regions: try .sample(), home: "420111")
    }

    @Test("A row is read; what it leaves out is part time, of the county, at home")
    func value() throws {
        guard case .value(let full) = try parse(["王芳", "A1", "专职", "市级督学", "一小", "2021/3/1", "2024-02-29", "武汉市"])
        else { return #expect(Bool(false)) }
        #expect(full.code == "A1" && full.appointment == .fullTime && full.level == .city && full.region == "420100")
        #expect(full.term == Period(from: "2021-03-01", until: "2024-02-29") && full.key == "A1")
        guard case .value(let bare) = try parse(["李雷"]) else { return #expect(Bool(false)) }
        #expect(bare.appointment == .partTime && bare.level == .county && bare.region == "420111" && bare.key == "李雷/")
    }

    @Test("Bad cells are told")
    func problems() throws {
        guard case .problems(let problems) = try parse(["", "", "半职", "村级", "", "2024-03-01", "2024-02-29", "火星"])
        else { return #expect(Bool(false)) }
        #expect(problems.map(\.column) == ["姓名", "区县", "专/兼职", "级别", "聘期结束"])
    }

    @Test("A term's last day is served, the next is not")
    func serves() throws {
        let term = try #require(Period(from: "2021-03-01", until: "2024-02-29"))
        let inspector = Inspector(person: "p", name: "王芳", code: "A1", isFullTime: false, level: .county, term: term)
        #expect(inspector.serves(on: "2024-02-29") && !inspector.serves(on: "2024-03-01"))
        #expect(!inspector.serves(on: "2021-02-28"))
    }
}
