import SQLCore
package import Supervision

/// What an answer to a point of the defence changes.
package enum AnswerChange: Sendable {
    /// The point is not followed.
    case none
    /// The text of the 督导意见书 says something else; in the words of the office.
    case text(String)
    /// A finding that was not issued yet reads differently.
    case amend(FindingID, problem: String, requirement: String)
    /// It is no finding after all.
    case withdraw(FindingID)
}

// From the office's answers to the 督导意见书 in the hands of the unit.
extension Opinions {
    package static func answer(
        _ id: InspectionID, point: Int, _ text: String, _ answer: AnswerChange, version: Int?, _ act: Act
    ) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        let told = try described(answer, found)
        try change(found, version: version, "answered", act) {
            try $0.answered(point: point, text, change: told, by: act.viewer.person, on: act.day)
        }
        switch answer {
        case .none, .text: break
        case .amend(let finding, let problem, let requirement):
            try OpinionFindings.amend(finding, problem: problem, requirement: requirement, of: found, act)
        case .withdraw(let finding):
            try OpinionFindings.withdraw(finding, of: found, act)
        }
    }

    /// 督导意见书 drafted by the office; redrafting replaces the text of the same document.
    package static func draftFinal(_ id: InspectionID, _ text: String, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try requireStep(id, act)
        let drafted = try Documents.current(.opinion, about: id.rawValue, in: act.db)
        let document: DocumentID = drafted?.id ?? act.newID()
        let opinion = try change(found, version: version, "finalDrafted", act, document: document) {
            try $0.finalDrafted(text, by: act.viewer.person, on: act.day)
        }
        let letter = DocumentText(
            title: "\(found.campaignName)督导意见书", recipient: found.unit,
            blocks: DocumentText.blocks(editing: opinion.latest(.final)?.text ?? text))
        if var record = drafted {
            record.document = try record.document.edited(letter, by: act.viewer.person, on: act.day)
            return try Documents.save(record, "document.edited", act)
        }
        let office = try DocumentNumbers.office(for: found.place, in: act.db)
        var new = Document(
            id: document, kind: .opinion, office: office, text: letter, draftedBy: act.viewer.person, on: act.day)
        new.replaces = found.document
        try Documents.insert(
            DocumentRecord(
                new,
                subjectKind: .inspection, subject: id.rawValue, organisation: found.organisation,
                organisationName: found.unit, place: found.place), act)
    }

    package static func reject(_ id: InspectionID, reason: String, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try change(found, version: version, "rejected", act) {
            try $0.rejected(reason: reason, by: act.viewer.person, on: act.day)
        }
    }

    /// Approved, numbered and sent in one transaction; the findings are issued with it.
    package static func approve(_ id: InspectionID, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try requireStep(id, act)
        guard let drafted = try Documents.current(.opinion, about: id.rawValue, in: act.db) else {
            throw DocumentRefusal.notFound
        }
        if let version, version != found.opinion?.version { throw OpinionRefusal.changedMeanwhile }
        try TeamVotes.requirePassed(found, in: act.db)
        let approved = try found.opinion?.approved(by: act.viewer.person, on: act.day)
        let number = try Documents.issue(drafted, act)
        guard let issued = try Documents.current(.opinion, about: id.rawValue, in: act.db) else {
            throw DocumentRefusal.notFound
        }
        try Documents.send(issued, act)
        try change(found, "sent", act) { opinion in
            try (approved ?? opinion).sent(number: number, by: act.viewer.person, on: act.day)
        }
        try Findings.issueDrafts(of: id, act)
        try OpinionClocks.opinionSent(found, act)
        try InspectionSteps.note(.opinion, of: id, act)
    }

    /// The unit has received the 督导意见书.
    package static func acknowledge(_ id: InspectionID, version: Int?, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        try change(found, version: version, "acknowledged", act) {
            try $0.acknowledged(by: act.viewer.person, on: act.day)
        }
    }

    /// The 督导意见书 that was sent is void: it is drafted anew and gets a new number.
    ///
    /// Findings that were issued with it stay as they are.
    static func voided(_ id: InspectionID, reason: String, _ act: Act) throws {
        let found = try whole(id, visibleTo: act.viewer, in: act.db)
        guard [.sent, .acknowledged].contains(found.opinion?.state) else { return }
        try change(found, "voided", act) { try $0.voided(reason: reason, by: act.viewer.person, on: act.day) }
    }

    /// The procedure calls for the 督导意见书 now, or did before and the one that was sent is void.
    private static func requireStep(_ id: InspectionID, _ act: Act) throws {
        if try InspectionSteps.isDone(.opinion, of: id, in: act.db) { return }
        try InspectionSteps.require(.opinion, of: id, in: act.db)
    }

    private static func described(_ answer: AnswerChange, _ found: OpinionCase) throws -> String? {
        switch answer {
        case .none: return nil
        case .text(let change): return change
        case .amend(let id, let new, _): return "问题“\(try OpinionFindings.draft(id, of: found).problem)”改为“\(new)”"
        case .withdraw(let id): return "撤销问题“\(try OpinionFindings.draft(id, of: found).problem)”"
        }
    }
}
