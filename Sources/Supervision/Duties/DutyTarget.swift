/// What a township or department has to reach in a year (履职目标), as the assessment office set it.
package struct DutyTarget: Hashable, Sendable {
    package let id: DutyTargetID
    package let sheet: DutySheetID
    package let organisation: OrganisationID
    package var title: String
    /// What is counted: %, 所, 人.
    package var unit: String
    package var rule: Rule
    package var target: Points
    package var fullMark: Points
    /// Where the figure comes from, such as 统计年报.
    package var dataSource: String
    package internal(set) var state: State
    /// What the unit reported; 1 and 0 where the rule is yes or no.
    package internal(set) var actual: Points?
    package internal(set) var note: String
    package internal(set) var reportedOn: Day?
    package internal(set) var reportedBy: PersonID?
    package internal(set) var returnReason: String
    /// What the office took for true.
    package internal(set) var confirmed: Points?
    package internal(set) var confirmNote: String
    package internal(set) var version: Int

    package init(
        id: DutyTargetID, sheet: DutySheetID, organisation: OrganisationID, title: String, unit: String = "",
        rule: Rule = .atLeast, target: Points, fullMark: Points, dataSource: String = "", state: State = .open,
        actual: Points? = nil, note: String = "", reportedOn: Day? = nil, reportedBy: PersonID? = nil,
        returnReason: String = "", confirmed: Points? = nil, confirmNote: String = "", version: Int = 1
    ) {
        self.id = id
        self.sheet = sheet
        self.organisation = organisation
        self.title = title
        self.unit = unit
        self.rule = rule
        self.target = target
        self.fullMark = fullMark
        self.dataSource = dataSource
        self.state = state
        self.actual = actual
        self.note = note
        self.reportedOn = reportedOn
        self.reportedBy = reportedBy
        self.returnReason = returnReason
        self.confirmed = confirmed
        self.confirmNote = confirmNote
        self.version = version
    }

    package enum Rule: String, Hashable, Sendable, Codable, CaseIterable {
        case atLeast, atMost, done

        package var label: String {
            switch self {
            case .atLeast: "不低于"
            case .atMost: "不超过"
            case .done: "是否完成"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, reported, returned, confirmed

        package var label: String {
            switch self {
            case .open: "待填报"
            case .reported: "待核定"
            case .returned: "退回补充"
            case .confirmed: "已核定"
            }
        }

        package var awaitsUnit: Bool { self == .open || self == .returned }
    }
}

package typealias DutyTargetID = Identifier<DutyTarget>

extension DutyTarget {
    package static let noteLimit = 2_000

    /// As people read it: `≥95%`, `≤3起`, `完成`.
    package var targetText: String {
        switch rule {
        case .atLeast: "≥\(target.text)\(unit)"
        case .atMost: "≤\(target.text)\(unit)"
        case .done: "完成"
        }
    }

    /// A value as people read it.
    package func text(of value: Points) -> String {
        rule == .done ? value > .zero ? "已完成" : "未完成" : "\(value.text)\(unit)"
    }

    /// Reads what was typed as a value; nil when it is none.
    package func value(_ text: String) -> Points? {
        guard rule == .done else { return Points(text.trimmed).flatMap { $0 >= .zero ? $0 : nil } }
        switch text.trimmed {
        case "是", "1", "已完成": return Points(1)
        case "否", "0", "未完成": return .zero
        default: return nil
        }
    }

    /// The marks that a value earns, exactly.
    ///
    /// Reaching the target earns all of them. Short of 不低于 earns the share that was reached; beyond 不超过 earns
    /// the target's share of the value, so that twice too many leaves half; beyond a limit of none leaves nothing.
    package func score(of value: Points) -> Score {
        let full = Score(fullMark)
        switch rule {
        case .done: return value > .zero ? full : .zero
        case .atLeast:
            if value >= target { return full }
            return full * (Score(Int128(value.scaled), over: Int128(target.scaled)) ?? .zero)
        case .atMost:
            if value <= target { return full }
            return full * (Score(Int128(target.scaled), over: Int128(value.scaled)) ?? .zero)
        }
    }

    /// The marks in force; nil until the office has confirmed a value.
    package var score: Score? { confirmed.map { score(of: $0) } }

    /// The unit says what it reached.
    package func reported(
        _ value: Points, note: String, by person: PersonID, on day: Day
    ) throws(DutyRefusal) -> DutyTarget {
        guard state.awaitsUnit else { throw .wrongState("填报", state) }
        guard note.count <= DutyTarget.noteLimit else { throw .noteTooLong }
        var next = self
        next.state = .reported
        next.actual = value
        next.note = note.trimmed
        next.reportedOn = day
        next.reportedBy = person
        next.returnReason = ""
        next.version += 1
        return next
    }

    package func returned(_ reason: String) throws(DutyRefusal) -> DutyTarget {
        guard state == .reported || state == .confirmed else { throw .wrongState("退回", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        var next = self
        next.state = .returned
        next.returnReason = reason.trimmed
        next.confirmed = nil
        next.confirmNote = ""
        next.version += 1
        return next
    }

    /// The office takes a value for true: what was reported, or another one with the reason why.
    package func confirmed(_ value: Points, note: String, by person: PersonID) throws -> DutyTarget {
        guard state != .confirmed else { throw DutyRefusal.wrongState("核定", state) }
        guard value == actual && state == .reported || !note.isBlank else { throw DutyRefusal.differenceUnexplained }
        guard note.count <= DutyTarget.noteLimit else { throw DutyRefusal.noteTooLong }
        try FourEyes.require(person, otherThan: [reportedBy], for: "核定")
        var next = self
        next.state = .confirmed
        next.confirmed = value
        next.confirmNote = note.trimmed
        next.version += 1
        return next
    }
}
