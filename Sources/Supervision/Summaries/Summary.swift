/// A text that is written from the records of a year or a month: 工作总结, 督导通报, 诊断报告.
///
/// It is drafted here; once handed in it becomes a `Document`, which is approved, numbered and issued like any other.
package struct Summary: Hashable, Sendable, Codable {
    package let id: SummaryID
    package let kind: Kind
    package let span: SummarySpan
    /// 发文机关, as its name was when the draft was begun.
    package var office: String
    package var recipient: String
    package internal(set) var draft: SummaryDraft
    /// Everybody who wrote at it, first the one who began; none of them may issue it.
    package internal(set) var drafters: [PersonID]
    package internal(set) var document: DocumentID?
    package internal(set) var history: [HistoryEntry<Event>]
    package internal(set) var version: Int

    package init(
        id: SummaryID, kind: Kind, span: SummarySpan, office: String, draft: SummaryDraft, by person: PersonID,
        on day: Day
    ) {
        self.id = id
        self.kind = kind
        self.span = span
        self.office = office
        self.draft = draft
        recipient = ""
        drafters = [person]
        history = [HistoryEntry(.drafted, by: person, on: day)]
        version = 1
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case year, month, diagnosis

        package var label: String {
            switch self {
            case .year: "年度工作总结"
            case .month: "月度督导通报"
            case .diagnosis: "区县诊断报告"
            }
        }

        package var document: Document.Kind {
            switch self {
            case .year: .summary
            case .month: .circular
            case .diagnosis: .diagnosis
            }
        }
    }

    package enum Event: String, Hashable, Sendable, Codable, CaseIterable {
        case drafted, edited, accepted, restored, submitted

        package var label: String {
            switch self {
            case .drafted: "起草"
            case .edited: "修改"
            case .accepted: "更新数字"
            case .restored: "恢复旧版"
            case .submitted: "送审"
            }
        }
    }

    package static let titleLimit = 100
    package static let textLimit = 60_000
}

package typealias SummaryID = Identifier<Summary>

/// The year or the month that a summary tells of.
package struct SummarySpan: Hashable, Sendable, Codable {
    package let year: Int
    /// 1 to 12; nil for the whole year.
    package let month: Int?

    /// Nil for a year before 2000 or after 2199, or a month that there is not.
    package init?(year: Int, month: Int? = nil) {
        guard (2000...2199).contains(year), (1...12).contains(month ?? 1) else { return nil }
        self.year = year
        self.month = month
    }

    package init(yearOf day: Day) {
        (year, month) = (day.year, nil)
    }

    package init(monthOf day: Day) {
        (year, month) = (day.year, day.month)
    }

    package var label: String { month.map { "\(year)年\($0)月" } ?? "\(year)年" }
    /// `2026`, `2026-03`.
    package var text: String { month.map { "\(year)-\($0 < 10 ? "0" : "")\($0)" } ?? "\(year)" }
    package var first: Day { Day(year: year, month: month ?? 1, day: 1) ?? Day(number: 0) }
    package var last: Day { first.adding(months: month == nil ? 12 : 1).adding(days: -1) }
    package var yearBefore: SummarySpan? { SummarySpan(year: year - 1, month: month) }
}
