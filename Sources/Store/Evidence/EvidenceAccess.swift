package import SQLCore
package import Supervision

/// Who may see and remove evidence: whoever may see what it belongs to.
package enum EvidenceAccess {
    /// The file, if its owner is visible to `viewer`.
    package static func require(
        _ id: EvidenceID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> EvidenceFile {
        guard let file = try EvidenceFiles.find(id, in: db), try isVisible(file, to: viewer, in: db) else {
            throw EvidenceRefusal.notFound
        }
        return file
    }

    /// Takes the file out of its owner's list; the file's name and hash stay in the audit.
    ///
    /// Only the side that uploaded it may, and only until it was handed in.
    package static func remove(_ id: EvidenceID, _ act: Act) throws -> EvidenceFile {
        let file = try require(id, visibleTo: act.viewer, in: act.db)
        guard try isRemovable(file, by: act.viewer, in: act.db) else { throw EvidenceRefusal.settled }
        try EvidenceFiles.remove(id, at: act.at, in: act.db)
        try act.record(
            "evidence.removed", of: file.ownerKind.rawValue, file.owner,
            ["evidence": id.rawValue, "criterion": file.criterion, "sha256": file.hash])
        return file
    }

    private static func isVisible(_ file: EvidenceFile, to viewer: Viewer, in db: SQLConnection) throws -> Bool {
        switch file.ownerKind {
        case .assessment:
            // What the team gathered on site is the team's until the office has given its opinion.
            try db.first(
                """
                SELECT 1 FROM assessment a JOIN inspection i ON i.id = a.inspection_id
                WHERE a.id = \(file.owner) AND \(Inspections.visible(to: viewer))
                    AND (a.role = 'self' OR \(!viewer.role.belongsToOrganisation))
                """) != nil || IndicatorShares.covers(file, viewer, in: db)
        case .receptionItem:
            try db.first(
                """
                SELECT 1 FROM reception_item t JOIN reception r ON r.id = t.reception_id
                WHERE t.id = \(file.owner) AND \(ReceptionItems.visible(to: viewer))
                """) != nil
        case .dutyTarget:
            try db.first(
                """
                SELECT 1 FROM duty_target t JOIN duty_sheet s ON s.id = t.sheet_id
                WHERE t.id = \(file.owner) AND \(DutyTargets.visible(to: viewer))
                """) != nil
        case .opinion:
            try db.first(
                """
                SELECT 1 FROM opinion o JOIN inspection i ON i.id = o.inspection_id
                WHERE o.id = \(file.owner) AND \(Inspections.visible(to: viewer))
                """) != nil
        case .document:
            try Documents.find(Identifier(file.owner), visibleTo: viewer, in: db) != nil
        case .judgement:
            try db.first("SELECT 1 FROM judgement j WHERE j.id = \(file.owner) AND \(Judgements.visible(to: viewer))")
                != nil
        case .obligation:
            try db.first("SELECT 1 FROM obligation b WHERE b.id = \(file.owner) AND \(Obligations.visible(to: viewer))")
                != nil
        case .certificationPass:
            try db.first(
                """
                SELECT 1 FROM certification_pass p JOIN certification c ON c.id = p.certification_id
                WHERE p.id = \(file.owner) AND \(Roadmaps.visible(to: viewer, "c."))
                """) != nil
        case .findingPart:
            try db.first(
                "SELECT 1 FROM finding_part p WHERE p.id = \(file.owner) AND \(part.condition(for: viewer, alias: "p."))"
            ) != nil
        }
    }

    private static func isRemovable(_ file: EvidenceFile, by viewer: Viewer, in db: SQLConnection) throws -> Bool {
        switch file.ownerKind {
        case .assessment:
            let draft = try db.first(
                "SELECT role FROM assessment WHERE id = \(file.owner) AND state = 'draft'")
            let isOwn = try draft?.get(0) == "self"
            // A department takes back only what it put there itself, until it has reported.
            if isOwn, let isOpen = try IndicatorShares.isOpen(file, viewer, in: db) {
                return draft != nil && isOpen && file.uploadedBy == viewer.person
            }
            return draft != nil && (isOwn ? Role.unit : Role.team.union(Role.office)).contains(viewer.role)
        case .receptionItem:
            return try db.first(
                """
                SELECT 1 FROM reception_item t JOIN reception r ON r.id = t.reception_id
                WHERE t.id = \(file.owner) AND t.state IN ('open', 'returned') AND r.state = 'preparing'
                """) != nil && file.uploadedBy == viewer.person
        case .dutyTarget:
            return try db.first(
                "SELECT 1 FROM duty_target WHERE id = \(file.owner) AND state IN ('open', 'returned')") != nil
                && file.uploadedBy == viewer.person
        case .opinion:
            return file.uploadedBy == viewer.person && file.uploadedAt.day == viewer.day
        case .document:
            return try Role.office.contains(viewer.role)
                && Documents.find(Identifier(file.owner), visibleTo: viewer, in: db)?.document.state == .draft
        case .judgement, .certificationPass:
            // It stands with what it rests on; another judgement, or the step done again, brings files of its own.
            return false
        case .obligation:
            return try file.uploadedBy == viewer.person
                && db.first("SELECT 1 FROM obligation WHERE id = \(file.owner) AND done_on IS NULL") != nil
        case .findingPart:
            // Handed in with a step: the history names it.
            let used = try db.first(
                "SELECT 1 FROM finding_event WHERE part_id = \(file.owner) AND evidence LIKE \("%\(file.id)%") ESCAPE '\\'"
            )
            return used == nil && file.uploadedBy == viewer.person
        }
    }

    private static var part: Visibility {
        Visibility(
            organisation: {
                "EXISTS (SELECT 1 FROM finding_party y WHERE y.part_id = p.id AND y.organisation_id = \($0))"
            },
            granted: { person, day in
                """
                EXISTS (SELECT 1 FROM access_grant g JOIN finding f ON f.inspection_id = g.subject_id
                    WHERE f.id = p.finding_id AND g.person_id = \(person)
                    AND g.from_day <= \(day) AND g.until_day >= \(day))
                """
            })
    }
}
