import SQLCore
package import Supervision

// What an office does with its definitions, each act in the transaction of its change.
extension Definitions {
    /// A first version; what is wrong with it may be mended while it is a draft.
    package static func create(_ kind: DefinitionKind, _ text: String, _ act: Act) throws -> DefinitionID {
        let new = try sound(kind, text, number: 1, act)
        let code = new.sheet.fact("代码")
        let isTaken = try act.db.first("SELECT 1 FROM definition WHERE kind = \(kind) AND code = \(code)") != nil
        guard !isTaken, !isShipped(kind, code) else { throw DefinitionRefusal.codeTaken(code) }
        return try insert(kind, code, number: 1, new.sheet, new.problems, act)
    }

    /// Other words for a draft; `version` is the one that the editor saw.
    package static func save(_ id: DefinitionID, _ kind: DefinitionKind, _ text: String, version: Int?, _ act: Act)
        throws
    {
        let record = try editable(id, kind, version, act)
        let new = try sound(kind, text, number: record.number, act)
        let code = new.sheet.fact("代码")
        if code != record.code {
            guard record.number == 1 else { throw DefinitionRefusal.code(code) }
            let isTaken = try act.db.first("SELECT 1 FROM definition WHERE kind = \(kind) AND code = \(code)") != nil
            guard !isTaken, !isShipped(kind, code) else { throw DefinitionRefusal.codeTaken(code) }
        }
        let changed = try act.db.execute(
            """
            UPDATE definition SET code = \(code), name = \(name(new.sheet, kind)), content = \(new.sheet.text),
                problem_count = \(new.problems), saved_by = \(act.viewer.name), saved_at = \(act.at), version = version + 1
            WHERE id = \(id) AND state = 'draft' AND version = \(record.version)
            """)
        guard changed == 1 else { throw DefinitionRefusal.stale }
        try note("definition.saved", record, new.sheet, act)
    }

    /// From now on it is judged or collected by, and never changes.
    package static func publish(_ id: DefinitionID, _ kind: DefinitionKind, version: Int?, _ act: Act) throws {
        let record = try editable(id, kind, version, act)
        let problems = try problems(kind, record.text, visibleTo: act.viewer, in: act.db)
        guard problems.isEmpty else { throw DefinitionRefusal.unsound(count: problems.count) }
        let changed = try act.db.execute(
            """
            UPDATE definition SET state = 'published', published_at = \(act.at), problem_count = 0, version = version + 1
            WHERE id = \(id) AND state = 'draft' AND version = \(record.version)
            """)
        guard changed == 1 else { throw DefinitionRefusal.stale }
        try note("definition.published", record, record.sheet, act)
    }

    /// A draft of the next version, with the words of the newest one.
    package static func next(_ id: DefinitionID, _ kind: DefinitionKind, _ act: Act) throws -> DefinitionID {
        let record = try require(id, kind, visibleTo: act.viewer, in: act.db)
        guard record.isOwn(act.viewer) else { throw DefinitionRefusal.notYours }
        let all = try history(of: record, visibleTo: act.viewer, in: act.db)
        guard !all.contains(where: { $0.state == .draft }) else { throw DefinitionRefusal.draftExists }
        let number = (all.map(\.number).max() ?? 0) + 1
        let new = try sound(kind, record.text, number: number, act)
        return try insert(kind, record.code, number: number, new.sheet, new.problems, act)
    }

    /// A draft is forgotten; what was published stays.
    package static func remove(_ id: DefinitionID, _ kind: DefinitionKind, _ act: Act) throws {
        let record = try editable(id, kind, nil, act)
        try act.db.execute("DELETE FROM definition WHERE id = \(id) AND state = 'draft'")
        try note("definition.removed", record, record.sheet, act)
    }

    private static func editable(
        _ id: DefinitionID, _ kind: DefinitionKind, _ version: Int?, _ act: Act
    ) throws -> DefinitionRecord {
        let record = try require(id, kind, visibleTo: act.viewer, in: act.db)
        guard record.isOwn(act.viewer) else { throw DefinitionRefusal.notYours }
        guard record.state == .draft else { throw DefinitionRefusal.published }
        if let version, version != record.version { throw DefinitionRefusal.stale }
        return record
    }

    /// The text as it is kept, with its number in it where the file has one.
    private static func sound(
        _ kind: DefinitionKind, _ text: String, number: Int, _ act: Act
    ) throws -> (sheet: SheetText, problems: Int) {
        guard text.count <= DefinitionKind.longest, text.count(where: \.isNewline) <= DefinitionKind.mostRows else {
            throw DefinitionRefusal.tooLong
        }
        var sheet = kind.sheet(text)
        if kind == .form { sheet.set("版本", to: "\(number)") }
        guard DefinitionKind.isCode(sheet.fact("代码")) else { throw DefinitionRefusal.code(sheet.fact("代码")) }
        return (sheet, try problems(kind, sheet.text, visibleTo: act.viewer, in: act.db).count)
    }

    private static func isShipped(_ kind: DefinitionKind, _ code: String) -> Bool {
        switch kind {
        case .standard: ShippedStandards.standard(code: code) != nil
        case .form: ShippedForms.all.contains { $0.code == code }
        }
    }

    private static func name(_ sheet: SheetText, _ kind: DefinitionKind) -> String {
        let name = sheet.fact(kind.nameLine)
        return name.isBlank ? sheet.fact("代码") : String(name.prefix(100))
    }

    private static func insert(
        _ kind: DefinitionKind, _ code: String, number: Int, _ sheet: SheetText, _ problems: Int, _ act: Act
    ) throws -> DefinitionID {
        let (id, place): (DefinitionID, Place) = (act.newID(), try Place.office(of: act.viewer.scope, in: act.db))
        try act.db.execute(
            """
            INSERT INTO definition (id, kind, code, number, name, content, state, problem_count, province, city, county,
                zone, saved_by, saved_at, version)
            VALUES (\(id), \(kind), \(code), \(number), \(name(sheet, kind)), \(sheet.text), 'draft', \(problems),
                \(place.province), \(place.city), \(place.county), \(place.zone), \(act.viewer.name), \(act.at), 1)
            """)
        try act.record(
            "definition.created", of: "definition", id.rawValue, in: place,
            ["kind": kind.rawValue, "code": code, "number": "\(number)", "text": sha256(sheet.text)])
        return id
    }

    private static func note(_ event: String, _ record: DefinitionRecord, _ sheet: SheetText, _ act: Act) throws {
        try act.record(
            event, of: "definition", record.id.rawValue, in: record.place,
            [
                "kind": record.kind.rawValue, "code": sheet.fact("代码"), "number": "\(record.number)",
                "text": sha256(sheet.text),
            ])
    }
}
