/// What was said about a notice, by a unit that it names or by anybody, and what was answered (意见反馈).
package struct ResultFeedback: Hashable, Sendable {
    package let id: ResultFeedbackID
    package let notice: ResultNoticeID
    package let source: Source
    package let stance: Stance
    package let author: String
    package let contact: String
    package let text: String
    /// By which the answer is found without an account.
    package let receipt: String
    package let givenOn: Day
    package internal(set) var answer: String
    package internal(set) var outcome: Outcome?
    package internal(set) var answeredOn: Day?

    package init(
        id: ResultFeedbackID, notice: ResultNoticeID, source: Source, stance: Stance, author: String = "",
        contact: String = "", text: String, receipt: String, givenOn: Day, answer: String = "",
        outcome: Outcome? = nil, answeredOn: Day? = nil
    ) {
        self.id = id
        self.notice = notice
        self.source = source
        self.stance = stance
        self.author = author
        self.contact = contact
        self.text = text
        self.receipt = receipt
        self.givenOn = givenOn
        self.answer = answer
        self.outcome = outcome
        self.answeredOn = answeredOn
    }

    package enum Source: Hashable, Sendable {
        case unit(OrganisationID)
        case anybody
    }

    package enum Stance: String, Hashable, Sendable, Codable, CaseIterable {
        case agree, object, suggest

        package var label: String {
            switch self {
            case .agree: "无异议"
            case .object: "有异议"
            case .suggest: "意见建议"
            }
        }
    }

    package enum Outcome: String, Hashable, Sendable, Codable, CaseIterable {
        case kept, corrected, noted

        package var label: String {
            switch self {
            case .kept: "核实后维持"
            case .corrected: "核实后更正"
            case .noted: "已采纳或转办"
            }
        }
    }
}

package typealias ResultFeedbackID = Identifier<ResultFeedback>

extension ResultFeedback {
    package static let limit = 1_000
    /// From one address about one notice on one day, and about one notice on one day in all.
    package static let fromOne = 5
    package static let fromAll = 300

    /// Refuses what cannot be taken: too late, empty, too long, or one of a flood.
    package func admit(
        to notice: ResultNotice, on day: Day, fromHere: Int, today: Int
    ) throws(ResultRefusal) {
        guard notice.isOpen(on: day) else { throw .over }
        guard stance == .agree || !text.isBlank else { throw .textMissing }
        guard text.count <= ResultFeedback.limit, author.count <= 50, contact.count <= 100 else { throw .tooLong }
        guard source != .anybody || fromHere < ResultFeedback.fromOne && today < ResultFeedback.fromAll else {
            throw .flood
        }
    }

    /// Answered once, after it was looked into.
    package func answered(_ text: String, _ outcome: Outcome, on day: Day) throws(ResultRefusal) -> ResultFeedback {
        guard answeredOn == nil else { throw .answered }
        guard !text.isBlank, text.count <= ResultFeedback.limit else { throw .answerMissing }
        var next = self
        next.answer = text.trimmed
        next.outcome = outcome
        next.answeredOn = day
        return next
    }
}

/// Why a notice of results does not change, or what is said about it is not taken.
package enum ResultRefusal: Refusal, Equatable {
    case notFound
    case stale
    case notYours
    case wrongState(String, ResultNotice.State)
    case empty
    case badDays
    case reasonMissing
    case over
    case textMissing
    case tooLong
    case flood
    case answered
    case answerMissing
    case givenAlready

    package var code: String {
        switch self {
        case .notFound: "result.notFound"
        case .stale: "result.stale"
        case .notYours: "result.notYours"
        case .wrongState: "result.wrongState"
        case .empty: "result.empty"
        case .badDays: "result.badDays"
        case .reasonMissing: "result.reasonMissing"
        case .over: "result.over"
        case .textMissing: "result.textMissing"
        case .tooLong: "result.tooLong"
        case .flood: "result.flood"
        case .answered: "result.answered"
        case .answerMissing: "result.answerMissing"
        case .givenAlready: "result.givenAlready"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .stale, .wrongState, .over, .answered, .givenAlready, .empty: .conflict
        case .notYours: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这份公示。"
        case .stale: "这份公示刚被他人处理过，请刷新页面后再办理。"
        case .notYours: "这份公示由其他督导机构办理。"
        case .wrongState(let act, let state): "公示“\(state.label)”，不能\(act)。"
        case .empty: "还没有可以公示的结果：评价项目须已评出等次，目标任务书须已评定。"
        case .badDays: "公示天数应为1到60个工作日。"
        case .reasonMissing: "请写明撤回的理由。"
        case .over: "公示已经结束或撤回，不再接受意见。"
        case .textMissing: "请写明具体意见和理由。"
        case .tooLong: "意见请控制在\(ResultFeedback.limit)字以内，姓名50字、联系方式100字以内。"
        case .flood: "今天提交的意见较多，请明天再试，或按公示上的联系方式直接反映。"
        case .answered: "这条意见已经答复。"
        case .answerMissing: "请写明核实情况和答复，不超过\(ResultFeedback.limit)字。"
        case .givenAlready: "贵单位对这份公示已经反馈过意见。"
        }
    }
}
