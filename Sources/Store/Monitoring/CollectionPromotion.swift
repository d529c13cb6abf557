import SQLCore
package import Supervision

extension CollectionImports {
    /// Moves all staged rows over in one transaction, or nothing: where a unit went on since the check, nothing is done.
    ///
    /// With `submitting`, those that are complete and have no open question are handed in too, for somebody else to
    /// review.
    package static func promote(
        _ id: Identifier<CollectionImport>, submitting: Bool, reason: String, _ act: Act
    ) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        guard run.state == .checked else { throw CollectionRefusal.importState }
        let record = try CollectionRounds.requireOwn(run.round, act)
        guard record.round.state == .open else { throw CollectionRefusal.roundClosed }
        guard !reason.isBlank else { throw CollectionRefusal.reasonMissing }
        try requireFresh(id, act)
        let year = record.round.year
        let others = try otherReturns(of: id, year: year, act)
        try move(id, year: year, reason: reason.trimmed, act)
        if submitting { try handIn(id, act) }
        for unit in others {
            let figures = try CollectionRecords.find(unit, year: year, in: act.db).figures
            try CollectionReturns.refresh(unit, year: year, figures, Set(figures.keys), act)
        }
        run.state = .done
        run.finishedAt = act.at
        try update(run, from: .checked, in: act.db)
        try act.record(
            "collection.imported", of: "collection-round", run.round.rawValue, in: record.place,
            ["file": run.fileHash, "units": "\(run.changed)"])
    }

    private static func requireFresh(_ id: Identifier<CollectionImport>, _ act: Act) throws {
        let other = try act.db.first(
            """
            SELECT s.return_id FROM collection_staged s JOIN collection_return x ON x.id = s.return_id
            WHERE s.import_id = \(id) AND (x.version <> s.return_version OR x.state = 'locked') LIMIT 1
            """)
        guard other == nil else { throw CollectionRefusal.importStale }
    }

    private static func move(
        _ id: Identifier<CollectionImport>, year: Int, reason: String, _ act: Act
    ) throws {
        let db = act.db
        try db.execute(
            """
            UPDATE collection_record SET figures = s.figures, updated_at = \(act.at) FROM collection_staged s
            WHERE s.import_id = \(id) AND collection_record.organisation_id = s.organisation_id
                AND collection_record.year = \(year)
            """)
        try db.execute(
            """
            INSERT INTO collection_change (id, organisation_id, year, changes, source, reason, by_person, by_name, at)
            SELECT s.change_id, s.organisation_id, \(year), s.changes, 'import', \(reason), \(act.viewer.person),
                \(act.viewer.name), \(act.at)
            FROM collection_staged s WHERE s.import_id = \(id)
            """)
        try db.execute(
            """
            DELETE FROM collection_finding WHERE return_id IN (
                SELECT s.return_id FROM collection_staged s WHERE s.import_id = \(id))
            """)
        try db.execute(
            """
            INSERT INTO collection_finding (return_id, check_code, title, sentence, value_keys, answer, explanation,
                explained_by, accepted_by)
            SELECT f.return_id, f.check_code, f.title, f.sentence, f.value_keys, f.answer, f.explanation, f.explained_by,
                f.accepted_by
            FROM collection_staged_finding f WHERE f.import_id = \(id)
            """)
        try db.execute(
            """
            UPDATE collection_return SET filled = s.filled, open_count = s.open_count,
                explained_count = s.explained_count, version = collection_return.version + 1
            FROM collection_staged s WHERE s.import_id = \(id) AND collection_return.id = s.return_id
            """)
        // What the office itself put in is looked through by somebody else.
        try db.execute(
            """
            UPDATE collection_return SET state = 'submitted', submitted_by = \(act.viewer.person),
                submitted_on = \(act.day), reviewed_on = NULL, reviewed_by = NULL
            WHERE state IN ('submitted', 'reviewed') AND id IN (
                SELECT s.return_id FROM collection_staged s WHERE s.import_id = \(id))
            """)
    }

    private static func handIn(_ id: Identifier<CollectionImport>, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE collection_return SET state = 'submitted', submitted_by = \(act.viewer.person),
                submitted_on = \(act.day), return_reason = ''
            WHERE state IN ('draft', 'returned') AND filled = required AND open_count = 0 AND id IN (
                SELECT s.return_id FROM collection_staged s WHERE s.import_id = \(id))
            """)
    }

    /// Units whose figures other rounds of the year ask for too.
    private static func otherReturns(
        of id: Identifier<CollectionImport>, year: Int, _ act: Act
    ) throws -> [OrganisationID] {
        try act.db.rows(
            """
            SELECT DISTINCT s.organisation_id FROM collection_staged s
                JOIN collection_return x ON x.organisation_id = s.organisation_id AND x.year = \(year)
            WHERE s.import_id = \(id) AND x.id <> s.return_id
            """
        ).map { try $0.get(0) }
    }
}
