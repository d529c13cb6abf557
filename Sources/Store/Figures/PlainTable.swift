import SQLCore
import Supervision

/// The tables of one kind of plain record, and which of their columns say what.
struct PlainTable {
    private let ledger: FigureLedger
    /// Evidence belongs to an inspection's papers or to a finding.
    private let isOfFinding: Bool

    init(_ filter: PlainRecordFilter) {
        ledger = filter.ledger
        isOfFinding = filter.ledger == .evidence && filter.owner == "finding"
    }

    var from: SQL {
        let campaign: SQL = "JOIN campaign c ON c.id = i.campaign_id"
        return switch ledger {
        case .assessments: "FROM assessment a JOIN inspection i ON i.id = a.inspection_id \(campaign)"
        case .opinions: "FROM opinion o JOIN inspection i ON i.id = o.inspection_id \(campaign)"
        case .hearings: "FROM hearing h JOIN inspection i ON i.id = h.inspection_id \(campaign)"
        case .attendances: "FROM attendance t JOIN campaign c ON c.id = t.campaign_id"
        case .seats:
            """
            FROM team_member m JOIN inspection i ON i.id = m.inspection_id \(campaign)
                JOIN person q ON q.id = m.person_id
            """
        default:
            isOfFinding
                ? """
                FROM evidence e JOIN finding_part p ON p.id = e.owner_id
                    LEFT JOIN campaign c ON c.id = p.campaign_id
                """
                : """
                FROM evidence e LEFT JOIN assessment a ON a.id = e.owner_id LEFT JOIN opinion o ON o.id = e.owner_id
                    JOIN inspection i ON i.id = coalesce(a.inspection_id, o.inspection_id) \(campaign)
                """
        }
    }

    /// Unit, its id, campaign, title, detail, number, day, and whose page shows it.
    var columns: SQL {
        switch ledger {
        case .assessments: "i.name, i.organisation_id, c.name, a.role, a.state, \(noNumber), \(day), a.inspection_id"
        case .opinions: "i.name, i.organisation_id, c.name, o.state, '', \(noNumber), \(day), o.inspection_id"
        case .hearings:
            "i.name, i.organisation_id, c.name, h.audience, h.method, h.attendees, \(day), h.inspection_id"
        case .attendances:
            "t.organisation_name, t.organisation_id, c.name, t.person_name, t.post, \(noNumber), \(day), t.campaign_id"
        case .seats:
            "i.name, i.organisation_id, c.name, q.name, m.capacity, \(noNumber), \(day), m.inspection_id"
        default:
            isOfFinding
                ? """
                p.organisation_name, p.organisation_id, coalesce(c.name, ''), e.file_name, e.evidence_day, \(noNumber),
                    \(day), p.finding_id
                """
                : "i.name, i.organisation_id, c.name, e.file_name, e.evidence_day, \(noNumber), \(day), i.id"
        }
    }

    private var noNumber: SQL { "CAST(NULL AS INTEGER)" }

    /// The day or instant at which it was.
    var day: SQL {
        switch ledger {
        case .assessments: "a.submitted_at"
        case .opinions: "o.delivered_on"
        case .hearings: "h.on_day"
        case .attendances: "t.at"
        case .seats: "i.visited_on"
        default: "e.uploaded_at"
        }
    }

    /// Whether `day` is an instant.
    var isInstant: Bool { ledger == .assessments || ledger == .attendances || ledger == .evidence }

    /// What tells its rows apart.
    var key: SQL {
        switch ledger {
        case .assessments: "a.id"
        case .opinions: "o.id"
        case .hearings: "h.id"
        case .attendances: "t.id"
        case .seats: "(m.inspection_id || ' ' || m.person_id)"
        default: "e.id"
        }
    }

    var unit: SQL {
        switch ledger {
        case .attendances: "t.organisation_id"
        default: isOfFinding ? "p.organisation_id" : "i.organisation_id"
        }
    }

    var campaign: SQL { isOfFinding ? "p.campaign_id" : "c.id" }

    var each: [FigureEach: SQL] {
        switch ledger {
        case .attendances: [.unit: unit, .campaign: "t.campaign_id"]
        case .seats: [.unit: unit, .person: "m.person_id"]
        case .evidence: [:]
        default: [.unit: unit]
        }
    }

    /// Records of offices and teams: as the inspection, the campaign or the finding that they belong to.
    func visible(to viewer: Viewer) -> [SQL] {
        guard !viewer.role.belongsToOrganisation else { return ["false"] }
        return switch ledger {
        case .attendances: [Campaigns.visible(to: viewer)]
        case .evidence:
            isOfFinding
                ? ["e.owner_kind = 'finding-part' AND e.removed_at IS NULL", Findings.visible(to: viewer)]
                : [
                    "e.owner_kind IN ('assessment', 'opinion') AND e.removed_at IS NULL",
                    Inspections.visible(to: viewer),
                ]
        default: [Inspections.visible(to: viewer)]
        }
    }

    /// Whether the unit objected; once it is answered only its history tells.
    static var defended: SQL {
        "EXISTS (SELECT 1 FROM audit_entry d WHERE d.subject_id = o.id AND d.action = 'opinion.defended')"
    }
}
