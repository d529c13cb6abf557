/// Where a target stands, by the live figure beside it.
package enum FigureStanding: String, Hashable, Sendable, CaseIterable {
    case reached, onTheWay, missed, aimOpen, noData, notJudged

    package var label: String {
        switch self {
        case .reached: "已达到"
        case .onTheWay: "推进中"
        case .missed: "未达到"
        case .aimOpen: "力争目标未达到"
        case .noData: "尚无数据"
        case .notJudged: "不作评判"
        }
    }
}

extension FigureStanding {
    /// Only what must be done can be missed, and only once its time is over.
    ///
    /// Base lines and approximate figures are never judged, nor what has to be reached again and again (每月至少1次, 五年一轮):
    /// the year's count says nothing about a single month or round. `ends` is the last day of its time.
    package init(_ target: PlanTarget, value: FigureValue, of figure: Figure, ends: Day, on today: Day) {
        guard let quantity = target.quantity, !target.comesBack, target.force == .must || target.force == .aim else {
            self = .notJudged
            return
        }
        guard let number = value.number else {
            self = .noData
            return
        }
        let shown = figure.isShare ? number * .hundred : number
        let wanted = Score(quantity)
        let isOver = today > ends
        // More than was promised is no failure unless it was a limit.
        let holds = target.comparison == .atMost ? !(wanted < shown) : !(shown < wanted)
        if target.comparison == .atMost {
            self = holds ? (isOver ? .reached : .onTheWay) : target.force == .must ? .missed : .aimOpen
        } else if holds {
            self = .reached
        } else {
            self = !isOver ? .onTheWay : target.force == .must ? .missed : .aimOpen
        }
    }
}

/// Which figure may stand beside a target, read from its unit and words; an officer confirms it.
package struct FigureProposal: Hashable, Sendable {
    package let code: String
    package let qualifiers: [String]

    package init(_ code: String, _ qualifiers: [String] = []) {
        self.code = code
        self.qualifiers = qualifiers
    }

    /// As `plan_target.figure` keeps it.
    package var key: String { ([code] + qualifiers).joined(separator: " | ") }
}

extension FigureProposal {
    /// Nil where nothing that is counted fits.
    ///
    /// `words` are those of the item; `campaigns` are linked to it and narrow what is counted in inspections.
    package init?(for target: PlanTarget, words: String, campaigns: [CampaignID] = []) {
        guard target.quantity != nil else { return nil }
        let said = target.of + target.text + words
        let linked = campaigns.isEmpty ? [] : ["campaign=\(campaigns.map(\.rawValue).joined(separator: ","))"]
        let kinds = FigureProposal.kind(in: target.of + target.text) ?? FigureProposal.kind(in: words)
        func has(_ some: String...) -> Bool { some.contains { said.contains($0) } }
        func names(_ some: String...) -> Bool { some.contains { (target.of + target.text).contains($0) } }
        switch target.unit {
        case "%", "％": self.init(share: said)
        case "所", "家", "个", "区", "县":
            if names("政府") || target.of.contains("区县") {
                self.init("government.evaluated", linked)
            } else if names("问题") {
                self.init(has("整改", "销号") ? "finding.closed" : "finding.found")
            } else if names("项目", "专项督导"), kinds == nil {
                self.init("campaign.begun")
            } else if !linked.isEmpty || FigureProposal.work.contains(where: said.contains) {
                self.init("campaign.finished.organisations", (kinds.map { [$0] } ?? []) + linked)
            } else {
                return nil
            }
        case "次", "所次":
            if names("复查", "回访") {
                self.init("finding.recheck")
            } else if names("到校", "入校", "入园", "进校", "随访", "暗访", "视导", "巡查", "检查"), !names("会", "培训", "研修") {
                self.init("inspection.visited", (kinds.map { [$0] } ?? []) + linked)
            } else {
                return nil
            }
        case "人次", "人", "名":
            if has("培训", "研修") {
                self.init("training.persons")
            } else if has("督学") {
                self.init(has("专职") ? "inspector.fullTime" : "inspector.serving")
            } else {
                return nil
            }
        case "期", "场", "场次":
            if has("培训", "研修") {
                self.init("training.sessions")
            } else if has("座谈", "听取", "访谈") {
                self.init("inspection.heard")
            } else {
                return nil
            }
        case "份", "期次": self.init(paper: said)
        case "项":
            guard has("督导", "督查", "评估") else { return nil }
            self.init("campaign.begun")
        case "轮":
            guard has("督导", "评估") || said.contains("一轮") else { return nil }
            self.init("round.done.share")
        default: return nil
        }
    }

    /// What an office does at a unit: without one of these words a number of units is no number of inspections.
    private static let work = ["督导", "评估", "督查", "检查", "暗访", "视导", "验收", "核验", "抽查", "复核", "走访", "巡查"]

    private init?(share said: String) {
        if said.contains("销号") {
            self.init("finding.closed.share")
        } else if said.contains("整改") {
            self.init("finding.rectified.share")
        } else if said.contains("督导覆盖") || said.contains("轮") {
            self.init("round.done.share")
        } else if said.contains("异议") {
            self.init("document.objections.share")
        } else {
            return nil
        }
    }

    private init?(paper said: String) {
        let kinds: [(String, String)] = [
            ("通报", "document.circular"), ("通知", "document.notice"), ("意见书", "opinion.issued"),
            ("提示函", "document.reminder"), ("整改通知", "document.rectification"), ("报告", "document.report"),
        ]
        guard
            let code = kinds.first(where: { said.contains($0.0) })?.1 ?? (said.contains("文") ? "document.issued" : nil)
        else { return nil }
        self.init(code)
    }

    /// The word of the registry that a plan's words mean; the longest spelling wins.
    private static func kind(in words: String) -> String? {
        let spellings: [(String, String)] = [
            ("义务教育", "compulsory"), ("幼儿园", "kindergarten"), ("中等职业", "vocational"), ("中职", "vocational"),
            ("特殊教育", "特教"), ("特教", "特教"), ("小学", "primary"), ("初中", "junior"), ("高中", "senior"), ("中小学", "school"),
            ("培训机构", "provider"), ("学校", "school"),
        ]
        if words.contains("中小学") { return "school" }
        return spellings.first { words.contains($0.0) }?.1
    }
}
