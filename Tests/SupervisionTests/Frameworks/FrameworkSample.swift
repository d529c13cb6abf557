@testable import Supervision

extension Framework {
    /// One branch of 60 with a scored and a graded leaf, one of 40 with a yes/no, a count and a veto.
    static func sample(bands: [Band] = Band.usual) -> Framework {
        Framework(
            id: "f1", code: "sample", name: "样例", bands: bands,
            nodes: [
                FrameworkNode(
                    "1", "条件", weight: Points(60),
                    children: [
                        FrameworkNode("1.1", "场地", weight: Points(30), criterion: Criterion(.scored(max: Points(30)))),
                        FrameworkNode("1.2", "设施", weight: Points(30), criterion: Criterion(.graded(levels))),
                    ]),
                FrameworkNode(
                    "2", "安全", weight: Points(40),
                    children: [
                        FrameworkNode(
                            "2.1", "制度", weight: Points(20), criterion: Criterion(.yesNo, requiresEvidence: true)),
                        FrameworkNode(
                            "2.2", "演练", weight: Points(20),
                            criterion: Criterion(.counted(unit: "次", target: Points(4)))),
                        FrameworkNode("2.3", "事故", weight: .zero, criterion: Criterion(.veto(cap: nil))),
                    ]),
            ])
    }

    static let levels = [
        Criterion.Level("优", Points(100)), Criterion.Level("中", Points(60)), Criterion.Level("差", .zero),
    ]

    /// A valid tree of random shape.
    static func random(_ random: inout SplitMix) -> Framework {
        let nodes = (1...(1 + random.below(4))).map { branch(number: "\($0)", depth: 1, &random) }
        return Framework(
            id: "r", code: "c\(random.below(99))", name: "随机", label: "说明\n两行", isTemplate: random.below(2) == 0,
            nodes: nodes)
    }

    private static func branch(number: String, depth: Int, _ random: inout SplitMix) -> FrameworkNode {
        if depth == 3 || (depth > 1 && random.below(2) == 0) {
            let criterion = criterion(&random)
            let weight = criterion.kind.earns ? Points(scaled: 1 + random.below(200_000)) : .zero
            return FrameworkNode(number, "指标\(number)", weight: weight, criterion: criterion)
        }
        var children = (1...(1 + random.below(3))).map { branch(number: "\(number).\($0)", depth: depth + 1, &random) }
        if children.allSatisfy({ $0.weight == .zero }) {
            children.append(
                FrameworkNode("\(number).9", "保底", weight: Points(1), criterion: Criterion(.yesNo)))
        }
        return FrameworkNode(
            number, "分项\(number)", weight: children.reduce(.zero) { $0 + $1.weight }, children: children)
    }

    private static func criterion(_ random: inout SplitMix) -> Criterion {
        let kind: Criterion.Kind =
            switch random.below(6) {
            case 0: .scored(max: Points(1 + random.below(20)))
            case 1: .graded(levels)
            case 2: .yesNo
            case 3: .counted(unit: "人次", target: Points(1 + random.below(9)))
            case 4: .counted(unit: "所", target: nil)
            default: .veto(cap: random.below(2) == 0 ? nil : "合格")
            }
        return Criterion(
            kind, requiresEvidence: random.below(2) == 0, basis: "条款\(random.below(9))", guidance: "看，\"引号\"",
            method: "查阅", applicability: Applicability(kinds: random.below(3) == 0 ? ["幼儿园", "小学"] : []))
    }
}
