package import SQLCore
package import Supervision
import Synchronization

/// Whether answers fit the checklist with which a visit was made.
package enum VisitChecklist {
    /// What is wrong, by field; the version is the visit's own, published or since withdrawn.
    package static func faults(of visit: Visit, in db: SQLConnection) throws -> [String: String] {
        guard let id = visit.checklist else { return [:] }
        let row = try db.first("SELECT digest, state FROM framework_version WHERE id = \(id)")
        guard let row else { return ["checklist": "没有找到这份清单，请更新后重新选择。"] }
        guard try row.get(1) != "draft" else { return ["checklist": "这份清单还没有发布。"] }
        let kinds = try kinds(of: id, digest: try row.get(0), in: db)
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

    private static let known = Mutex<[String: [String: Criterion.Kind]]>([:])

    /// What was published never changes, so its criteria are gathered once: hundreds of phones answer the same ones.
    private static func kinds(
        of id: FrameworkID, digest: String, in db: SQLConnection
    ) throws -> [String: Criterion.Kind] {
        if let kinds = known.withLock({ $0[digest] }) { return kinds }
        let leaves = try FrameworkVersions.require(id, in: db).leaves
        let kinds = Dictionary(leaves.compactMap { leaf in leaf.criterion.map { (leaf.number, $0.kind) } }) {
            first, _ in first
        }
        known.withLock { cache in
            if cache.count > 200 { cache = [:] }
            cache[digest] = kinds
        }
        return kinds
    }
}
