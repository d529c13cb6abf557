/// Why an appraisal or a rating does not go on as asked.
package enum AppraisalRefusal: Refusal, Equatable {
    case notFound, stale, confirmed, tooEarly(Day), reasonMissing, reasonTooLong, gradeMissing, figuresChanged
    case ownAppraisal, weights, grades, reportDays, basisMissing
    case roundExists(Int), roundClosed, noPostings, limit, until, yearOutOfRange
    case unanswered, alreadyRated, codeUnknown, codeUsedUp, flood
    case notPosted, wordsTooLong

    package var code: String { "appraisal.\(String(describing: self).prefix { $0 != "(" })" }

    package var kind: RefusalKind {
        switch self {
        case .notFound, .codeUnknown: .notFound
        case .stale, .confirmed, .figuresChanged, .roundExists, .roundClosed, .alreadyRated: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这份年度考核。"
        case .stale: "规定已被他人修改，请看过新的再保存。"
        case .confirmed: "这一年度的考核已经核定，不再改变。"
        case .tooEarly(let day): "年度考核从\(day.chinese)起才能核定。"
        case .reasonMissing: "核定的等次与计算的不同（或无法计算）时，请写明理由。"
        case .reasonTooLong: "理由不能超过500字。"
        case .gradeMissing: "请选择等次。"
        case .figuresChanged: "数字刚刚有变化，请看过新的数字再核定。"
        case .ownAppraisal: "不能核定自己的年度考核。"
        case .weights: "各项权重应为0至100的整数，合计100。"
        case .grades: "等次分数应为优秀高于合格、合格高于基本合格，在1至100之间。"
        case .reportDays: "送达天数应为0至60的整数。"
        case .basisMissing: "请填写依据，不超过200字。"
        case .roundExists(let year): "\(year)年度的评价已经发起。"
        case .roundClosed: "评价已经结束，不再接收。"
        case .noPostings: "这一年度没有挂牌的学校，不能发起评价。"
        case .limit: "每校最多份数应为1至\(RatingRule.most)的整数。"
        case .until: "请填写截止日期，从今天起，不超过一年。"
        case .yearOutOfRange: "请选择年度，不能晚于今年。"
        case .unanswered: "请对每一项评分。"
        case .alreadyRated: "本校已经评过这位督学，不能重复。"
        case .codeUnknown: "没有找到这个评价链接，请核对网址或重新扫码。"
        case .codeUsedUp: "本校的评价份数已满，请告诉学校，由学校联系督导室增加份数。"
        case .notPosted: "这位督学已经不负责这所学校，请返回学校页面重新选择。"
        case .wordsTooLong: "请把想说的话控制在\(ParentRatingRule.words)字以内。"
        case .flood: "提交的人较多，请过一分钟再试，已填的内容仍在。"
        }
    }
}
