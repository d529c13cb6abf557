package import SQLCore
package import Supervision

/// The rule by which an office's lamps light; its own, or the shipped one.
package enum LampRules {
    package struct Held: Sendable, Equatable {
        package let rule: LampRule
        /// 0 while the shipped rule holds.
        package let version: Int

        package init(rule: LampRule, version: Int) {
            self.rule = rule
            self.version = version
        }
    }

    package static func held(by viewer: Viewer, in db: SQLConnection) throws -> Held {
        let row = try db.first(
            "SELECT content, version FROM lamp_rule WHERE office = \(Place(viewer.scope).office)")
        guard let row else { return Held(rule: .shipped, version: 0) }
        return Held(rule: try JSONColumn.value(row.get(0)), version: try row.get(1))
    }

    /// Sets the rule of the viewer's own office.
    package static func set(_ rule: LampRule, version: Int, _ act: Act) throws {
        let office = Place(act.viewer.scope).office
        guard try held(by: act.viewer, in: act.db).version == version else { throw LeaderRefusal.staleRule }
        try act.db.execute(
            """
            INSERT INTO lamp_rule (office, content, changed_by, changed_at, version)
            VALUES (\(office), \(try JSONColumn.text(rule)), \(act.viewer.person), \(act.at), \(version + 1))
            ON CONFLICT (office) DO UPDATE SET content = excluded.content, changed_by = excluded.changed_by,
                changed_at = excluded.changed_at, version = excluded.version
            """)
        try act.record("lamp-rule.changed", of: "lamp-rule", office, ["version": "\(version + 1)"])
    }
}
