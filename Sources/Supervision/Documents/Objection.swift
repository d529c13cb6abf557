/// What somebody says against a published document (公示异议): anybody, without an account.
package struct Objection: Hashable, Sendable {
    package let id: ObjectionID
    package let document: DocumentID
    /// What the person who objected opens the answer with.
    package let receipt: String
    package let text: String
    /// Empty when the person did not say.
    package let name: String
    package let contact: String
    package let on: Day
    package internal(set) var state: State
    package internal(set) var investigation: String
    package internal(set) var answer: String
    package internal(set) var version: Int

    package init(
        id: ObjectionID, document: DocumentID, receipt: String, text: String, name: String, contact: String, on: Day,
        state: State = .received, investigation: String = "", answer: String = "", version: Int = 1
    ) {
        self.id = id
        self.document = document
        self.receipt = receipt
        self.text = text
        self.name = name
        self.contact = contact
        self.on = on
        self.state = state
        self.investigation = investigation
        self.answer = answer
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case received, investigating, answered

        package var label: String {
            switch self {
            case .received: "已收到"
            case .investigating: "调查中"
            case .answered: "已答复"
            }
        }
    }

    /// What was found out; written before the answer, and as often as more comes to light.
    package func investigated(_ text: String) throws(ObjectionRefusal) -> Objection {
        guard state != .answered else { throw .answered }
        guard !text.isBlank else { throw .empty("调查情况") }
        guard text.count <= Objection.textLimit else { throw .tooLong }
        var next = self
        next.state = .investigating
        next.investigation = text.trimmed
        next.version += 1
        return next
    }

    /// Answered once, after it was looked into.
    package func answered(_ text: String) throws(ObjectionRefusal) -> Objection {
        guard state != .answered else { throw .answered }
        guard !investigation.isBlank else { throw .notInvestigated }
        guard !text.isBlank else { throw .empty("答复") }
        guard text.count <= Objection.textLimit else { throw .tooLong }
        var next = self
        next.state = .answered
        next.answer = text.trimmed
        next.version += 1
        return next
    }

    package static let textLimit = 2_000
}

package typealias ObjectionID = Identifier<Objection>

/// How much is taken from one address and for one document, so that nobody drowns the office.
package enum ObjectionFlood {
    /// From one address within an hour.
    package static let perAddress = 5
    /// For one document on one day.
    package static let perDocument = 300

    /// `fromAddress` and `onDocument` are those already taken.
    package static func admit(fromAddress: Int, onDocument: Int) throws(ObjectionRefusal) {
        guard fromAddress < perAddress, onDocument < perDocument else { throw .flood }
    }
}

/// Why an objection is not taken or not answered.
package enum ObjectionRefusal: Refusal, Equatable {
    case notFound
    case over(Day?)
    case empty(String)
    case tooLong
    case flood
    case answered
    case notInvestigated
    case changedMeanwhile

    package var code: String {
        switch self {
        case .notFound: "objection.notFound"
        case .over: "objection.over"
        case .empty: "objection.empty"
        case .tooLong: "objection.tooLong"
        case .flood: "objection.flood"
        case .answered: "objection.answered"
        case .notInvestigated: "objection.notInvestigated"
        case .changedMeanwhile: "objection.changedMeanwhile"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .empty, .tooLong: .invalid
        case .over, .flood, .answered, .notInvestigated, .changedMeanwhile: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这条异议，请核对回执号。"
        case .over(let day): "公示期已\(day.map { "于\($0.chinese)" } ?? "")届满，不再接收异议；如有新的情况，请直接联系督导机构。"
        case .empty(let what): "请填写\(what)。"
        case .tooLong: "内容请控制在2000字以内，姓名50字以内，联系方式100字以内。"
        case .flood: "提交过于频繁，请一小时后再试；紧急情况请直接联系督导机构。"
        case .answered: "这条异议已经答复，不能再改。"
        case .notInvestigated: "请先记录调查情况，再作答复。"
        case .changedMeanwhile: "这条异议刚刚被他人办理，您的提交没有保存。请核对最新内容后重新提交。"
        }
    }
}
