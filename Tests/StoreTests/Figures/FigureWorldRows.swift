import SQLCore
import Store
import Supervision
import TestKit

extension FigureWorld {
    /// Writes every record as a row.
    func insert(in db: SQLConnection) throws {
        try FindingSamples.region("500000", "重庆市", .province, "", db)
        try FindingSamples.region("500100", "市辖区", .city, "500000", db)
        for county in FigureWorld.counties { try FindingSamples.region(county, county, .county, "500100", db) }
        for unit in units { try insert(unit, in: db) }
        for project in projects { try insert(project, in: db) }
        for visit in visits { try insert(visit, in: db) }
        for (index, part) in parts.enumerated() { try insert(part, index, in: db) }
        try db.execute(
            "INSERT INTO stored_file (hash, size, media_type, stored_at) VALUES ('h', 1, 'image/png', '2026-01-01')")
        for deed in deeds { try insert(deed, in: db) }
    }

    private func insert(_ unit: Unit, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO organisation (id, code, name, name_folded, kind, category, running, authority, region_code,
                province, city, county, zone, stages, tags, address, pupils, state, since, closed_on, version_id, version)
            VALUES (\(unit.id), \(unit.id), \(unit.id), \(unit.id), \(unit.kind.rawValue), '', \(unit.running), 'county',
                \(unit.county), '500000', '500100', \(unit.county), '', \(unit.stage), '', '', \(unit.pupils),
                \(unit.isOpen ? "open" : "closed"), '2000-01-01', NULL, \("v-\(unit.id)"), 1)
            """)
        try db.execute(
            """
            INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running, authority,
                region_code, stages, tags, reason, from_day, until_day)
            VALUES (\("v-\(unit.id)"), \(unit.id), 1, \(unit.id), \(unit.id), \(unit.kind.rawValue), '', \(unit.running),
                'county', \(unit.county), \(unit.stage), '', '', '2000-01-01', '2199-12-31')
            """)
    }

    private func insert(_ project: Project, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO campaign (id, name, kind, manner, round_key, round_name, starts_on, ends_on, procedure,
                procedure_state, scope, jurisdiction, state, province, city, county, zone, created_by, created_at, version)
            VALUES (\(project.id), \(project.id), \(project.kind.rawValue),
                \(project.isUnannounced ? "unannounced" : "announced"), '', '', \(project.from), \(project.until), '{}',
                '{}', '{}', 'chongqing', \(project.state.rawValue), '500000', '500100', \(project.county), '', 'a',
                '2025-01-01T00:00:00.000Z', 1)
            """)
    }

    private func insert(_ visit: Visit, in db: SQLConnection) throws {
        try db.execute(
            """
            INSERT INTO inspection (id, campaign_id, organisation_id, organisation_version_id, code, name, stratum,
                procedure_state, step, state, visited_on, score, grade, province, city, county, zone, version)
            VALUES (\(visit.id), \(visit.project.id), \(visit.unit.id), \("v-\(visit.unit.id)"), \(visit.unit.id),
                \(visit.unit.id), '', '{}', '', \(visit.state), \(visit.visited), \(visit.score), \(visit.grade), '500000',
                '500100', \(visit.unit.county), '', 1)
            """)
    }

    private func insert(_ part: Part, _ index: Int, in db: SQLConnection) throws {
        let ordinal = parts[..<index].count { $0.finding == part.finding } + 1
        let id = "part-\(index)"
        if ordinal == 1 {
            try db.execute(
                """
                INSERT INTO finding (id, number, source, criterion, criterion_text, problem, basis, requirement, grade,
                    found_on, issued_on, state, office, created_by, created_at, version)
                VALUES (\(part.finding), \(part.finding), \(part.source), '', '', '问题', '', '', \(part.grade),
                    \(part.issued), \(part.issued), 'open', '', 'a', '2025-01-01T00:00:00.000Z', 1)
                """)
        }
        try db.execute(
            """
            INSERT INTO finding_part (id, finding_id, ordinal, number, number_order, organisation_id, organisation_name,
                cooperating_names, state, is_open, due_on, due_reason, source, grade, criterion, problem, issued_on, office,
                closed_on, responsible, evidence_count, content, province, city, county, zone, version)
            VALUES (\(id), \(part.finding), \(ordinal), \(id), \(index), \(part.unit.id), \(part.unit.id), '',
                \(part.state), \(part.state != .closed), \(part.due), '', \(part.source), \(part.grade), '', '问题',
                \(part.issued), '', \(part.closed), '', 0, '{}', '500000', '500100', \(part.unit.county), '', 1)
            """)
        if part.marks.contains(.extended) { try insertExtension("x-\(id)", part, id, "granted", "2020-01-01", in: db) }
        if part.marks.contains(.longTerm) {
            try db.execute(
                """
                INSERT INTO finding_milestone (id, part_id, finding_id, ordinal, title, due_on, state, evidence_count)
                VALUES (\("m-\(id)"), \(id), \(part.finding), 1, '一', '2026-09-01', 'open', 0)
                """)
        }
        if part.marks.contains(.reminded) {
            try db.execute(
                """
                INSERT INTO finding_event (id, finding_id, part_id, kind, by_person, by_name, at, on_day, note, evidence,
                    version)
                VALUES (\("r-\(id)"), \(part.finding), \(id), 'reminded', 'p', '张明', '2026-01-01', '2026-01-01', '', '[]', 1)
                """)
        }
    }

    private func insertExtension(
        _ id: String, _ part: Part, _ partID: String, _ state: String, _ on: Day, in db: SQLConnection
    ) throws {
        let granted: Day? = state == "granted" ? on : nil
        try db.execute(
            """
            INSERT INTO finding_extension (id, part_id, finding_id, kind, side, reason, due_before, wanted_on, milestones,
                state, asked_by, asked_name, asked_on, asked_at, decided_by, decided_name, granted_on, answer)
            VALUES (\(id), \(partID), \(part.finding), 'later', 'unit', '', '2026-01-01', '2026-02-01', '[]', \(state), 'p', '', \(on), \(id),
                'p', '', \(granted), '')
            """)
    }

    private func insert(_ deed: Deed, in db: SQLConnection) throws {
        let id = "\(deed.what)-\(deed.number)"
        let at = Instant(milliseconds: (deed.on.number * 24 - 8) * 3_600_000)
        switch deed.what {
        case "document", "withdrawn", "published": try document(deed, id, in: db)
        case "extension":
            // One whose mark says already that it was put off.
            let marked = parts.indices.filter {
                parts[$0].unit.county == deed.county && parts[$0].marks.contains(.extended)
            }
            let index = marked[deed.number % marked.count]
            try insertExtension(id, parts[index], "part-\(index)", deed.word, deed.on, in: db)
        case "objection", "recheck", "use", "target", "reception", "inspector": try paper(deed, id, at, in: db)
        default: try record(deed, id, at, in: db)
        }
    }

    private func document(_ deed: Deed, _ id: String, in db: SQLConnection) throws {
        let published: Day? = deed.what == "published" ? deed.on : nil
        try db.execute(
            """
            INSERT INTO document (id, kind, subject_kind, subject_id, organisation_name, title, state, content, mark, year,
                serial, number, drafted_by, issued_on, published_on, province, city, county, zone, created_at, version)
            VALUES (\(id), \(deed.word), 'office', \(id), '', '题', \(deed.what == "withdrawn" ? "withdrawn" : "issued"), '{}',
                \(id), 2026, 1, \(id), 'p', \(deed.on), \(published), '500000', '500100', \(deed.county), '',
                '2025-01-01T00:00:00.000Z', 1)
            """)
    }
}
