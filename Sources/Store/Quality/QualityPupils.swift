import Crypto
package import SQLCore
package import Supervision

/// A pupil on a roster as its page shows it.
package struct QualityPupil: Sendable, Equatable {
    package let id: Identifier<QualityPupil>
    package let pupil: RosterPupil
    /// 监测号; nil where not drawn.
    package let code: String?
}

/// The quality_pupil table: rosters, the pupils drawn from them, and their random numbers.
package enum QualityPupils {
    /// Takes a whole roster in place of what was there.
    package static func replace(_ pupils: [RosterPupil], of id: QualitySchoolID, version: Int, _ act: Act) throws {
        let school = try requireOpen(id, act)
        guard pupils.count <= RosterPupil.limit else { throw QualityRefusal.tooManyPupils }
        var seen: Set<String> = []
        if let twice = pupils.first(where: { !seen.insert($0.number).inserted }) {
            throw QualityRefusal.rosterTwice("学号“\(twice.number)”出现了不止一次")
        }
        try act.db.execute("DELETE FROM quality_pupil WHERE school_id = \(id)")
        try insert(pupils, of: school, act)
        try store(school, state: school.state, pupils: pupils.count, version: version, act)
        try note("quality.rosterSaved", school, act, ["pupils": "\(pupils.count)"])
    }

    package static func add(_ pupil: RosterPupil, to id: QualitySchoolID, version: Int, _ act: Act) throws {
        let school = try requireOpen(id, act)
        guard school.pupils < RosterPupil.limit else { throw QualityRefusal.tooManyPupils }
        let known = try act.db.first("SELECT 1 FROM quality_pupil WHERE school_id = \(id) AND number = \(pupil.number)")
        guard known == nil else { throw QualityRefusal.rosterTwice("学号“\(pupil.number)”已在名册里") }
        try insert([pupil], of: school, act)
        try store(school, state: school.state, pupils: school.pupils + 1, version: version, act)
        try note("quality.rosterSaved", school, act)
    }

    package static func remove(
        _ pupil: Identifier<QualityPupil>, from id: QualitySchoolID, version: Int, _ act: Act
    ) throws {
        let school = try requireOpen(id, act)
        let gone = try act.db.execute("DELETE FROM quality_pupil WHERE id = \(pupil) AND school_id = \(id)")
        guard gone == 1 else { throw QualityRefusal.notFound }
        try store(school, state: school.state, pupils: school.pupils - 1, version: version, act)
        try note("quality.rosterSaved", school, act)
    }

    package static func submit(_ id: QualitySchoolID, version: Int, _ act: Act) throws {
        let school = try requireOpen(id, act)
        guard school.pupils > 0 else { throw QualityRefusal.rosterEmpty }
        try store(school, state: .submitted, pupils: school.pupils, version: version, act)
        try note("quality.rosterSubmitted", school, act)
    }

    package static func giveBack(_ id: QualitySchoolID, reason: String, version: Int, _ act: Act) throws {
        let school = try requireHeld(id, act)
        guard school.state == .submitted || school.state == .excused else {
            throw QualityRefusal.rosterState("退回", school.state)
        }
        try store(school, state: .returned, reason: try checked(reason), pupils: school.pupils, version: version, act)
        try note("quality.rosterReturned", school, act)
    }

    /// A school that cannot take part, such as one that was closed by a flood.
    package static func excuse(_ id: QualitySchoolID, reason: String, version: Int, _ act: Act) throws {
        let school = try requireHeld(id, act)
        guard school.state.awaitsSchool else { throw QualityRefusal.rosterState("免报", school.state) }
        try store(school, state: .excused, reason: try checked(reason), pupils: school.pupils, version: version, act)
        try note("quality.rosterExcused", school, act)
    }

    /// Ends the rosters and draws the pupils of all schools by a second public seed.
    package static func draw(_ id: QualityRoundID, seed: String, version: Int, _ act: Act) throws {
        let record = try QualityRounds.requireOwn(id, act)
        let next = try record.round.rostered(seed: seed, missing: record.counts.waiting)
        var used: Set<String> = []
        for school in try QualitySchools.all(of: id, in: act.db) where school.state == .submitted {
            let pupils = try all(of: school.id, act.db)
            let count = next.method == .census ? pupils.count : next.grade(school.grade)?.pupils ?? pupils.count
            let drawn = PupilSampling.draw(
                count, from: pupils.map(\.pupil.key), school: "\(school.region)/\(school.grade)/\(school.code)",
                seed: seed)
            try number(drawn.map { pupils[$0].id }, &used, act)
            try act.db.execute("UPDATE quality_school SET drawn = \(drawn.count) WHERE id = \(school.id)")
        }
        try QualityRounds.store(next, was: version, act)
        try act.record(
            "quality.pupilsDrawn", of: "quality-round", id.rawValue, in: record.place, ["pupils": "\(used.count)"])
    }

    /// Gives each a number that says nothing about who it is.
    private static func number(
        _ pupils: [Identifier<QualityPupil>], _ used: inout Set<String>, _ act: Act
    ) throws {
        var rest = pupils[...]
        while !rest.isEmpty {
            var values: [SQL] = []
            for pupil in rest.prefix(200) {
                var code = randomCode(act)
                while !used.insert(code).inserted { code = randomCode(act) }
                values.append("(\(pupil), \(code))")
            }
            try act.db.execute(
                """
                UPDATE quality_pupil SET code = v.column2 FROM (VALUES \(.joined(values, separator: ", "))) AS v
                WHERE quality_pupil.id = v.column1
                """)
            rest = rest.dropFirst(200)
        }
    }

    /// Eight signs that are not mistaken for each other, from the change's own randomness.
    private static func randomCode(_ act: Act) -> String {
        let signs = Array("23456789ABCDEFGHJKMNPQRSTUVWXYZ")
        let id: Identifier<QualityPupil> = act.newID()
        return String(SHA256.hash(data: Array(id.rawValue.utf8)).prefix(8).map { signs[Int($0) % signs.count] })
    }

    /// Takes the names of a round's pupils away for good; results stay under their numbers.
    package static func purge(_ id: QualityRoundID, _ act: Act) throws {
        let record = try QualityRounds.requireOwn(id, act)
        guard record.round.state.isOver else { throw QualityRefusal.notClosed }
        guard record.purgedOn == nil else { throw QualityRefusal.purged }
        try act.db.execute("DELETE FROM quality_pupil WHERE round_id = \(id) AND code IS NULL")
        let count = try act.db.execute(
            "UPDATE quality_pupil SET number = '', name = '', class_name = '' WHERE round_id = \(id)")
        try QualityKeys.delete(id, in: act.db)
        try act.db.execute("UPDATE quality_round SET purged_on = \(act.day) WHERE id = \(id)")
        try act.record(
            "quality.namesPurged", of: "quality-round", id.rawValue, in: record.place, ["pupils": "\(count)"])
    }

    /// Only for those who may see names: ask `QualitySchools.showsNames` first.
    package static func list(
        of school: QualitySchool, drawnOnly: Bool, text: String = "", _ page: PageRequest, in db: SQLConnection
    ) throws -> Listing<QualityPupil> {
        let matching = matching(school.id, drawnOnly: drawnOnly, text)
        let rows = try db.rows(query(matching, page))
        let total: Int = try db.first("SELECT count(*) FROM quality_pupil WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualityPupil($0) }, total: total, page: page)
    }

    package static func matching(_ school: QualitySchoolID, drawnOnly: Bool, _ text: String) -> SQL {
        var conditions: [SQL] = ["school_id = \(school)"]
        if drawnOnly { conditions.append("code IS NOT NULL") }
        if !text.isEmpty {
            let pattern = LikePattern.containing(text)
            conditions.append(
                "(name LIKE \(pattern) ESCAPE '\\' OR number = \(text) OR class_name = \(text) OR code = \(text.uppercased()))"
            )
        }
        return SQL.joined(conditions, separator: " AND ")
    }

    /// A page of a roster, in the order of its index.
    package static func query(_ matching: SQL, _ page: PageRequest) -> SQL {
        """
        SELECT id, number, name, sex, class_name, code FROM quality_pupil WHERE \(matching)
        ORDER BY class_name, number, id LIMIT \(page.size) OFFSET \(page.offset)
        """
    }

    private static func all(of id: QualitySchoolID, _ db: SQLConnection) throws -> [QualityPupil] {
        try db.rows("SELECT id, number, name, sex, class_name, code FROM quality_pupil WHERE school_id = \(id)").map {
            try QualityPupil($0)
        }
    }

    private static func insert(_ pupils: [RosterPupil], of school: QualitySchool, _ act: Act) throws {
        var rest = pupils[...]
        while !rest.isEmpty {
            let values = rest.prefix(200).map { pupil -> SQL in
                """
                (\(act.newID() as Identifier<QualityPupil>), \(school.round), \(school.id), \(pupil.number), \(pupil.name),
                \(pupil.sex), \(pupil.className))
                """
            }
            try act.db.execute(
                """
                INSERT INTO quality_pupil (id, round_id, school_id, number, name, sex, class_name)
                VALUES \(.joined(Array(values), separator: ", "))
                """)
            rest = rest.dropFirst(200)
        }
    }

    private static func store(
        _ school: QualitySchool, state: RosterState, reason: String? = nil, pupils: Int, version: Int, _ act: Act
    ) throws {
        let day = state == .submitted ? school.handedInOn ?? act.day : nil
        let hash = try state == .submitted ? PupilSampling.hash(all(of: school.id, act.db).map(\.pupil.key)) : ""
        let changed = try act.db.execute(
            """
            UPDATE quality_school SET state = \(state), reason = \(reason ?? school.reason), handed_in_on = \(day),
                roster_hash = \(hash),
                pupils = \(pupils), version = version + 1
            WHERE id = \(school.id) AND version = \(version)
            """)
        guard changed == 1 else { throw QualityRefusal.stale }
    }

    /// By the school itself, or by the office for it, until the pupils are drawn.
    private static func requireOpen(_ id: QualitySchoolID, _ act: Act) throws -> QualitySchool {
        let school = try QualitySchools.require(id, visibleTo: act.viewer, in: act.db)
        guard QualitySchools.showsNames(school, act.viewer) else { throw QualityRefusal.notYours }
        guard school.roundState == .sampled else { throw QualityRefusal.wrongState("改名册", school.roundState) }
        guard school.state.awaitsSchool else { throw QualityRefusal.rosterState("修改", school.state) }
        return school
    }

    private static func requireHeld(_ id: QualitySchoolID, _ act: Act) throws -> QualitySchool {
        let school = try QualitySchools.require(id, visibleTo: act.viewer, in: act.db)
        guard QualityRounds.isOwn(school.roundPlace, act.viewer) else { throw QualityRefusal.notYours }
        guard school.roundState == .sampled else { throw QualityRefusal.wrongState("改名册", school.roundState) }
        return school
    }

    private static func checked(_ reason: String) throws -> String {
        let text = reason.trimmed
        guard (1...QualityRefusal.reasonLimit).contains(text.count) else { throw QualityRefusal.reasonMissing }
        return text
    }

    private static func note(
        _ event: String, _ school: QualitySchool, _ act: Act, _ content: [String: String] = [:]
    ) throws {
        try act.record(event, of: "quality-school", school.id.rawValue, in: school.roundPlace, content)
    }
}

extension QualityPupil {
    fileprivate init(_ row: SQLRow) throws {
        id = try row.get(0)
        pupil = try RosterPupil(number: row.get(1), name: row.get(2), sex: row.get(3), className: row.get(4))
        code = try row.get(5)
    }
}
