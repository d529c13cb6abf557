import Testing

@testable import Supervision

/// The sheet of prices, as an office writes it.
struct PriceTableTests {
    private static func table(_ header: [String], _ rows: [[String]]) -> PriceTable {
        var table = PriceTable(header: header)
        for (number, cells) in rows.enumerated() { table.add(cells, row: number + 2, header: header) }
        return table
    }

    @Test func codesNamesUnitsAndSchools() throws {
        let table = Self.table(
            ["资源", "单价（万元）", "单位", "每校上限", "学校代码"],
            [
                ["mediaRooms", "6", "间", "10", ""], ["教学仪器设备值", "１", "万元", "", ""],
                ["教学及辅助用房面积", "0.32", "平方米", "1,200", "31001"],
            ])
        #expect(table.problems.isEmpty && table.headerProblem == nil)
        let room = try #require(table.prices.common[.mediaRooms])
        #expect(room.price == Points(60_000) && room.most == Points(10) && room.isWhole)
        let equipment = try #require(table.prices.common[.equipment])
        #expect(equipment.unit == Points(10_000) && equipment.price == Points(10_000) && !equipment.isWhole)
        #expect(table.prices.common[.teachingArea] == nil)
        #expect(table.prices.price(of: .teachingArea, at: "31001")?.most == Points(1200))
    }

    @Test func badCellsAreNamed() {
        let table = Self.table(
            ["resource", "price", "unit", "max", "school"],
            [
                ["电梯", "1", "", "", ""], ["mediaRooms", "便宜", "", "", ""], ["mediaRooms", "-1", "", "", ""],
                ["mediaRooms", "1", "斤", "", ""], ["mediaRooms", "", "", "", ""], ["", "", "", "", ""],
                ["mediaRooms", "1", "", "", ""], ["网络多媒体教室数", "2", "", "", ""], ["mediaRooms", "2", "", "", "7"],
                ["pupils", "1", "", "", ""],
            ])
        #expect(table.problems.map(\.row) == [2, 3, 4, 5, 6, 9, 11])
        #expect(table.problems.map(\.column).prefix(4) == ["resource", "price", "price", "unit"])
    }

    @Test func withoutItsColumnsItIsNoSheetOfPrices() {
        #expect(PriceTable(header: ["资源"]).headerProblem != nil)
        #expect(PriceTable(header: ["单价"]).headerProblem != nil)
        #expect(PriceTable(header: ["资源", "单价"]).headerProblem == nil)
        #expect(PriceTable(header: ["资源", "单价", "备注"]).unknownHeadings(of: ["资源", "单价", "备注"]) == ["备注"])
    }
}
