package import SQLCore
package import Supervision

/// The opinion table: from the preliminary opinion over the defence to the 督导意见书.
package enum Opinions {
    /// The case as `viewer` may see it: a unit sees nothing that is still being written.
    package static func require(
        _ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> OpinionCase {
        let found = try whole(id, visibleTo: viewer, in: db)
        guard viewer.role.belongsToOrganisation else { return found }
        return found.shownToUnit
    }

    /// Whether somebody may open a file that belongs to an opinion.
    package static func isVisible(_ id: OpinionID, to viewer: Viewer, in db: SQLConnection) throws -> Bool {
        let inspection: InspectionID? = try db.first("SELECT inspection_id FROM opinion WHERE id = \(id)")?.get(0)
        guard let inspection else { return false }
        return try OpinionCase.find(inspection, visibleTo: viewer, in: db) != nil
    }

    static func whole(_ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection) throws -> OpinionCase {
        guard let found = try OpinionCase.find(id, visibleTo: viewer, in: db) else { throw InspectionRefusal.notFound }
        return found
    }

    /// Applies one event of the pure rules to a case and keeps it.
    ///
    /// `version` is what the person saw; nil where nothing they saw decides.
    @discardableResult
    static func change(
        _ found: OpinionCase, version: Int? = nil, _ action: String, _ act: Act,
        document: DocumentID? = nil, _ event: (Opinion) throws -> Opinion
    ) throws -> Opinion {
        let before = found.opinion ?? Opinion(id: act.newID(), inspection: found.inspection)
        if let version, version != before.version { throw OpinionRefusal.changedMeanwhile }
        let after = try event(before)
        try save(after, before.version, found, document ?? found.document, act)
        try act.record(
            "opinion.\(action)", of: "opinion", after.id.rawValue, in: found.place,
            [
                "inspection": found.inspection.rawValue, "state": after.state.rawValue,
                "content": sha256(try JSONColumn.text(after)),
            ])
        if after.state == .settled { try InspectionSteps.note(.defence, of: found.inspection, act) }
        return after
    }

    private static func save(
        _ opinion: Opinion, _ version: Int, _ found: OpinionCase, _ document: DocumentID?, _ act: Act
    ) throws {
        let delivered = opinion.history.first { $0.kind == .delivered }?.on
        let rows = try act.db.rows(
            """
            INSERT INTO opinion (id, inspection_id, organisation_id, state, content, delivered_on, received_on,
                defence_due, finals, document_id, province, city, county, zone, version)
            VALUES (\(opinion.id), \(found.inspection), \(found.organisation), \(opinion.state.rawValue),
                \(try JSONColumn.text(opinion)), \(delivered), \(opinion.receivedOn), \(opinion.defenceDue), \(opinion.finalNumber), \(document),
                \(found.place.province), \(found.place.city), \(found.place.county), \(found.place.zone),
                \(opinion.version))
            ON CONFLICT (inspection_id) DO UPDATE SET state = excluded.state, content = excluded.content,
                delivered_on = excluded.delivered_on, received_on = excluded.received_on,
                defence_due = excluded.defence_due, finals = excluded.finals, document_id = excluded.document_id, version = excluded.version
            WHERE opinion.version = \(version) RETURNING id
            """)
        guard !rows.isEmpty else { throw OpinionRefusal.changedMeanwhile }
    }
}

extension OpinionCase {
    /// Without what is still being written; findings are told by the texts that were delivered.
    var shownToUnit: OpinionCase {
        OpinionCase(
            inspection: inspection, campaign: campaign, campaignName: campaignName, organisation: organisation,
            unit: unit, visitedOn: visitedOn, score: "", grade: "", jurisdiction: jurisdiction, place: place,
            team: team,
            lead: lead, opinion: opinion?.shownToUnit, document: opinion?.number == nil ? nil : document, drafts: [],
            sheets: [])
    }
}
