import SQLCore
import Supervision

extension Findings {
    /// Where the ledger reads from: all parts, or those that a search found first.
    ///
    /// What was found is materialised, because both engines would rather walk a whole scope by its index, which in a
    /// city is everything, than look up the few rows of one number or unit.
    static func source(_ filter: FindingFilter, _ viewer: Viewer) -> SQL {
        guard !filter.search.isEmpty else { return "finding_part p" }
        return """
            (WITH found AS MATERIALIZED (SELECT n.id, n.finding_id, n.organisation_id, n.office, n.issued_on,
                n.province, n.city, n.county, n.zone, n.inspection_id, n.state, n.is_open, n.due_on, n.number_order, n.grade, n.source, n.campaign_id, n.criterion
                FROM finding_part n WHERE \(matching(filter.search, viewer))) SELECT * FROM found) p
            """
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
