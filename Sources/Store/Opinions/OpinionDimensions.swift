import SQLCore
import Supervision

/// The marks of an inspection by the framework's first level, as its opinion states them.
enum OpinionDimensions {
    /// Empty where nothing was assessed by marks.
    static func of(_ id: InspectionID, in db: SQLConnection) throws -> [(String, String, String)] {
        let framework: FrameworkID? = try db.first(
            """
            SELECT c.framework_version_id FROM inspection i JOIN campaign c ON c.id = i.campaign_id WHERE i.id = \(id)
            """)?.get(0)
        guard let framework else { return [] }
        let version = try FrameworkVersions.require(framework, in: db)
        guard let record = try Assessments.find(.onSite, of: id, in: version, db: db), record.submittedAt != nil else {
            return []
        }
        let tree = Rollup.compute(version, record.values, unit: try Assessments.unit(of: id, in: db))
        return tree.nodes.filter { $0.maximum > .zero }.map { node in
            (node.title, node.score?.formatted() ?? "—", node.maximum.formatted())
        }
    }
}
