package import SQLCore
package import Supervision

extension District {
    /// The rows of it, as a table says who manages them; always beside the table's own `visible(to:)`.
    package func condition(alias: SQL) -> SQL {
        let all = LeaderCells.within(level, code, alias: alias)
        guard isOwn else { return all }
        return switch level {
        // In the words of the indexes over what is managed by the office itself.
        case .province: "\(all) AND \(alias)city = '' AND \(alias)county = '' AND \(alias)zone = ''"
        case .city: "\(all) AND \(alias)county = '' AND \(alias)zone = ''"
        case .county: "\(all) AND \(alias)zone = ''"
        case .zone: all
        }
    }
}

extension Viewer {
    /// The same person looking at one district of their scope, so that its own index is walked; anywhere else they stay
    /// as they are, and see nothing of it.
    package func narrowed(to district: District?, in db: SQLConnection) throws -> Viewer {
        guard let district, let found = try Place.of(region: district.code, in: db), found.level == district.level,
            scope.covers(found.place)
        else { return self }
        return Viewer(
            account: account, person: person, name: name, role: role,
            scope: .region(district.level, code: district.code), day: day)
    }
}
