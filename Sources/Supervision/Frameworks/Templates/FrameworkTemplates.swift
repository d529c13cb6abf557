/// Frameworks that are shipped to be copied and changed; none of them is a regulation's own table.
package enum FrameworkTemplates {
    package static let all = [kindergarten, government]

    /// The remark that every template carries.
    static let label = "模板：要点取自公开文本，权重与分值由各地自定"

    static let consult = "查阅资料"
    static let observe = "观察现场"
    static let interview = "座谈访谈"
    static let look = "观察现场、查阅资料"

    /// A branch whose points stand one below the other, numbered from 1; its weight is their sum.
    static func dimension(_ number: Int, _ title: String, _ points: [Point]) -> FrameworkNode {
        let leaves = points.enumerated().map { index, point in
            FrameworkNode(
                "\(number).\(index + 1)", point.title, weight: Points(point.weight), criterion: point.criterion)
        }
        return FrameworkNode(
            "\(number)", title, weight: leaves.reduce(.zero) { $0 + $1.weight }, children: leaves)
    }

    /// One point to look at, in the short form in which the templates are written down.
    struct Point {
        let title: String
        let weight: Int
        let criterion: Criterion

        init(_ title: String, _ weight: Int, _ criterion: Criterion) {
            self.title = title
            self.weight = weight
            self.criterion = criterion
        }
    }

    static func scored(
        _ title: String, _ weight: Int, _ guidance: String, by method: String, evidence: Bool = false
    ) -> Point {
        point(title, weight, .scored(max: Points(weight)), guidance, method, evidence)
    }

    static func graded(
        _ title: String, _ weight: Int, _ guidance: String, by method: String, evidence: Bool = false
    ) -> Point {
        let levels = [("好", 100), ("较好", 80), ("一般", 60), ("差", 0)]
        return point(
            title, weight, .graded(levels.map { Criterion.Level($0.0, Points($0.1)) }), guidance, method, evidence)
    }

    static func yesNo(
        _ title: String, _ weight: Int, _ guidance: String, by method: String, evidence: Bool = false
    ) -> Point {
        point(title, weight, .yesNo, guidance, method, evidence)
    }

    static func counted(
        _ title: String, _ weight: Int, _ guidance: String, unit: String, target: Int?, by method: String,
        evidence: Bool = false
    ) -> Point {
        point(title, weight, .counted(unit: unit, target: target.map { Points($0) }), guidance, method, evidence)
    }

    static func veto(_ title: String, _ guidance: String, by method: String) -> Point {
        point(title, 0, .veto(cap: "不合格"), guidance, method, false)
    }

    private static func point(
        _ title: String, _ weight: Int, _ kind: Criterion.Kind, _ guidance: String, _ method: String, _ evidence: Bool
    ) -> Point {
        Point(
            title, weight, Criterion(kind, requiresEvidence: evidence, guidance: guidance, method: method))
    }
}

extension FrameworkNode {
    /// The node with the same ground below each of its criteria.
    func based(on basis: String) -> FrameworkNode {
        var next = self
        next.criterion?.basis = basis
        next.children = children.map { $0.based(on: basis) }
        return next
    }
}
