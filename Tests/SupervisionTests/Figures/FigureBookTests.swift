import Supervision
import Testing

@Suite struct FigureBookTests {
    private static let book = FigureBook()

    private static func query(_ text: String) throws -> FigureQuery {
        let narrowed = try book.narrowed(FigureRequest(written: text, .year(2026)))
        return try #require(narrowed.figure.measure.query?.filled(for: .year(2026), on: "2026-06-30"))
    }

    @Test("Every shipped figure has a code of its own, words, a chapter, and parameters that its list knows")
    func shipped() throws {
        #expect(Set(ShippedFigures.all.map(\.code)).count == ShippedFigures.all.count)
        let chapters = Set(ShippedFigures.chapters.map(\.code))
        for figure in ShippedFigures.all {
            #expect(Figure.isCode(figure.code), "\(figure.code)")
            #expect(chapters.contains(figure.chapter), "\(figure.code)")
            #expect(!figure.meaning.isEmpty && !figure.unit.isEmpty)
            #expect(figure.isShare == (figure.digits == 2 && figure.unit == "%"))
            for part in try FigureBookTests.book.narrowed(FigureRequest(figure.code, .year(2026))).parts + [figure] {
                guard let query = part.measure.query else { continue }
                for filter in query.filters {
                    #expect(query.ledger.parameters.contains(filter.name), "\(part.code) \(filter.name)")
                }
                if case .once(let each, let query) = part.measure { #expect(query.ledger.each.contains(each)) }
                if case .sum(let column, let query) = part.measure { #expect(query.ledger.columns.contains(column)) }
            }
        }
    }

    @Test(
        "A qualifier asks the ledger's own list, by its code or its Chinese word",
        arguments: [
            ("campaign.finished.organisations | kindergarten", "unitKind", "kindergarten"),
            ("campaign.finished.organisations | 幼儿园", "unitKind", "kindergarten"),
            ("inspection.visited | 小学", "stage", "primary"), ("inspection.visited|compulsory", "stage", "compulsory"),
            ("inspection.visited | 市属", "authority", "city"), ("inspection.visited | 区属", "authority", "county"),
            ("finding.found | 民办", "running", "private"), ("finding.found | grave", "grade", "grave"),
            ("finding.found | superior", "source", "superior"), ("campaign.begun | 专项督导", "kind", "special"),
            ("document.issued | 督导通报", "kind", "circular"), ("organisation.open | 幼儿园", "kind", "kindergarten"),
            ("inspector.serving | 专职", "appointment", "full-time"),
            ("inspection.graded | grade=优秀", "grade", "优秀"), ("finding.found | campaign=abc", "campaign", "abc"),
        ])
    func qualified(_ text: String, _ name: String, _ value: String) throws {
        #expect(try FigureBookTests.query(text)[name] == value)
    }

    @Test("A share is narrowed in both its parts")
    func shares() throws {
        let narrowed = try FigureBookTests.book.narrowed(
            FigureRequest(written: "finding.closed.share | 幼儿园", .year(2026)))
        #expect(narrowed.parts.map { $0.measure.query?["unitKind"] } == ["kindergarten", "kindergarten"])
        #expect(narrowed.name == "销号率（幼儿园）")
        #expect(narrowed.words(for: .year(2026)).hasSuffix("；统计期：2026年；限定：幼儿园"))
    }

    @Test(
        "What is unknown or does not fit is refused with its word",
        arguments: [
            ("finding.nothing", FigureRefusal.notFound("finding.nothing")),
            ("finding.found | 火星", .qualifier("火星", "发现问题")),
            ("campaign.begun | 小学", .qualifier("primary", "开展督导项目")),
            ("document.issued | grave", .qualifier("grave", "印发公文")),
            ("finding.found | nonsense=1", .qualifier("nonsense=1", "发现问题")),
            ("", .notFound("")),
        ])
    func refused(_ text: String, _ refusal: FigureRefusal) {
        #expect(throws: refusal) { try FigureBookTests.book.narrowed(FigureRequest(written: text, .year(2026))) }
    }

    @Test("A share of shares is refused")
    func nested() {
        let own = Figure("own.twice", "占比之占比", "%", .share(of: "finding.closed.share", in: "finding.found"), "不成立")
        #expect(throws: FigureRefusal.shareOf("finding.closed.share")) {
            try FigureBook(own: [own]).narrowed(FigureRequest("own.twice", .year(2026)))
        }
    }

    @Test("An own figure never takes a shipped one's place")
    func shadowed() throws {
        let own = Figure("finding.found", "别的", "个", .entered, "别的")
        #expect(FigureBook(own: [own]).find("finding.found")?.name == "发现问题")
    }

    @Test("The link is the list with the filter, and each once where it is counted so")
    func links() throws {
        let query = try FigureBookTests.query("inspection.visited.organisations | 幼儿园")
        #expect(query.address(each: .unit) == "/inspections?visited=2026&unitKind=kindergarten&each=unit")
        #expect(try FigureBookTests.query("finding.open").address() == "/findings?openOn=2026-06-30&state=all")
        let chinese = FigureQuery(.findings, ["q": "留样 a&b"])
        #expect(chinese.address() == "/findings?q=%E7%95%99%E6%A0%B7%20a%26b")
        #expect(FigureQuery(.campaigns, [:]).address() == "/campaigns")
    }

    @Test("The base of a query is its ledger in the same time, and nothing else")
    func base() throws {
        let base = try FigureBookTests.query("finding.late | 幼儿园").base
        #expect(base.filters == [FigureFilter("state", "all"), FigureFilter("issued", "2026")])
    }

    @Test(
        "Codes are small words with points between them",
        arguments: [
            ("own.kindergarten", true), ("a.b", true), ("own", false), ("Own.x", false), ("own..x", false),
            ("own.x y", false), ("own.中文", false), (".x", false), ("own.2x", false), ("own.full-time", true),
            ("a.b.c.d.e.f", true), ("a.b.c.d.e.f.g", false),
        ])
    func codes(_ text: String, _ isCode: Bool) {
        #expect(Figure.isCode(text) == isCode)
    }
}
