import SQLCore
import Supervision

/// Which schools the ledger of coverage shows to whom; the one place that says so.
enum CoverageScope {
    /// Schools and kindergartens, as a condition on `organisation o`: an inspector's own as `VisitSchools` says, a unit
    /// itself, else what the region manages.
    static func schools(of viewer: Viewer, at district: District? = nil, in db: SQLConnection) throws -> SQL {
        let mine: SQL =
            viewer.role == .inspector
            ? try VisitSchools.duty(of: viewer, on: viewer.day, in: db).condition : Organisations.visible(to: viewer)
        let schools: SQL = "\(mine) AND o.kind IN ('school', 'kindergarten')"
        guard let district else { return schools }
        return "\(schools) AND \(district.condition(alias: "o."))"
    }
}
