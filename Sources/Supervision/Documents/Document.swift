/// An official document (公文) of the office.
package struct Document: Hashable, Sendable {
    package let id: DocumentID
    package let kind: Kind
    package internal(set) var text: DocumentText
    package internal(set) var state: State
    package internal(set) var draftedBy: PersonID
    package internal(set) var approvedBy: PersonID?
    package internal(set) var number: DocumentNumber?
    package internal(set) var issuedOn: Day?
    package internal(set) var sentOn: Day?
    package internal(set) var withdrawal: String?
    package internal(set) var version: Int

    package init(
        id: DocumentID, kind: Kind, text: DocumentText, state: State = .draft, draftedBy: PersonID,
        approvedBy: PersonID? = nil, number: DocumentNumber? = nil, issuedOn: Day? = nil, sentOn: Day? = nil,
        withdrawal: String? = nil, version: Int = 1
    ) {
        self.id = id
        self.kind = kind
        self.text = text
        self.state = state
        self.draftedBy = draftedBy
        self.approvedBy = approvedBy
        self.number = number
        self.issuedOn = issuedOn
        self.sentOn = sentOn
        self.withdrawal = withdrawal
        self.version = version
    }

    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case opinion, report, notice, rectificationNotice, circular

        package var label: String {
            switch self {
            case .opinion: "督导意见书"
            case .report: "督导报告"
            case .notice: "督导通知"
            case .rectificationNotice: "整改通知书"
            case .circular: "督导通报"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, issued, sent, withdrawn

        package var label: String {
            switch self {
            case .draft: "草稿"
            case .issued: "已签发"
            case .sent: "已发送"
            case .withdrawn: "已撤回"
            }
        }
    }
}

package typealias DocumentID = Identifier<Document>

extension Document {
    package func edited(_ text: DocumentText, by person: PersonID) throws(DocumentRefusal) -> Document {
        guard state == .draft else { throw .wrongState("修改", state) }
        var next = self
        next.text = text
        next.draftedBy = person
        next.version += 1
        return next
    }

    /// 签发: approved by somebody who did not draft it, with its number, in one act.
    package func issued(
        number: DocumentNumber, by person: PersonID, on day: Day
    ) throws(DocumentRefusal) -> Document {
        guard state == .draft else { throw .wrongState("签发", state) }
        guard person != draftedBy else { throw .approverDrafted }
        guard !text.blocks.isEmpty else { throw .empty }
        guard number.year == day.year else { throw .wrongYear(number.year) }
        var next = self
        next.state = .issued
        next.approvedBy = person
        next.number = number
        next.issuedOn = day
        next.version += 1
        return next
    }

    package func sent(on day: Day) throws(DocumentRefusal) -> Document {
        guard state == .issued else { throw .wrongState("发送", state) }
        var next = self
        next.state = .sent
        next.sentOn = day
        next.version += 1
        return next
    }

    /// Marked as withdrawn; the number stays its own and is never used again.
    package func withdrawn(reason: String) throws(DocumentRefusal) -> Document {
        guard state == .issued || state == .sent else { throw .wrongState("撤回", state) }
        guard !reason.isBlank else { throw .reasonMissing }
        var next = self
        next.state = .withdrawn
        next.withdrawal = reason
        next.version += 1
        return next
    }

    /// Refuses publication of a text that holds personal data or was never issued.
    package func requirePublishable() throws(DocumentRefusal) {
        guard state == .issued || state == .sent else { throw .wrongState("公布", state) }
        let found = PersonalData.find(in: text.plain)
        guard found.isEmpty else { throw .personalData(found) }
    }
}
