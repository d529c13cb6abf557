import SQLCore
import Supervision

/// Which office works on a tip.
enum TipOffice {
    /// Whoever manages the unit, or the next above that has somebody here; about an office, the one above it.
    static func place(of unit: OrganisationID, _ db: SQLConnection) throws -> Place {
        let row = try db.first(
            """
            SELECT province, city, county, zone, kind, region_code FROM organisation WHERE id = \(unit) AND state = 'open'
            """)
        guard let row else { throw TipRefusal.empty("被反映的单位") }
        let place = Place(
            province: try row.get(0), city: try row.get(1), county: try row.get(2), zone: try row.get(3))
        let isOffice = try row.get(4) == OrganisationKind.supervisionOffice.rawValue
        let isItself = try isOffice && row.get(5) == place.office
        for candidate in place.upwards.dropFirst(isItself ? 1 : 0) where try isManned(candidate, db) {
            return candidate
        }
        // Nobody judges in their own cause.
        guard !isOffice else { throw TipRefusal.ownOffice }
        let home = try home(db)
        return try isManned(home, db) ? home : place
    }

    /// The office of the deployment's home region; without one, the highest that has somebody.
    static func home(_ db: SQLConnection) throws -> Place {
        if let code = try DeploymentSettings.value(of: DeploymentSettings.homeRegion, in: db), !code.isEmpty,
            let found = try Place.of(region: code, in: db)
        {
            return found.place
        }
        let row = try db.first(
            """
            SELECT province, city, county, zone FROM account WHERE role IN ('officer', 'director') AND active
            ORDER BY zone, county, city, province LIMIT 1
            """)
        return try row.map {
            try Place(province: $0.get(0), city: $0.get(1), county: $0.get(2), zone: $0.get(3))
        } ?? Place()
    }

    private static func isManned(_ place: Place, _ db: SQLConnection) throws -> Bool {
        try db.first(
            """
            SELECT 1 FROM account a WHERE a.role IN ('officer', 'director') AND a.active
                AND \(place.isOwn(alias: "a.")) LIMIT 1
            """) != nil
    }
}

extension Place {
    /// This one and those above it, the nation's last.
    fileprivate var upwards: [Place] {
        var next = self
        if !zone.isEmpty {
            next.zone = ""
        } else if !county.isEmpty {
            next.county = ""
        } else if !city.isEmpty {
            next.city = ""
        } else if !province.isEmpty {
            next.province = ""
        } else {
            return [self]
        }
        return [self] + next.upwards
    }
}
