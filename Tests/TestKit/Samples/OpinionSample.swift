import SQLCore
package import Store
package import Supervision
import Web

/// Inspections that were assessed and wait for their preliminary opinion.
extension CampaignSample {
    /// Brings every unit of the sample to 督评反馈, with a score, a grade and findings that are not issued yet.
    package func assessed(in site: TestSite, findings: [String] = ["消防设施缺失", "台账不全"]) async throws {
        for (index, inspection) in inspections.enumerated() {
            try await perform(in: site) { act in
                for done in [StepAct.selfAssessment, .onSite] { try InspectionSteps.note(done, of: inspection, act) }
                try act.db.execute(
                    """
                    UPDATE inspection SET score = '85.50', grade = \(index == 0 ? "良好" : "合格"), visited_on = '2026-03-05'
                    WHERE id = \(inspection)
                    """)
                for problem in findings {
                    _ = try Findings.draft(
                        NewFinding(
                            source: .onSite, campaign: campaign, inspection: inspection,
                            organisation: organisations[index], criterion: "1.1", criterionText: "园舍场地",
                            problem: problem,
                            requirement: "限期整改：\(problem)", grade: .serious), act)
                }
            }
        }
    }

    /// A draft of the campaign's report, without assessing anything.
    package func report(in site: TestSite, county: String = "500101") async throws -> DocumentID {
        try await perform(in: site) { act in
            let document = Document(
                id: act.newID(), kind: .report, office: "督导室",
                text: DocumentText(title: "样例督导报告", blocks: [.paragraph("正文")]), draftedBy: "system", on: act.day)
            let place = Place(province: "\(county.prefix(2))0000", city: "\(county.prefix(4))00", county: county)
            try Documents.insert(
                DocumentRecord(document, subjectKind: .campaign, subject: campaign.rawValue, place: place), act)
            return document.id
        }
    }

    /// Does something as the platform itself.
    package func perform<T: Sendable>(
        in site: TestSite, _ body: @escaping @Sendable (Act) throws -> T
    ) async throws -> T {
        let change = Change(
            command: NewID.random(at: site.services.now()), digest: "sample",
            viewer: .system(on: site.services.today()), at: site.services.now())
        return try await site.services.database.write { db in try body(Act(change, in: db)) }
    }

    /// Accounts of the county's office, the team and the first unit: officer, second, director, lead, member, principal.
    package func accounts(on site: TestSite, county: String = "500112") async throws {
        for (login, role) in [("officer", Role.officer), ("second", .officer), ("director", .director)] {
            try await site.account(login, role, .region(.county, code: county))
        }
        try await site.account("lead", .inspector, .granted, person: lead)
        try await site.account("member", .inspector, .granted, person: member)
        try await site.account("principal", .principal, .organisation(organisation))
    }
}
