package import SQLCore
package import Supervision

/// What may be done with many problems at once.
package enum BulkAct: String, Sendable, CaseIterable {
    case remind, extend, issue, discard

    package var label: String {
        switch self {
        case .remind: "催办"
        case .extend: "延期"
        case .issue: "下发"
        case .discard: "删除草稿"
        }
    }

    /// Whether it is done with drafts rather than with what was issued.
    package var concernsDrafts: Bool { self == .issue || self == .discard }
}

/// What many problems are to be given.
package struct BulkOrder: Sendable, Equatable {
    package var act: BulkAct
    package var words: String
    package var dueOn: Day?

    package init(_ act: BulkAct, words: String = "", dueOn: Day? = nil) {
        self.act = act
        self.words = words
        self.dueOn = dueOn
    }
}

/// One row's outcome; what was refused is told with its reason, and hinders no other row.
package struct BulkLine: Sendable, Equatable, Codable {
    package let finding: String
    package let part: String
    package let number: String
    package let unit: String
    package let isDone: Bool
    package let message: String
}

/// Many at once, as it was carried out.
package struct BulkRun: Sendable, Equatable {
    package let id: BulkRunID
    package let act: BulkAct
    package let by: String
    package let at: Instant
    package let note: String
    package let done: Int
    package let lines: [BulkLine]
}

package typealias BulkRunID = Identifier<BulkRun>

package enum FindingBulk {
    /// How many at most; more would hold up everybody else's writes.
    package static let limit = 500

    /// Does it row by row, each undone for itself when it is refused, and keeps what became of each.
    package static func carryOut(_ order: BulkOrder, on rows: [BulkTarget], _ act: Act) throws -> BulkRunID {
        guard !rows.isEmpty else { throw RectificationRefusal.nothingChosen }
        guard rows.count <= limit else { throw RectificationRefusal.tooManyChosen(limit) }
        guard !order.words.isBlank || order.act.concernsDrafts else {
            throw FindingRefusal.noteMissing(order.act == .remind ? "催办的内容" : "延期的理由")
        }
        let lines = try rows.map { row in
            do {
                try act.db.savepoint { try carryOut(order, on: row, act) }
                return BulkLine(row, isDone: true, message: "")
            } catch let refusal as any Refusal {
                return BulkLine(row, isDone: false, message: refusal.message)
            }
        }
        return try keep(order, lines, act)
    }

    private static func carryOut(_ order: BulkOrder, on row: BulkTarget, _ act: Act) throws {
        switch order.act {
        case .remind: try Findings.remind(row.part, of: row.finding, order.words, act)
        case .extend:
            guard let day = order.dueOn else { throw RectificationRefusal.dayGone }
            try Extensions.extend(row.part, of: row.finding, to: day, reason: order.words, act)
        case .issue: try Findings.issueDraft(row.finding, act)
        case .discard:
            try Findings.requireOwnDraft(row.finding, act)
            try Findings.discard(row.finding, act)
        }
    }

    private static func keep(_ order: BulkOrder, _ lines: [BulkLine], _ act: Act) throws -> BulkRunID {
        let id: BulkRunID = act.newID()
        let done = lines.count(where: \.isDone)
        let note = [order.dueOn.map { "新的期限\($0.chinese)" }, order.words.isEmpty ? nil : order.words]
            .compactMap { $0 }.joined(separator: "：")
        try act.db.execute(
            """
            INSERT INTO bulk_run (id, office, act, by_person, by_name, at, note, done, refused, content)
            VALUES (\(id), \(Place(act.viewer.scope).office), \(order.act.rawValue), \(act.viewer.person),
                \(act.viewer.name), \(act.at), \(note), \(done), \(lines.count - done),
                \(try JSONColumn.text(lines)))
            """)
        try act.record(
            "finding.bulk", of: "bulk-run", id.rawValue,
            ["act": order.act.rawValue, "done": "\(done)", "refused": "\(lines.count - done)"])
        return id
    }

    /// What was done by the viewer's own office.
    package static func require(
        _ id: BulkRunID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> BulkRun {
        guard Role.office.contains(viewer.role) else { throw FindingRefusal.notFound }
        let row = try db.first(
            """
            SELECT act, by_name, at, note, done, content FROM bulk_run
            WHERE id = \(id) AND office = \(Place(viewer.scope).office)
            """)
        guard let row, let act = BulkAct(rawValue: try row.get(0)) else { throw FindingRefusal.notFound }
        return try BulkRun(
            id: id, act: act, by: row.get(1), at: row.get(2), note: row.get(3), done: row.get(4),
            lines: JSONColumn.value(row.get(5)))
    }
}

/// One row that was chosen.
package struct BulkTarget: Sendable, Equatable {
    package let finding: FindingID
    package let part: FindingPartID
    package let number: String
    package let unit: String
    package let problem: String
    package let state: FindingPart.State
    package let dueOn: Day?
}

extension BulkLine {
    fileprivate init(_ row: BulkTarget, isDone: Bool, message: String) {
        self.init(
            finding: row.finding.rawValue, part: row.part.rawValue,
            number: row.number.isEmpty ? row.problem : row.number, unit: row.unit, isDone: isDone, message: message)
    }
}

extension Findings {
    /// 催办: a word to the unit that stays with the part; nothing else changes.
    package static func remind(
        _ id: FindingPartID, of finding: FindingID, _ words: String, _ act: Act
    ) throws {
        let (part, office) = try requirePart(id, of: finding, visibleTo: act.viewer, in: act.db)
        let actor = try FindingActor(act.viewer, for: part, office: office)
        guard actor.side != .unit else { throw FindingRefusal.wrongSide("督导室") }
        guard part.state.awaitsUnit else { throw FindingRefusal.wrongState("催办", part.state) }
        guard !words.isBlank else { throw FindingRefusal.noteMissing("催办的内容") }
        let event = FindingEvent(.reminded, by: act.viewer.person, at: act.at, on: act.day, note: words)
        try insert(event, of: finding, part: id, version: part.version, act)
        try act.record("finding.reminded", of: "finding-part", id.rawValue, ["finding": finding.rawValue])
    }

    /// The chosen rows of the ledger, as far as the viewer may see them.
    package static func targets(
        _ parts: [FindingPartID], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [BulkTarget] {
        var filter = FindingFilter()
        filter.group = .all
        filter.chosen = Array(parts.prefix(FindingBulk.limit + 1))
        return try targets(filter, visibleTo: viewer, in: db)
    }

    /// Everything that a filter finds, up to one more than may be done at once.
    package static func targets(
        _ filter: FindingFilter, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [BulkTarget] {
        let rows = try chunk(
            filter, order: .init(), after: nil, limit: FindingBulk.limit + 1, visibleTo: viewer, in: db)
        return rows.map { row in
            BulkTarget(
                finding: row.finding, part: row.part, number: row.number, unit: row.unit, problem: row.problem,
                state: row.state, dueOn: row.dueOn)
        }
    }
}
