package import SQLCore
package import Supervision

/// A question of the checks about a return, with what was said to it.
package struct CollectionFindingRow: Sendable, Equatable {
    package let finding: CheckFinding
    package let answer: FindingAnswer
    package let explanation: String
    package let explainedBy: String
    package let acceptedBy: String

    package init(
        finding: CheckFinding, answer: FindingAnswer = .open, explanation: String = "", explainedBy: String = "",
        acceptedBy: String = ""
    ) {
        self.finding = finding
        self.answer = answer
        self.explanation = explanation
        self.explainedBy = explainedBy
        self.acceptedBy = acceptedBy
    }
}

/// The collection_finding table: what the checks ask about each return.
package enum CollectionFindings {
    package static let explanationLimit = 500

    /// Ask first whether the viewer may see the return.
    package static func list(
        of id: CollectionReturnID, in db: SQLConnection
    ) throws -> [CollectionFindingRow] {
        try db.rows(
            """
            SELECT check_code, title, sentence, value_keys, answer, explanation, explained_by, accepted_by
            FROM collection_finding WHERE return_id = \(id) ORDER BY check_code
            """
        ).map { try CollectionFindingRow($0) }
    }

    /// The unit's word on one question, or the office's in its place.
    package static func explain(
        _ check: String, _ text: String, of id: CollectionReturnID, _ act: Act
    ) throws {
        let row = try CollectionReturns.requireOpen(id, act)
        guard row.value.state != .locked else { throw CollectionRefusal.wrongState("说明", row.value.state) }
        if Role.office.contains(act.viewer.role) {
            try CollectionReturns.requireManaged(row, act)
        } else {
            guard row.value.state.awaitsUnit else { throw CollectionRefusal.wrongState("说明", row.value.state) }
        }
        guard !text.isBlank else { throw CollectionRefusal.reasonMissing }
        guard text.count <= explanationLimit else { throw CollectionRefusal.reasonTooLong }
        let changed = try act.db.execute(
            """
            UPDATE collection_finding SET answer = 'explained', explanation = \(text.trimmed),
                explained_by = \(act.viewer.name), accepted_by = ''
            WHERE return_id = \(id) AND check_code = \(check)
            """)
        guard changed == 1 else { throw CollectionRefusal.noSuchFinding }
        try count(id, act)
        try act.record("collection.explained", of: "collection-return", id.rawValue, in: row.place, ["check": check])
    }

    /// The office takes an explanation for good.
    package static func accept(_ checks: [String], of id: CollectionReturnID, _ act: Act) throws {
        let row = try CollectionReturns.requireOpen(id, act)
        try CollectionReturns.requireManaged(row, act)
        guard row.value.state != .locked else { throw CollectionRefusal.wrongState("认可", row.value.state) }
        guard !checks.isEmpty else { throw CollectionRefusal.noSuchFinding }
        for check in checks {
            let changed = try act.db.execute(
                """
                UPDATE collection_finding SET answer = 'accepted', accepted_by = \(act.viewer.name)
                WHERE return_id = \(id) AND check_code = \(check) AND answer = 'explained'
                """)
            guard changed == 1 else { throw CollectionRefusal.noSuchFinding }
        }
        try count(id, act)
        try act.record(
            "collection.accepted", of: "collection-return", id.rawValue, in: row.place,
            ["checks": checks.joined(separator: " ")])
    }

    /// Makes every check of a round again, also against each other; gives how many returns have a question.
    package static func recheck(_ round: CollectionRoundID, _ act: Act) throws -> Int {
        let record = try CollectionRounds.requireOwn(round, act)
        let form = try CollectionForms.require(record.round.form, in: act.db)
        let rows = try CollectionReturns.all(
            CollectionReturnFilter(of: round), visibleTo: act.viewer, in: act.db
        ).filter { $0.value.state != .locked }
        let peers = try peers(of: round, in: act.db)
        let outliers = form.outliers(among: Array(peers.values))
        let before = try CollectionRecords.values(
            of: rows.map(\.value.organisation), year: record.round.year - 1, in: act.db)
        var questioned = 0
        for row in rows {
            let unit = row.value.organisation
            let values = peers[unit]?.values ?? RecordedValues()
            let found = form.findings(in: values, lastYear: before[unit] ?? RecordedValues()) + (outliers[unit] ?? [])
            let counts = try store(found, of: row.id, known: try list(of: row.id, in: act.db), act)
            if counts.open + counts.explained > 0 { questioned += 1 }
        }
        try act.record(
            "collection.checked", of: "collection-round", round.rawValue, in: record.place,
            ["returns": "\(rows.count)", "questioned": "\(questioned)"])
        return questioned
    }

    /// Makes a return's checks again: all of them, or after some values `changed` those that need no other unit; what
    /// was said beside others then stays while its own values do.
    @discardableResult
    static func refresh(
        _ row: CollectionReturnRow, _ form: CollectionForm, _ values: RecordedValues, changed: Set<String>? = nil,
        _ act: Act
    ) throws -> (open: Int, explained: Int) {
        let unit = row.value.organisation
        let before = try CollectionRecords.find(unit, year: row.year - 1, in: act.db).figures
        var found = form.findings(in: values, lastYear: before)
        let known = try list(of: row.id, in: act.db)
        if let changed {
            let byPeers = Set(form.checks.filter(\.looksAtPeers).map(\.code))
            found += known.map(\.finding).filter { byPeers.contains($0.check) && changed.isDisjoint(with: $0.keys) }
        } else {
            var all = try peers(of: row.value.round, near: row.value.organisation, in: act.db)
            let group = all[unit]?.group ?? ""
            all = all.filter { $0.value.group == group }
            found += form.outliers(among: Array(all.values))[unit] ?? []
        }
        return try store(found, of: row.id, known: known, act)
    }

    /// Units of a round with their figures: those of the same county and stages are alike; one whose record nobody can
    /// read is nobody's peer.
    static func peers(
        of round: CollectionRoundID, near organisation: OrganisationID? = nil, in db: SQLConnection
    ) throws -> [OrganisationID: ValuePeer] {
        let near: SQL =
            organisation.map {
                """
                AND EXISTS (SELECT 1 FROM collection_record me WHERE me.organisation_id = \($0) AND me.year = c.year
                    AND me.county = c.county AND me.zone = c.zone)
                """
            } ?? ""
        var peers: [OrganisationID: ValuePeer] = [:]
        let rows = try db.rows(
            """
            SELECT x.organisation_id, x.stages, c.county, c.zone, c.figures FROM collection_return x
                JOIN collection_record c ON c.organisation_id = x.organisation_id AND c.year = x.year
            WHERE x.round_id = \(round) \(near)
            """)
        for row in rows {
            let unit: OrganisationID = try row.get(0)
            let (stages, county, zone): (String, String, String) = (try row.get(1), try row.get(2), try row.get(3))
            guard let values = RecordedValues(packed: try row.get(4)) else { continue }
            peers[unit] = ValuePeer(organisation: unit, group: "\(county)/\(zone)/\(stages)", values: values)
        }
        return peers
    }

    /// What is asked now beside what was answered before: the same sentence keeps its answer.
    static func answered(
        _ found: [CheckFinding], known: [CollectionFindingRow]
    ) -> [CollectionFindingRow] {
        let byCheck = Dictionary(known.map { ($0.finding.check, $0) }) { first, _ in first }
        var seen: Set<String> = []
        return found.filter { seen.insert($0.check).inserted }.map { finding in
            guard let old = byCheck[finding.check] else { return CollectionFindingRow(finding: finding) }
            guard old.finding.sentence != finding.sentence else { return old }
            return CollectionFindingRow(finding: finding, explanation: old.explanation)
        }
    }

    private static func store(
        _ found: [CheckFinding], of id: CollectionReturnID, known: [CollectionFindingRow], _ act: Act
    ) throws -> (open: Int, explained: Int) {
        let next = answered(found, known: known)
        if Set(next.map(\.finding)) != Set(known.map(\.finding)) {
            try act.db.execute("DELETE FROM collection_finding WHERE return_id = \(id)")
            for row in next {
                try act.db.execute(
                    """
                    INSERT INTO collection_finding (return_id, check_code, title, sentence, value_keys, answer, explanation,
                        explained_by, accepted_by)
                    VALUES (\(id), \(row.finding.check), \(row.finding.title), \(row.finding.sentence),
                        \(row.finding.keys.joined(separator: " ")), \(row.answer), \(row.explanation),
                        \(row.explainedBy), \(row.acceptedBy))
                    """)
            }
        }
        return try count(id, act)
    }

    @discardableResult
    private static func count(_ id: CollectionReturnID, _ act: Act) throws -> (open: Int, explained: Int) {
        let row = try act.db.first(
            """
            SELECT count(*) FILTER (WHERE answer = 'open'), count(*) FILTER (WHERE answer = 'explained')
            FROM collection_finding WHERE return_id = \(id)
            """)
        let counts: (open: Int, explained: Int) = (try row?.get(0) ?? 0, try row?.get(1) ?? 0)
        try act.db.execute(
            """
            UPDATE collection_return SET open_count = \(counts.open), explained_count = \(counts.explained)
            WHERE id = \(id)
            """)
        return counts
    }
}

extension CollectionFindingRow {
    /// Reads check, title, sentence, keys, answer, explanation and who said what.
    init(_ row: SQLRow) throws {
        let keys: String = try row.get(3)
        finding = try CheckFinding(
            check: row.get(0), title: row.get(1), sentence: row.get(2),
            keys: keys.split(separator: " ").map(String.init))
        answer = try row.get(4)
        explanation = try row.get(5)
        explainedBy = try row.get(6)
        acceptedBy = try row.get(7)
    }
}
