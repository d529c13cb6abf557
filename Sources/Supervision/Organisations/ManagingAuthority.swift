/// Who manages an organisation (隶属), apart from where it lies.
package struct ManagingAuthority: Hashable, Sendable {
    package let level: AuthorityLevel
    /// The region whose authority it is; nil for the nation.
    package let region: String?

    package init(level: AuthorityLevel, region: String?) {
        self.level = level
        self.region = region
    }

    /// The authority of `level` over something that lies in `place`.
    ///
    /// What is called 市属 in a municipality is the province's; in a county-level city that stands directly under
    /// its province it is that city's own. A township's schools are the county's to supervise. A zone's committee
    /// stands in for the county where the zone belongs to none.
    package init(_ level: AuthorityLevel, at place: String, in regions: RegionTable) throws(AuthorityRefusal) {
        let chain = regions.chain(from: place)
        func code(_ wanted: RegionLevel) -> String? { chain.first { $0.level == wanted }?.code }
        guard let province = chain.last else { throw .unknownPlace(place) }
        let found: String? =
            switch level {
            case .nation: nil
            case .province: province.code
            case .city: code(.city) ?? (province.isMunicipality ? province.code : code(.county))
            case .county, .township: code(.county) ?? code(.zone)
            case .zone: code(.zone)
            }
        guard found != nil || level == .nation else { throw .noSuchAuthority(level, place: chain[0].name) }
        self.init(level: level, region: found)
    }
}

/// The rank of a managing authority, which people write as 省属, 市属 or 区属.
package enum AuthorityLevel: String, CaseIterable, Sendable, Codable, Spelled {
    case nation, province, city, county, zone, township

    package static let table = SpellingTable<AuthorityLevel>()

    package var label: String {
        switch self {
        case .nation: "部属"
        case .province: "省属"
        case .city: "市属"
        case .county: "区县属"
        case .zone: "管委会属"
        case .township: "乡镇属"
        }
    }

    package var spellings: [String] {
        switch self {
        case .nation: ["中央属", "国家级", "教育部", "部委属", "部属院校"]
        case .province: ["省级", "省直", "省教育厅", "自治区属", "省直属", "省管"]
        case .city: ["市级", "市直", "市教育局", "市直属", "地市属", "市教委", "州属", "市管", "地级", "盟属"]
        case .county:
            [
                "区属", "县属", "区县", "区级", "县级", "区直", "县直", "县区属", "区（县）属", "县（区）属", "县市区属", "区管", "县管",
                "区教育局", "县教育局", "区教委", "区直属", "县直属", "旗属", "县级教育部门",
            ]
        case .zone: ["管委会", "开发区属", "高新区属", "新区属", "功能区属", "园区属", "开发区管委会", "开发区"]
        case .township: ["乡属", "镇属", "街道属", "乡镇", "乡级", "镇级", "街道", "乡镇街道属", "村属", "中心校属"]
        }
    }
}

/// Why a managing authority does not fit its place.
package enum AuthorityRefusal: Refusal, Equatable {
    case unknownPlace(String)
    case noSuchAuthority(AuthorityLevel, place: String)

    package var code: String {
        switch self {
        case .unknownPlace: "authority.unknownPlace"
        case .noSuchAuthority: "authority.noSuchAuthority"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .unknownPlace(let code): "没有代码为“\(code)”的行政区划。"
        case .noSuchAuthority(.zone, let place): "\(place)不是开发区，不能填“管委会属”；请先添加开发区或改填隶属。"
        case .noSuchAuthority(let level, let place): "所在地“\(place)”定不出“\(level.label)”的主管单位，请把所在地填到相应一级。"
        }
    }
}
