/// By which words an item is of which kind.
enum PlanTopics {
    private static let words: [(PlanKind, [Word])] = [
        (.governments, ["督政", "履行教育职责", "履职评价", "政府教育工作", "对县", "市对区", "乡镇（街道）", "政府履职", "教育履职", "省督导考评", "政府教育职责"]),
        (
            .schools,
            [
                "督学工作", "中小学", "幼儿园", "学校", "办园", "挂牌督导", "经常性督导", "随访", "校园长", "校（园）长", "园长", "立德树人", "素质教育", "双减",
                "优质均衡", "普及普惠",
                "学前教育", "义务教育", "民办", "责任区", "入校督导", "开学",
            ]
        ),
        (.monitoring, ["监测", "满意度", "测评", "质量评价", "绩效", "评估监测", "诊断报告", "教育评价"]),
        (.special, ["专项", "双减", "“双减”", "五项管理", "开学工作", "开学条件"]),
        (.reform, ["体制机制", "督导改革", "机制改革", "管理体制", "条例", "工作规程", "督导机构", "制度建设", "领导", "督导委员会"]),
        (.inspectors, ["队伍", "培训", "督学聘任", "选聘", "督学管理", "督学考核", "督学资格", "督学责任区", "督学培训", "能力建设"]),
        (.accountability, ["问责", "约谈", "责任追究", "整改", "复查", "回访", "回头看", "通报制度"]),
        (.digital, ["信息化", "平台建设", "智能化", "大数据", "管理系统"]),
        (.research, ["研究", "论文", "交流", "典型案例", "课题", "总结推广"]),
        (.support, ["经费", "保障", "宣传", "党建", "党对教育督导", "组织领导"]),
    ]

    /// The kinds of an item: what its title says; else its chapter; else its words.
    static func kinds(title: Range<Int>, chapters: [Range<Int>], body: Range<Int>, _ text: PlanText) -> [PlanKind] {
        var kinds = found(in: title, text)
        for chapter in chapters where kinds.isEmpty || !strong(chapter, text).isEmpty {
            for kind in strong(chapter, text) where !kinds.contains(kind) { kinds.append(kind) }
        }
        if kinds.isEmpty { kinds = chapters.flatMap { found(in: $0, text) } }
        if kinds.isEmpty { kinds = Array(found(in: body, text).prefix(2)) }
        if kinds.isEmpty { kinds = [.other] }
        return PlanKind.allCases.filter(kinds.contains)
    }

    /// What a chapter's heading says of every item in it.
    private static func strong(_ chapter: Range<Int>, _ text: PlanText) -> [PlanKind] {
        let words: [(PlanKind, [Word])] = [
            (.governments, ["督政"]), (.schools, ["督学工作", "督学方面", "聚焦督学", "强化督学", "深化督学", "加强督学工作"]),
            (.monitoring, ["评估监测", "质量监测", "监测评估", "监测方面", "绩效考核"]), (.special, ["专项督导"]),
            (.reform, ["体制机制", "督导改革"]), (.inspectors, ["队伍建设"]),
        ]
        return words.filter { $0.1.contains { text.holds($0, in: chapter) } }.map(\.0)
    }

    private static func found(in range: Range<Int>, _ text: PlanText) -> [PlanKind] {
        words.filter { pair in pair.1.contains { text.holds($0, in: range) } }.map(\.0)
    }
}
