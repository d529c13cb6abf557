/// The rank of a place in the hierarchy of authorities.
package enum RegionLevel: String, CaseIterable, Sendable, Codable {
    case province, city, county, zone
}

/// What an account sees: exactly one of four shapes, never two joined by OR.
package enum Scope: Hashable, Sendable {
    /// Every row.
    case nation
    /// Rows managed in one region; equality on the column of that level.
    case region(RegionLevel, code: String)
    /// Rows of one organisation.
    case organisation(OrganisationID)
    /// Rows granted to the person, from and until a day.
    case granted
}

/// Who asks: every function that finds or lists takes one, so what is not theirs is not found.
package struct Viewer: Hashable, Sendable {
    package let account: AccountID
    package let person: PersonID
    package let name: String
    package let role: Role
    package let scope: Scope
    /// The day of the request, for grants that begin and end.
    package let day: Day

    package init(account: AccountID, person: PersonID, name: String, role: Role, scope: Scope, day: Day) {
        self.account = account
        self.person = person
        self.name = name
        self.role = role
        self.scope = scope
        self.day = day
    }
}
