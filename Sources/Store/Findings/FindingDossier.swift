package import SQLCore
package import Supervision

/// A finding with everything that is known of it, as far as the viewer may see it.
package struct FindingDossier: Sendable {
    package let finding: Finding
    package let criterionText: String
    /// Region code of the office that issued it, and its region's name.
    package let office: String
    package let officeRegion: String
    package let issuedOn: Day?
    package let campaignName: String
    /// Only those that the viewer may see; `total` and `closed` count all of them.
    package let parts: [Part]
    package let total: Int
    package let closed: Int
    /// What happened to parts that are gone because they were split.
    package let earlier: [Event]

    package struct Part: Sendable {
        package let part: FindingPart
        package let number: String
        package let unit: String
        package let unitCode: String
        package let cooperating: String
        package let events: [Event]
        package let evidence: [EvidenceFile]
        package let deadlines: [DeadlineRow]

        /// Evidence that was not handed in with any step yet.
        package var fresh: [EvidenceFile] {
            let used = Set(events.flatMap(\.evidence))
            return evidence.filter { !used.contains($0.id) }
        }
    }

    package struct Event: Sendable {
        package let kind: FindingEvent.Kind
        package let person: PersonID
        package let name: String
        package let at: Instant
        package let note: String
        package let evidence: [EvidenceID]
        /// The part's version afterwards.
        package let version: Int
    }
}

extension Findings {
    /// A finding of which `viewer` may see at least one part; anything else is not there.
    package static func require(
        _ id: FindingID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> FindingDossier {
        let events = try events(of: id, in: db)
        let parts = try db.rows(
            """
            SELECT p.content, p.number, p.organisation_name, o.code, p.cooperating_names
            FROM finding_part p JOIN organisation o ON o.id = p.organisation_id
            WHERE p.finding_id = \(id) AND p.state <> 'draft' AND \(visible(to: viewer)) ORDER BY p.ordinal
            """
        ).map { try part($0, events, in: db) }
        guard !parts.isEmpty, let row = try head(of: id, in: db) else { throw FindingRefusal.notFound }
        let all = try db.rows("SELECT id, state FROM finding_part WHERE finding_id = \(id)")
        let known = Set(try all.map { try $0.get(0) as FindingPartID })
        return FindingDossier(
            finding: try finding(id, row, parts.map(\.part)), criterionText: try row.get(5), office: try row.get(12),
            officeRegion: try row.get(14) ?? "", issuedOn: try row.get(11), campaignName: try row.get(13) ?? "",
            parts: parts, total: all.count,
            closed: try all.count { try $0.get(1) as FindingPart.State == .closed },
            earlier: events.filter { !known.contains($0.part) }.map(\.event))
    }

    private static func head(of id: FindingID, in db: SQLConnection) throws -> SQLRow? {
        try db.first(
            """
            SELECT f.number, f.source, f.campaign_id, f.inspection_id, f.criterion, f.criterion_text, f.basis,
                f.problem, f.requirement, f.grade, f.found_on, f.issued_on, f.office, c.name, r.name
            FROM finding f LEFT JOIN campaign c ON c.id = f.campaign_id LEFT JOIN region r ON r.code = f.office
            WHERE f.id = \(id)
            """)
    }

    private static func finding(_ id: FindingID, _ row: SQLRow, _ parts: [FindingPart]) throws -> Finding {
        Finding(
            id: id, number: try row.get(0), source: try row.get(1), campaign: try row.get(2),
            inspection: try row.get(3), criterion: try row.get(4), basis: try row.get(6), problem: try row.get(7),
            requirement: try row.get(8), grade: try row.get(9), foundOn: try row.get(10), parts: parts)
    }

    private typealias PartEvent = (part: FindingPartID, event: FindingDossier.Event)

    private static func part(
        _ row: SQLRow, _ events: [PartEvent], in db: SQLConnection
    ) throws -> FindingDossier.Part {
        let part: FindingPart = try JSONColumn.value(row.get(0))
        return FindingDossier.Part(
            part: part, number: try row.get(1), unit: try row.get(2), unitCode: try row.get(3),
            cooperating: try row.get(4), events: events.filter { $0.part == part.id }.map(\.event),
            evidence: try EvidenceFiles.list(owner: part.id.rawValue, in: db),
            deadlines: try Deadlines.list(of: part.id.rawValue, in: db))
    }

    private static func events(of id: FindingID, in db: SQLConnection) throws -> [PartEvent] {
        try db.rows(
            """
            SELECT part_id, kind, by_person, by_name, at, note, evidence, version FROM finding_event
            WHERE finding_id = \(id) ORDER BY at, version, id
            """
        ).map { row in
            (
                try row.get(0),
                FindingDossier.Event(
                    kind: try row.get(1), person: try row.get(2), name: try row.get(3), at: try row.get(4),
                    note: try row.get(5), evidence: try JSONColumn.value(row.get(6)), version: try row.get(7))
            )
        }
    }
}
