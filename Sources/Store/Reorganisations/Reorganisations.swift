package import SQLCore
package import Supervision

/// What was done to a unit and to what hung on it, as it is kept.
package struct ReorganisationRow: Sendable, Equatable {
    package let kind: Reorganisation.Kind
    package let day: Day
    package let reason: String
    package let successors: [String]
    package let decisions: [DecisionLine]
    package let by: String
    package let at: Instant
}

/// One thing and what became of it, in words that stay true when names change.
package struct DecisionLine: Sendable, Equatable, Codable {
    package let kind: Dependent.Kind
    package let title: String
    package let fate: String
}

/// What somebody asks to be done to a unit.
package struct ReorganisationOrder: Sendable {
    package let change: Reorganisation
    /// The first day on which it is so; a closure's last day.
    package let day: Day
    package let reason: String
    package let fates: [String: Fate]
    /// For a change of master: whose to manage the unit is afterwards.
    package let place: Place?

    package init(_ change: Reorganisation, on day: Day, reason: String, fates: [String: Fate], place: Place? = nil) {
        self.change = change
        self.day = day
        self.reason = reason
        self.fates = fates
        self.place = place
    }
}

/// The reorganisation table, and the one transaction in which a unit changes with all that hangs on it.
package enum Reorganisations {
    package static func history(of unit: OrganisationID, in db: SQLConnection) throws -> [ReorganisationRow] {
        try db.rows(
            """
            SELECT r.kind, r.on_day, r.reason, r.successors, r.decisions, coalesce(p.name, '系统'), r.at
            FROM reorganisation r LEFT JOIN person p ON p.id = r.by_person
            WHERE r.organisation_id = \(unit) ORDER BY r.at DESC, r.id DESC
            """
        ).compactMap { row in
            guard let kind = Reorganisation.Kind(rawValue: try row.get(0)) else { return nil }
            return ReorganisationRow(
                kind: kind, day: try row.get(1), reason: try row.get(2), successors: try JSONColumn.value(row.get(3)),
                decisions: try JSONColumn.value(row.get(4)), by: try row.get(5), at: try row.get(6))
        }
    }

    /// Decides about everything, changes the unit by `body`, then carries the decisions out: all of it or nothing.
    package static func carry(_ order: ReorganisationOrder, _ act: Act, _ body: () throws -> Void) throws {
        let change = order.change
        let unit = try Organisations.require(change.unit, visibleTo: act.viewer, in: act.db)
        let successors = try change.successors.map { id in
            let successor = try Organisations.require(id, visibleTo: act.viewer, in: act.db)
            guard successor.organisation.isOpen else { throw ReorganisationRefusal.successorClosed(successor.name) }
            return successor
        }
        guard order.day <= act.day || change.kind == .closure || change.kind == .recategory else {
            throw ReorganisationRefusal.future
        }
        let things = try Dependents.list(change, to: order.place, visibleTo: act.viewer, in: act.db)
        let decisions = try change.decided(order.fates, about: things)
        try body()
        let names = Dictionary(successors.map { ($0.id, $0.name) }) { first, _ in first }
        let carrier = Succession(order: order, unit: unit, names: names, act: act)
        for decision in decisions { try carrier.carry(decision) }
        try note(order, decisions, names, successors.map(\.name), unit, act)
    }

    private static func note(
        _ order: ReorganisationOrder, _ decisions: [Decision], _ names: [OrganisationID: String],
        _ successors: [String], _ unit: OrganisationRecord, _ act: Act
    ) throws {
        guard !decisions.isEmpty || !successors.isEmpty else { return }
        let lines = decisions.map {
            DecisionLine(kind: $0.thing.kind, title: $0.thing.title, fate: $0.fate.label(names))
        }
        try act.db.execute(
            """
            INSERT INTO reorganisation (id, organisation_id, kind, on_day, reason, successors, decisions, by_person, at)
            VALUES (\(act.newID() as Identifier<ReorganisationRow>), \(unit.id), \(order.change.kind.rawValue),
                \(order.day), \(order.reason), \(try JSONColumn.text(successors)), \(try JSONColumn.text(lines)),
                \(act.viewer.person), \(act.at))
            """)
        try act.record(
            "organisation.\(order.change.kind.rawValue)", of: "organisation", unit.id.rawValue, in: unit.place,
            [
                "successors": order.change.successors.map(\.rawValue).joined(separator: " "),
                "decisions": decisions.map { "\($0.thing.key)=\($0.fate.text)" }.joined(separator: " "),
            ])
    }
}

extension Fate {
    /// In words, with the successors' names.
    package func label(_ names: [OrganisationID: String]) -> String {
        switch self {
        case .pass(let id): "转给\(names[id] ?? "承接单位")"
        case .stay: "不变"
        case .end: "终止"
        case .follow: "随单位转出"
        }
    }
}

extension Organisations {
    /// The unit goes into another from `day` on; its code is void.
    package static func merge(
        _ id: OrganisationID, version: Int, into successor: OrganisationID, on day: Day, reason: String, _ act: Act
    ) throws {
        _ = try close(id, version: version, on: day.adding(days: -1), reason: reason, act)
        try OrganisationRelations.succeed(.mergedInto, id, [successor], from: day, act)
    }

    /// Others come out of the unit from `day` on; it ends, unless it `remains`.
    package static func split(
        _ id: OrganisationID, version: Int, into successors: [OrganisationID], remains: Bool, on day: Day,
        reason: String, _ act: Act
    ) throws {
        if !remains { _ = try close(id, version: version, on: day.adding(days: -1), reason: reason, act) }
        try OrganisationRelations.succeed(.splitInto, id, successors, from: day, act)
    }
}

extension OrganisationRelations {
    fileprivate static func succeed(
        _ kind: OrganisationRelation.Kind, _ id: OrganisationID, _ others: [OrganisationID], from day: Day, _ act: Act
    ) throws {
        for other in others {
            let new: Identifier<OrganisationRelation> = act.newID()
            try act.db.execute(
                """
                INSERT INTO organisation_relation (id, organisation_id, other_id, kind, from_day, until_day)
                VALUES (\(new), \(id), \(other), \(kind.rawValue), \(day), \(Day.never))
                """)
        }
    }
}
