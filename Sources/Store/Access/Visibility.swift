package import SQLCore
package import Supervision

/// The codes of the authorities that manage a row; empty below the managing level.
package struct Place: Hashable, Sendable {
    package var province: String
    package var city: String
    package var county: String
    package var zone: String

    package init(province: String = "", city: String = "", county: String = "", zone: String = "") {
        self.province = province
        self.city = city
        self.county = county
        self.zone = zone
    }

    /// Who manages a row, by the managing authority's chain of regions.
    package init(_ columns: ScopeColumns) {
        self.init(province: columns.province, city: columns.city, county: columns.county, zone: columns.zone)
    }

    /// The place of an account's own scope; empty where it has none.
    package init(_ scope: Scope) {
        self.init()
        guard case .region(let level, let code) = scope else { return }
        switch level {
        case .province: province = code
        case .city: city = code
        case .county: county = code
        case .zone: zone = code
        }
    }
}

extension Place {
    /// Whose lowest level is this office's own: not what the offices below it have.
    package func isOwn(alias: SQL) -> SQL {
        if !zone.isEmpty { return "\(alias)zone = \(zone)" }
        if !county.isEmpty { return "(\(alias)county = \(county) AND \(alias)zone = '')" }
        if !city.isEmpty { return "(\(alias)city = \(city) AND \(alias)county = '' AND \(alias)zone = '')" }
        if !province.isEmpty {
            return """
                (\(alias)province = \(province) AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = '')
                """
        }
        return "(\(alias)province = '' AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = '')"
    }
}

/// The condition under which a viewer sees a row, always one of four shapes and never two joined by OR.
///
/// A table that is scoped carries `province`, `city`, `county` and `zone` (who manages it). What an
/// organisation or a grantee sees differs by table, so those two shapes are given by the table module.
package struct Visibility {
    let organisation: (OrganisationID) -> SQL
    let granted: (PersonID, Day) -> SQL

    /// Say `false` as SQL for a shape that sees nothing of this table.
    package init(organisation: @escaping (OrganisationID) -> SQL, granted: @escaping (PersonID, Day) -> SQL) {
        self.organisation = organisation
        self.granted = granted
    }

    /// Columns are taken from `alias`, such as `"f."`; the alias is part of the code, never input.
    package func condition(for viewer: Viewer, alias: SQL) -> SQL {
        switch viewer.scope {
        case .nation: "true"
        case .region(.province, let code): "\(alias)province = \(code)"
        case .region(.city, let code): "\(alias)city = \(code)"
        case .region(.county, let code): "\(alias)county = \(code)"
        case .region(.zone, let code): "\(alias)zone = \(code)"
        case .organisation(let id): organisation(id)
        case .granted: granted(viewer.person, viewer.day)
        }
    }
}
