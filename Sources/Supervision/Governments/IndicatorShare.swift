/// One department's part in a government's self-assessment (部门分工): which criterion, as lead or beside it, by when.
package struct IndicatorShare: Hashable, Sendable {
    package let id: IndicatorShareID
    package let inspection: InspectionID
    /// The criterion's number in the framework.
    package let criterion: String
    package let organisation: OrganisationID
    package var kind: Kind
    package var dueOn: Day
    package internal(set) var state: State
    /// What a co-operating department adds; the lead's answer stands in the self-assessment itself.
    package internal(set) var report: String
    package internal(set) var returnReason: String
    package internal(set) var reportedOn: Day?
    package internal(set) var reportedBy: PersonID?
    package internal(set) var version: Int

    package init(
        id: IndicatorShareID, inspection: InspectionID, criterion: String, organisation: OrganisationID, kind: Kind,
        dueOn: Day, state: State = .open, report: String = "", returnReason: String = "", reportedOn: Day? = nil,
        reportedBy: PersonID? = nil, version: Int = 1
    ) {
        self.id = id
        self.inspection = inspection
        self.criterion = criterion
        self.organisation = organisation
        self.kind = kind
        self.dueOn = dueOn
        self.state = state
        self.report = report
        self.returnReason = returnReason
        self.reportedOn = reportedOn
        self.reportedBy = reportedBy
        self.version = version
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case lead, cooperating

        package var label: String { self == .lead ? "牵头" : "配合" }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, reported, returned

        package var label: String {
            switch self {
            case .open: "待报送"
            case .reported: "已报送"
            case .returned: "退回补充"
            }
        }
    }
}

package typealias IndicatorShareID = Identifier<IndicatorShare>

extension IndicatorShare {
    package static let reportLimit = 4_000

    package func daysLate(on today: Day) -> Int? {
        state != .reported && today > dueOn ? dueOn.distance(to: today) : nil
    }

    /// Handed to the government: the lead's answer with the evidence that its criterion asks for, or a helper's words.
    package func reported(
        _ report: String, isAnswered: Bool, lacksEvidence: Bool, by person: PersonID, on day: Day
    ) throws(ShareRefusal) -> IndicatorShare {
        guard state != .reported else { throw .reportedAlready }
        guard report.count <= IndicatorShare.reportLimit else { throw .reportTooLong }
        switch kind {
        case .lead:
            guard isAnswered else { throw .unanswered(criterion) }
            guard !lacksEvidence else { throw .evidenceMissing(criterion) }
        case .cooperating:
            guard !report.isBlank else { throw .reportEmpty }
        }
        var next = self
        next.state = .reported
        next.report = report.trimmed
        next.returnReason = ""
        next.reportedOn = day
        next.reportedBy = person
        next.version += 1
        return next
    }

    /// Given back by the government with what is missing.
    package func returned(_ reason: String) throws(ShareRefusal) -> IndicatorShare {
        guard state == .reported else { throw .notReported }
        guard !reason.isBlank else { throw .reasonMissing }
        var next = self
        next.state = .returned
        next.returnReason = reason.trimmed
        next.version += 1
        return next
    }
}

/// The written self-report of a government (自评报告).
package enum SelfReport {
    /// 国教督办函〔2018〕16号: 自评报告不超过5000字; white space does not count.
    package static let limit = 5_000

    package static func count(_ text: String) -> Int { text.count { !$0.isWhitespace } }

    /// Refuses what is longer; an empty one may be kept as a draft.
    package static func check(_ text: String) throws(ShareRefusal) {
        let count = count(text)
        guard count <= limit else { throw .textTooLong(count) }
    }

    /// Refuses to hand a government's self-assessment in before its text is written and every department has reported.
    ///
    /// `open` names who has not, such as `财政局（2.1）`; `needsText` is for governments, not for those below them.
    package static func requireReady(_ text: String, needsText: Bool, open: [String]) throws(ShareRefusal) {
        guard open.isEmpty else { throw .departmentsOpen(open) }
        guard !needsText || !text.isBlank else { throw .textMissing }
        try check(text)
    }
}
