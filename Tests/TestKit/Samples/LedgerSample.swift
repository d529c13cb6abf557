package import SQLCore
package import Store
import Supervision

/// A district whose schools and whose bureau reported for a whole standard.
package enum LedgerSample {
    /// Two primary schools and one nine-year school at every standard; the bureau says 86 % recognition and little else.
    package static func fill(
        _ database: any SQLDatabase, but silent: Set<String> = [], changing school: String = "",
        _ changes: [String: Int] = [:]
    ) async throws {
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database)
        where !silent.contains(row.value.organisation.rawValue) {
            var values = try CollectionSample.values(row.value.stages)
            for code in ["smallestMusicRoom", "smallestArtRoom"] { values[code] = Points(96) }
            if row.value.organisation.rawValue == school {
                for (code, value) in changes { values[code] = Points(value) }
            }
            let entered = values
            try await FindingSamples.act(
                as: CollectionSample.unit(row.value.organisation.rawValue), in: database
            ) { act in _ = try CollectionReturns.save(row.id, entered, source: .form, version: 1, act) }
        }
        try await county(["recognition": Points(86), "specialFund": Points(8_000)], in: database)
    }

    /// What the bureau reports of the district.
    package static func county(_ values: EnteredValues, in database: any SQLDatabase) async throws {
        let bureau: OrganisationID = "bureau-500101"
        let round = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let new = CollectionRound(
                id: act.newID(), title: "县级数据", year: 2026, form: "county-balance/1", referenceOn: act.day,
                dueOn: act.day)
            try CollectionRounds.create(new, units: [bureau], act)
            return new.id
        }
        for row in try await CollectionSample.rows(round, in: database) {
            try await FindingSamples.act(as: CollectionSample.unit(bureau.rawValue), in: database) { act in
                _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
    }
}
