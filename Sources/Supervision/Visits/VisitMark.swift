/// Something about a visit that somebody should decide on; the visit itself is kept as it was sent.
package enum VisitMark: String, Hashable, Sendable, CaseIterable, Codable {
    case clockOff, future, longAgo, schoolMoved, schoolClosed, checklistOld, findingClosed, outsidePlan, noLocation,
        twice

    package var code: String { "visit.\(rawValue)" }

    package var label: String {
        switch self {
        case .clockOff: "手机时间不准"
        case .future: "到校时间在将来"
        case .longAgo: "到校时间过早"
        case .schoolMoved: "学校已不归本人督导"
        case .schoolClosed: "学校已撤销"
        case .checklistOld: "清单已有新版本"
        case .findingClosed: "问题已变化"
        case .outsidePlan: "不在月度计划内"
        case .noLocation: "没有定位"
        case .twice: "同日重复到校"
        }
    }

    package var message: String {
        switch self {
        case .clockOff: "手机时间与系统时间相差超过10分钟，两个时间都已保留，由督导室核定。"
        case .future: "到校时间晚于系统收到的时间，请核对日期；记录已保留，由督导室核定。"
        case .longAgo: "到校时间比系统收到的时间早\(VisitCircumstances.daysToSend)天以上，请核对日期；记录已保留，由督导室核定。"
        case .schoolMoved: "到校时学校归您督导，现在责任区或聘任已调整，或联合任务已取消；记录已保留，由督导室核定。"
        case .schoolClosed: "学校已撤销或合并，记录已保留，由督导室核定。"
        case .checklistOld: "清单已发布新版本，这次记录仍按到校时的版本保留。"
        case .findingClosed: "您看到的问题后来已有变化，您的记录没有覆盖它，由督导室核定。"
        case .outsidePlan: "不是当月计划的主题，照常计数，已标注。"
        case .noLocation: "没有定位信息，照常计数，已标注。"
        case .twice: "同一天同一所学校已有您的记录，或这次联合到校已有人登记，由督导室核定是否重复。"
        }
    }

    /// Whether somebody has to decide; the others are only said.
    package var needsDecision: Bool {
        switch self {
        case .clockOff, .future, .longAgo, .schoolMoved, .schoolClosed, .findingClosed, .twice: true
        case .checklistOld, .outsidePlan, .noLocation: false
        }
    }

    /// What somebody of the office decides about it.
    package enum Decision: String, Hashable, Sendable, CaseIterable {
        case open, accepted, correct, void

        package var label: String {
            switch self {
            case .open: "待核定"
            case .accepted: "采纳"
            case .correct: "请督学更正"
            case .void: "作废"
            }
        }

        package static let given: [Decision] = [.accepted, .correct, .void]
    }
}

/// What was so around a visit when it arrived.
package struct VisitCircumstances: Hashable, Sendable {
    /// When it arrived, when the device thought that it sent it, and when the visit is said to have begun.
    package var receivedAt: Instant
    package var sentAt: Instant
    package var startedAt: Instant
    /// Whether the school is the inspector's now.
    package var isOwn = true
    package var isClosed = false
    package var isChecklistOld = false
    /// Whether an earlier finding was changed or closed since the device had it.
    package var isFindingClosed = false
    /// Whether it is what was planned for the month; true where nothing was.
    package var isPlanned = true
    package var hasLocation = true
    package var isSecond = false

    package init(receivedAt: Instant, sentAt: Instant, startedAt: Instant) {
        self.receivedAt = receivedAt
        self.sentAt = sentAt
        self.startedAt = startedAt
    }

    /// A clock may be ten minutes off, either way, before anybody is told.
    package static let clockTolerance = 600_000

    /// Whether the clock of a device that sent at `sentAt` is wrong.
    package static func isClockOff(_ sentAt: Instant, at now: Instant) -> Bool {
        abs(now.milliseconds - sentAt.milliseconds) > clockTolerance
    }

    /// Whether a visit is said to have begun after now.
    package static func isFuture(_ startedAt: Instant, at now: Instant) -> Bool {
        startedAt.milliseconds - now.milliseconds > clockTolerance
    }

    /// Nobody is away for longer than a phone's photos are waited for; a clock that fell back to 1970 is.
    package static let daysToSend = 36

    /// Whether a visit is said to have begun longer ago than anybody takes to send it.
    package static func isLongAgo(_ startedAt: Instant, at now: Instant) -> Bool {
        now.milliseconds - startedAt.milliseconds > daysToSend * 86_400_000
    }

    package var marks: [VisitMark] {
        let found: [(VisitMark, Bool)] = [
            (.clockOff, VisitCircumstances.isClockOff(sentAt, at: receivedAt)),
            (.future, VisitCircumstances.isFuture(startedAt, at: receivedAt)),
            (.longAgo, VisitCircumstances.isLongAgo(startedAt, at: receivedAt)), (.schoolMoved, !isOwn),
            (.schoolClosed, isClosed), (.checklistOld, isChecklistOld), (.findingClosed, isFindingClosed),
            (.outsidePlan, !isPlanned),
            (.noLocation, !hasLocation), (.twice, isSecond),
        ]
        return found.filter(\.1).map(\.0)
    }
}
