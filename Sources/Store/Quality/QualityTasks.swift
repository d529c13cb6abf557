package import SQLCore
package import Supervision

/// A task of the test days, with its school.
package struct QualityTask: Sendable, Equatable {
    package let id: QualityTaskID
    package let school: QualitySchoolID
    package let schoolName: String
    package let grade: String
    package var task: TestTask
    package var version: Int
}

package typealias QualityTaskID = Identifier<QualityTask>

/// The quality_task table: what schools do on the days of the test.
package enum QualityTasks {
    package static let limits = (title: 60, time: 30, place: 60, note: 200)

    package static func list(
        of round: QualityRoundID?, school: QualitySchoolID? = nil, state: String = "", _ page: PageRequest,
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<QualityTask> {
        var conditions: [SQL] = [QualitySchools.visible(to: viewer)]
        if let round { conditions.append("t.round_id = \(round)") }
        if let school { conditions.append("t.school_id = \(school)") }
        if !state.isEmpty { conditions.append("t.state = \(state)") }
        let matching = SQL.joined(conditions, separator: " AND ")
        let source: SQL = "FROM quality_task t JOIN quality_school x ON x.id = t.school_id"
        let rows = try db.rows(
            """
            SELECT t.id, t.school_id, x.name, x.grade, t.title, t.day, t.time, t.room, t.invigilator, t.state, t.note, t.version
            \(source) WHERE \(matching) ORDER BY x.grade, x.code, x.id, t.position, t.id
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try QualityTask($0) }, total: total, page: page)
    }

    /// What a school says about its tasks, all of them or those that it changed, each as it was when it was shown.
    package static func save(_ tasks: [QualityTask], of id: QualitySchoolID, _ act: Act) throws {
        let school = try requireOpen(id, act)
        for task in tasks.sorted(by: { $0.id.rawValue < $1.id.rawValue }) {
            let value = task.task
            if value.state == .exceptional, value.note.isBlank { throw QualityRefusal.taskState }
            let changed = try act.db.execute(
                """
                UPDATE quality_task SET day = \(value.day), time = \(value.time), room = \(value.room),
                    invigilator = \(value.invigilator), state = \(value.state), note = \(value.note), version = version + 1
                WHERE id = \(task.id) AND school_id = \(id) AND version = \(task.version)
                """)
            guard changed == 1 else { throw QualityRefusal.stale }
        }
        try act.record(
            "quality.tasksSaved", of: "quality-school", id.rawValue, in: school.roundPlace, ["tasks": "\(tasks.count)"])
    }

    package static func add(_ title: String, to id: QualitySchoolID, _ act: Act) throws {
        let school = try requireOpen(id, act)
        let last: Int =
            try act.db.first("SELECT coalesce(max(position), 0) FROM quality_task WHERE school_id = \(id)")?.get(0) ?? 0
        guard last < 60 else { throw QualityRefusal.taskState }
        try act.db.execute(
            """
            INSERT INTO quality_task (id, round_id, school_id, position, title, day, time, room, invigilator, state, note,
                version)
            VALUES (\(act.newID() as QualityTaskID), \(school.round), \(id), \(last + 1), \(title), \(nil as Day?), '', '', '',
                'open', '', 1)
            """)
        try act.record("quality.taskAdded", of: "quality-school", id.rawValue, in: school.roundPlace)
    }

    private static func requireOpen(_ id: QualitySchoolID, _ act: Act) throws -> QualitySchool {
        let school = try QualitySchools.require(id, visibleTo: act.viewer, in: act.db)
        guard QualitySchools.showsNames(school, act.viewer) else { throw QualityRefusal.notYours }
        guard school.roundState < .published else { throw QualityRefusal.wrongState("改考务任务", school.roundState) }
        return school
    }
}

extension QualityTask {
    fileprivate init(_ row: SQLRow) throws {
        id = try row.get(0)
        school = try row.get(1)
        schoolName = try row.get(2)
        grade = try row.get(3)
        task = try TestTask(
            title: row.get(4), day: row.get(5), time: row.get(6), room: row.get(7), invigilator: row.get(8),
            state: row.get(9), note: row.get(10))
        version = try row.get(11)
    }
}
