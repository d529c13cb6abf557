import SQLCore
package import Supervision

extension Organisations {
    /// A unit that is new to the registry; without a code it gets a local one.
    @discardableResult
    package static func insert(
        id: OrganisationID? = nil, code: OrganisationCode?, _ facts: OrganisationFacts, since: Day,
        reason: String = "新建", _ act: Act
    ) throws -> OrganisationRecord {
        guard !facts.name.isEmpty else { throw OrganisationRefusal.nameMissing }
        let place = try place(of: facts.authority, in: act.db)
        try requireScope(act.viewer, place, name: facts.name)
        try requireNameFree(facts, in: act.db)
        let code = try code ?? .local(nextLocalCode(in: facts.place, db: act.db))
        try requireFree(code, in: act.db)
        let version: Identifier<OrganisationRecord> = act.newID()
        let record = OrganisationRecord(
            organisation: Organisation(id: id ?? act.newID(), code: code, facts: facts, since: since),
            versionID: version.rawValue, place: place)
        try store([record], in: act.db)
        try note("organisation.created", record, act)
        try insertVersion(of: record, reason: reason, in: act.db)
        return record
    }

    /// A new name from a day on; the code stays.
    package static func rename(
        _ id: OrganisationID, version: Int, to name: String, on day: Day, reason: String, _ act: Act
    ) throws -> OrganisationRecord {
        let record = try require(id, version: version, act)
        return try replace(
            record, by: try record.organisation.renamed(name, on: day), reason: reason, "organisation.renamed", act)
    }

    /// Other facts of the same category from a day on: kind of running, manager, stages, tags, address.
    package static func change(
        _ id: OrganisationID, version: Int, to facts: OrganisationFacts, on day: Day, reason: String, _ act: Act
    ) throws -> OrganisationRecord {
        let record = try require(id, version: version, act)
        guard facts != record.organisation.facts else { return record }
        return try replace(
            record, by: try record.organisation.changed(facts, on: day), reason: reason, "organisation.changed", act)
    }

    /// Other tags from a day on.
    package static func tag(
        _ id: OrganisationID, version: Int, _ tags: Set<String>, on day: Day, _ act: Act
    ) throws -> OrganisationRecord {
        var facts = try require(id, version: version, act).organisation.facts
        facts.tags = tags
        return try change(id, version: version, to: facts, on: day, reason: "调整标签", act)
    }

    /// Another category, which makes a new code for the same id; the old one is void.
    package static func recategorise(
        _ id: OrganisationID, version: Int, to code: OrganisationCode, facts: OrganisationFacts? = nil, on day: Day,
        reason: String, _ act: Act
    ) throws -> OrganisationRecord {
        let record = try require(id, version: version, act)
        try requireFree(code, in: act.db)
        let next = try record.organisation.recoded(
            code, facts: facts ?? record.organisation.facts, on: day, void: [])
        try act.db.execute(
            """
            UPDATE organisation_code SET until_day = \(day.adding(days: -1))
            WHERE code = \(record.code) AND organisation_id = \(id)
            """)
        let replaced = try replace(record, by: next, reason: reason, "organisation.recoded", act)
        try insertCode(of: replaced, in: act.db)
        return replaced
    }

    /// Closed, with `day` its last; its code is never given to another.
    package static func close(
        _ id: OrganisationID, version: Int, on day: Day, reason: String, _ act: Act
    ) throws -> OrganisationRecord {
        let record = try require(id, version: version, act)
        let closed = OrganisationRecord(
            organisation: try record.organisation.closed(on: day), versionID: record.versionID, place: record.place)
        try update(closed, from: record, in: act.db)
        try endVersion(of: record, on: day, in: act.db)
        try act.db.execute(
            """
            UPDATE organisation_code SET until_day = \(day)
            WHERE code = \(record.code) AND organisation_id = \(id)
            """)
        try note("organisation.closed", closed, act, ["day": day.text])
        return closed
    }

    /// Open again under its old code.
    package static func reopen(
        _ id: OrganisationID, version: Int, on day: Day, reason: String, _ act: Act
    ) throws -> OrganisationRecord {
        let record = try require(id, version: version, act)
        let next = try record.organisation.reopened(on: day)
        try act.db.execute(
            "UPDATE organisation_code SET until_day = \(Day.never) WHERE code = \(record.code)")
        return try replace(record, by: next, reason: reason, "organisation.reopened", act, endsEarlier: false)
    }

    /// Puts `next` in the place of `record`: the version until now ends the day before, a new one begins.
    private static func replace(
        _ record: OrganisationRecord, by next: Organisation, reason: String, _ action: String, _ act: Act,
        endsEarlier: Bool = true
    ) throws -> OrganisationRecord {
        let place = try place(of: next.facts.authority, in: act.db)
        try requireScope(act.viewer, place, name: next.name)
        let version: Identifier<OrganisationRecord> = act.newID()
        let replaced = OrganisationRecord(organisation: next, versionID: version.rawValue, place: place)
        try update(replaced, from: record, in: act.db)
        if endsEarlier { try endVersion(of: record, on: next.since.adding(days: -1), in: act.db) }
        try insertVersion(of: replaced, reason: reason, in: act.db)
        try note(action, replaced, act)
        return replaced
    }

    private static func require(_ id: OrganisationID, version: Int, _ act: Act) throws -> OrganisationRecord {
        let record = try require(id, visibleTo: act.viewer, in: act.db)
        guard record.organisation.version == version else { throw RegistryRefusal.stale }
        return record
    }

    private static func note(
        _ action: String, _ record: OrganisationRecord, _ act: Act, _ more: [String: String] = [:]
    ) throws {
        let content = ["code": record.code, "version": "\(record.organisation.version)"]
        try act.record(
            action, of: "organisation", record.id.rawValue, in: record.place, content.merging(more) { $1 })
    }
}
