/// How long and how often somebody is appointed as 兼职督学: three years at a time, at most three terms in a row.
package enum InspectorTermRule {
    package static let years = 3
    package static let most = 3
    package static let clause = Clause(
        document: "《教育督导条例》", article: "第六条", summary: "兼职督学的任期为3年，可以连续任职，连续任职不得超过3个任期")

    /// How many of the terms, the last one included, follow each other without a day between.
    package static func inARow(_ terms: [Period]) -> Int {
        let sorted = terms.sorted { $0.from < $1.from }
        guard var first = sorted.last?.from else { return 0 }
        var count = 1
        for term in sorted.dropLast().reversed() {
            guard let until = term.until, until.adding(days: 1) == first else { break }
            count += 1
            first = term.from
        }
        return count
    }

    /// The last day of a term that begins on a day; one from 29 February ends with February.
    package static func lastDay(from day: Day) -> Day {
        let next = day.adding(months: 12 * years)
        return next.adding(months: -12 * years) == day ? next.adding(days: -1) : next
    }

    /// Refuses a term that is longer than one of 兼职督学 may be; one whose end nobody said is not judged.
    package static func fit(_ term: Period?, isFullTime: Bool) throws(InspectorTermRefusal) {
        guard !isFullTime, let term, let until = term.until, until > lastDay(from: term.from) else { return }
        throw .tooLong(lastDay(from: term.from))
    }

    /// Refuses other days of the present term that the terms before it do not leave room for.
    package static func correct(
        _ term: Period, from old: Period?, after terms: [Period], isFullTime: Bool
    ) throws(InspectorTermRefusal) {
        if let until = old?.until, term.from > until { throw .renewInstead }
        guard !terms.contains(where: { $0.overlaps(term) }) else { throw .overlaps }
        try fit(term, isFullTime: isFullTime)
        guard isFullTime || inARow(terms + [term]) <= most else { throw .tooMany }
    }

    /// Refuses a further term; 专职督学 are the government's, without terms.
    package static func check(_ next: Period, after terms: [Period], isFullTime: Bool) throws(InspectorTermRefusal) {
        guard let until = next.until else { throw .noEnd }
        if let last = terms.map(\.from).max(), next.from <= last { throw .beforeLast(last) }
        guard !terms.contains(where: { $0.overlaps(next) }) else { throw .overlaps }
        guard !isFullTime else { return }
        guard until <= lastDay(from: next.from) else { throw .tooLong(lastDay(from: next.from)) }
        guard inARow(terms + [next]) <= most else { throw .tooMany }
    }
}

/// Why an appointment is not made for another term.
package enum InspectorTermRefusal: Refusal, Equatable {
    case noEnd, overlaps, tooMany, ended, reasonMissing, renewInstead, dayMissing, groundMissing
    case beforeLast(Day)
    case tooLong(Day)

    package var code: String {
        switch self {
        case .noEnd: "inspectorTerm.noEnd"
        case .overlaps: "inspectorTerm.overlaps"
        case .tooMany: "inspectorTerm.tooMany"
        case .ended: "inspectorTerm.ended"
        case .reasonMissing: "inspectorTerm.reasonMissing"
        case .renewInstead: "inspectorTerm.renewInstead"
        case .dayMissing: "inspectorTerm.dayMissing"
        case .groundMissing: "inspectorTerm.groundMissing"
        case .beforeLast: "inspectorTerm.beforeLast"
        case .tooLong: "inspectorTerm.tooLong"
        }
    }

    package var kind: RefusalKind { self == .ended ? .conflict : .invalid }

    package var message: String {
        switch self {
        case .noEnd: "请填写聘期的开始和结束日期。"
        case .overlaps: "与已有的聘期重叠。"
        case .tooMany: "兼职督学连续任职不得超过3个任期（\(InspectorTermRule.clause.text)），不能再续聘。"
        case .ended: "聘任已经结束，不能再改。"
        case .reasonMissing: "请填写理由，不超过500字。"
        case .renewInstead: "这是新的一个聘期，请在督学页面办理续聘，原来的聘期才会保留。"
        case .dayMissing: "请填写最后一天。"
        case .groundMissing: "请选择原因。"
        case .beforeLast(let day): "新的聘期应晚于上一聘期的开始\(day.chinese)。"
        case .tooLong(let day): "兼职督学每个任期3年（\(InspectorTermRule.clause.text)），结束日期不能晚于\(day.chinese)。"
        }
    }
}

/// Why an appointment ends.
package enum DismissalGround: String, Sendable, CaseIterable {
    case expired, resigned, moved, sanctioned, failed, other

    package var label: String {
        switch self {
        case .expired: "聘期届满不再续聘"
        case .resigned: "本人辞聘"
        case .moved: "工作调动、退休"
        case .sanctioned: "受处分或违法违纪，取消资格"
        case .failed: "年度考核不合格，解聘"
        case .other: "其他"
        }
    }
}
