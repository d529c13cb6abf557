package import SQLCore
package import Supervision

/// Whether answers fit the checklist with which a visit was made.
package enum VisitChecklist {
    /// What is wrong, by field; the version is the visit's own, published or since withdrawn.
    package static func faults(of visit: Visit, in db: SQLConnection) throws -> [String: String] {
        guard let id = visit.checklist else { return [:] }
        let framework: Framework
        do {
            framework = try FrameworkVersions.require(id, in: db)
        } catch FrameworkRefusal.notFound {
            return ["checklist": "没有找到这份清单，请更新后重新选择。"]
        }
        guard framework.state != .draft else { return ["checklist": "这份清单还没有发布。"] }
        var kinds: [String: Criterion.Kind] = [:]
        for leaf in framework.leaves { kinds[leaf.number] = leaf.criterion?.kind }
        var faults: [String: String] = [:]
        for answer in visit.answers {
            guard let kind = kinds[answer.criterion] else {
                faults["answers.\(answer.criterion)"] = "清单里没有第\(answer.criterion)项。"
                continue
            }
            if !answer.value.isEmpty, Answer.Value(answer.value, for: kind) == nil {
                faults["answers.\(answer.criterion)"] = "第\(answer.criterion)项的回答与“\(kind.label)”不符。"
            }
        }
        return faults
    }
}
