/// How an indicator stands: 合格, 基本合格, 不合格, or nobody can say yet.
package enum StandardGrade: String, Hashable, Sendable, Codable, CaseIterable {
    case met, basic, notMet, undetermined

    package var label: String {
        switch self {
        case .met: "合格"
        case .basic: "基本合格"
        case .notMet: "不合格"
        case .undetermined: "未判定"
        }
    }

    /// Reads what offices write; nil for anything else.
    package init?(written text: String) {
        switch text.comparisonKey {
        case "合格", "达标", "是", "符合", "达到", "未发生", "met": self = .met
        case "基本合格", "basic": self = .basic
        case "不合格", "未达标", "不达标", "否", "不符合", "未达到", "发生", "notmet": self = .notMet
        case "未判定", "待定", "待核", "", "undetermined": self = .undetermined
        default: return nil
        }
    }

    /// What holds when all of them must hold: a failure decides, then what is open.
    package static func all(_ grades: [StandardGrade]) -> StandardGrade {
        for grade in [StandardGrade.notMet, .undetermined, .basic] where grades.contains(grade) { return grade }
        return .met
    }

    package var verdict: BalanceVerdict {
        switch self {
        case .met, .basic: .pass
        case .notMet: .fail
        case .undetermined: .undetermined
        }
    }
}

/// What a person found about a condition that no figure decides.
package struct Judgement: Hashable, Sendable {
    package let grade: StandardGrade
    /// On what it rests; a judgement without is none.
    package let basis: String

    package init(_ grade: StandardGrade, basis: String) {
        self.grade = grade
        self.basis = basis
    }
}
