import Office
import Testing

@Suite struct XLSXWriterTests {
    @Test("What is written reads back as it was")
    func roundTrip() throws {
        let layout = SheetLayout(
            name: "幼儿园/名单",
            columns: [
                .init("标识码", kind: .text), .init("名称"), .init("日期", kind: .day), .init("得分"), .init("备注"),
            ])
        let bytes = try XLSXWriter.bytes(
            layout,
            rows: [
                [.text("0012345678"), .text("<甲>&\"乙\"\n二"), .day("2026-03-01"), .decimal("97.50"), .text("_x0041_")],
                [.text("=1+1"), .empty, .day("不详"), .number(0.1), .integer(-3)],
                [.text("a\u{1}\u{FFFE}b"), .decimal("1e5"), .day("1900-02-28"), .day("1900-03-01"), .number(.nan)],
            ])
        #expect(
            try read(bytes) == [
                Row(1, ["标识码", "名称", "日期", "得分", "备注"]),
                Row(2, ["0012345678", "<甲>&\"乙\"\n二", "2026-03-01", "97.5", "_x0041_"]),
                Row(3, ["=1+1", "", "不详", "0.1", "-3"]),
                Row(4, ["ab", "1e5", "1900-02-28", "1900-03-01"]),
            ])
        #expect(try SpreadsheetReader.open(bytes: bytes).sheetNames == ["幼儿园名单"])
    }

    @Test("Several sheets are written in order, those without rows with their header")
    func sheets() throws {
        let layouts = ["一", "二", "三"].map { SheetLayout(name: $0, columns: [.init("列" + $0)]) }
        var bytes: [UInt8] = []
        let writer = try XLSXWriter(layouts) { bytes += $0 }
        try writer.write([.integer(1)])
        try writer.nextSheet()
        try writer.write([.integer(2)])
        try writer.finish()
        #expect(try read(bytes, sheet: "一").map(\.cells) == [["列一"], ["1"]])
        #expect(try read(bytes, sheet: "二").map(\.cells) == [["列二"], ["2"]])
        #expect(try read(bytes, sheet: "三").map(\.cells) == [["列三"]])
    }

    @Test("Long choices go to a hidden sheet")
    func choices() throws {
        let long = (1...100).map { "第\($0)个选项" }
        let columns: [SheetLayout.Column] = [.init("短", choices: ["是", "否"]), .init("长", choices: long)]
        let bytes = try XLSXWriter.bytes(SheetLayout(name: "模板", columns: columns))
        #expect(try SpreadsheetReader.open(bytes: bytes).sheetNames == ["模板"])
        #expect(try read(bytes, sheet: "选项").map(\.cells) == long.map { [$0] })
        #expect(try read(bytes).map(\.cells) == [["短", "长"]])
    }

    @Test("Rows leave while they are written, and the sink's own error comes back")
    func streams() throws {
        struct Gone: Error {}
        var taken = 0
        let layout = SheetLayout(name: "大", columns: [.init("随机")])
        let writer = try XLSXWriter([layout]) { taken += $0.count }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<40_000 { try writer.write([.text("\(random.next())")]) }
        #expect(taken > 100_000)
        try writer.finish()
        let broken = try XLSXWriter([layout]) { _ in throw Gone() }
        #expect(throws: Gone.self) {
            for _ in 0..<40_000 { try broken.write([.text("\(random.next())")]) }
            try broken.finish()
        }
    }
}
