import SQLCore
import Supervision

extension Findings {
    /// Where the ledger reads from: all parts, or those that a search found first.
    ///
    /// What was found is materialised, because both engines would rather walk a whole scope by its index, which in a
    /// city is everything, than look up the few rows of one number or unit.
    static func source(_ filter: FindingFilter, _ viewer: Viewer) -> SQL {
        let conditions = found(filter, viewer)
        guard !conditions.isEmpty else { return "finding_part p" }
        return """
            (WITH found AS MATERIALIZED (SELECT n.id, n.province, n.city, n.county, n.zone, n.inspection_id, n.state,
                n.is_open, n.due_on, n.number_order, n.grade, n.source, n.campaign_id, n.criterion,
                n.organisation_id, n.issued_on, n.closed_on, n.finding_id, n.office
                FROM finding_part n WHERE \(.joined(conditions, separator: " AND "))) SELECT * FROM found) p
            """
    }

    /// What is looked up first, by an index of its own: a number or unit, the time of issue or closing.
    private static func found(_ filter: FindingFilter, _ viewer: Viewer) -> [SQL] {
        var conditions: [SQL] = filter.search.isEmpty ? [] : [matching(filter.search, viewer)]
        if let period = filter.issuedIn { conditions.append("\(period.holds("n.issued_on")) AND n.state <> 'draft'") }
        if let period = filter.closedIn {
            conditions.append("n.closed_on IS NOT NULL AND \(period.holds("n.closed_on"))")
        }
        return conditions
    }

    /// What the leader's page asks beyond the ledger's own filters.
    static func dated(_ filter: FindingFilter) -> [SQL] {
        var conditions: [SQL] = []
        if let district = filter.district { conditions.append(district.condition(alias: "p.")) }
        switch filter.kind {
        case nil: break
        case .noCampaign: conditions.append("p.campaign_id IS NULL")
        case .campaign(let kind):
            conditions.append("p.campaign_id IN (SELECT id FROM campaign WHERE kind = \(kind.rawValue))")
        }
        if let day = filter.openOn {
            conditions.append("p.issued_on <= \(day) AND (p.closed_on IS NULL OR p.closed_on > \(day))")
        }
        return conditions
    }

    /// By number when it reads like one, else by the unit's name or code.
    private static func matching(_ text: String, _ viewer: Viewer) -> SQL {
        if let number = FindingNumber(typed: text, year: viewer.day.year) {
            let end = number.order + (number.part == nil ? 1_000 : 1)
            return "n.number_order >= \(number.order) AND n.number_order < \(end)"
        }
        let folded = text.lowercased().filter { !$0.isWhitespace }
        return """
            n.organisation_id IN (SELECT o.id FROM organisation o
                WHERE (o.name_folded LIKE \(like(folded)) ESCAPE '\\' OR o.code = \(text)) AND \(near(viewer)))
            """
    }

    /// Only makes the search shorter: who may see a part is decided by the part.
    private static func near(_ viewer: Viewer) -> SQL {
        switch viewer.scope {
        case .region(.county, let code): "(o.county = \(code) OR o.region_code = \(code))"
        case .region(.zone, let code): "(o.zone = \(code) OR o.region_code = \(code))"
        default: "true"
        }
    }

    /// A pattern that finds `text` anywhere.
    static func like(_ text: String) -> String {
        var pattern = "%"
        for character in text {
            if "%_\\".contains(character) { pattern.append("\\") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}
