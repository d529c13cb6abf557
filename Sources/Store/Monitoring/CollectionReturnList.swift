package import SQLCore
package import Supervision

/// A return as lists and its page show it.
package struct CollectionReturnRow: Sendable, Equatable {
    package let value: CollectionReturn
    package let code: String
    package let unit: String
    package let roundTitle: String
    package let year: Int
    package let form: String
    package let referenceOn: Day
    package let dueOn: Day
    package let roundState: CollectionRound.State
    package let required: Int
    package let filled: Int
    /// Questions of the checks without an answer, and those explained but not accepted.
    package let open: Int
    package let explained: Int
    /// When the office last asked for it again.
    package let remindedOn: Day?
    package let place: Place
    package let roundPlace: Place

    package init(
        value: CollectionReturn, code: String, unit: String, roundTitle: String, year: Int, form: String,
        referenceOn: Day, dueOn: Day, roundState: CollectionRound.State = .open, required: Int, filled: Int,
        open: Int = 0, explained: Int = 0, remindedOn: Day? = nil, place: Place = Place(), roundPlace: Place = Place()
    ) {
        self.value = value
        self.code = code
        self.unit = unit
        self.roundTitle = roundTitle
        self.year = year
        self.form = form
        self.referenceOn = referenceOn
        self.dueOn = dueOn
        self.roundState = roundState
        self.required = required
        self.filled = filled
        self.open = open
        self.explained = explained
        self.remindedOn = remindedOn
        self.place = place
        self.roundPlace = roundPlace
    }

    package var id: CollectionReturnID { value.id }
    package var missing: Int { required - filled }

    package func daysLate(on today: Day) -> Int? {
        roundState == .open && value.state.awaitsUnit && today > dueOn ? dueOn.distance(to: today) : nil
    }
}

/// Which returns are wanted; what is empty asks nothing.
package struct CollectionReturnFilter: Sendable, Equatable {
    package var round: CollectionRoundID?
    package var organisation: OrganisationID?
    package var year: Int?
    /// A state, `waiting` for what units still owe, `late` for what is overdue.
    package var state = ""
    /// `open` for questions of the checks that are not settled, `none` for none.
    package var questions = ""
    /// Units that run this stage.
    package var stage = ""
    package var text = ""
    /// Only what the viewer's own office manages, as its workbench counts.
    package var isOwn = false
    package var sort = "code"
    package var isDescending = false

    package init(of round: CollectionRoundID? = nil) {
        self.round = round
    }

    package static let sorts = ["code", "unit", "state", "filled", "questions"]
}

extension CollectionReturns {
    package static func list(
        _ filter: CollectionReturnFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<CollectionReturnRow> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(matching) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(tables) WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map { try CollectionReturnRow($0) }, total: total, page: page)
    }

    /// All returns of a round that the filter finds, for what is done to many at once.
    static func all(
        _ filter: CollectionReturnFilter, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [CollectionReturnRow] {
        try db.rows("SELECT \(columns) \(tables) WHERE \(matching(filter, viewer)) ORDER BY x.organisation_code, x.id")
            .map { try CollectionReturnRow($0) }
    }

    package static func require(
        _ id: CollectionReturnID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CollectionReturnRow {
        let row = try db.first("SELECT \(columns) \(tables) WHERE x.id = \(id) AND \(visible(to: viewer))")
        guard let row else { throw CollectionRefusal.notFound }
        return try CollectionReturnRow(row)
    }

    /// An office sees what it manages, a unit its own.
    static func visible(to viewer: Viewer) -> SQL {
        Visibility(organisation: { "x.organisation_id = \($0)" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "x.")
    }

    private static func matching(_ filter: CollectionReturnFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if filter.isOwn { conditions.append("\(Todos.own(viewer, "x.")) AND r.state = 'open'") }
        if let round = filter.round { conditions.append("x.round_id = \(round)") }
        if let organisation = filter.organisation { conditions.append("x.organisation_id = \(organisation)") }
        if let year = filter.year { conditions.append("x.year = \(year)") }
        switch filter.state {
        case "": break
        case "waiting": conditions.append("r.state = 'open' AND x.state IN ('draft', 'returned')")
        case "late":
            conditions.append("r.state = 'open' AND x.state IN ('draft', 'returned') AND r.due_on < \(viewer.day)")
        default: conditions.append("x.state = \(filter.state)")
        }
        switch filter.questions {
        case "open": conditions.append("x.open_count + x.explained_count > 0")
        case "none": conditions.append("x.open_count + x.explained_count = 0")
        default: break
        }
        if !filter.stage.isEmpty {
            conditions.append("' ' || x.stages || ' ' LIKE \(LikePattern.containing(" \(filter.stage) ")) ESCAPE '\\'")
        }
        if !filter.text.isEmpty {
            let like = LikePattern.containing(filter.text)
            conditions.append(
                "(x.organisation_name LIKE \(like) ESCAPE '\\' OR x.organisation_code LIKE \(like) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    private static func order(_ filter: CollectionReturnFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "unit": "x.organisation_name\(down), x.id"
        case "state": "x.state\(down), x.organisation_code, x.id"
        case "filled": "x.required - x.filled\(down), x.organisation_code, x.id"
        case "questions": "x.open_count + x.explained_count\(down), x.organisation_code, x.id"
        default: "x.year DESC, x.organisation_code\(down), x.id"
        }
    }

    private static var tables: SQL { "FROM collection_return x JOIN collection_round r ON r.id = x.round_id" }

    private static var columns: SQL {
        """
        x.id, x.round_id, x.organisation_id, x.stages, x.state, x.submitted_on, x.submitted_by, x.reviewed_on,
        x.reviewed_by, x.return_reason, x.version, x.organisation_code, x.organisation_name, r.title, r.year, r.form,
        r.reference_on, r.due_on, r.state, x.required, x.filled, x.open_count, x.explained_count, x.province, x.city,
        x.county, x.zone, r.province, r.city, r.county, r.zone, x.reminded_on
        """
    }
}

extension CollectionReturnRow {
    fileprivate init(_ row: SQLRow) throws {
        let stages = CollectionUnits.stages(try row.get(3))
        self.init(
            value: try CollectionReturn(
                id: row.get(0), round: row.get(1), organisation: row.get(2), stages: stages, state: row.get(4),
                submittedOn: row.get(5), submittedBy: row.get(6), reviewedOn: row.get(7), reviewedBy: row.get(8),
                returnReason: row.get(9), version: row.get(10)),
            code: try row.get(11), unit: try row.get(12), roundTitle: try row.get(13), year: try row.get(14),
            form: try row.get(15), referenceOn: try row.get(16), dueOn: try row.get(17), roundState: try row.get(18),
            required: try row.get(19), filled: try row.get(20), open: try row.get(21), explained: try row.get(22),
            remindedOn: try row.get(31),
            place: try Place(province: row.get(23), city: row.get(24), county: row.get(25), zone: row.get(26)),
            roundPlace: try Place(province: row.get(27), city: row.get(28), county: row.get(29), zone: row.get(30)))
    }
}
