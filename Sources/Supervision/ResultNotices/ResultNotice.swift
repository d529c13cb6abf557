/// Results that are shown publicly for a term of working days (结果公示), with what is said about them on record.
package struct ResultNotice: Hashable, Sendable {
    package let id: ResultNoticeID
    package let subject: Subject
    package var title: String
    package var body: String
    /// How the office is reached beside the form.
    package var contact: String
    /// Working days for which it stands.
    package var days: Int
    /// As they were when it was drafted; a later correction needs a notice of its own.
    package let lines: [Line]
    package internal(set) var state: State
    package let draftedBy: PersonID
    package internal(set) var publishedOn: Day?
    /// The last day; nil while it is a draft or where the calendar of that year is not known.
    package internal(set) var until: Day?
    package internal(set) var withdrawnOn: Day?
    package internal(set) var withdrawReason: String
    package internal(set) var version: Int

    package init(
        id: ResultNoticeID, subject: Subject, title: String, body: String, contact: String = "", days: Int = 5,
        lines: [Line], state: State = .draft, draftedBy: PersonID, publishedOn: Day? = nil, until: Day? = nil,
        withdrawnOn: Day? = nil, withdrawReason: String = "", version: Int = 1
    ) {
        self.id = id
        self.subject = subject
        self.title = title
        self.body = body
        self.contact = contact
        self.days = days
        self.lines = lines
        self.state = state
        self.draftedBy = draftedBy
        self.publishedOn = publishedOn
        self.until = until
        self.withdrawnOn = withdrawnOn
        self.withdrawReason = withdrawReason
        self.version = version
    }

    /// What the results are of.
    package enum Subject: Hashable, Sendable {
        case campaign(CampaignID)
        case duty(DutySheetID)
    }

    /// One unit's result.
    package struct Line: Hashable, Sendable, Codable {
        package let organisation: OrganisationID
        package let name: String
        /// Such as 乡镇街道, where ranks are by kind.
        package let group: String
        package let rank: Int?
        /// Rounded for people.
        package let score: String
        package let grade: String

        package init(
            organisation: OrganisationID, name: String, group: String, rank: Int?, score: String, grade: String
        ) {
            self.organisation = organisation
            self.name = name
            self.group = group
            self.rank = rank
            self.score = score
            self.grade = grade
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, published, withdrawn

        package var label: String {
            switch self {
            case .draft: "待签发"
            case .published: "已公示"
            case .withdrawn: "已撤回"
            }
        }
    }
}

package typealias ResultNoticeID = Identifier<ResultNotice>

extension ResultNotice {
    /// Whether anybody may read it and answer it today; the last day still counts.
    package func isOpen(on day: Day) -> Bool {
        state == .published && until.map { day <= $0 } ?? true
    }

    /// Shown, by somebody other than who drafted it; the day itself does not count.
    package func published(by person: PersonID, on day: Day, in calendar: WorkCalendar) throws -> ResultNotice {
        guard state == .draft else { throw ResultRefusal.wrongState("公示", state) }
        guard !lines.isEmpty else { throw ResultRefusal.empty }
        guard (1...60).contains(days) else { throw ResultRefusal.badDays }
        try FourEyes.require(person, otherThan: [draftedBy], for: "签发公示")
        var next = self
        next.state = .published
        next.publishedOn = day
        if case .day(let end) = calendar.day(days, workingDaysAfter: day) { next.until = end }
        next.version += 1
        return next
    }

    package func withdrawn(_ reason: String, on day: Day) throws(ResultRefusal) -> ResultNotice {
        guard state != .withdrawn else { throw .wrongState("撤回", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        var next = self
        next.state = .withdrawn
        next.withdrawnOn = day
        next.withdrawReason = reason.trimmed
        next.version += 1
        return next
    }
}
