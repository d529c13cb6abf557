import SQLCore
import Supervision

extension Succession {
    /// Another unit has to put it right; its history, its plan and its evidence stay with it.
    func passFinding(_ id: FindingPartID, to heir: OrganisationID) throws {
        let part: FindingPart = try content(of: id)
        let place = try FindingUnit(heir, in: db)
        let old = part.state
        try db.execute("DELETE FROM finding_party WHERE part_id = \(id) AND organisation_id IN (\(unit.id), \(heir))")
        try db.execute(
            "INSERT INTO finding_party (part_id, organisation_id, kind) VALUES (\(id), \(heir), 'lead')")
        try db.execute(
            """
            UPDATE finding_part SET organisation_id = \(heir), organisation_name = \(place.name),
                province = \(place.place.province), city = \(place.place.city), county = \(place.place.county),
                zone = \(place.place.zone)
            WHERE id = \(id)
            """)
        let step = part.passed(
            to: heir, note: "由\(unit.name)转给\(names[heir] ?? "")。\(note)", by: act.viewer.person,
            Moment(at: act.at, on: act.day))
        if old == .draft {
            try db.execute(
                "UPDATE finding_part SET content = \(try JSONColumn.text(step.part)), version = \(step.part.version) WHERE id = \(id)"
            )
        } else {
            try Findings.store(step, was: old, act)
        }
        try deadlines(of: id.rawValue, to: heir, place.place)
        try renameCooperating(id, step.part)
    }

    /// The new master's office sees it; where the old one alone issued it, the new one goes on with it.
    func moveFinding(_ id: FindingPartID) throws {
        let part: FindingPart = try content(of: id)
        let place = try FindingUnit(unit.id, in: db).place
        try db.execute(
            """
            UPDATE finding_part SET province = \(place.province), city = \(place.city), county = \(place.county),
                zone = \(place.zone)
            WHERE id = \(id)
            """)
        let office: String = try db.first("SELECT office FROM finding WHERE id = \(part.finding)")?.get(0) ?? ""
        if !place.isUnder(office) {
            try db.execute("UPDATE finding SET office = \(place.office) WHERE id = \(part.finding)")
            try db.execute("UPDATE finding_part SET office = \(place.office) WHERE finding_id = \(part.finding)")
        }
        try deadlines(of: id.rawValue, to: unit.id, place)
    }

    func content(of id: FindingPartID) throws -> FindingPart {
        guard let row = try db.first("SELECT content FROM finding_part WHERE id = \(id)") else {
            throw FindingRefusal.notFound
        }
        return try JSONColumn.value(row.get(0))
    }

    func cooperate(_ id: String, heir: OrganisationID?) throws {
        var part: FindingPart = try content(of: Identifier(id))
        part.cooperating = part.cooperating.filter { $0 != unit.id && $0 != heir } + (heir.map { [$0] } ?? [])
        try db.execute("DELETE FROM finding_party WHERE part_id = \(id) AND organisation_id = \(unit.id)")
        if let heir {
            try db.execute(
                """
                INSERT INTO finding_party (part_id, organisation_id, kind) VALUES (\(id), \(heir), 'cooperating')
                ON CONFLICT DO NOTHING
                """)
        }
        try db.execute("UPDATE finding_part SET content = \(try JSONColumn.text(part)) WHERE id = \(id)")
        try renameCooperating(part.id, part)
    }

    func renameCooperating(_ id: FindingPartID, _ part: FindingPart) throws {
        let names = try part.cooperating.map { try FindingUnit($0, in: db).name }.joined(separator: "、")
        try db.execute("UPDATE finding_part SET cooperating_names = \(names) WHERE id = \(id)")
    }
}
