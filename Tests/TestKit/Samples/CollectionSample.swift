package import SQLCore
package import Store
package import Supervision

/// A district's schools and a round of the shipped school form for them.
package enum CollectionSample {
    package static let form = "school-balance/1"

    /// `count` primary schools `p-1` …, one nine-year school `nine`, one kindergarten, in the district of
    /// `FindingSamples`; the school of `FindingSamples` itself has no stage and is asked nothing.
    package static func plant(_ count: Int = 6, in db: SQLConnection) throws {
        try FindingSamples.plant(in: db)
        for number in 1...count { try school("p-\(number)", "第\(number)小学", [.primary], db) }
        try school("nine", "九年一贯制学校", [.primary, .junior], db)
        try FindingSamples.organisation("garden", "幼儿园", .kindergarten, county: "500101", db)
        try db.execute("UPDATE organisation SET stages = 'kindergarten' WHERE id = 'garden'")
    }

    private static func school(_ id: String, _ name: String, _ stages: Set<Stage>, _ db: SQLConnection) throws {
        try FindingSamples.organisation(id, name, .school, county: "500101", db)
        let column = stages.sorted().map(\.rawValue).joined(separator: " ")
        try db.execute("UPDATE organisation SET stages = \(column) WHERE id = \(id)")
    }

    /// A round of 2026 by the district's office.
    package static func round(
        year: Int = 2026, form: String = form, in database: any SQLDatabase
    ) async throws -> CollectionRoundID {
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let new = CollectionRound(
                id: act.newID(), title: "\(year)年采集", year: year, form: form,
                referenceOn: Day("\(year)-02-01") ?? act.day,
                dueOn: Day("\(year)-03-20") ?? act.day)
            try CollectionRounds.create(new, act)
            return new.id
        }
    }

    package static func rows(
        _ round: CollectionRoundID, visibleTo viewer: Viewer = FindingSamples.officer(), in database: any SQLDatabase
    ) async throws -> [CollectionReturnRow] {
        try await database.read { db in
            try CollectionReturns.list(
                CollectionReturnFilter(of: round), PageRequest(size: 200), visibleTo: viewer, in: db
            ).rows
        }
    }

    /// Figures of a school at or a little above every standard, for the stages it runs.
    package static func values(_ stages: Set<Stage> = [.primary], pupils: Int = 1_000) throws -> EnteredValues {
        let form = try ShippedForms.require(form)
        var values: EnteredValues = [:]
        let times = stages.count
        for item in form.items(for: stages) where item.isTyped && item.isRequired { values[item.key] = Points.zero }
        for stage in stages {
            let own: [String: Int] = [
                "pupils": pupils, "classes": pupils / 40, "largestClass": 45, "teachersBachelor": pupils / 15,
                "backboneTeachers": pupils / 90, "peTeachers": pupils / 180, "musicTeachers": pupils / 200,
                "fineArtTeachers": pupils / 200, "certifiedTeachers": pupils / 15, "trainedTeachers": pupils / 15,
            ]
            for (code, value) in own { values[RecordedValues.key(code, stage)] = Points(value) }
        }
        let shared: [String: Int] = [
            "teachingArea": pupils * 6 * times, "groundArea": pupils * 11 * times, "equipment": pupils / 3 * times,
            "mediaRooms": pupils / 38 * times, "computers": pupils / 8 * times, "books": pupils * 25 * times,
            "musicRooms": 3 * times, "artRooms": 3 * times, "posts": pupils / 15 * times,
            "staffOnPosts": pupils / 15 * times,
            "publicBudget": pupils / 10 * times, "trainingBudget": pupils / 200 * times,
        ]
        for (code, value) in shared { values[code] = Points(value) }
        return values
    }

    package static func unit(_ id: String, person: String? = nil) -> Viewer {
        FindingSamples.unit(id, person: person ?? "head-\(id)")
    }
}
