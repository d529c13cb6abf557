import Supervision
import Testing

@Suite struct FigureDraftTests {
    private static let query = FigureQuery(
        .findings, ["state": "all", "source": "superior", "unitKind": "kindergarten", "issued": "@period"])

    private static func draft(_ change: (inout FigureDraft) -> Void = { _ in }) -> FigureDraft {
        var draft = FigureDraft(.rows(query))
        draft.code = "own.superior"
        draft.name = "上级反馈的幼儿园问题"
        draft.unit = "个"
        change(&draft)
        return draft
    }

    @Test("What nobody wrote down is said from the query")
    func said() throws {
        let figure = try FigureDraftTests.draft().checked(in: FigureBook())
        #expect(figure.meaning == "问题台账：来源 上级督查反馈；单位类别 幼儿园；下发日期 在统计期内（计数）")
        #expect(try FigureDraftTests.draft { $0.meaning = " 另说 " }.checked(in: FigureBook()).meaning == "另说")
    }

    @Test("What is wrong with a figure is refused with its reason")
    func refused() {
        let taken = Figure("own.taken", "占用", "个", .entered, "占用")
        let cases: [(FigureRefusal, (inout FigureDraft) -> Void)] = [
            (.codeInvalid, { $0.code = "中文" }), (.codeInvalid, { $0.code = "own" }),
            (.codeTaken("own.taken"), { $0.code = "own.taken" }),
            (.codeTaken("finding.found"), { $0.code = "finding.found" }),
            (.codeShipped("finding.mine"), { $0.code = "finding.mine" }), (.nameMissing, { $0.name = " " }),
            (.tooLong("名称", 40), { $0.name = String(repeating: "名", count: 41) }), (.unitMissing, { $0.unit = "" }),
            (.tooLong("计量单位", 10), { $0.unit = String(repeating: "所", count: 11) }),
            (.tooLong("口径", 300), { $0.meaning = String(repeating: "口", count: 301) }),
            (.columnUnknown, { $0.measure = .sum(.pupils, FigureDraftTests.query) }),
            (.columnUnknown, { $0.measure = .sum(.score, FigureQuery(.inspections, [:])) }),
            (.columnUnknown, { $0.measure = .once(.day, FigureDraftTests.query) }),
            (.notFound("own.gone"), { $0.measure = .share(of: "own.gone", in: "finding.found") }),
            (
                .shareOf("finding.closed.share"),
                { $0.measure = .share(of: "finding.closed.share", in: "finding.found") }
            ),
            (.shareOf("own.taken"), { $0.measure = .share(of: "finding.found", in: "own.taken") }),
        ]
        for (refusal, change) in cases {
            #expect(throws: refusal) { try FigureDraftTests.draft(change).checked(in: FigureBook(own: [taken])) }
        }
    }

    @Test("Names and words just as long as they may be are taken, and a figure keeps its own code")
    func limits() throws {
        let long = FigureDraftTests.draft {
            $0.name = String(repeating: "名", count: 40)
            $0.unit = String(repeating: "所", count: 10)
            $0.meaning = String(repeating: "口", count: 300)
            $0.digits = 9
        }
        let figure = try long.checked(in: FigureBook())
        #expect(figure.digits == 4)
        #expect(try long.checked(in: FigureBook(own: [figure]), replacing: figure) == figure)
    }
}
