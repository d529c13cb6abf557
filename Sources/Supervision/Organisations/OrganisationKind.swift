/// What an organisation is to the supervision office.
package enum OrganisationKind: String, CaseIterable, Sendable, Codable, Spelled {
    case school, kindergarten, department, township, government, provider, other
    case supervisionOffice = "supervision-office"

    package static let table = SpellingTable<OrganisationKind>()

    package var label: String {
        switch self {
        case .school: "学校"
        case .kindergarten: "幼儿园"
        case .department: "部门"
        case .township: "乡镇街道"
        case .government: "人民政府"
        case .provider: "校外培训机构"
        case .other: "其他单位"
        case .supervisionOffice: "教育督导机构"
        }
    }

    package var spellings: [String] {
        switch self {
        case .school:
            [
                "小学", "初中", "中学", "高中", "初级中学", "高级中学", "完全中学", "九年一贯制学校", "十二年一贯制学校", "中小学",
                "中职", "职高", "中等职业学校", "职业学校", "特殊教育学校", "特教学校", "教学点", "大学", "高校", "普通小学", "普通初中", "普通高中",
            ]
        case .kindergarten: ["幼儿园所", "园所", "托幼园所", "幼教机构", "学前教育机构", "普惠园"]
        case .department: ["职能部门", "政府部门", "委办局", "局", "教育局", "教委", "行政部门"]
        case .township: ["乡镇", "街道", "镇", "乡", "街道办", "街道办事处", "乡镇人民政府", "镇街"]
        case .government: ["政府", "区政府", "县政府", "市政府", "区县人民政府", "管委会", "管理委员会"]
        case .provider: ["培训机构", "校外机构", "民办培训机构", "教育培训机构"]
        case .other: ["其他", "其它", "其他机构", "事业单位"]
        case .supervisionOffice: ["督导室", "督导办", "教育督导室", "教育督导委员会办公室", "督导机构"]
        }
    }

    /// Whether it teaches, so that stages and a 学校标识码 belong to it.
    package var teaches: Bool { self == .school || self == .kindergarten }
}
