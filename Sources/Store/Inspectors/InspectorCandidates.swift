package import SQLCore
package import Supervision

/// A candidate as stored: whose office it is, and who they became.
package struct InspectorCandidateRecord: Sendable, Equatable {
    package let candidate: InspectorCandidate
    package let place: Place
    /// Once appointed.
    package let person: PersonID?
    /// The 公示 by which it is shown; nil where the office shows it elsewhere.
    package let notice: DocumentID?
}

package struct InspectorCandidateFilter: Sendable, Equatable {
    package var text = ""
    /// A state, or empty for those that are open.
    package var state = ""
    package var sort = "recommended"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-recommended", "recommended", "name"]
}

/// The inspector_candidate table: who is on the way to an appointment.
package enum InspectorCandidates {
    package static func list(
        _ filter: InspectorCandidateFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<InspectorCandidateRecord> {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let part = LikePattern.containing(filter.text)
            conditions.append("(c.name LIKE \(part) ESCAPE '\\' OR c.employer LIKE \(part) ESCAPE '\\')")
        }
        switch filter.state {
        case "all": break
        case "": conditions.append("c.state IN ('recommended', 'reviewed', 'shown')")
        default: conditions.append("c.state = \(filter.state)")
        }
        let condition = SQL.joined(conditions, separator: " AND ")
        let down: SQL = filter.isDescending ? " DESC" : ""
        let order: SQL = filter.sort == "name" ? "c.name\(down), c.id" : "c.recommended_on\(down), c.id"
        let rows = try db.rows(
            """
            SELECT \(columns) FROM inspector_candidate c WHERE \(condition) ORDER BY \(order)
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM inspector_candidate c WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(InspectorCandidateRecord.init), total: total, page: page)
    }

    /// The office's own who passed the review, the first recommended first.
    package static func reviewed(of office: Place, in db: SQLConnection) throws -> [InspectorCandidateRecord] {
        try db.rows(
            """
            SELECT \(columns) FROM inspector_candidate c WHERE c.state = 'reviewed' AND \(office.isOwn(alias: "c."))
            ORDER BY c.recommended_on, c.id LIMIT 500
            """
        ).map(InspectorCandidateRecord.init)
    }

    package static func require(
        _ id: InspectorCandidateID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> InspectorCandidateRecord {
        let row = try db.first(
            "SELECT \(columns) FROM inspector_candidate c WHERE c.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw InspectorCandidateRefusal.notFound }
        return try InspectorCandidateRecord(row)
    }

    package static func insert(_ new: InspectorCandidate, _ act: Act) throws {
        guard (1...50).contains(new.name.count) else { throw InspectorCandidateRefusal.nameMissing }
        let place = try Place.of(act.viewer.scope, in: act.db)
        let facts = new.qualification
        try act.db.execute(
            """
            INSERT INTO inspector_candidate (id, name, phone, employer, recommended_by, full_time, level, degree, years,
                attested, state, recommended_on, reason, province, city, county, zone, version)
            VALUES (\(new.id), \(new.name), \(new.phone), \(new.employer), \(new.recommendedBy), \(new.isFullTime),
                \(new.level.rawValue), \(facts.degree.rawValue), \(facts.years), \(InspectorRegister.attested(facts)),
                'recommended', \(new.recommendedOn), '', \(place.province), \(place.city), \(place.county), \(place.zone), 1)
            """)
        try act.record("candidate.recommended", of: "inspector-candidate", new.id.rawValue, in: place)
    }

    /// Carries a step out; `next` gives the candidate after it.
    package static func step(
        _ id: InspectorCandidateID, version: Int, _ act: Act, _ next: (InspectorCandidate) throws -> InspectorCandidate
    ) throws {
        let record = try requireOwn(id, act)
        guard record.candidate.version == version else { throw InspectorCandidateRefusal.stale }
        try update(try next(record.candidate), notice: record.notice, record, act)
    }

    /// Shown to the public by a 公示 of the office, with all others who passed the review and whom it names.
    package static func show(_ id: InspectorCandidateID, by notice: DocumentID, version: Int, _ act: Act) throws {
        let record = try requireOwn(id, act)
        guard record.candidate.version == version else { throw InspectorCandidateRefusal.stale }
        let found = try Documents.find(notice, visibleTo: act.viewer, in: act.db)
        guard let found, found.place == record.place else { throw InspectorCandidateRefusal.noticeClosed }
        try update(try record.candidate.shown(by: found.document, on: act.day), notice: notice, record, act)
        for other in try reviewed(of: record.place, in: act.db) {
            guard let shown = try? other.candidate.shown(by: found.document, on: act.day) else { continue }
            try update(shown, notice: notice, other, act)
        }
    }

    /// The office's published 公示 that may show the candidate: they say the name and still take objections; newest first.
    package static func notices(
        for record: InspectorCandidateRecord, on day: Day, in db: SQLConnection
    ) throws -> [Document] {
        try db.rows(
            """
            SELECT d.content FROM document d
            WHERE d.publicity_open AND d.publicity_until >= \(day) AND d.kind = \(Document.Kind.publicity)
                AND \(record.place.isOwn(alias: "d."))
            ORDER BY d.published_on DESC, d.id DESC LIMIT 200
            """
        ).map { try JSONColumn.value($0.get(0)) as Document }
            .filter { (try? record.candidate.shown(by: $0, on: day)) != nil }
    }

    /// Appointed for a first term: the person stands in the register of inspectors from now on.
    package static func appoint(
        _ id: InspectorCandidateID, term: Period?, certificate: String, version: Int, _ act: Act
    ) throws -> PersonID {
        let record = try requireOwn(id, act)
        guard record.candidate.version == version else { throw InspectorCandidateRefusal.stale }
        let notice = try record.notice.map { try Documents.require($0, visibleTo: act.viewer, in: act.db).document }
        let objections = try record.notice.map { try Objections.counts(of: $0, in: act.db).open } ?? 0
        let next = try record.candidate.appointed(on: act.day, notice: notice, openObjections: objections)
        if let term { try InspectorTermRule.check(term, after: [], isFullTime: next.isFullTime) }
        guard next.isFullTime || term != nil else { throw InspectorTermRefusal.noEnd }
        let old = try known(next, at: record.place, in: act.db)
        if let old, old.isActive { throw InspectorRefusal.alreadyThere(next.name) }
        let inspector = Inspector(
            person: old?.id ?? act.newID(), name: next.name, code: certificate, isFullTime: next.isFullTime,
            level: next.level, certificate: certificate.isEmpty ? old?.inspector.certificate ?? "" : certificate,
            employer: next.employer, term: term)
        if let old {
            let phone = next.phone.isEmpty ? old.phone : next.phone
            try Inspectors.change(inspector, phone: phone, version: old.version, beginsAgain: true, act)
        } else {
            try Inspectors.insert(inspector, phone: next.phone, region: act.viewer.home ?? record.place.office, act)
        }
        let person = inspector.person
        var profile = try InspectorRegister.profile(of: person, in: act.db)
        profile.qualification = next.qualification
        try InspectorRegister.set(profile, of: person, act)
        try update(next, person: person, notice: record.notice, record, act)
        return person
    }

    /// Who was an inspector of the office before, by name, employer and phone, so that their terms are counted on.
    private static func known(
        _ candidate: InspectorCandidate, at place: Place, in db: SQLConnection
    ) throws -> InspectorRecord? {
        guard !candidate.employer.isEmpty else { return nil }
        return try db.rows(
            """
            SELECT \(Inspectors.columns) FROM inspector i JOIN person p ON p.id = i.person_id
            WHERE p.name = \(candidate.name) AND i.employer = \(candidate.employer) AND \(place.isOwn(alias: "i."))
            ORDER BY i.state, i.person_id
            """
        ).map(InspectorRecord.init)
            .first { candidate.phone.isEmpty || $0.phone.isEmpty || $0.phone == candidate.phone }
    }

    private static func update(
        _ next: InspectorCandidate, person: PersonID? = nil, notice: DocumentID?, _ record: InspectorCandidateRecord,
        _ act: Act
    ) throws {
        let facts = next.qualification
        let changed = try act.db.execute(
            """
            UPDATE inspector_candidate SET degree = \(facts.degree.rawValue), years = \(facts.years),
                attested = \(InspectorRegister.attested(facts)), state = \(next.state.rawValue),
                reviewed_on = \(next.reviewedOn), shown_from = \(next.shown?.from), shown_until = \(next.shown?.until),
                decided_on = \(next.decidedOn), reason = \(next.reason), person_id = \(person), document_id = \(notice),
                version = \(next.version)
            WHERE id = \(next.id) AND version = \(record.candidate.version)
            """)
        guard changed == 1 else { throw InspectorCandidateRefusal.stale }
        try act.record(
            "candidate.\(next.state.rawValue)", of: "inspector-candidate", next.id.rawValue, in: record.place)
    }

    private static func requireOwn(_ id: InspectorCandidateID, _ act: Act) throws -> InspectorCandidateRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.place == (try Place.of(act.viewer.scope, in: act.db)) else {
            throw InspectorCandidateRefusal.notFound
        }
        return record
    }

    private static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" }).condition(for: viewer, alias: "c.")
    }

    private static let columns: SQL = """
        c.id, c.name, c.phone, c.employer, c.recommended_by, c.full_time, c.level, c.degree, c.years, c.attested, c.state,
        c.recommended_on, c.reviewed_on, c.shown_from, c.shown_until, c.decided_on, c.reason, c.version, c.person_id,
        c.document_id, c.province, c.city, c.county, c.zone
        """
}

extension InspectorCandidateRecord {
    fileprivate init(_ row: SQLRow) throws {
        let from: Day? = try row.get(13)
        let until: Day? = try row.get(14)
        candidate = InspectorCandidate(
            id: try row.get(0), name: try row.get(1), phone: try row.get(2), employer: try row.get(3),
            recommendedBy: try row.get(4), isFullTime: try row.get(5),
            level: InspectorLevel(rawValue: try row.get(6)) ?? .county,
            qualification: InspectorQualification(
                degree: InspectorDegree(rawValue: try row.get(7)) ?? .unknown, years: try row.get(8),
                attested: Set((try row.get(9) as String).words.compactMap(InspectorCondition.init))),
            state: InspectorCandidate.State(rawValue: try row.get(10)) ?? .recommended, recommendedOn: try row.get(11),
            reviewedOn: try row.get(12), shown: from.flatMap { Period(from: $0, until: until) },
            decidedOn: try row.get(15), reason: try row.get(16), version: try row.get(17))
        person = try row.get(18)
        notice = try row.get(19)
        place = try Place(province: row.get(20), city: row.get(21), county: row.get(22), zone: row.get(23))
    }
}
