import SQLCore
import Supervision

/// By what a cell counts.
enum TallyCube: String, Sendable {
    /// By grade and source together, with state and campaign: what the ledger's filters ask.
    case ledger
    case district, campaign, source, grade, issued, closed, inspection
}

/// One cell of the tally.
struct TallyKey: Hashable {
    let scope: String
    let cube: TallyCube
    let item: String
    var campaign = ""
    var state = ""
    var due = ""
}

/// A part or an inspection as it was or became, and how often.
struct TallyNote {
    let isFinding: Bool
    let count: Int
    let place: Place
    let campaign: String
    let source: String
    let grade: String
    let state: String
    let dueOn: String
    let issuedOn: String
    let closedOn: String

    static var columns: SQL {
        """
        kind, sign, province, city, county, zone, campaign_id, source, grade, state, due_on, issued_on, closed_on
        """
    }
    static let width = 13

    init(_ row: SQLRow) throws {
        isFinding = try row.get(0) == "finding"
        count = try row.get(1)
        place = Place(province: try row.get(2), city: try row.get(3), county: try row.get(4), zone: try row.get(5))
        campaign = try row.get(6)
        source = try row.get(7)
        grade = try row.get(8)
        state = try row.get(9)
        dueOn = try row.get(10)
        issuedOn = try row.get(11)
        closedOn = try row.get(12)
    }

    /// All states in which the unit has the next move count as one: who is late is asked, not how far they are.
    static let awaiting = "awaiting"

    private var bucket: String { isAwaiting ? TallyNote.awaiting : state }
    private var isAwaiting: Bool { FindingPart.State(rawValue: state)?.awaitsUnit ?? false }

    func add(to cells: inout [TallyKey: Int]) {
        for (scope, district) in place.scopes {
            add(to: &cells, scope: scope, district: district)
        }
    }

    /// Adds to the cells of one scope, in which the row belongs to `district`.
    func add(to cells: inout [TallyKey: Int], scope: String, district: String) {
        func add(_ cube: TallyCube, _ item: String, campaign: String = "", state: String = "", due: String = "") {
            let key = TallyKey(scope: scope, cube: cube, item: item, campaign: campaign, state: state, due: due)
            cells[key, default: 0] += count
        }
        guard isFinding else { return add(.inspection, district, campaign: campaign, state: state) }
        let due = isAwaiting ? dueOn : ""
        add(.ledger, "\(grade)/\(source)", campaign: campaign, state: state)
        add(.district, district, state: bucket, due: due)
        add(.campaign, campaign, state: bucket, due: due)
        add(.source, source, state: bucket, due: due)
        add(.grade, grade, state: bucket, due: due)
        if !issuedOn.isEmpty { add(.issued, String(issuedOn.prefix(7))) }
        if !closedOn.isEmpty { add(.closed, String(closedOn.prefix(7))) }
    }
}

extension Place {
    /// Every scope that contains it with the district of that scope to which it belongs: the next code below, or none
    /// where the scope's own office manages it.
    var scopes: [(scope: String, district: String)] {
        let codes = [province, city, county, zone]
        let all = codes.indices.compactMap { index -> (scope: String, district: String)? in
            codes[index].isEmpty ? nil : (codes[index], codes[(index + 1)...].first { !$0.isEmpty } ?? "")
        }
        return [(Tally.nation, codes.first { !$0.isEmpty } ?? "")] + all
    }
}
