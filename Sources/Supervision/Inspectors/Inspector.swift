/// A person's appointment as 督学.
package struct Inspector: Hashable, Sendable {
    package let person: PersonID
    package var name: String
    /// The office's own number for the person, such as that of the certificate.
    package var code: String
    package var isFullTime: Bool
    package var level: InspectorLevel
    package var certificate: String
    package var employer: String
    /// 兼职督学 are appointed for three years at a time; nil when the sheet does not say.
    package var term: Period?

    package init(
        person: PersonID, name: String, code: String, isFullTime: Bool, level: InspectorLevel,
        certificate: String = "", employer: String = "", term: Period? = nil
    ) {
        self.person = person
        self.name = name
        self.code = code
        self.isFullTime = isFullTime
        self.level = level
        self.certificate = certificate
        self.employer = employer
        self.term = term
    }

    /// Whether the person may be sent out on a day; without a term nothing stands against it.
    package func serves(on day: Day) -> Bool { term?.contains(day) ?? true }
}

/// Whose inspector somebody is.
package enum InspectorLevel: String, CaseIterable, Sendable, Codable, Spelled {
    case nation, province, city, county

    package static let table = SpellingTable<InspectorLevel>()

    package var label: String {
        switch self {
        case .nation: "国家督学"
        case .province: "省级督学"
        case .city: "市级督学"
        case .county: "区县级督学"
        }
    }

    package var spellings: [String] {
        switch self {
        case .nation: ["国家级", "国家", "国家级督学"]
        case .province: ["省级", "省", "省督学", "自治区督学"]
        case .city: ["市级", "市", "市督学"]
        case .county: ["区级", "县级", "区县级", "区", "县", "区督学", "县督学", "区级督学", "县级督学", "责任督学", "高新区督学", "开发区督学"]
        }
    }
}

/// Full or part time.
package enum InspectorAppointment: String, CaseIterable, Sendable, Codable, Spelled {
    case fullTime = "full-time"
    case partTime = "part-time"

    package static let table = SpellingTable<InspectorAppointment>()

    package var label: String { self == .fullTime ? "专职" : "兼职" }

    package var spellings: [String] {
        self == .fullTime ? ["专职督学", "全职"] : ["兼职督学", "聘任", "特约", "特聘", "特约督学"]
    }
}
