package import SQLCore
package import Supervision

/// What the register knows of an inspector beside the appointment.
package struct InspectorProfile: Sendable, Equatable {
    package var qualification: InspectorQualification
    package var certificate: Period?
    package var version: Int

    package init(qualification: InspectorQualification = .init(), certificate: Period? = nil, version: Int = 0) {
        self.qualification = qualification
        self.certificate = certificate
        self.version = version
    }
}

/// A term of an appointment, or how it ended.
package struct InspectorTermRow: Sendable, Equatable {
    package let number: Int
    package let period: Period
    package let reason: String
}

package struct DismissalRow: Sendable, Equatable {
    package let day: Day
    package let ground: DismissalGround
    package let reason: String
    package let by: String
}

/// The inspector_profile, inspector_term and inspector_dismissal tables.
package enum InspectorRegister {
    package static func profile(of person: PersonID, in db: SQLConnection) throws -> InspectorProfile {
        let row = try db.first(
            """
            SELECT degree, years, attested, certificate_from, certificate_until, version FROM inspector_profile
            WHERE person_id = \(person)
            """)
        guard let row else { return InspectorProfile() }
        let from: Day? = try row.get(3)
        let until: Day? = try row.get(4)
        return InspectorProfile(
            qualification: InspectorQualification(
                degree: InspectorDegree(rawValue: try row.get(0)) ?? .unknown, years: try row.get(1),
                attested: Set((try row.get(2) as String).words.compactMap(InspectorCondition.init))),
            certificate: from.flatMap { Period(from: $0, until: until) }, version: try row.get(5))
    }

    package static func set(_ profile: InspectorProfile, of person: PersonID, _ act: Act) throws {
        let record = try Inspectors.requireOwn(person, act)
        guard try self.profile(of: person, in: act.db).version == profile.version else { throw RegistryRefusal.stale }
        let facts = profile.qualification
        try act.db.execute(
            """
            INSERT INTO inspector_profile (person_id, degree, years, attested, certificate_from, certificate_until, version)
            VALUES (\(person), \(facts.degree.rawValue), \(facts.years), \(attested(facts)), \(profile.certificate?.from),
                \(profile.certificate?.until), \(profile.version + 1))
            ON CONFLICT (person_id) DO UPDATE SET degree = excluded.degree, years = excluded.years,
                attested = excluded.attested, certificate_from = excluded.certificate_from,
                certificate_until = excluded.certificate_until, version = excluded.version
            """)
        try act.record("inspector.profileSet", of: "inspector", person.rawValue, in: record.place)
    }

    static func attested(_ facts: InspectorQualification) -> String {
        InspectorCondition.allCases.filter(facts.attested.contains).map(\.rawValue).joined(separator: " ")
    }

    /// All terms, the first one first; the present one stands with the inspector and is its last.
    package static func terms(of record: InspectorRecord, in db: SQLConnection) throws -> [InspectorTermRow] {
        var rows = try past(of: record.id, in: db)
        if let term = record.inspector.term {
            rows.append(InspectorTermRow(number: (rows.last?.number ?? 0) + 1, period: term, reason: ""))
        }
        return rows
    }

    /// The terms before the present one, the first one first.
    static func history(of person: PersonID, in db: SQLConnection) throws -> [Period] {
        try past(of: person, in: db).map(\.period)
    }

    private static func past(of person: PersonID, in db: SQLConnection) throws -> [InspectorTermRow] {
        try db.rows(
            """
            SELECT number, from_day, until_day, reason FROM inspector_term WHERE person_id = \(person) ORDER BY number
            """
        ).compactMap { row -> InspectorTermRow? in
            guard let period = Period(from: try row.get(1), until: try row.get(2)) else { return nil }
            return InspectorTermRow(number: try row.get(0), period: period, reason: try row.get(3))
        }
    }

    /// A term that is over becomes history; one without a last day says nothing.
    static func keep(_ term: Period, of person: PersonID, reason: String, _ act: Act) throws {
        guard let until = term.until else { return }
        try act.db.execute(
            """
            INSERT INTO inspector_term (person_id, number, from_day, until_day, reason, recorded_by, recorded_at)
            SELECT \(person), 1 + coalesce(max(number), 0), \(term.from), \(until), \(reason), \(act.viewer.person),
                \(act.at) FROM inspector_term WHERE person_id = \(person)
            """)
    }

    /// The first day of the term that ends with `day`; terms that were given ahead and begin after it come to nothing.
    static func takeBack(_ record: InspectorRecord, on day: Day, _ act: Act) throws -> Day? {
        guard let from = record.inspector.term?.from, day < from else { return record.inspector.term?.from }
        let row = try act.db.first(
            """
            SELECT from_day FROM inspector_term
            WHERE person_id = \(record.id) AND from_day <= \(day) AND until_day >= \(day)
            """)
        guard let before: Day = try row?.get(0) else { throw InspectorRefusal.beforeTerm(from) }
        try act.db.execute("DELETE FROM inspector_term WHERE person_id = \(record.id) AND from_day >= \(before)")
        return before
    }

    /// The appointment goes on for another term; the one before becomes history.
    package static func renew(
        _ person: PersonID, for next: Period, reason: String, version: Int, _ act: Act
    ) throws {
        let record = try Inspectors.requireOwn(person, act)
        guard record.isActive else { throw InspectorTermRefusal.ended }
        guard record.version == version else { throw RegistryRefusal.stale }
        guard reason.count <= 500 else { throw InspectorTermRefusal.reasonMissing }
        let terms = try terms(of: record, in: act.db)
        try InspectorTermRule.check(next, after: terms.map(\.period), isFullTime: record.inspector.isFullTime)
        if let last = terms.last {
            guard last.period.until != nil else { throw InspectorTermRefusal.overlaps }
            try keep(last.period, of: person, reason: reason, act)
        }
        let changed = try act.db.execute(
            """
            UPDATE inspector SET term_from = \(next.from), term_until = \(next.until), version = version + 1
            WHERE person_id = \(person) AND version = \(version)
            """)
        guard changed == 1 else { throw RegistryRefusal.stale }
        try act.record(
            "inspector.renewed", of: "inspector", person.rawValue, in: record.place,
            ["from": next.from.text, "until": next.until?.text ?? ""])
    }

    /// The appointment ends with `day`, for a reason; zones and schools lose the inspector the same day.
    package static func dismiss(
        _ person: PersonID, on day: Day, ground: DismissalGround, reason: String, version: Int, _ act: Act
    ) throws {
        guard !reason.isBlank, reason.count <= 500 else { throw InspectorTermRefusal.reasonMissing }
        try Inspectors.end(person, version: version, on: day, act)
        for table in ["zone_posting", "zone_inspector"] as [SQL] {
            try Zones.cut(table, "person_id = \(person)", after: day, act)
        }
        try act.db.execute(
            """
            INSERT INTO inspector_dismissal (person_id, on_day, ground, reason, by_name, at)
            VALUES (\(person), \(day), \(ground.rawValue), \(reason.trimmed), \(act.viewer.name), \(act.at))
            """)
    }

    package static func dismissals(of person: PersonID, in db: SQLConnection) throws -> [DismissalRow] {
        try db.rows(
            "SELECT on_day, ground, reason, by_name FROM inspector_dismissal WHERE person_id = \(person) ORDER BY at DESC"
        ).map {
            DismissalRow(
                day: try $0.get(0), ground: DismissalGround(rawValue: try $0.get(1)) ?? .other, reason: try $0.get(2),
                by: try $0.get(3))
        }
    }
}
