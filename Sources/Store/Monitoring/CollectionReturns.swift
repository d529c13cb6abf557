import SQLCore
package import Supervision

/// The collection_return table: what units hand in, and how it goes on.
package enum CollectionReturns {
    /// Handed in by the unit, or by the office for it; every check is made again, also against the others.
    package static func submit(_ id: CollectionReturnID, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        let isOffice = Role.office.contains(act.viewer.role)
        if isOffice { try requireManaged(row, act) }
        let form = try CollectionForms.require(row.form, in: act.db)
        let values = try CollectionRecords.find(row.value.organisation, year: row.year, in: act.db).figures
        let counts = try CollectionFindings.refresh(row, form, values, act)
        let next = try row.value.submitted(
            missing: form.missing(in: values, for: row.value.stages), unexplained: counts.open,
            by: act.viewer.person, on: act.day)
        try store(next, was: version, act)
        try act.record("collection.submitted", of: "collection-return", id.rawValue, in: row.place)
    }

    package static func giveBack(_ id: CollectionReturnID, reason: String, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        try requireManaged(row, act)
        try store(try row.value.returned(reason), was: version, act)
        try act.record("collection.returned", of: "collection-return", id.rawValue, in: row.place)
    }

    package static func review(_ id: CollectionReturnID, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        try requireManaged(row, act)
        let next = try row.value.reviewed(open: row.open + row.explained, by: act.viewer.person, on: act.day)
        try store(next, was: version, act)
        try act.record("collection.reviewed", of: "collection-return", id.rawValue, in: row.place)
    }

    /// Its values stand from now on, and warnings of its county are fresh; by the office that holds the round.
    package static func lock(_ id: CollectionReturnID, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        try lock(row, version: version, act)
        try BalanceStandings.refresh([row.value.organisation], year: row.year, act)
    }

    private static func lock(_ row: CollectionReturnRow, version: Int, _ act: Act) throws {
        guard CollectionRounds.isOwn(row.roundPlace, act.viewer) else { throw CollectionRefusal.notYours }
        try store(try row.value.locked(), was: version, act)
        try CollectionRecords.relock(row.value.organisation, year: row.year, act)
        try act.record("collection.locked", of: "collection-return", row.id.rawValue, in: row.place)
    }

    package static func unlock(_ id: CollectionReturnID, reason: String, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        guard CollectionRounds.isOwn(row.roundPlace, act.viewer) else { throw CollectionRefusal.notYours }
        try store(try row.value.unlocked(reason), was: version, act)
        try CollectionRecords.relock(row.value.organisation, year: row.year, act)
        try BalanceStandings.refresh([row.value.organisation], year: row.year, act)
        try note("解锁：\(reason.trimmed)", on: row, act)
        try act.record("collection.unlocked", of: "collection-return", id.rawValue, in: row.place)
    }

    /// Takes a unit out of a round, such as one that was closed; its figures and their history stay.
    package static func remove(_ id: CollectionReturnID, reason: String, version: Int, _ act: Act) throws {
        let row = try requireOpen(id, act)
        guard CollectionRounds.isOwn(row.roundPlace, act.viewer) else { throw CollectionRefusal.notYours }
        try row.value.admitsRemoval(reason: reason)
        guard row.value.version == version else { throw CollectionRefusal.stale }
        try note("移出“\(row.roundTitle)”：\(reason.trimmed)", on: row, act)
        try act.db.execute("DELETE FROM collection_finding WHERE return_id = \(id)")
        try act.db.execute("DELETE FROM collection_return WHERE id = \(id)")
        try act.record(
            "collection.removed", of: "collection-return", id.rawValue, in: row.place,
            ["round": row.value.round.rawValue, "organisation": row.value.organisation.rawValue])
    }

    /// Reviews those of `ids` that can be; says of how many it could not, and why the first one.
    package static func review(
        _ ids: [CollectionReturnID], in round: CollectionRoundID, _ act: Act
    ) throws -> CollectionBulk {
        try each(ids, in: round, act) { row in try review(row.id, version: row.value.version, act) }
    }

    package static func lock(
        _ ids: [CollectionReturnID], in round: CollectionRoundID, _ act: Act
    ) throws -> CollectionBulk {
        var (locked, year): (Set<OrganisationID>, Int?) = ([], nil)
        let bulk = try each(ids, in: round, act) { row in
            guard row.roundState == .open else { throw CollectionRefusal.roundClosed }
            try lock(row, version: row.value.version, act)
            locked.insert(row.value.organisation)
            year = row.year
        }
        if let year { try BalanceStandings.refresh(locked, year: year, act) }
        return bulk
    }

    /// Asks those that still owe something once more, all or some of a round; gives how many.
    package static func remind(_ ids: [CollectionReturnID], of round: CollectionRoundID, _ act: Act) throws -> Int {
        let record = try CollectionRounds.requireOwn(round, act)
        guard record.round.state == .open else { throw CollectionRefusal.roundClosed }
        let only: SQL = ids.isEmpty ? "" : "AND id IN (\(list: ids))"
        let count = try act.db.execute(
            """
            UPDATE collection_return SET reminded_on = \(act.day)
            WHERE round_id = \(round) AND state IN ('draft', 'returned') \(only)
            """)
        if count > 0 {
            try act.record(
                "collection.reminded", of: "collection-round", round.rawValue, in: record.place, ["returns": "\(count)"]
            )
        }
        return count
    }

    private static func each(
        _ ids: [CollectionReturnID], in round: CollectionRoundID, _ act: Act,
        _ step: (CollectionReturnRow) throws -> Void
    ) throws -> CollectionBulk {
        guard !ids.isEmpty else { throw CollectionRefusal.nothingChosen }
        var bulk = CollectionBulk()
        for id in ids {
            let row = try require(id, visibleTo: act.viewer, in: act.db)
            guard row.value.round == round else { throw CollectionRefusal.notFound }
            do {
                try act.db.savepoint { try step(row) }
                bulk.done += 1
            } catch let refusal as any Refusal {
                bulk.refused += 1
                if bulk.reason.isEmpty { bulk.reason = "\(row.unit)：\(refusal.message)" }
            }
        }
        return bulk
    }

    /// Keeps a reason with the history of the unit's figures, although none of them changed.
    private static func note(_ reason: String, on row: CollectionReturnRow, _ act: Act) throws {
        try ValueHistory.insert(
            [], of: row.value.organisation, year: row.year, source: .office, reason: reason, act)
    }

    /// One of a round that is still open.
    static func requireOpen(_ id: CollectionReturnID, _ act: Act) throws -> CollectionReturnRow {
        let row = try require(id, visibleTo: act.viewer, in: act.db)
        guard row.roundState == .open else { throw CollectionRefusal.roundClosed }
        return row
    }

    /// Whether the viewer's office looks through what this unit hands in.
    package static func isManaged(_ row: CollectionReturnRow, _ viewer: Viewer) -> Bool {
        Role.office.contains(viewer.role) && viewer.scope.covers(row.place)
    }

    static func requireManaged(_ row: CollectionReturnRow, _ act: Act) throws {
        guard isManaged(row, act.viewer) else { throw CollectionRefusal.notYours }
    }

    private static func store(_ next: CollectionReturn, was version: Int, _ act: Act) throws {
        let changed = try act.db.execute(
            """
            UPDATE collection_return SET state = \(next.state), submitted_on = \(next.submittedOn),
                submitted_by = \(next.submittedBy), reviewed_on = \(next.reviewedOn),
                reviewed_by = \(next.reviewedBy), return_reason = \(next.returnReason), version = version + 1
            WHERE id = \(next.id) AND version = \(version)
            """)
        guard changed == 1 else { throw CollectionRefusal.stale }
    }
}

/// What became of an act on many returns.
package struct CollectionBulk: Sendable, Equatable, Codable {
    package var done = 0
    package var refused = 0
    /// The first unit that was refused, with why.
    package var reason = ""
}
