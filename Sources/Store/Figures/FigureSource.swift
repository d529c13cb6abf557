import SQLCore
import Supervision

/// Where the rows of a query lie: exactly those that its ledger's page lists for the same viewer.
struct FigureSource {
    let from: SQL
    let condition: SQL
    /// The column by which rows are told apart when each unit, day or person counts once.
    var each: [FigureEach: SQL] = [:]
    var columns: [FigureColumn: SQL] = [:]

    /// The ledgers that SQL lists; a round's units are gathered in Swift.
    init(_ query: FigureQuery, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        let ask = { (name: String) in query[name] }
        switch query.ledger {
        case .findings:
            let filter = FindingFilter(asking: ask)
            let narrowed = try viewer.narrowed(to: filter.narrowing, in: db)
            self.init(Findings.selection(filter, narrowed))
            each = [.unit: "p.organisation_id", .problem: "p.finding_id"]
        case .inspections:
            self.init(Inspections.selection(InspectionFilter(asking: ask, on: viewer.day), viewer))
            each = [.unit: "i.organisation_id", .day: "i.visited_on"]
            columns = [.score: "i.score"]
        case .organisations:
            self.init(("FROM organisation o", Organisations.matching(OrganisationFilter(asking: ask), viewer)))
            columns = [.pupils: "o.pupils"]
        case .assessments, .opinions, .hearings, .attendances, .seats, .evidence:
            self = PlainRecords.source(PlainRecordFilter(query.ledger, asking: ask), viewer)
        default:
            self.init(FigureSource.simple(query.ledger, ask, viewer))
        }
    }

    init(_ selection: (from: SQL, condition: SQL)) {
        from = selection.from
        condition = selection.condition
    }

    private static func simple(
        _ ledger: FigureLedger, _ ask: (String) -> String, _ viewer: Viewer
    ) -> (from: SQL, condition: SQL) {
        switch ledger {
        case .extensions: Extensions.selection(ExtensionFilter(asking: ask), viewer)
        case .rechecks: Rechecks.selection(RecheckFilter(asking: ask), viewer)
        case .campaigns: Campaigns.selection(CampaignFilter(asking: ask), viewer)
        case .results: Results.selection(ResultFilter(asking: ask), viewer)
        case .resultUses: ResultUses.selection(ResultUseFilter(asking: ask), viewer)
        case .documents: Documents.selection(DocumentFilter(asking: ask), viewer)
        case .objections: Objections.selection(ObjectionFilter(asking: ask), viewer)
        case .dutyTargets: DutyTargets.selection(DutyTargetFilter(asking: ask), viewer)
        case .receptions: Receptions.selection(ReceptionFilter(asking: ask), viewer)
        case .inspectors: Inspectors.selection(InspectorFilter(asking: ask), viewer)
        default: ("FROM campaign c", "false")
        }
    }

    /// Whether there is any row.
    var exists: SQL { "EXISTS (SELECT 1 \(from) WHERE \(condition))" }
}
