package import SQLCore
package import Store
package import Supervision

/// An inspector of a district of `FindingSamples` and what they send.
package enum VisitSample {
    package static func inspector(
        _ county: String = "500101", person: String = "inspector", on day: Day = FindingSamples.day
    ) -> Viewer {
        Viewer(
            account: Identifier("a-\(person)"), person: Identifier(person), name: person, role: .inspector,
            scope: .granted, day: day)
    }

    /// Posts an inspector at schools of a zone of a district's office from one day to another.
    package static func post(
        _ person: String = "inspector", at schools: [String], county: String = "500101", from: Day = "2026-01-01",
        until: Day = .never, in db: SQLConnection
    ) throws {
        let zone = "zone-\(county)"
        try db.execute(
            """
            INSERT INTO responsibility_zone (id, name, name_folded, from_day, until_day, note, province, city, county, zone,
                version)
            VALUES (\(zone), \(zone), \(zone), '2020-01-01', '2199-12-31', '', '500000', '500100', \(county), '', 1)
            ON CONFLICT (id) DO NOTHING
            """)
        for school in schools {
            try db.execute(
                """
                INSERT INTO zone_posting (id, zone_id, organisation_id, person_id, from_day, until_day, origin)
                VALUES (\("\(person)-\(school)"), \(zone), \(school), \(person), \(from), \(until), 'hand')
                """)
        }
    }

    /// Appoints somebody as inspector of a district, and publishes a checklist of three items there.
    package static func appoint(
        _ person: String = "inspector", county: String = "500101", certificate: String = "", in db: SQLConnection
    ) throws {
        try db.execute(
            """
            INSERT INTO person (id, name, created_at) VALUES (\(person), \(person), '2026-01-01T00:00:00.000Z')
            ON CONFLICT (id) DO NOTHING
            """)
        try db.execute(
            """
            INSERT INTO inspector (person_id, code, full_time, level, certificate, employer, province, city, county, zone,
                state, version)
            VALUES (\(person), \(person), true, 'county', \(certificate), '', '500000', '500100', \(county), '',
                'active', 1)
            """)
    }

    package static let checklist: FrameworkID = "visit-checklist-1"

    /// A published checklist: yes or no, a grade, a count.
    package static func plantChecklist(_ act: Act, as id: FrameworkID = checklist, county: String = "500101") throws {
        let framework = Framework(
            id: id, code: "visit-\(id)", name: "开学工作清单", version: 1, state: .published,
            nodes: [
                FrameworkNode(
                    "1", "开学准备", weight: Points(2),
                    children: [
                        FrameworkNode("1.1", "教材到位", weight: Points(1), criterion: Criterion(.yesNo)),
                        FrameworkNode(
                            "1.2", "食堂卫生", weight: Points(1),
                            criterion: Criterion(.graded([.init("好", Points(100)), .init("差", Points(0))]))),
                    ]),
                FrameworkNode("2", "教师人数", weight: .zero, criterion: Criterion(.counted(unit: "人", target: nil))),
            ])
        try act.db.execute(
            """
            INSERT INTO framework (id, code, name, is_template, province, city, county, zone, created_at)
            VALUES (\("family-\(id)"), \("visit-\(id)"), '开学工作清单', false, '500000', '500100', \(county), '',
                \(act.at))
            """)
        let content = try JSONColumn.text(FrameworkShape(framework))
        try act.db.execute(
            """
            INSERT INTO framework_version (id, framework_id, number, state, content, digest, criteria, created_at,
                published_at, version)
            VALUES (\(id), \("family-\(id)"), 1, 'published', \(content), \(sha256(content)), 3, \(act.at), \(act.at), 1)
            """)
    }

    /// An id whose end says which it is.
    package static func id<Subject>(_ number: Int) -> Identifier<Subject> {
        let text = String(number, radix: 16)
        return Identifier("01890000-0000-7000-8000-\(String(repeating: "0", count: 12 - text.count))\(text)")
    }

    package static func visit(
        _ number: Int = 1, to school: OrganisationID = "school-500101", on day: Day = FindingSamples.day,
        kind: Visit.Kind = .routine, task: VisitTaskID? = nil, theme: String = "", checklist: FrameworkID? = nil,
        answers: [VisitAnswer] = [], problems: [VisitProblem] = [], known: [KnownFinding] = [],
        photos: [VisitPhoto] = [], record: String = "巡视校园，听课2节。",
        location: Visit.Location? = Visit.Location(lat: 29.5, lon: 106.5, accuracy: 20)
    ) -> Visit {
        let from = Instant(milliseconds: (day.number * 24 + 1) * 3_600_000)
        return Visit(
            id: id(number), school: school, task: task, kind: kind, checklist: checklist, theme: theme,
            startedAt: from, endedAt: from.adding(seconds: 3_600), location: location, record: record,
            counters: Visit.Counters(lessons: 2), answers: answers, problems: problems, knownFindings: known,
            photos: photos)
    }

    /// When the day's requests of `FindingSamples.act` happen.
    package static let now = Instant(milliseconds: (FindingSamples.day.number * 24 + 2) * 3_600_000)
}
