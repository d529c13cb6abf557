import CLibxml2
import Testing

@testable import Office

@Suite struct ChartDrawingTests {
    private func chart(_ kind: ChartDrawing.Kind, level: String? = nil) -> ChartDrawing {
        ChartDrawing(
            "差异系数<甲>&\"乙\"", kind, unit: "元", across: "学生数", level: level, categories: ["小学", "初中", "高中"],
            series: [
                ChartDrawing.Series("今年", colour: "#1b4f91", ["0.5", nil, "0.25"], places: ["100", "200", "300"]),
                ChartDrawing.Series("去年", colour: "red\"/>", ["0.4", "一", "0.1"], places: ["100", "200", "300"]),
            ])
    }

    private func isWellFormed(_ svg: String) -> Bool {
        let bytes = Array(svg.utf8CString)
        guard let document = xmlReadMemory(bytes, Int32(bytes.count - 1), nil, nil, Int32(XML_PARSE_NOERROR.rawValue))
        else {
            return false
        }
        xmlFreeDoc(document)
        return true
    }

    @Test("Every kind is well-formed, loads nothing, and what is no colour is black")
    func wellFormed() {
        for kind in [ChartDrawing.Kind.lines, .columns, .bars, .points] {
            for layout in [ChartDrawing.Layout.beside, .stacked, .over] {
                var chart = chart(kind, level: "0.45")
                chart.layout = layout
                let svg = chart.svg
                #expect(isWellFormed(svg), "\(kind) \(layout)")
                #expect(
                    !svg.contains("href") && !svg.contains("url(") && !svg.contains("red") && svg.contains("#000000"))
                #expect(!svg.contains("nan") && !svg.contains("inf"))
            }
        }
        let empty = ChartDrawing("", .bars, unit: "", categories: [], series: [])
        #expect(isWellFormed(empty.svg))
    }

    @Test("A missing value leaves a gap: the line begins anew and no bar is drawn")
    func gaps() {
        var chart = chart(.lines)
        chart.series = [chart.series[0]]
        let lines = chart.svg
        let path =
            lines.split(separator: "\"").first { $0.hasPrefix("M") && $0.contains(" ") && !$0.contains("Sans") } ?? ""
        #expect(path.split(separator: "M").count == 2 && !path.contains("L") && lines.components("<circle") == 2)
        chart.kind = .bars
        #expect(chart.svg.components("数据不全") == 1)
    }

    @Test(
        "Axes go in round steps from zero and hold every value",
        arguments: [
            ([0.012, 0.45], 0.0, 0.5, ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"]),
            ([0, 3044], 0, 4000, ["0", "1000", "2000", "3000", "4000"]),
            ([-2, 3], -2, 3, ["-2", "-1", "0", "1", "2", "3"]), ([], 0, 1, ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]),
            ([0, 0], 0, 0.000000001, []),
        ])
    func scale(values: [Double], low: Double, high: Double, marks: [String]) {
        let scale = ChartScale(values)
        #expect(scale.low == low && scale.high >= (values.max() ?? 0))
        if !marks.isEmpty {
            #expect(abs(scale.high - high) < 1e-9 * max(1, high))
            #expect(scale.marks.map(scale.text) == marks)
        }
    }

    @Test("Whatever the values, the axis holds them within seven steps")
    func anyScale() {
        var seed: UInt64 = 7
        func next() -> Double {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(seed >> 11) / Double(1 << 53)
        }
        for _ in 0..<2_000 {
            let size = [1e-6, 0.01, 1, 1_000, 1e9][Int(next() * 5)]
            let values = (0..<5).map { _ in (next() - 0.3) * size }
            let scale = ChartScale(values)
            #expect(scale.low <= (values.min() ?? 0) + 1e-12 * size && scale.high >= (values.max() ?? 0) - 1e-9 * size)
            #expect((2...9).contains(scale.marks.count), "\(values)")
        }
    }

    @Test("The picture is a PNG as wide as was asked", .enabled(if: ChildProcess.find("rsvg-convert") != nil))
    func pixels() throws {
        let bytes = try PNGPicture.bytes(svg: chart(.bars).svg, width: 800)
        #expect(PNGSize(bytes)?.width == 800)
        #expect(throws: PNGPicture.Problem.failed) { try PNGPicture.bytes(svg: "no picture") }
    }

    @Test("A document draws each picture once; one that cannot be drawn leaves its caption, which says so")
    func once() throws {
        let first = OfficialDocument.Block.picture(.init(svg: "<svg>1</svg>", caption: "图1"))
        let second = OfficialDocument.Block.picture(.init(svg: "<svg>2</svg>", caption: "图2"))
        let document = OfficialDocument(
            title: "报告", blocks: [first, second, first, .landscape([second])],
            annexes: [.init(title: "附", blocks: [first, second])])
        var asked: [String] = []
        var pixels = OfficialPixels { svg in
            asked.append(svg)
            if svg == "<svg>2</svg>" { throw PNGPicture.Problem.missingProgram }
            return [1]
        }
        let drawn = try pixels.document(document)
        #expect(asked == ["<svg>1</svg>", "<svg>2</svg>"])
        let all = drawn.blocks + drawn.annexes.flatMap(\.blocks)
        let pictures = all.flatMap { block -> [OfficialDocument.Picture] in
            switch block {
            case .picture(let picture): [picture]
            case .landscape(let inner): inner.compactMap { if case .picture(let one) = $0 { one } else { nil } }
            default: []
            }
        }
        #expect(pictures.map(\.png) == [[1], [], [1], [], [1], []])
        #expect(pictures.map(\.caption).filter { $0.contains("没有画出来") }.count == 3)
        var full = OfficialPixels { _ in throw DocumentError.noRoom }
        #expect(throws: DocumentError.noRoom) { try full.document(document) }
    }

    @Test("Pictures are kept by their drawing and width, and the oldest goes when there is no room")
    func kept() {
        var kept = KeptPictures(room: 100)
        func key(_ name: String, _ width: Int = 1) -> KeptPictures.Key { .init(svg: name, width: width) }
        kept.keep(Array(repeating: 1, count: 39), for: key("a"))
        kept.keep(Array(repeating: 2, count: 39), for: key("a", 2))
        #expect(kept[key("a")]?.first == 1 && kept[key("a", 2)]?.first == 2 && kept[key("b")] == nil)
        kept.keep(Array(repeating: 3, count: 39), for: key("b"))
        #expect(kept[key("a")] == nil && kept[key("a", 2)] != nil && kept[key("b")] != nil)
        kept.keep(Array(repeating: 4, count: 100), for: key("c"))
        #expect(kept[key("c")] == nil && kept[key("b")] != nil, "what would push out everything is not kept")
    }

    @Test("A document's drawing becomes a PNG in the file", .enabled(if: ChildProcess.find("rsvg-convert") != nil))
    func document() throws {
        let document = OfficialDocument(title: "报告", blocks: [.picture(.init(svg: chart(.lines).svg, caption: "图1"))])
        let bytes = try DOCXWriter.bytes(document)
        #expect(try part("word/document.xml", of: bytes).contains("rIdPicture1"))
        #expect(try !part("word/media/image1.png", of: bytes).isEmpty)
    }
}

extension String {
    /// How often `text` stands in it.
    fileprivate func components(_ text: String) -> Int {
        var (count, rest) = (0, self[...])
        while let place = rest.range(of: text) {
            count += 1
            rest = rest[place.upperBound...]
        }
        return count
    }

    fileprivate func range(of text: String) -> Range<Index>? { self[...].range(of: text) }
}

extension Substring {
    fileprivate func range(of text: String) -> Range<Index>? {
        guard let first = indices.first(where: { self[$0...].hasPrefix(text) }) else { return nil }
        return first..<index(first, offsetBy: text.count)
    }
}
