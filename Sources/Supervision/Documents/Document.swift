/// An official document (公文) of the office.
package struct Document: Hashable, Sendable, Codable {
    package let id: DocumentID
    package let kind: Kind
    /// 发文机关, as its name was when the document was drafted.
    package var office: String
    package internal(set) var text: DocumentText
    package internal(set) var state: State
    /// Everybody who wrote at it, first the one who began; none of them may issue it.
    package internal(set) var drafters: [PersonID]
    package internal(set) var approvedBy: PersonID?
    package internal(set) var number: DocumentNumber?
    package internal(set) var issuedOn: Day?
    package internal(set) var sentOn: Day?
    /// Why it is void.
    package internal(set) var withdrawal: String?
    /// Since when it is shown to the public; nil while it is not.
    package internal(set) var publishedOn: Day?
    /// How long the public is asked; nil where no days are counted.
    package internal(set) var publicity: Publicity?
    /// The void document in whose place it stands.
    package var replaces: DocumentID?
    /// What a report was drawn up from.
    package internal(set) var figures: ReportFigures?
    /// Its head and what else stands around the text; nil in what was drafted before there was a choice.
    package var layout: DocumentLayout?
    /// Where the figures of a summary come from; frozen when it is issued.
    package internal(set) var sources: FigureSources?
    package internal(set) var history: [HistoryEntry<Event>]
    package internal(set) var version: Int

    package init(
        id: DocumentID, kind: Kind, office: String, text: DocumentText, draftedBy person: PersonID, on day: Day,
        figures: ReportFigures? = nil
    ) {
        self.id = id
        self.kind = kind
        self.office = office
        self.text = text
        self.figures = figures
        state = .draft
        drafters = [person]
        history = [HistoryEntry(.drafted, by: person, on: day)]
        version = 1
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case opinion, report, notice, rectificationNotice, reminder, circular, publicity
        case interviewNotice, interviewMinutes, plan, summary, diagnosis

        package var label: String {
            switch self {
            case .opinion: "督导意见书"
            case .report: "督导报告"
            case .notice: "督导通知"
            case .rectificationNotice: "整改通知书"
            case .reminder: "提示函"
            case .circular: "督导通报"
            case .publicity: "公示"
            case .interviewNotice: "约谈通知"
            case .interviewMinutes: "约谈纪要"
            case .plan: "工作要点"
            case .summary: "工作总结"
            case .diagnosis: "诊断报告"
            }
        }

        /// Whether it is written for the public: 《教育督导条例》 Article 23, and what asks the public for objections.
        package var isForPublic: Bool { self == .report || self == .publicity }

        /// Whether it may be shown to the public: what is written for it, and what tells of an office's work; nothing is that
        /// tells who a person is.
        package var mayBePublished: Bool { isForPublic || [.plan, .summary, .circular, .diagnosis].contains(self) }

        /// Whether an officer begins it on its own; the others come of records: an opinion, a campaign, a plan, figures.
        package var isWrittenFreely: Bool { !Kind.fromRecords.contains(self) }

        /// Whether it is handed in for approval before anybody may issue it.
        package var needsSubmission: Bool { self != .opinion && self != .report }

        /// Whether it must say to which unit it goes.
        package var needsRecipient: Bool {
            [.notice, .rectificationNotice, .reminder, .interviewNotice, .interviewMinutes].contains(self)
        }

        private static let fromRecords: Set<Kind> = [.opinion, .report, .plan, .summary, .diagnosis]

        package static let written = allCases.filter(\.isWrittenFreely)
        /// Those that begin from a wording.
        package static let worded = written + [.diagnosis]
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, submitted, issued, sent, withdrawn

        package var label: String {
            switch self {
            case .draft: "草稿"
            case .submitted: "待签发"
            case .issued: "已签发"
            case .sent: "已发送"
            case .withdrawn: "已作废"
            }
        }
    }

    package enum Event: String, Hashable, Sendable, Codable, CaseIterable {
        case drafted, edited, submitted, returned, issued, sent, withdrawn, published, unpublished, publicityEnded

        package var label: String {
            switch self {
            case .drafted: "拟稿"
            case .edited: "修改"
            case .submitted: "送审"
            case .returned: "退回修改"
            case .issued: "签发"
            case .sent: "发送"
            case .withdrawn: "作废"
            case .published: "公布"
            case .unpublished: "撤下公布"
            case .publicityEnded: "公示期满"
            }
        }
    }
}

package typealias DocumentID = Identifier<Document>
