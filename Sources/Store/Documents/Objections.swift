package import SQLCore
package import Supervision

/// An objection with the document against which it was raised.
package struct ObjectionRow: Sendable, Equatable {
    package let objection: Objection
    package let title: String
    package let number: String
    package let at: Instant
    package let answeredOn: Day?
    package let answeredBy: String
    package let place: Place
}

/// What the list of objections was asked for.
package struct ObjectionFilter: Sendable, Equatable {
    package var text = ""
    package var state: Objection.State?
    /// Not answered yet.
    package var isOpen = false
    /// Only of what the viewer's own office published, as the workbench counts them.
    package var isOwn = false
    package var document: DocumentID?
    package var on: FigurePeriod?
    /// `at`, `document` or `state`.
    package var sort = "at"
    package var isDescending = true

    package init() {}

    package static let sorts = ["-at", "at", "document", "state"]
}

/// The objection table: what the public says against a published document, and what came of it.
package enum Objections {
    /// Takes an objection from anybody; `receipt` is what they will open the answer with, `address` a digest.
    package static func lodge(
        on id: DocumentID, text: String, name: String, contact: String, receipt: String, address: String, _ act: Act
    ) throws {
        let (document, place) = try published(id, in: act.db)
        guard let publicity = document.publicity, publicity.takesObjections(on: act.day) else {
            throw ObjectionRefusal.over(document.publicity?.until)
        }
        guard !text.isBlank else { throw ObjectionRefusal.empty("异议内容") }
        guard text.count <= Objection.textLimit, name.count <= 50, contact.count <= 100 else {
            throw ObjectionRefusal.tooLong
        }
        let since = act.at.adding(seconds: -3_600)
        try ObjectionFlood.admit(
            fromAddress: try count("address_hash = \(address) AND at > \(since)", act.db),
            onDocument: try count("document_id = \(id) AND on_day = \(act.day)", act.db))
        let new: ObjectionID = act.newID()
        try act.db.execute(
            """
            INSERT INTO objection (id, document_id, receipt_hash, content, person_name, contact, on_day, at, address_hash,
                state, investigation, answer, province, city, county, zone, version)
            VALUES (\(new), \(id), \(sha256(receipt)), \(text.trimmed), \(name.trimmed), \(contact.trimmed), \(act.day),
                \(act.at), \(address), 'received', '', '', \(place.province), \(place.city), \(place.county),
                \(place.zone), 1)
            """)
        try act.record("objection.lodged", of: "document", id.rawValue, in: place, ["objection": new.rawValue])
    }

    /// A document that the public may read, and whose it is.
    private static func published(_ id: DocumentID, in db: SQLConnection) throws -> (Document, Place) {
        let row = try db.first(
            "SELECT \(DocumentRecord.columns) FROM document d WHERE d.id = \(id) AND d.published_on IS NOT NULL")
        guard let row else { throw DocumentRefusal.notFound }
        let record = try DocumentRecord(row)
        return (record.document, record.place)
    }

    /// What somebody with the receipt may read: their own words and the answer.
    package static func find(receipt: String, in db: SQLConnection) throws -> ObjectionRow? {
        guard (8...64).contains(receipt.count) else { return nil }
        return try db.first("SELECT \(columns) \(tables) WHERE o.receipt_hash = \(sha256(receipt))").map(
            ObjectionRow.init)
    }

    package static func require(
        _ id: ObjectionID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> ObjectionRow {
        let row = try db.first(
            "SELECT \(columns) \(tables) WHERE o.id = \(id) AND \(visible.condition(for: viewer, alias: "o."))")
        guard let row else { throw ObjectionRefusal.notFound }
        return try ObjectionRow(row)
    }

    package static func list(
        _ filter: ObjectionFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<ObjectionRow> {
        let (from, condition) = selection(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(from) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(from) WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: try rows.map(ObjectionRow.init), total: total, page: page)
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: ObjectionFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        var conditions: [SQL] = [visible.condition(for: viewer, alias: "o.")]
        if let on = filter.on { conditions.append(on.holds("o.on_day")) }
        if let state = filter.state { conditions.append("o.state = \(state.rawValue)") }
        if filter.isOwn { conditions.append(Todos.own(viewer, "o.")) }
        if filter.isOpen { conditions.append("o.state <> 'answered'") }
        if let document = filter.document { conditions.append("o.document_id = \(document)") }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append("(o.content LIKE \(like) ESCAPE '\\' OR d.title LIKE \(like) ESCAPE '\\')")
        }
        return (tables, .joined(conditions, separator: " AND "))
    }

    /// How many were raised against a document, and how many wait for an answer; the caller has required it.
    package static func counts(of id: DocumentID, in db: SQLConnection) throws -> (all: Int, open: Int) {
        (try count("document_id = \(id)", db), try count("document_id = \(id) AND state <> 'answered'", db))
    }

    /// Region by region as the document; neither units nor teams see who objected.
    static var visible: Visibility {
        Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
    }

    private static func count(_ condition: SQL, _ db: SQLConnection) throws -> Int {
        try db.first("SELECT count(*) FROM objection WHERE \(condition)")?.get(0) ?? 0
    }

    private static func order(_ filter: ObjectionFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "document": "d.title\(down), o.at, o.id"
        case "state": "o.state\(down), o.at, o.id"
        default: "o.at\(down), o.id"
        }
    }

    private static var tables: SQL {
        "FROM objection o JOIN document d ON d.id = o.document_id LEFT JOIN person p ON p.id = o.answered_by"
    }

    private static var columns: SQL {
        """
        o.id, o.document_id, o.content, o.person_name, o.contact, o.on_day, o.state, o.investigation, o.answer, o.version,
        d.title, coalesce(d.number, ''), o.at, o.answered_on, coalesce(p.name, ''), o.province, o.city, o.county, o.zone
        """
    }
}

extension ObjectionRow {
    init(_ row: SQLRow) throws {
        let state: String = try row.get(6)
        try self.init(
            objection: Objection(
                id: row.get(0), document: row.get(1), receipt: "", text: row.get(2), name: row.get(3),
                contact: row.get(4), on: row.get(5), state: Objection.State(rawValue: state) ?? .received,
                investigation: row.get(7), answer: row.get(8), version: row.get(9)),
            title: row.get(10), number: row.get(11), at: row.get(12), answeredOn: row.get(13), answeredBy: row.get(14),
            place: Place(province: row.get(15), city: row.get(16), county: row.get(17), zone: row.get(18)))
    }
}
