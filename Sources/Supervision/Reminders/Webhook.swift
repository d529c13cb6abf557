/// A group robot that an office has its daily figures posted to (群机器人).
package struct Webhook: Hashable, Sendable {
    /// On which working days it says something.
    package enum Occasion: String, Sendable, CaseIterable {
        case daily, late

        package var label: String {
            switch self {
            case .daily: "每个工作日"
            case .late: "只在有逾期事项时"
            }
        }
    }

    package let id: WebhookID
    package var name: String
    package var kind: RobotKind
    package var address: RobotAddress
    /// What messages are signed with; empty for none.
    package var secret: String
    package var occasion: Occasion
    package var isOn: Bool
    package var version: Int

    package static let most = 10

    package init(
        id: WebhookID, name: String, kind: RobotKind, address: RobotAddress, secret: String = "",
        occasion: Occasion = .daily, isOn: Bool = true, version: Int = 1
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.address = address
        self.secret = secret
        self.occasion = occasion
        self.isOn = isOn
        self.version = version
    }
}

package typealias WebhookID = Identifier<Webhook>

/// What an office's group is told each day: how many wait and how many are late, never whose.
package struct OfficeDigest: Sendable {
    /// One kind of to-do of the office with its numbers and the list behind them.
    package struct Count: Hashable, Sendable {
        package let label: String
        package let total: Int
        package let late: Int
        package let path: String

        package init(label: String, total: Int, late: Int, path: String) {
            self.label = label
            self.total = total
            self.late = late
            self.path = path
        }
    }

    private let office: String
    private let day: Day
    private let counts: [Count]

    package init(office: String, day: Day, counts: [Count]) {
        self.office = office
        self.day = day
        self.counts = counts.filter { $0.total > 0 }
    }

    package var late: Int { counts.reduce(0) { $0 + $1.late } }
    package var total: Int { counts.reduce(0) { $0 + $1.total } }

    package var title: String { "\(office)督导待办（\(day.month)月\(day.day)日）" }

    package var body: MessageBody {
        guard total > 0 else { return MessageBody(lead: "今天没有待办事项。") }
        // Late ones first, each group in the workbench's order.
        let sorted = counts.filter { $0.late > 0 } + counts.filter { $0.late == 0 }
        let lines = sorted.map { count in
            MessageBody.Line(
                text: count.label, note: count.late > 0 ? "\(count.total)件，逾期\(count.late)件" : "\(count.total)件",
                path: count.path, isLate: count.late > 0)
        }
        return MessageBody(
            lead: "待办\(total)件\(late > 0 ? "，其中逾期\(late)件" : "")。",
            sections: [MessageBody.Section(heading: "按事项", lines: lines)],
            links: [MessageBody.Link(label: "打开工作台", path: "/")])
    }
}
