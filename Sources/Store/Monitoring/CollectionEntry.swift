import SQLCore
package import Supervision

/// Values as they are to become, by key; nil takes one away, a key that is not there stays as it was.
package typealias EnteredValues = [String: Points?]

extension CollectionReturns {
    /// Stores what was entered, with the sums that follow from it, its history and the checks; gives the new version.
    @discardableResult
    package static func save(
        _ id: CollectionReturnID, _ entered: EnteredValues, source: ChangeSource, reason: String = "", version: Int,
        _ act: Act
    ) throws -> Int {
        let row = try requireOpen(id, act)
        let isOffice = Role.office.contains(act.viewer.role)
        if isOffice { try requireManaged(row, act) }
        try row.value.admitsChange(byOffice: isOffice, reason: reason)
        guard row.value.version == version else { throw CollectionRefusal.stale }
        let form = try CollectionForms.require(row.form, in: act.db)
        let record = try CollectionRecords.find(row.value.organisation, year: row.year, in: act.db)
        let next = try merged(entered, into: record, form, row.value.stages)
        let changes = record.figures.changes(to: next)
        guard !changes.isEmpty else { return version }
        try CollectionRecords.store(next, of: row.value.organisation, year: row.year, act)
        try ValueHistory.insert(
            changes, of: row.value.organisation, year: row.year, source: source, reason: reason, act)
        try refresh(row.value.organisation, year: row.year, next, Set(changes.map(\.key)), act)
        if isOffice, row.value.state == .submitted || row.value.state == .reviewed { try handInAnew(id, act) }
        try act.record(
            "collection.saved", of: "collection-return", id.rawValue, in: row.place,
            ["values": "\(changes.count)", "source": source.rawValue])
        return version + 1
    }

    /// What the office itself put right is looked through by somebody else, also where it had been looked through.
    private static func handInAnew(_ id: CollectionReturnID, _ act: Act) throws {
        try act.db.execute(
            """
            UPDATE collection_return SET state = 'submitted', submitted_by = \(act.viewer.person),
                submitted_on = \(act.day), reviewed_on = NULL, reviewed_by = NULL
            WHERE id = \(id)
            """)
    }

    /// The record with what was entered; only what the form asks of these stages, and nothing that is locked.
    static func merged(
        _ entered: EnteredValues, into record: (figures: RecordedValues, locked: RecordedValues),
        _ form: CollectionForm, _ stages: Set<Stage>
    ) throws(CollectionRefusal) -> RecordedValues {
        var next = record.figures
        for (key, value) in entered where form.item(key)?.isAsked(of: stages) == true { next[key] = value }
        next = form.summed(next)
        for change in record.figures.changes(to: next) where record.locked[change.key] != nil {
            throw .lockedElsewhere(form.item(change.key)?.title ?? change.key)
        }
        return next
    }

    /// Every return of the unit and year counts and checks anew: the figures are theirs together.
    static func refresh(
        _ organisation: OrganisationID, year: Int, _ values: RecordedValues, _ changed: Set<String>, _ act: Act
    ) throws {
        var filter = CollectionReturnFilter()
        filter.organisation = organisation
        filter.year = year
        let everybody = Viewer.system(on: act.day)
        for row in try all(filter, visibleTo: everybody, in: act.db) where row.value.state != .locked {
            let form = try CollectionForms.require(row.form, in: act.db)
            try CollectionFindings.refresh(row, form, values, changed: changed, act)
            let missing = form.missing(in: values, for: row.value.stages).count
            try act.db.execute(
                """
                UPDATE collection_return SET filled = required - \(missing), version = version + 1 WHERE id = \(row.id)
                """)
        }
    }
}
