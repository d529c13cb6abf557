import Supervision
import Testing

@Suite struct VisitTests {
    private static func visit(_ change: (inout Shape) -> Void = { _ in }) -> Visit {
        var shape = Shape()
        change(&shape)
        return shape.visit
    }

    /// A visit that can be taken, with what a case changes.
    struct Shape {
        var start = 0
        var minutes = 90
        var record = "进校巡视，听课2节。"
        var theme = "开学工作"
        var practice = ""
        var companions: [String] = []
        var counters = Visit.Counters(lessons: 2)
        var checklist: FrameworkID? = "framework"
        var answers: [VisitAnswer] = [VisitAnswer("1.1", "是")]
        var problems: [VisitProblem] = []
        var known: [KnownFinding] = []
        var photos: [VisitPhoto] = []

        var visit: Visit {
            let from = Instant(milliseconds: 1_773_000_000_000 + start)
            return Visit(
                id: "01890000-0000-7000-8000-00000000abcd", school: "school", checklist: checklist, theme: theme,
                companions: companions, startedAt: from, endedAt: from.adding(seconds: minutes * 60), record: record,
                counters: counters, answers: answers, practice: practice, problems: problems, knownFindings: known,
                photos: photos)
        }
    }

    private static func advice(_ days: Int?, requirement: String = "补齐记录") -> [VisitProblem] {
        [VisitProblem(id: "p", problem: "留样不全", outcome: .advice, requirement: requirement, days: days)]
    }

    private static func photo(_ bytes: Int = 300_000, of owner: String = "visit", hash: String? = nil) -> VisitPhoto {
        VisitPhoto(id: "photo", sha256: hash ?? String(repeating: "a", count: 64), bytes: bytes, of: owner)
    }

