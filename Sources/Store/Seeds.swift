package import SQLCore
package import Supervision

/// What every database holds from the start: shipped data that is newer than what it has.
package enum Seeds {
    /// Safe to run again; each feature plants its own data here.
    package static func plant(in database: any SQLDatabase, at: Instant) async throws {
        try await Regions.plant(in: database)
        try await Frameworks.plant(in: database, at: at)
    }
}
