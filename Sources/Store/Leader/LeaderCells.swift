import SQLCore
import Supervision

/// The cells of one scope on one day: the tally and the notes that are still to be summed.
struct LeaderCells {
    private(set) var districts: [String: LeaderOverview.Findings] = [:]
    private(set) var campaigns: [String: LeaderOverview.Findings] = [:]
    private(set) var sources: [String: LeaderOverview.Findings] = [:]
    private(set) var grades: [String: LeaderOverview.Findings] = [:]
    private(set) var issued: [String: Int] = [:]
    private(set) var closed: [String: Int] = [:]
    /// By district and campaign.
    private(set) var inspections: [Inspected: Count] = [:]

    struct Inspected: Hashable {
        let district: String
        let campaign: String
        /// Unannounced and nobody has been there yet: only the office that runs the campaign, and those above, know.
        let isHidden: Bool
    }

    struct Count {
        var all = 0
        var finished = 0
    }

    private let day: Day

    /// `level` and `code` are nil and empty for the nation.
    init(_ level: RegionLevel?, _ code: String, on day: Day, in db: SQLConnection) throws {
        self.day = day
        let scope = level == nil ? Tally.nation : code
        let soon = day.adding(days: DeadlineSweep.soonDays)
        let sums = try db.rows(
            """
            SELECT cube, item, campaign_id, state, sum(n), sum(CASE WHEN due_on > '' AND due_on < \(day) THEN n ELSE 0 END),
                sum(CASE WHEN due_on >= \(day) AND due_on <= \(soon) THEN n ELSE 0 END)
            FROM tally WHERE scope = \(scope) AND cube <> 'ledger' GROUP BY cube, item, campaign_id, state
            """)
        for row in sums {
            guard let cube = TallyCube(rawValue: try row.get(0)) else { continue }
            try add(
                cube, row.get(1), campaign: row.get(2), state: row.get(3), row.get(4), late: row.get(5),
                soon: row.get(6))
        }
        try addNotes(level, code, scope: scope, in: db)
    }

    private mutating func addNotes(
        _ level: RegionLevel?, _ code: String, scope: String, in db: SQLConnection
    ) throws {
        var cells: [TallyKey: Int] = [:]
        let notes = try db.rows(
            "SELECT \(TallyNote.columns) FROM tally_note WHERE \(LeaderCells.within(level, code))")
        for row in notes {
            let note = try TallyNote(row)
            guard let district = note.place.scopes.first(where: { $0.scope == scope })?.district else { continue }
            note.add(to: &cells, scope: scope, district: district)
        }
        for (key, count) in cells {
            let due = Day(key.due)
            let isLate = due.map { $0 < day } ?? false
            let isSoon = due.map { $0 >= day && $0 <= day.adding(days: DeadlineSweep.soonDays) } ?? false
            add(
                key.cube, key.item, campaign: key.campaign, state: key.state, count, late: isLate ? count : 0,
                soon: isSoon ? count : 0)
        }
    }

    /// The rows that a region manages, itself or through what is below.
    static func within(_ level: RegionLevel?, _ code: String, alias: SQL = "") -> SQL {
        switch level {
        case nil: "true"
        case .province: "\(alias)province = \(code)"
        case .city: "\(alias)city = \(code)"
        case .county: "\(alias)county = \(code)"
        case .zone: "\(alias)zone = \(code)"
        }
    }

    private mutating func add(
        _ cube: TallyCube, _ item: String, campaign: String, state: String, _ count: Int, late: Int, soon: Int
    ) {
        switch cube {
        case .ledger: break
        case .district: districts[item, default: .init()].add(state, count, late: late, soon: soon)
        case .campaign: campaigns[item, default: .init()].add(state, count, late: late, soon: soon)
        case .source: sources[item, default: .init()].add(state, count, late: late, soon: soon)
        case .grade: grades[item, default: .init()].add(state, count, late: late, soon: soon)
        case .issued: issued[item, default: 0] += count
        case .closed: closed[item, default: 0] += count
        case .inspection:
            let key = Inspected(district: item, campaign: campaign, isHidden: state.hasPrefix("hidden-"))
            inspections[key, default: Count()].all += count
            if state.hasSuffix("finished") { inspections[key, default: Count()].finished += count }
        }
    }
}

extension LeaderOverview.Findings {
    fileprivate mutating func add(_ state: String, _ count: Int, late: Int, soon: Int) {
        switch state {
        case TallyNote.awaiting: awaiting += count
        case FindingPart.State.submitted.rawValue: submitted += count
        case FindingPart.State.verified.rawValue: verified += count
        default: closed += count
        }
        self.late += late
        self.soon += soon
    }
}
