import SQLCore
import Supervision

/// What a part repeats of its unit: its name, and whose ledgers it stands in.
struct FindingUnit {
    let name: String
    let place: Place

    init(_ id: OrganisationID, in db: SQLConnection) throws {
        let row = try db.first(
            """
            SELECT name, province, city, county, zone, kind, region_code FROM organisation WHERE id = \(id)
            """)
        guard let row else { throw FindingRefusal.noUnit }
        name = try row.get(0)
        var place = Place(
            province: try row.get(1), city: try row.get(2), county: try row.get(3), zone: try row.get(4))
        // A district's government answers to the city, yet its own district's office follows what it has to put right.
        let kind = OrganisationKind(rawValue: try row.get(5))
        if kind == .government || kind == .supervisionOffice {
            try FindingUnit.fill(&place, from: try row.get(6), in: db)
        }
        self.place = place
    }

    private static func fill(_ place: inout Place, from region: String, in db: SQLConnection) throws {
        var code = region
        for _ in 0..<4 {
            guard let row = try db.first("SELECT level, parent FROM region WHERE code = \(code)") else { return }
            switch try row.get(0) as RegionLevel {
            case .province: place.province = code
            case .city: place.city = code
            case .county: place.county = code
            case .zone: place.zone = code
            }
            code = try row.get(1)
        }
    }
}

extension Place {
    /// The office that this is the place of: the code of its lowest level; empty for the nation's.
    package var office: String {
        [zone, county, city, province].first { !$0.isEmpty } ?? ""
    }
}

extension Findings {
    /// Adds a part as a draft.
    @discardableResult
    static func insert(
        _ new: NewFinding.Part, of id: FindingID, as finding: NewFinding, ordinal: Int, _ act: Act
    ) throws -> FindingPart {
        let unit = try FindingUnit(new.organisation, in: act.db)
        let cooperating = new.cooperating.filter { $0 != new.organisation }
        let names = try cooperating.map { try FindingUnit($0, in: act.db).name }
        var (due, days): (Day?, Int?) = (nil, nil)
        switch new.term {
        case .until(let day): due = day
        case .days(let count): days = count
        }
        let part = FindingPart(
            id: act.newID(), finding: id, organisation: new.organisation, cooperating: cooperating,
            requirement: new.requirement, dueOn: due)
        let inspection = try finding.inspection ?? ownInspection(of: new.organisation, in: finding.campaign, act.db)
        try act.db.execute(
            """
            INSERT INTO finding_part (id, finding_id, ordinal, number_order, organisation_id, organisation_name,
                cooperating_names, state, is_open, due_on, due_days, due_reason, source, grade, campaign_id,
                inspection_id, criterion, problem, issued_on, office, responsible, evidence_count, content,
                province, city, county, zone, version)
            VALUES (\(part.id), \(id), \(ordinal), 0, \(part.organisation), \(unit.name),
                \(names.joined(separator: "、")), 'draft', false, \(due?.text ?? ""), \(days), \(new.reason),
                \(finding.source), \(finding.grade), \(finding.campaign), \(inspection), \(finding.criterion),
                \(finding.problem), '', '', '', 0, \(try JSONColumn.text(part)), \(unit.place.province),
                \(unit.place.city), \(unit.place.county), \(unit.place.zone), \(part.version))
            """)
        for (organisation, kind) in [(part.organisation, "lead")] + cooperating.map({ ($0, "cooperating") }) {
            try act.db.execute(
                """
                INSERT INTO finding_party (part_id, organisation_id, kind) VALUES (\(part.id), \(organisation), \(kind))
                ON CONFLICT DO NOTHING
                """)
        }
        return part
    }

    /// The unit's own way through a campaign, for a problem that concerns several of its units.
    private static func ownInspection(
        of unit: OrganisationID, in campaign: CampaignID?, _ db: SQLConnection
    ) throws -> InspectionID? {
        guard let campaign else { return nil }
        return try db.first(
            "SELECT id FROM inspection WHERE campaign_id = \(campaign) AND organisation_id = \(unit)")?.get(0)
    }
}
