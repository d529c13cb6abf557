import SQLCore
import Supervision

// Schools that nobody looks after, although they were or should be in a zone; `o` is the organisation.
extension Zones {
    /// The office's own; the nation has no schools of its own here.
    static func own(_ viewer: Viewer) -> SQL {
        viewer.scope == .nation ? "o.province = ''" : Todos.own(viewer, "o.")
    }

    /// Open, in a zone without an inspector, or in none any more: after it left one, or in place of a school that was in one.
    ///
    /// Who is posted to it later is counted from that day on.
    static func lacking(on day: Day) -> SQL {
        """
        o.state = 'open' AND o.kind IN ('school', 'kindergarten')
        AND NOT EXISTS (SELECT 1 FROM zone_posting x WHERE x.organisation_id = o.id AND \(holds("x.", on: day)))
        AND (EXISTS (SELECT 1 FROM zone_school m WHERE m.organisation_id = o.id AND m.from_day <= \(day)) OR \(succeeds))
        """
    }

    static func isPlaced(on day: Day) -> SQL {
        "EXISTS (SELECT 1 FROM zone_school m WHERE m.organisation_id = o.id AND \(holds("m.", on: day)))"
    }

    /// Whether a school that was in a zone was merged into it or split into it.
    static let succeeds: SQL = """
        EXISTS (SELECT 1 FROM organisation_relation r JOIN zone_school m ON m.organisation_id = r.organisation_id
            WHERE r.other_id = o.id AND r.kind IN ('merged-into', 'split-into'))
        """
}
