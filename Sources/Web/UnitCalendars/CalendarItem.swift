import Store
import Supervision

/// One line of a unit's calendar: a check of a campaign, or a visit.
enum CalendarItem: Sendable {
    case check(CalendarVisit)
    case call(CalendarCall)

    var entry: CalendarEntry {
        switch self {
        case .check(let visit): visit.entry
        case .call(let call): call.entry
        }
    }

    /// `check` for what counts against the limits of a term, `visit` for an inspector's usual visits.
    var source: String {
        if case .visit = entry.source { "visit" } else { "check" }
    }

    /// A campaign's kind; empty for visits.
    var kind: String {
        if case .check(let visit) = self { visit.kind.rawValue } else { "" }
    }

    var kindName: String {
        switch self {
        case .check(let visit): visit.kind.label
        case .call(let call): if case .task = call.entry.source { "联合到校" } else { "到校督导" }
        }
    }

    var state: String {
        switch self {
        case .check(let visit): visit.state.rawValue
        case .call(let call): call.isMade ? "finished" : "running"
        }
    }

    var isOver: Bool { state == InspectionRow.State.finished.rawValue }

    var stateName: String {
        switch self {
        case .check(let visit): visit.state.label
        case .call(let call): call.isMade ? "已到校" : "待到校"
        }
    }

    /// The step of an inspection; who goes or went on a visit.
    var stepName: String {
        switch self {
        case .check(let visit): visit.stepName
        case .call(let call): call.people
        }
    }

    func key(_ column: String) -> String {
        switch column {
        case "name": "\(entry.campaignName) \(entry.key)"
        case "kind": "\(kindName) \(entry.key)"
        default: "\(entry.days.from.text) \(entry.key)"
        }
    }
}

extension UnitCalendar {
    var items: [CalendarItem] { visits.map { .check($0) } + calls.map { .call($0) } }
}
