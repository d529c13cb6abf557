/// Which units next year's 复查回访 should go to: those with problems of a kind, grade or source in a year.
package struct RevisitRule: Hashable, Sendable {
    /// The year in which the problems were issued.
    package var year: Int
    /// This grade or worse.
    package var grade: Finding.Grade
    package var source: Finding.Source?
    package var campaign: CampaignID?
    /// At least so many of them at one unit.
    package var count: Int
    package var standing: Standing

    package init(
        year: Int, grade: Finding.Grade = .ordinary, source: Finding.Source? = nil, campaign: CampaignID? = nil,
        count: Int = 1, standing: Standing = .any
    ) {
        self.year = year
        self.grade = grade
        self.source = source
        self.campaign = campaign
        self.count = count
        self.standing = standing
    }

    package enum Standing: String, Hashable, Sendable, CaseIterable {
        case any, closed, open, cameBack

        package var label: String {
            switch self {
            case .any: "不限"
            case .closed: "全部已销号"
            case .open: "仍有未销号"
            case .cameBack: "曾反弹或被重新打开"
            }
        }
    }

    package var grades: [Finding.Grade] { Finding.Grade.allCases.filter { $0 >= grade } }

    /// Whether a unit with these figures is proposed.
    package func proposes(_ unit: RevisitFigures) -> Bool {
        guard unit.findings >= max(1, count) else { return false }
        return switch standing {
        case .any: true
        case .closed: unit.open == 0
        case .open: unit.open > 0
        case .cameBack: unit.cameBack > 0
        }
    }

    /// The rule in words, for the campaign that comes of it.
    package var text: String {
        let kind = [source?.label, grade == .ordinary ? nil : "\(grade.label)\(grade == .grave ? "" : "及以上")"]
            .compactMap { $0 }.joined(separator: "、")
        let several = count > 1 ? "\(count)个以上" : ""
        let state = standing == .any ? "" : "（\(standing.label)）"
        return "\(year)年下发\(kind)问题\(several)\(state)"
    }
}

/// What a unit had of the problems that a rule asks for.
package struct RevisitFigures: Hashable, Sendable {
    package let findings: Int
    package let open: Int
    package let serious: Int
    package let grave: Int
    package let cameBack: Int
    package let rechecked: Int

    package init(findings: Int, open: Int = 0, serious: Int = 0, grave: Int = 0, cameBack: Int = 0, rechecked: Int = 0)
    {
        self.findings = findings
        self.open = open
        self.serious = serious
        self.grave = grave
        self.cameBack = cameBack
        self.rechecked = rechecked
    }

    /// Why this unit was listed, kept with the campaign.
    package func reason(under rule: RevisitRule) -> String {
        let marks = [
            grave > 0 ? "严重\(grave)个" : nil, serious > 0 ? "较重\(serious)个" : nil, open > 0 ? "未销号\(open)个" : nil,
        ].compactMap { $0 }
        let more = marks.isEmpty ? "" : "，其中\(marks.joined(separator: "、"))"
        return "\(rule.text)：\(findings)个\(more)"
    }
}
