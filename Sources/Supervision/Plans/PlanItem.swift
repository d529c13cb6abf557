/// One thing that an office has undertaken for the year: whose it is, what it wants, when, and how far it is.
package struct PlanItem: Hashable, Sendable {
    package let id: PlanItemID
    package let plan: PlanID
    /// As it is written: `7.`, `一是`, `15`; empty where it has none.
    package var number: String
    /// The heading under which it stands; empty for none.
    package var chapter: String
    package var title: String
    package var text: String
    package var kinds: [PlanKind]
    /// Words for whom it concerns: 幼儿园, 各区, named units.
    package var units: [String]
    /// Words for who does it.
    package var actors: [String]
    package let origin: Origin
    /// For something smaller that belongs to another item.
    package var belongsTo: PlanItemID?
    /// Where it stands in the document's text; nil for what did not come from there.
    package var span: SourceSpan?
    package internal(set) var status: Status
    /// Why it was dropped.
    package internal(set) var reason: String
    package internal(set) var doneOn: Day?
    package var notes: String
    package internal(set) var version: Int

    package init(
        id: PlanItemID, plan: PlanID, number: String = "", chapter: String = "", title: String, text: String = "",
        kinds: [PlanKind] = [], units: [String] = [], actors: [String] = [], origin: Origin = .document,
        belongsTo: PlanItemID? = nil, span: SourceSpan? = nil, status: Status = .open, reason: String = "",
        doneOn: Day? = nil, notes: String = "", version: Int = 1
    ) {
        self.id = id
        self.plan = plan
        self.number = number
        self.chapter = chapter
        self.title = title
        self.text = text
        self.kinds = kinds
        self.units = units
        self.actors = actors
        self.origin = origin
        self.belongsTo = belongsTo
        self.span = span
        self.status = status
        self.reason = reason
        self.doneOn = doneOn
        self.notes = notes
        self.version = version
    }

    package enum Status: String, Hashable, Sendable, Codable, CaseIterable {
        case open, running, done, dropped

        package var label: String {
            switch self {
            case .open: "未启动"
            case .running: "进行中"
            case .done: "已完成"
            case .dropped: "不再实施"
            }
        }

        /// Whether something of it can still be late.
        package var isOpen: Bool { self == .open || self == .running }
    }

    /// Where it came from.
    package enum Origin: String, Hashable, Sendable, Codable, CaseIterable {
        case document, above, own

        package var label: String {
            switch self {
            case .document: "计划文件"
            case .above: "上级交办"
            case .own: "自行增加"
            }
        }
    }
}

package typealias PlanItemID = Identifier<PlanItem>

extension PlanItem {
    package static let titleLimit = 200
    package static let textLimit = 10_000
    package static let notesLimit = 4_000

    /// Another status; dropping wants a reason, and what is over does not go back without somebody opening it again.
    package func moved(to next: Status, reason: String, on day: Day) throws(PlanRefusal) -> PlanItem {
        guard next != status else { throw .sameStatus(status) }
        guard next != .dropped || !reason.isBlank else { throw .reasonEmpty }
        guard reason.count <= 500 else { throw .reasonTooLong }
        var item = self
        item.status = next
        item.reason = next == .dropped ? reason.trimmed : ""
        item.doneOn = next == .done ? day : nil
        item.version += 1
        return item
    }
}

/// Somebody beside the owner who works on an item: a person, or a unit.
package enum PlanCoworker: Hashable, Sendable {
    case person(PersonID)
    case organisation(OrganisationID)
}

/// A target of an item; `figure` names the live figure that stands beside it.
package struct PlanItemTarget: Hashable, Sendable {
    package let id: PlanTargetID
    package var target: PlanTarget
    /// The code of a figure; nil while nobody has bound one.
    package var figure: String?

    package init(id: PlanTargetID, target: PlanTarget, figure: String? = nil) {
        self.id = id
        self.target = target
        self.figure = figure
    }

    /// Only what must be done can be missed; an aim, a base line or an approximate figure cannot.
    package var canBeMissed: Bool { target.force == .must && target.quantity != nil }
}

package typealias PlanTargetID = Identifier<PlanItemTarget>
