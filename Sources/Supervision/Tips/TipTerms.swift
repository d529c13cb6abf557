/// How long each step of a tip may take and what counts as a hot spot: the office's own, none set by a law we know.
package struct TipTerms: Hashable, Sendable, Codable {
    /// Working days from its coming until somebody takes it on.
    package var acceptDays: Int
    /// Working days that an inspector has to verify.
    package var verifyDays: Int
    /// Working days from its coming until the answer.
    package var answerDays: Int
    /// Tips about one unit within thirty days that make a hot spot; the same for a topic.
    package var unitHot: Int
    package var topicHot: Int
    /// Months after which what tipsters wrote may be erased.
    package var keepMonths: Int
    package var source: String

    package init(
        acceptDays: Int, verifyDays: Int, answerDays: Int, unitHot: Int, topicHot: Int, keepMonths: Int, source: String
    ) {
        self.acceptDays = acceptDays
        self.verifyDays = verifyDays
        self.answerDays = answerDays
        self.unitHot = unitHot
        self.topicHot = topicHot
        self.keepMonths = keepMonths
        self.source = source
    }

    /// Until an office sets its own; unverified.
    package static let usual = TipTerms(
        acceptDays: 5, verifyDays: 10, answerDays: 30, unitHot: 3, topicHot: 10, keepMonths: 24,
        source: "系统默认，未经核实；请按本地规定修改")

    /// What is wrong, by field.
    package func problems() -> [String: String] {
        var problems: [String: String] = [:]
        for (name, days) in [("acceptDays", acceptDays), ("verifyDays", verifyDays), ("answerDays", answerDays)]
        where !(1...120).contains(days) { problems[name] = "请填写1至120之间的工作日数。" }
        if answerDays < acceptDays { problems["answerDays"] = "答复的期限不能短于受理的期限。" }
        for (name, count) in [("unitHot", unitHot), ("topicHot", topicHot)] where !(2...1_000).contains(count) {
            problems[name] = "请填写2至1000之间的件数。"
        }
        if !(6...120).contains(keepMonths) { problems["keepMonths"] = "请填写6至120之间的月数。" }
        if source.count > 500 { problems["source"] = "请控制在500字以内。" }
        return problems
    }

    package enum Clock: String, Sendable, CaseIterable {
        case accept = "tip-accept"
        case verify = "tip-verify"
        case answer = "tip-answer"

        package var label: String {
            switch self {
            case .accept: "受理举报诉求"
            case .verify: "核实举报诉求"
            case .answer: "答复举报诉求"
            }
        }
    }

    package func term(_ clock: Clock) -> Term {
        switch clock {
        case .accept: .workingDays(acceptDays)
        case .verify: .workingDays(verifyDays)
        case .answer: .workingDays(answerDays)
        }
    }
}
