import Supervision
import Testing

@Suite struct ColumnMappingTests {
    @Test("Columns are found by code, title, alias, and without what stands in brackets")
    func automatic() {
        let mapping = ColumnMapping<OrganisationField>(header: ["code", "学校 名称", "区县", "办别（公办/民办）", "备注"])
        #expect(mapping.columns == [.code: 0, .name: 1, .region: 2, .running: 3])
        #expect(mapping.unknown == ["备注"] && mapping.missing.isEmpty)
    }

    @Test("What was mapped by hand once comes before what is guessed")
    func remembered() {
        let mapping = ColumnMapping<OrganisationField>(
            header: ["名称", "园名", "哪里"], remembered: ["园名 ": "name", "哪里": "region", "别的": "nothing"])
        #expect(mapping.columns == [.name: 1, .region: 2])
        #expect(mapping.unknown == ["名称"])
    }

    @Test("Required columns that nobody named are told; empty headings are no columns")
    func missing() {
        let mapping = ColumnMapping<OrganisationField>(header: ["", "标识码", "　"])
        #expect(mapping.missing == [.name, .region] && mapping.unknown.isEmpty)
        #expect(mapping.cell(.code, in: [""]).isEmpty, "a row may end before its last column")
    }

    @Test("The header is the row that names most columns, wherever it stands")
    func headerRow() {
        let rows = [["2021年学校名单"], ["", ""], ["学校名称", "所在区县", "标识码"], ["一小", "洪山区", "2142000001"]]
        #expect(ColumnMapping<OrganisationField>.headerRow(in: rows) == 2)
        #expect(ColumnMapping<OrganisationField>.headerRow(in: [["甲", "乙"]]) == nil)
    }

    @Test("No heading means two fields")
    func unambiguous() {
        let organisation = OrganisationField.allCases.flatMap { [$0.title] + $0.aliases }
        #expect(Set(organisation).count == organisation.count)
        let inspector = InspectorField.allCases.flatMap { [$0.title] + $0.aliases }
        #expect(Set(inspector).count == inspector.count)
    }

    @Test(
        "A day is read as people write it",
        arguments: ["2021-03-08", "2021/3/8", "2021.3.8", "2021年3月8日", "20210308", "２０２１-3-8", "2021-03-08 00:00:00"])
    func written(text: String) {
        #expect(Day(written: text) == "2021-03-08")
    }

    @Test("What is no day is none", arguments: ["", "2021-13-01", "2021-2-30", "3月8日", "44263", "20210230"])
    func unwritten(text: String) {
        #expect(Day(written: text) == nil)
    }
}
