/// A year's plan (年度计划, 工作要点) as an office works by it; its items stand apart.
package struct Plan: Hashable, Sendable {
    package let id: PlanID
    package var title: String
    package var issuer: String
    package var documentNumber: String
    package var year: Int
    /// The last year of a plan over several years (三年行动方案); the same as `year` for one.
    package var lastYear: Int
    /// The document's own day; nil where it says none.
    package var date: Day?
    package internal(set) var state: State
    package internal(set) var acceptedOn: Day?
    /// Counts changes, for optimistic locking.
    package internal(set) var version: Int

    package init(
        id: PlanID, title: String, issuer: String = "", documentNumber: String = "", year: Int, lastYear: Int? = nil,
        date: Day? = nil, state: State = .draft, acceptedOn: Day? = nil, version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.issuer = issuer
        self.documentNumber = documentNumber
        self.year = year
        self.lastYear = max(year, lastYear ?? year)
        self.date = date
        self.state = state
        self.acceptedOn = acceptedOn
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case draft, accepted, closed

        package var label: String {
            switch self {
            case .draft: "校核中"
            case .accepted: "执行中"
            case .closed: "已结束"
            }
        }
    }
}

package typealias PlanID = Identifier<Plan>

extension Plan {
    /// Years for which a plan can be made.
    package static let years = 2000...2100
    package static let titleLimit = 200
    package static let itemLimit = 500

    /// The years in which it runs, such as `2024年` or `2024—2026年`.
    package var yearsText: String { lastYear == year ? "\(year)年" : "\(year)—\(lastYear)年" }

    package func covers(_ other: Int) -> Bool { year <= other && other <= lastYear }

    /// Taken over from its document: from now on its items are worked by.
    package func accepted(items: Int, on day: Day) throws(PlanRefusal) -> Plan {
        guard state != .closed else { throw .wrongState("接受", state) }
        guard items > 0 else { throw .noItems }
        guard items <= Plan.itemLimit else { throw .tooManyItems(items) }
        var next = self
        next.state = .accepted
        next.acceptedOn = acceptedOn ?? day
        next.version += 1
        return next
    }

    /// Over: what is still open needs a word at each item first.
    package func closed(open: Int) throws(PlanRefusal) -> Plan {
        guard state == .accepted else { throw .wrongState("结束", state) }
        guard open == 0 else { throw .itemsOpen(open) }
        var next = self
        next.state = .closed
        next.version += 1
        return next
    }

    package func reopened() throws(PlanRefusal) -> Plan {
        guard state == .closed else { throw .wrongState("重新打开", state) }
        var next = self
        next.state = .accepted
        next.version += 1
        return next
    }
}
