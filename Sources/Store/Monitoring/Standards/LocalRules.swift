package import SQLCore
package import Supervision

/// The local_threshold and local_tolerance tables: what a place has set of a standard for all that lies in it.
package enum LocalRules {
    /// Everything set over a place, from the province down to it.
    package static func list(
        _ standard: String, over place: Place, in db: SQLConnection
    ) throws -> [LocalRule] {
        let chain = [place.province, place.city, place.county, place.zone].filter { !$0.isEmpty }
        let thresholds = try db.rows(
            """
            SELECT t.region, coalesce(r.name, t.region), t.condition_code, t.stage, t.bound, t.basis, t.by_name, t.at
            FROM local_threshold t LEFT JOIN region r ON r.code = t.region
            WHERE t.standard = \(standard) AND t.region IN (\(list: chain)) ORDER BY t.condition_code, t.stage
            """
        ).map { row in
            let (stage, bound): (String, String) = (try row.get(3), try row.get(4))
            guard let limit = Points(bound) else { throw SQLError.unreadable(column: "bound") }
            let change = StandardOverride(
                condition: try row.get(2), stage: Stage(rawValue: stage), limit: limit, basis: try row.get(5))
            return try LocalRule(
                region: row.get(0), regionName: row.get(1), content: .threshold(change), byName: row.get(6),
                at: row.get(7))
        }
        let tolerances = try db.rows(
            """
            SELECT t.region, coalesce(r.name, t.region), t.tolerance, t.in_force, t.basis, t.by_name, t.at
            FROM local_tolerance t LEFT JOIN region r ON r.code = t.region
            WHERE t.standard = \(standard) AND t.region IN (\(list: chain)) ORDER BY t.tolerance
            """
        ).map { row in
            try LocalRule(
                region: row.get(0), regionName: row.get(1),
                content: .tolerance(code: row.get(2), isInForce: row.get(3), basis: row.get(4)), byName: row.get(5),
                at: row.get(6))
        }
        let order = Dictionary(chain.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { $1 })
        return (thresholds + tolerances).enumerated().sorted { left, right in
            (order[left.element.region] ?? 0, left.offset) < (order[right.element.region] ?? 0, right.offset)
        }.map(\.element)
    }

    /// Sets a threshold for the viewer's own region; refused where it is looser than what holds above.
    package static func set(_ change: StandardOverride, of standard: String, _ act: Act) throws {
        let own = try own(act)
        let national = try Standards.require(standard, visibleTo: act.viewer, in: act.db)
        let above = try list(standard, over: own.place, in: act.db).filter { $0.region != own.region }
        _ = try LocalStandard(national, rules: above).standard.overriding([change])
        try act.db.execute(
            """
            INSERT INTO local_threshold (standard, region, condition_code, stage, bound, basis, by_name, at)
            VALUES (\(standard), \(own.region), \(change.condition), \(change.stage?.rawValue ?? ""),
                \(change.limit.text), \(change.basis), \(act.viewer.name), \(act.at))
            ON CONFLICT (region, standard, condition_code, stage) DO UPDATE SET bound = excluded.bound,
                basis = excluded.basis, by_name = excluded.by_name, at = excluded.at
            """)
        try note(
            "standard.thresholdSet", standard, own, act, ["condition": change.condition, "limit": change.limit.text])
    }

    /// Takes the own region's threshold away; the one above holds again.
    package static func removeThreshold(_ condition: String, stage: Stage?, of standard: String, _ act: Act) throws {
        let own = try own(act)
        let removed = try act.db.execute(
            """
            DELETE FROM local_threshold WHERE region = \(own.region) AND standard = \(standard)
                AND condition_code = \(condition) AND stage = \(stage?.rawValue ?? "")
            """)
        guard removed == 1 else { throw LedgerRefusal.noThreshold }
        try note("standard.thresholdRemoved", standard, own, act, ["condition": condition])
    }

    /// Says whether a tolerance holds in the viewer's own region; nil leaves it to what is above.
    ///
    /// Refused where it lets hold what a place above does not allow.
    package static func setTolerance(
        _ code: String, isInForce: Bool?, basis: String, of standard: String, _ act: Act
    ) throws {
        let own = try own(act)
        let national = try Standards.require(standard, visibleTo: act.viewer, in: act.db)
        guard national.tolerances.contains(where: { $0.code == code }) else { throw LedgerRefusal.noTolerance }
        guard let isInForce else {
            try act.db.execute(
                """
                DELETE FROM local_tolerance WHERE region = \(own.region) AND standard = \(standard)
                    AND tolerance = \(code)
                """)
            return try note("standard.toleranceLeft", standard, own, act, ["tolerance": code])
        }
        if basis.isBlank { throw LedgerRefusal.basisMissing }
        let above = try list(standard, over: own.place, in: act.db).filter { $0.region != own.region }
        if isInForce, let lapsing = LocalStandard(national, rules: above).lapsing(code) {
            throw LedgerRefusal.toleranceLapsed(lapsing.regionName)
        }
        try act.db.execute(
            """
            INSERT INTO local_tolerance (standard, region, tolerance, in_force, basis, by_name, at)
            VALUES (\(standard), \(own.region), \(code), \(isInForce), \(basis), \(act.viewer.name), \(act.at))
            ON CONFLICT (region, standard, tolerance) DO UPDATE SET in_force = excluded.in_force,
                basis = excluded.basis, by_name = excluded.by_name, at = excluded.at
            """)
        try note(
            "standard.toleranceSet", standard, own, act, ["tolerance": code, "inForce": isInForce ? "true" : "false"])
    }

    private static func own(_ act: Act) throws -> (region: String, place: Place) {
        guard case .region(_, let code) = act.viewer.scope, let found = try Place.of(region: code, in: act.db) else {
            throw LedgerRefusal.notOwn
        }
        return (code, found.place)
    }

    private static func note(
        _ event: String, _ standard: String, _ own: (region: String, place: Place), _ act: Act,
        _ content: [String: String]
    ) throws {
        try act.record(
            event, of: "standard", standard, in: own.place, content.merging(["region": own.region]) { $1 })
    }
}
