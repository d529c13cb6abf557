import SQLCore
import Store
import Supervision

/// All that the pages of one assessment show, read in one transaction.
struct AssessmentView: Sendable {
    let inspection: InspectionRow
    let framework: Framework
    let sheet: AssessmentSheet
    /// The frameworks of the campaign, each with where the unit stands.
    let sheets: [SheetRow]
    let record: AssessmentRecord?
    /// The unit's own assessment, beside which the team's stands.
    let own: AssessmentRecord?
    let tree: ScoreTree
    /// Findings that were written down at criteria and are not issued yet, by number.
    let drafts: [String: [FindingDraft]]
    /// Why it cannot be filled in now; nil when it can.
    let closed: String?

    var role: Assessment.Role { sheet.role }

    static func load(
        _ sheet: AssessmentSheet, of id: InspectionID, for viewer: Viewer, in db: SQLConnection
    ) throws -> AssessmentView {
        let inspection = try Inspections.require(id, visibleTo: viewer, in: db)
        let role = sheet.role
        let sheets = try Assessments.sheets(of: id, in: db)
        guard !sheets.isEmpty else { throw AssessmentChangeRefusal.noFramework }
        guard let version = sheets.first(where: { $0.number == sheet.number })?.framework else {
            throw AssessmentRefusal.notFound
        }
        if role != .own, viewer.role.belongsToOrganisation, try !isTold(id, in: db) { throw AssessmentRefusal.notFound }
        let framework = try FrameworkVersions.require(version, in: db)
        let record = try Assessments.find(sheet, of: id, in: framework, db: db)
        let own =
            role == .own
            ? nil : try Assessments.find(AssessmentSheet(.own, number: sheet.number), of: id, in: framework, db: db)
        let isTeams = role != .own && !viewer.role.belongsToOrganisation
        let drafts = isTeams ? try Findings.drafts(of: id, in: db) : []
        let here = drafts.filter { AssessmentSheet.read($0.criterion).sheet == sheet.number }
        return AssessmentView(
            inspection: inspection, framework: framework, sheet: sheet, sheets: sheets, record: record,
            own: own,
            tree: Rollup.compute(framework, record?.values ?? [:], unit: try Assessments.unit(of: id, in: db)),
            drafts: Dictionary(grouping: here) { AssessmentSheet.read($0.criterion).criterion },
            closed: try closed(role, record, id, viewer, in: db))
    }

    /// Whether the office has told the unit what the team found.
    private static func isTold(_ id: InspectionID, in db: SQLConnection) throws -> Bool {
        try InspectionSteps.isDone(.feedback, of: id, in: db)
    }

    private static func closed(
        _ role: Assessment.Role, _ record: AssessmentRecord?, _ id: InspectionID, _ viewer: Viewer,
        in db: SQLConnection
    ) throws -> String? {
        guard Assessments.mayWrite(role, viewer) else { return AssessmentChangeRefusal.notYours(role).message }
        if record?.state == .submitted { return AssessmentRefusal.submitted.message }
        if record != nil { return nil }
        do {
            try InspectionSteps.require(role.act, of: id, in: db)
            return nil
        } catch let refusal as any Refusal {
            return refusal.message
        }
    }

    /// Criteria that concern this unit, by their dimension.
    func leaves(of dimension: FrameworkNode) -> [FrameworkNode] { dimension.withDescendants.filter(\.isLeaf) }

    func isConcerned(_ node: FrameworkNode) -> Bool {
        if case .notApplicable("不适用于该类单位") = tree.node(node.number)?.reason { return false }
        return true
    }

    func answered(in dimension: FrameworkNode) -> (answered: Int, total: Int) {
        let leaves = leaves(of: dimension).filter(isConcerned)
        let missing = Set(tree.progress.missing)
        return (leaves.count { !missing.contains($0.number) }, leaves.count)
    }
}
