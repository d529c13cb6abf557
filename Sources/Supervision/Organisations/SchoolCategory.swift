/// The first two digits of a 学校标识码.
package enum SchoolCategory: String, CaseIterable, Sendable, Codable {
    case kindergarten = "11"
    case primary = "21"
    case adultPrimary = "22"
    case junior = "31"
    case vocationalJunior = "32"
    case adultJunior = "33"
    case senior = "34"
    case adultSenior = "35"
    case vocational = "36"
    case reform = "37"
    case university = "41"
    case adultHigher = "42"
    case special = "51"
    case research = "91"
    case privateHigher = "92"
    case vocationalTraining = "93"

    package var label: String {
        switch self {
        case .kindergarten: "幼儿园"
        case .primary: "普通小学"
        case .adultPrimary: "成人小学"
        case .junior: "普通初中"
        case .vocationalJunior: "职业初中"
        case .adultJunior: "成人初中"
        case .senior: "普通高中、完全中学"
        case .adultSenior: "成人高中"
        case .vocational: "中等职业学校"
        case .reform: "工读学校"
        case .university: "普通高等学校"
        case .adultHigher: "成人高等学校"
        case .special: "特殊教育"
        case .research: "培养研究生的科研机构"
        case .privateHigher: "民办的其他高等教育机构"
        case .vocationalTraining: "中等职业培训机构"
        }
    }

    package var kind: OrganisationKind { self == .kindergarten ? .kindergarten : .school }

    /// The stages a school of this category has at least; what it has besides only its sheet can say.
    package var usualStages: Set<Stage> {
        switch self {
        case .kindergarten: [.kindergarten]
        case .primary, .adultPrimary: [.primary]
        case .junior, .vocationalJunior, .adultJunior, .reform: [.junior]
        case .senior, .adultSenior: [.senior]
        case .vocational, .vocationalTraining: [.vocational]
        case .university, .adultHigher, .research, .privateHigher: [.higher]
        case .special: [.special]
        }
    }
}