    @Test("A visit within every limit is taken")
    func good() {
        #expect(Self.visit().faults().isEmpty)
        #expect(
            Self.visit {
                $0.checklist = nil; $0.answers = []
            }.faults().isEmpty)
    }

    /// A field with a change that goes to its limit, or beyond.
    struct Limit: Sendable {
        let field: String
        let change: @Sendable (inout Shape, Bool) -> Void

        init(_ field: String, _ change: @escaping @Sendable (inout Shape, Bool) -> Void) {
            self.field = field
            self.change = change
        }
    }

    private static let limits: [Limit] = [
        Limit("record") { shape, over in shape.record = over ? "  " : "看" },
        Limit("record") { $0.record = String(repeating: "看", count: $1 ? 20_001 : 20_000) },
        Limit("practice") { $0.practice = String(repeating: "好", count: $1 ? 2_001 : 2_000) },
        Limit("theme") { $0.theme = String(repeating: "题", count: $1 ? 101 : 100) },
        Limit("endedAt") { $0.minutes = $1 ? -1 : 0 },
        Limit("endedAt") { $0.minutes = $1 ? 24 * 60 + 1 : 24 * 60 },
        Limit("companions") { $0.companions = Array(repeating: "李", count: $1 ? 21 : 20) },
        Limit("counters.lessons") { $0.counters.lessons = $1 ? 1_000 : 999 },
        Limit("counters.patrols") { $0.counters.patrols = $1 ? -1 : 0 },
        Limit("answers") { $0.answers = (0..<($1 ? 501 : 500)).map { VisitAnswer("\($0)", "是") } },
        Limit("answers") { $0.answers = [VisitAnswer("1", "是"), VisitAnswer($1 ? "1" : "2", "否")] },
        Limit("answers") { $0.checklist = $1 ? nil : "framework" },
        Limit("answers.1.1") {
            $0.answers = [VisitAnswer("1.1", "是", note: String(repeating: "注", count: $1 ? 2_001 : 2_000))]
        },
        Limit("problems") { shape, over in
            shape.problems = (0..<(over ? 51 : 50)).map {
                VisitProblem(id: Identifier("p\($0)"), problem: "乱", outcome: .serious)
            }
        },
        Limit("problems.0.days") { $0.problems = advice($1 ? 31 : 30) },
        Limit("problems.0.days") { $0.problems = advice($1 ? -1 : 0) },
        Limit("problems.0.days") { $0.problems = advice($1 ? nil : 15) },
        Limit("problems.0.requirement") { $0.problems = advice(5, requirement: $1 ? " " : "改") },
        Limit("problems.0.outcome") {
            $0.problems = [VisitProblem(id: "p", problem: "乱", outcome: $1 ? .none : .settled)]
        },
        Limit("problems.0.problem") {
            $0.problems = [VisitProblem(id: "p", problem: $1 ? "" : "乱", outcome: .serious)]
        },
        Limit("problems.0.criterion") {
            $0.problems = [
                VisitProblem(
                    id: "p", criterion: String(repeating: "1", count: $1 ? 101 : 100), problem: "乱", outcome: .settled)
            ]
        },
        Limit("photos") { shape, over in
            shape.photos = (0..<(over ? 41 : 40)).map {
                VisitPhoto(id: Identifier("f\($0)"), sha256: String(repeating: "b", count: 64), bytes: 1)
            }
        },
        Limit("photos.0") { $0.photos = [photo(($1 ? 1 : 0) + (10 << 20))] },
        Limit("photos.0") { $0.photos = [photo($1 ? 0 : 1)] },
        Limit("photos.0") { $0.photos = [photo(of: $1 ? "other" : "visit")] },
        Limit("photos.0") { $0.photos = [photo(hash: String(repeating: "c", count: $1 ? 63 : 64))] },
        Limit("knownFindings") {
            let id = String(repeating: "k", count: $1 ? 101 : 100)
            $0.known = [KnownFinding(id: Identifier(id), version: 1, isSettled: true)]
        },
        Limit("knownFindings") { shape, over in
            shape.known = (0..<(over ? 201 : 200)).map {
                KnownFinding(id: Identifier("k\($0)"), version: 1, isSettled: true)
            }
        },
    ]

    @Test("Each limit holds on both sides")
    func limits() {
        for limit in Self.limits {
            #expect(Self.visit { limit.change(&$0, false) }.faults()[limit.field] == nil, "\(limit.field) is within")
            #expect(Self.visit { limit.change(&$0, true) }.faults()[limit.field] != nil, "\(limit.field) is beyond")
        }
    }

    @Test("The gravest problem is what comes of a visit; without any there is none")
    func outcome() {
        #expect(Self.visit().outcome == .none)
        for (index, outcome) in VisitOutcome.ofProblems.enumerated() {
            let problems = VisitOutcome.ofProblems.prefix(index + 1).shuffled().map {
                VisitProblem(id: Identifier($0.rawValue), problem: "乱", outcome: $0)
            }
            #expect(Self.visit { $0.problems = problems }.outcome == outcome)
        }
    }

    @Test("A school is told of everything but what was reported to the office, and of no outcome that is not there")
    func told() {
        for outcomes in [[], [VisitOutcome.serious], [.advice, .serious], [.serious, .settled, .consult], [.advice]] {
            let problems = outcomes.map { VisitProblem(id: Identifier($0.rawValue), problem: "乱", outcome: $0) }
            let photos = ["visit"] + outcomes.map(\.rawValue)
            let visit = Self.visit {
                $0.problems = problems
                $0.photos = photos.map { Self.photo(of: $0) }
            }
            let open = outcomes.filter { $0 != .serious }
            #expect(visit.told.outcome == open.max() ?? .none)
            #expect(visit.told.problems.map(\.outcome) == open)
            #expect(visit.told.photos.map(\.of) == photos.filter { $0 != "serious" })
        }
    }

    @Test("Answers come out of their column as they went in, whatever stands in them")
    func packing() {
        var dice = SplitMix(26)
        let letters = ["是", "否", "\t", "\n", "\r", "\\", "\\n", "a", "", "优秀", "|"]
        for _ in 0..<200 {
            let answers = (0..<dice.below(30)).map { number in
                VisitAnswer(
                    "\(number + 1).\(dice.below(9))",
                    (0..<dice.below(4)).map { _ in letters[dice.below(letters.count)] }.joined(),
                    note: (0..<dice.below(6)).map { _ in letters[dice.below(letters.count)] }.joined())
            }
            #expect(VisitAnswers.unpacked(VisitAnswers.packed(answers)) == answers)
        }
        #expect(VisitAnswers.unpacked("").isEmpty)
    }

    @Test("The digest knows every change of a visit and is the same for the same visit")
    func digest() {
        let changes: [(inout Shape) -> Void] = [
            { _ in }, { $0.record += "。" }, { $0.start = 1 }, { $0.minutes = 91 }, { $0.theme = "" },
            { $0.practice = "好" },
            { $0.companions = ["李"] }, { $0.companions = ["李", ""] }, { $0.counters.talks = 1 }, { $0.checklist = nil },
            { $0.answers = [] }, { $0.answers = [VisitAnswer("1.1", "否")] },
            { $0.answers = [VisitAnswer("1.1", "是", note: "x")] },
            { $0.problems = Self.advice(1) }, { $0.problems = Self.advice(2) }, { $0.photos = [Self.photo()] },
            { $0.photos = [Self.photo(5)] }, { $0.known = [KnownFinding(id: "k", version: 1, isSettled: true)] },
            { $0.known = [KnownFinding(id: "k", version: 1, isSettled: false)] },
        ]
        let digests = changes.map { Self.visit($0).digest }
        #expect(Set(digests).count == changes.count)
        #expect(digests == changes.map { Self.visit($0).digest })
    }

    @Test("A number is made of the day and the id")
    func number() {
        #expect(Visit.number(of: "01890000-0000-7000-8000-00000000abcd", on: "2026-03-08") == "督访20260308-00ABCD")
    }
}
