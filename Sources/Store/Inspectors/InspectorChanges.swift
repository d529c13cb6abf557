import SQLCore
package import Supervision

extension Inspectors {
    /// A new appointment by the office of `region`; a code that is left empty is given.
    @discardableResult
    package static func insert(
        _ new: Inspector, phone: String, region: String, _ act: Act
    ) throws -> PersonID {
        guard !new.name.isEmpty else { throw InspectorRefusal.nameMissing }
        let place = Place(ScopeColumns(region: region, in: try Regions.chain(of: region, in: act.db)))
        guard place != Place() else { throw RegionRefusal.unknown(region) }
        try Organisations.requireScope(act.viewer, place, name: new.name)
        var code = new.code
        if code.isEmpty { code = givenCode(region, try lastSerial(in: region, db: act.db) + 1) }
        try requireFree(code, in: place, besides: new.person, db: act.db)
        try act.db.execute(
            """
            INSERT INTO person (id, name, phone, created_at) VALUES (\(new.person), \(new.name), \(phone), \(act.at))
            ON CONFLICT (id) DO NOTHING
            """)
        try act.db.execute(
            """
            INSERT INTO inspector (person_id, code, full_time, level, certificate, employer, term_from, term_until,
                province, city, county, zone, state, version)
            VALUES (\(new.person), \(code), \(new.isFullTime), \(new.level.rawValue), \(new.certificate),
                \(new.employer), \(new.term?.from), \(new.term?.until), \(place.province), \(place.city),
                \(place.county), \(place.zone), 'active', 1)
            """)
        try act.record("inspector.created", of: "inspector", new.person.rawValue, in: place, ["code": code])
        return new.person
    }

    /// Other facts of an appointment, or other days of its present term.
    ///
    /// One that has ended stays ended, unless a term after its end begins it again; the term before becomes history.
    package static func change(
        _ next: Inspector, phone: String, version: Int, beginsAgain: Bool = false, _ act: Act
    ) throws {
        guard !next.name.isEmpty else { throw InspectorRefusal.nameMissing }
        let record = try requireOwn(next.person, act)
        guard record.version == version else { throw RegistryRefusal.stale }
        let code = next.code.isEmpty ? record.inspector.code : next.code
        try requireFree(code, in: record.place, besides: next.person, db: act.db)
        let begins = try requireTerm(next, record, act) || beginsAgain
        if begins, let old = record.inspector.term { try InspectorRegister.keep(old, of: record.id, reason: "", act) }
        // Who ended without a term has only the day of the end; it stays.
        let keepsEnd = !record.isActive && !begins && next.term == nil
        let term: SQL =
            keepsEnd ? "" : "term_from = \(next.term?.from), term_until = \(next.term?.until), "
        let changed = try act.db.execute(
            """
            UPDATE inspector SET code = \(code), full_time = \(next.isFullTime), level = \(next.level.rawValue),
                certificate = \(next.certificate), employer = \(next.employer),
                \(term)state = \(record.isActive || begins ? "active" : "ended"), version = version + 1
            WHERE person_id = \(next.person) AND version = \(version)
            """)
        guard changed == 1 else { throw RegistryRefusal.stale }
        try act.db.execute("UPDATE person SET name = \(next.name), phone = \(phone) WHERE id = \(next.person)")
        try act.record(
            begins ? "inspector.appointedAgain" : "inspector.changed", of: "inspector", next.person.rawValue,
            in: record.place, ["code": code, "version": "\(version + 1)"])
    }

    /// Whether the term begins an appointment that has ended again; refuses one that the rules do not allow.
    private static func requireTerm(_ next: Inspector, _ record: InspectorRecord, _ act: Act) throws -> Bool {
        guard let term = next.term, term != record.inspector.term else { return false }
        let before = try InspectorRegister.history(of: record.id, in: act.db)
        if record.isActive {
            try InspectorTermRule.correct(
                term, from: record.inspector.term, after: before, isFullTime: next.isFullTime)
            return false
        }
        guard record.inspector.term?.until.map({ term.from > $0 }) ?? true else { throw InspectorRefusal.ended }
        let all = before + (record.inspector.term.map { [$0] } ?? [])
        try InspectorTermRule.check(term, after: all, isFullTime: next.isFullTime)
        return true
    }

    /// The appointment ends with `day`.
    package static func end(_ id: PersonID, version: Int, on day: Day, _ act: Act) throws {
        let record = try requireOwn(id, act)
        guard record.isActive else { throw InspectorRefusal.ended }
        let from = try InspectorRegister.takeBack(record, on: day, act)
        let changed = try act.db.execute(
            """
            UPDATE inspector SET state = 'ended', term_from = \(from), term_until = \(day), version = version + 1
            WHERE person_id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { throw RegistryRefusal.stale }
        try act.record("inspector.ended", of: "inspector", id.rawValue, in: record.place, ["day": day.text])
    }

    /// Whether the viewer's office made the appointment; an administrator keeps the register of all in their place.
    package static func isOwn(_ record: InspectorRecord, to viewer: Viewer) -> Bool {
        viewer.role == .admin || record.place.office == Place(viewer.scope).office
    }

    /// Those above see an appointment; only the office that made it changes it.
    static func requireOwn(_ id: PersonID, _ act: Act) throws -> InspectorRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard isOwn(record, to: act.viewer) else { throw InspectorRefusal.otherOffice }
        return record
    }

    static func givenCode(_ region: String, _ serial: Int) -> String {
        let digits = String(serial)
        return "D\(region)-\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }

    static func lastSerial(in region: String, db: SQLConnection) throws -> Int {
        let prefix = "D\(region)-"
        let rows = try db.rows("SELECT code FROM inspector WHERE code >= \(prefix) AND code < \("D\(region).")")
        return try rows.compactMap { Int((try $0.get(0) as String).dropFirst(prefix.count)) }.max() ?? 0
    }

    private static func requireFree(_ code: String, in place: Place, besides id: PersonID, db: SQLConnection) throws {
        let taken = try db.first(
            """
            SELECT 1 FROM inspector WHERE code = \(code) AND province = \(place.province) AND city = \(place.city)
                AND county = \(place.county) AND zone = \(place.zone) AND person_id <> \(id)
            """)
        if taken != nil { throw InspectorRefusal.codeTaken(code) }
    }
}

/// Why an appointment does not change as asked.
package enum InspectorRefusal: Refusal, Equatable {
    case nameMissing
    case codeTaken(String)
    case ended
    case otherOffice
    case alreadyThere(String)
    case beforeTerm(Day)

    package var code: String {
        switch self {
        case .nameMissing: "inspector.nameMissing"
        case .codeTaken: "inspector.codeTaken"
        case .ended: "inspector.ended"
        case .otherOffice: "inspector.otherOffice"
        case .alreadyThere: "inspector.alreadyThere"
        case .beforeTerm: "inspector.beforeTerm"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .ended: .conflict
        case .otherOffice: .forbidden
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .nameMissing: "请填写姓名。"
        case .codeTaken(let code): "督学编号“\(code)”已被使用。"
        case .ended: "该督学的聘任已经结束；重新聘任的，请填写结束之后的新聘期。"
        case .otherOffice: "该督学由其他督导室聘任，只能由该督导室办理。"
        case .alreadyThere(let name): "“\(name)”已是本单位在聘的督学，请在督学页面办理续聘。"
        case .beforeTerm(let day): "结束日期不能早于聘期开始\(day.chinese)。"
        }
    }
}
