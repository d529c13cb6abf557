package import SQLCore
import Supervision

extension Opinions {
    /// Why the procedure does not let the next text be written yet, as a sentence; nil when it does.
    package static func obstacle(_ found: OpinionCase, in db: SQLConnection) throws -> String? {
        let act: StepAct? =
            switch found.opinion?.state ?? .drafting {
            case .drafting: .feedback
            case .settled, .drafted: .opinion
            default: nil
            }
        guard let act else { return nil }
        // A void 督导意见书 is drafted anew although its step is done.
        if act == .opinion, try InspectionSteps.isDone(.opinion, of: found.inspection, in: db) { return nil }
        do {
            try InspectionSteps.require(act, of: found.inspection, in: db)
            return nil
        } catch let refusal as any Refusal {
            return refusal.message
        }
    }

    /// What the next text begins with: what was written last, or what the records say.
    package static func suggestion(_ found: OpinionCase, in db: SQLConnection) throws -> String {
        switch found.opinion?.state ?? .drafting {
        case .drafting:
            return try found.opinion?.latest(.preliminary)?.text ?? composed(found, in: db)
        case .settled, .drafted:
            return try found.opinion?.latest(.final)?.text ?? composed(found, in: db)
        default: return ""
        }
    }

    private static func composed(_ found: OpinionCase, in db: SQLConnection) throws -> String {
        OpinionText.compose(found.content(dimensions: try OpinionDimensions.of(found.inspection, in: db))).editable
    }
}
