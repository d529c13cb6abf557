import SQLCore
import Store
import Supervision

/// All that the pages of one government's self-report show, read in one transaction.
struct GovernmentView: Sendable {
    /// One criterion with who answers it and how far that is.
    struct Line: Sendable {
        let node: FrameworkNode
        let lead: IndicatorShareRow?
        let helpers: [IndicatorShareRow]
        let answer: StoredAnswer?
        let files: [EvidenceFile]

        var shares: [IndicatorShareRow] { (lead.map { [$0] } ?? []) + helpers }
        var isWaiting: Bool { shares.contains { $0.share.state != .reported } }

        /// Why it would be missing from the pack; empty when nothing is.
        var missing: String {
            let open = shares.filter { $0.share.state != .reported }.map { "\($0.department)未报送" }
            let unanswered = answer?.value == nil && answer?.isApplicable != false ? ["未作答"] : []
            let needed = (node.criterion?.requiresEvidence ?? false) && answer?.isApplicable != false
            let without = needed && files.isEmpty ? ["缺佐证材料"] : []
            return (open + unanswered + without).joined(separator: "；")
        }
    }

    let found: GovernmentCase
    let framework: Framework?
    let lines: [Line]
    let record: AssessmentRecord?
    let report: String
    let reportVersion: Int
    let reportedBy: String
    let reportedAt: Instant?
    let mayEdit: Bool
    /// Whether the viewer opens the inspection itself; the office of the place may only gather.
    let seesInspection: Bool
    /// Whether there is a division of an earlier case to begin with.
    let hasBefore: Bool

    init(_ id: InspectionID, visibleTo viewer: Viewer, in db: SQLConnection) throws {
        let found = try GovernmentCases.require(id, visibleTo: viewer, in: db)
        let framework = try found.framework.map { try FrameworkVersions.require($0, in: db) }
        let shares = try IndicatorShares.list(
            IndicatorShareFilter(of: id), .chunk(1, of: 5_000), visibleTo: .system(on: viewer.day), in: db
        ).rows
        let record = try framework.flatMap { try Assessments.find(.own, of: id, in: $0, db: db) }
        let unit = try Assessments.unit(of: id, in: db)
        let byCriterion = Dictionary(grouping: shares, by: \.share.criterion)
        lines = (framework?.leaves ?? []).filter { $0.criterion?.applicability.includes(unit) ?? true }.map { node in
            let own = byCriterion[node.number] ?? []
            return Line(
                node: node, lead: own.first { $0.share.kind == .lead },
                helpers: own.filter { $0.share.kind == .cooperating }, answer: record?.answers[node.number],
                files: record?.evidence[node.number] ?? [])
        }
        self.found = found
        self.framework = framework
        self.record = record
        let report = try SelfReports.find(id, in: db)
        self.report = report?.text ?? ""
        reportVersion = report?.version ?? 0
        reportedBy = report?.byName ?? ""
        reportedAt = self.report.isEmpty ? nil : report?.updatedAt
        mayEdit = SelfReports.mayEdit(found, viewer) && !found.isSubmitted
        seesInspection = try Inspections.find(id, visibleTo: viewer, in: db) != nil
        hasBefore = mayEdit && shares.isEmpty ? try IndicatorDivision.before(found, in: db) != nil : false
    }

    var shares: [IndicatorShareRow] { lines.flatMap(\.shares) }
    var unassigned: Int { lines.count { $0.lead == nil } }
}

extension EvidencePack {
    init(_ view: GovernmentView) {
        let sections = view.lines.map { line in
            EvidencePack.Section(
                number: line.node.number, title: line.node.title,
                unit: line.shares.map(\.department).joined(separator: "、"), state: line.answer?.text ?? "未作答",
                missing: line.missing, files: line.files)
        }
        self.init(title: "\(view.found.name)自评材料", report: view.report, sections: sections)
    }
}
