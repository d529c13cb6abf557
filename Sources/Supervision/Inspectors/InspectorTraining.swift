/// What an inspector was at: a training with its hours, or a meeting.
package enum InspectorActivityKind: String, Sendable, CaseIterable, Spelled {
    case training, induction, meeting

    package static let table = SpellingTable<InspectorActivityKind>()

    package var spellings: [String] {
        switch self {
        case .training: ["业务培训", "集中培训", "专题培训", "网络培训", "学习培训"]
        case .induction: ["岗前", "任前培训", "上岗培训"]
        case .meeting: ["例会", "工作会议", "月例会"]
        }
    }

    package var label: String {
        switch self {
        case .training: "培训"
        case .induction: "岗前培训"
        case .meeting: "会议"
        }
    }

    package var counts: Bool { self != .meeting }
}

/// Hours of training in a year against what is asked (《督学管理暂行办法》: 40 a year), in tenths of an hour.
package struct TrainingStanding: Hashable, Sendable {
    package let tenths: Int

    package static let neededTenths = 400
    package static let clause = Clause(
        document: "《督学管理暂行办法》", article: nil, summary: "督学每年参加培训不少于40学时")

    package init(tenths: Int) {
        self.tenths = tenths
    }

    package var missingTenths: Int { max(0, TrainingStanding.neededTenths - tenths) }
    package var isReached: Bool { missingTenths == 0 }

    /// Such as `36` or `36.5`.
    package static func text(_ tenths: Int) -> String {
        tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// Reads `8`, `7.5`; nil for what is no number of hours from 0 to 500 with one digit after the point.
    package static func tenths(_ text: String) -> Int? {
        let parts = text.normalisedCell.split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts[0].utf8.count <= 3, String(parts[0]).isASCIIDigits,
            let whole = Int(parts[0])
        else { return nil }
        var tenths = whole * 10
        if parts.count == 2 {
            guard parts[1].utf8.count == 1, let digit = Int(parts[1]), (0...9).contains(digit) else { return nil }
            tenths += digit
        }
        return tenths <= 5_000 ? tenths : nil
    }
}
