/// Who manages a row, as the codes by which it is looked up; empty where no authority of that level does.
///
/// They follow the managing authority, never the place: a 市属 school inside a district has its city and no county,
/// so that district's office does not find it.
package struct ScopeColumns: Hashable, Sendable {
    package private(set) var province = ""
    package private(set) var city = ""
    package private(set) var county = ""
    package private(set) var zone = ""

    /// The columns of what the nation itself manages.
    package init() {}

    /// The columns of what `authority` manages.
    package init(of authority: ManagingAuthority, in regions: RegionTable) {
        self = authority.region.map { ScopeColumns(region: $0, in: regions) } ?? ScopeColumns()
    }

    /// The columns of what the office of `region` manages, such as its inspectors.
    package init(region: String, in regions: RegionTable) {
        for region in regions.chain(from: region) { self[region.level] = region.code }
    }

    package subscript(level: RegionLevel) -> String {
        get {
            switch level {
            case .province: province
            case .city: city
            case .county: county
            case .zone: zone
            }
        }
        set {
            switch level {
            case .province: province = newValue
            case .city: city = newValue
            case .county: county = newValue
            case .zone: zone = newValue
            }
        }
    }
}
