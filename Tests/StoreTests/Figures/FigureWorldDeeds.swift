import SQLCore
import Store
import Supervision
import TestKit

extension FigureWorld {
    func paper(_ deed: Deed, _ id: String, _ at: Instant, in db: SQLConnection) throws {
        let decided: Day? = deed.word == "decided" ? deed.on : nil
        switch deed.what {
        case "objection":
            try db.execute(
                """
                INSERT INTO objection (id, document_id, receipt_hash, content, person_name, contact, on_day, at,
                    address_hash, state, investigation, answer, province, city, county, zone, version)
                VALUES (\(id), (SELECT min(id) FROM document), \(id), '', '', '', \(deed.on), \(at), '', \(deed.word), '', '',
                    '500000', '500100', \(deed.county), '', 1)
                """)
        case "recheck":
            let index = parts.indices.filter { parts[$0].unit.county == deed.county }[deed.number % 7]
            try db.execute(
                """
                INSERT INTO finding_recheck (id, part_id, finding_id, result, on_day, method, note, by_person, by_name, at)
                VALUES (\(id), \("part-\(index)"), \(parts[index].finding), \(deed.word), \(deed.on), '', '', 'p', '', \(at))
                """)
        case "use":
            try db.execute(
                """
                INSERT INTO result_use (id, organisation_id, round_key, source, grade, score, purpose, matter, by_person,
                    on_day, at, decided_on, province, city, county, zone)
                VALUES (\(id), \(deed.unit), '', '', '', '', 'honour', '', \(try person("clerk", in: db)), \(deed.on),
                    \(at), \(decided), '500000', '500100', \(deed.county), '')
                """)
        case "target": try target(deed, id, at, in: db)
        case "reception":
            let reported: Day? = deed.word == "preparing" ? nil : deed.on
            try db.execute(
                """
                INSERT INTO reception (id, title, document_number, sender, received_on, due_on, note, state, report,
                    reported_on, excuse, receipt_number, receipt_from, province, city, county, zone, created_by, created_at,
                    version)
                VALUES (\(id), '', '', '', \(deed.on), \(deed.on), '', \(deed.word), '', \(reported), '', '', '', '500000',
                    '500100', \(deed.county), '', 'a', \(at), 1)
                """)
        default:
            try db.execute(
                """
                INSERT INTO inspector (person_id, code, full_time, level, certificate, employer, province, city, county,
                    zone, state, version)
                VALUES (\(try person(id, in: db)), \(id), \(deed.word == "full"), '', '', '', '500000', '500100',
                    \(deed.county), '', 'active', 1)
                """)
        }
    }

    private func target(_ deed: Deed, _ id: String, _ at: Instant, in db: SQLConnection) throws {
        let score: String? = deed.word == "confirmed" ? "1/1" : nil
        try db.execute(
            """
            INSERT INTO duty_sheet (id, year, name, issuer, document_number, due_on, state, province, city, county, zone,
                created_by, created_at, version)
            VALUES (\(id), \(deed.on.year), '', '', '', \(deed.on), 'issued', '500000', '500100', \(deed.county), '', 'a',
                \(at), 1)
            """)
        try db.execute(
            """
            INSERT INTO duty_target (id, sheet_id, organisation_id, organisation_name, organisation_kind, ordinal, title,
                unit, rule, target, full_mark, data_source, state, actual_note, return_reason, confirm_note, score, version)
            VALUES (\(id), \(id), \(deed.unit), '', '', 1, '', '', 'done', '1', '1', '', \(deed.word), '', '', '', \(score),
                1)
            """)
    }

    func record(_ deed: Deed, _ id: String, _ at: Instant, in db: SQLConnection) throws {
        let submitted: Instant? = deed.word == "submitted" ? at : nil
        switch deed.what {
        case "self", "onSite", "thirdParty":
            try db.execute(
                """
                INSERT INTO assessment (id, inspection_id, role, sheet, state, submitted_at, version)
                VALUES (\(id), \(deed.subject), \(deed.what), \(deed.number + 1), \(deed.word), \(submitted), 1)
                """)
        case "opinion":
            try db.execute(
                """
                INSERT INTO opinion (id, inspection_id, organisation_id, state, content, delivered_on, province, city,
                    county, zone, version)
                VALUES (\(id), \(deed.subject), \(deed.unit), 'delivered', '{}', \(deed.on), '500000', '500100',
                    \(deed.county), '', 1)
                """)
            guard deed.word == "defended" else { return }
            try db.execute(
                """
                INSERT INTO audit_entry (id, at, account_id, person_id, role, action, subject_kind, subject_id, province,
                    city, county, zone, content, content_hash)
                VALUES (\("audit-\(id)"), \(at), '', '', '', 'opinion.defended', 'opinion', \(id), '', '', '', '', '{}', '')
                """)
        case "hearing":
            try db.execute(
                """
                INSERT INTO hearing (id, inspection_id, audience, method, on_day, place, attendees, managers, teachers,
                    selection, summary, by_person, at)
                VALUES (\(id), \(deed.subject), \(deed.word), 'meeting', \(deed.on), '', \(deed.number + 1), 0, 0, '', '',
                    'p', \(at))
                """)
        case "attendance":
            let project = visits.first { $0.id == deed.subject }?.project.id
            let unit: String? = deed.number % 4 == 0 ? nil : deed.unit
            try db.execute(
                """
                INSERT INTO attendance (id, campaign_id, organisation_id, organisation_name, person_name, post, added_by, at)
                VALUES (\(id), \(project), \(unit), '', \(id), '', 'p', \(at))
                """)
        case "seat":
            try db.execute(
                """
                INSERT INTO team_member (inspection_id, person_id, is_lead)
                VALUES (\(deed.subject), \(try person("seat-\(deed.number % 3)", in: db)), false)
                """)
        default: try evidence(deed, id, at, in: db)
        }
    }

    private func evidence(_ deed: Deed, _ id: String, _ at: Instant, in db: SQLConnection) throws {
        let index = parts.indices.filter { parts[$0].unit.county == deed.county }[0]
        let form = "evidence-form-\(deed.number)"
        if deed.word == "assessment" {
            try db.execute(
                """
                INSERT INTO assessment (id, inspection_id, role, sheet, state, version)
                VALUES (\(form), \(deed.subject), 'review', \(deed.number + 1), 'draft', 1)
                """)
        }
        try db.execute(
            """
            INSERT INTO evidence (id, owner_kind, owner_id, criterion_id, file_hash, file_name, media_type, size,
                evidence_day, uploaded_at, uploaded_by, removed_at)
            VALUES (\(id), \(deed.word), \(deed.word == "assessment" ? form : "part-\(index)"), '', 'h', 'x', 'image/png', 1,
                '2026-01-01', \(at), 'p', \(deed.number == 3 ? "2026-01-01T00:00:00.000Z" : nil as String?))
            """)
    }

    private func person(_ id: String, in db: SQLConnection) throws -> PersonID {
        try db.execute(
            "INSERT INTO person (id, name, created_at) VALUES (\(id), \(id), '2025-01-01') ON CONFLICT DO NOTHING")
        return Identifier(id)
    }
}
