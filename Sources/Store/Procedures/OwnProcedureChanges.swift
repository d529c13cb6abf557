package import SQLCore
package import Supervision

// What an office does with its own procedures.
extension OwnProcedures {
    package static let limit = 200

    /// A new procedure; its id becomes its code, so that a campaign knows where its copy came from.
    package static func create(_ name: String, _ steps: [ProcedureStep], _ act: Act) throws -> OwnProcedureID {
        let id: OwnProcedureID = act.newID()
        let procedure = try sound(id, name, steps)
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        try requireFree(name, at: place, except: id, act)
        let count: Int = try act.db.first("SELECT count(*) FROM own_procedure w WHERE \(own(place))")?.get(0) ?? 0
        guard count < limit else { throw OwnProcedureRefusal.tooMany(limit) }
        try act.db.execute(
            """
            INSERT INTO own_procedure (id, name, state, number, content, steps, province, city, county, zone, updated_at,
                version)
            VALUES (\(id), \(procedure.name), 'active', 1, \(try JSONColumn.text(procedure)), \(steps.count),
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.at), 1)
            """)
        try keep(id, 1, procedure, act)
        try act.record(
            "procedure.created", of: "procedure", id.rawValue, in: place,
            ["content": sha256(try JSONColumn.text(procedure))])
        return id
    }

    /// The next version; campaigns that began with an earlier one keep theirs.
    package static func save(
        _ id: OwnProcedureID, _ name: String, _ steps: [ProcedureStep], version: Int?, _ act: Act
    ) throws {
        let found = try requireOwn(id, act)
        if let version, version != found.version { throw OwnProcedureRefusal.changedMeanwhile }
        let procedure = try sound(id, name, steps)
        guard procedure != found.procedure else { return }
        try requireFree(name, at: found.place, except: id, act)
        let changed = try act.db.execute(
            """
            UPDATE own_procedure SET name = \(procedure.name), number = number + 1,
                content = \(try JSONColumn.text(procedure)), steps = \(steps.count), updated_at = \(act.at),
                version = version + 1
            WHERE id = \(id) AND version = \(found.version)
            """)
        guard changed == 1 else { throw OwnProcedureRefusal.changedMeanwhile }
        try keep(id, found.number + 1, procedure, act)
        try act.record(
            "procedure.saved", of: "procedure", id.rawValue, in: found.place,
            ["number": "\(found.number + 1)", "content": sha256(try JSONColumn.text(procedure))])
    }

    /// No longer offered to new campaigns, or offered again.
    package static func set(_ state: OwnProcedure.State, of id: OwnProcedureID, _ act: Act) throws {
        let found = try requireOwn(id, act)
        guard found.state != state else { return }
        try act.db.execute(
            """
            UPDATE own_procedure SET state = \(state), updated_at = \(act.at), version = version + 1 WHERE id = \(id)
            """)
        try act.record("procedure.\(state.rawValue)", of: "procedure", id.rawValue, in: found.place)
    }

    /// Every version that was saved, newest first; the caller has required the procedure.
    package static func versions(of id: OwnProcedureID, in db: SQLConnection) throws -> [OwnProcedureVersion] {
        try db.rows(
            """
            SELECT v.number, v.content, coalesce(p.name, ''), v.at FROM own_procedure_version v
                LEFT JOIN person p ON p.id = v.by_person
            WHERE v.procedure_id = \(id) ORDER BY v.number DESC LIMIT 200
            """
        ).map {
            try OwnProcedureVersion(
                number: $0.get(0), procedure: JSONColumn.value($0.get(1)), by: $0.get(2), at: $0.get(3))
        }
    }

    private static func sound(
        _ id: OwnProcedureID, _ name: String, _ steps: [ProcedureStep]
    ) throws -> Procedure {
        guard !name.isBlank, name.count <= 50 else { throw OwnProcedureRefusal.nameMissing }
        let procedure = Procedure(code: id.rawValue, name: name.trimmed, steps: steps)
        let problems = procedure.problems()
        guard problems.isEmpty else { throw OwnProcedureRefusal.unsound(problems) }
        return procedure
    }

    private static func requireFree(_ name: String, at place: Place, except id: OwnProcedureID, _ act: Act) throws {
        let taken = try act.db.first(
            "SELECT 1 FROM own_procedure w WHERE \(own(place)) AND w.name = \(name.trimmed) AND w.id <> \(id)")
        if taken != nil || Procedure.shipped.contains(where: { $0.name == name.trimmed }) {
            throw OwnProcedureRefusal.nameTaken(name.trimmed)
        }
    }

    private static func own(_ place: Place) -> SQL {
        """
        w.province = \(place.province) AND w.city = \(place.city) AND w.county = \(place.county) AND w.zone = \(place.zone)
        """
    }

    private static func keep(_ id: OwnProcedureID, _ number: Int, _ procedure: Procedure, _ act: Act) throws {
        try act.db.execute(
            """
            INSERT INTO own_procedure_version (procedure_id, number, content, by_person, at)
            VALUES (\(id), \(number), \(try JSONColumn.text(procedure)), \(act.viewer.person), \(act.at))
            """)
    }
}

/// One version of an office's procedure as it was saved.
package struct OwnProcedureVersion: Sendable, Equatable {
    package let number: Int
    package let procedure: Procedure
    package let by: String
    package let at: Instant
}
