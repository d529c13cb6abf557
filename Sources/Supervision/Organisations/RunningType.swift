/// Who runs an organisation (办别).
package enum RunningType: String, CaseIterable, Sendable, Codable, Spelled {
    case `public`, `private`, department, collective, foreign
    case inclusivePrivate = "inclusive-private"

    package static let table = SpellingTable<RunningType>()

    package var label: String {
        switch self {
        case .public: "公办"
        case .private: "民办"
        case .department: "部门办"
        case .collective: "集体办"
        case .foreign: "中外合作办"
        case .inclusivePrivate: "普惠性民办"
        }
    }

    package var spellings: [String] {
        switch self {
        case .public: ["公立", "公办园", "公办学校", "国办", "政府办", "教育部门办", "教育部门", "公", "县级教育部门", "公办性质"]
        case .private: ["民营", "私立", "社会力量办", "民办园", "民办学校", "民", "营利性民办", "非营利性民办", "非普惠民办", "民办非普惠"]
        case .department: ["其他部门办", "其他部门", "事业单位办", "部队办", "企业办", "国企办", "机关办", "企事业办", "部队", "国有企业办"]
        case .collective: ["集体", "村办", "街道办园", "集体办园", "村集体办", "地方企业办"]
        case .foreign: ["中外合作", "中外合作办学", "外籍人员子女学校", "港澳台合作办"]
        case .inclusivePrivate: ["普惠民办", "民办普惠", "普惠性民办园", "普惠园", "普惠", "民办普惠性", "普惠性"]
        }
    }
}
