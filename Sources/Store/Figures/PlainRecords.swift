package import SQLCore
package import Supervision

/// What a list of records without a ledger of their own was asked for.
package struct PlainRecordFilter: Sendable, Equatable {
    package let ledger: FigureLedger
    package var at: FigurePeriod?
    package var delivered: FigurePeriod?
    package var campaign: CampaignID?
    package var organisation: OrganisationID?
    package var unit = UnitFilter()
    package var each: FigureEach?
    /// What the ledger's own parameter says: role, state, audience, method, capacity, owner.
    package var role = ""
    package var state = ""
    package var audience = ""
    package var method = ""
    package var capacity = ""
    package var owner = ""
    package var isDefended = false
    package var isDescending = true

    package init(_ ledger: FigureLedger, asking ask: (String) -> String) {
        self.ledger = ledger
        at = FigurePeriod(ask("at"))
        delivered = FigurePeriod(ask("delivered"))
        campaign = ask("campaign").isEmpty ? nil : Identifier(ask("campaign"))
        organisation = ask("organisation").isEmpty ? nil : Identifier(ask("organisation"))
        unit = UnitFilter(asking: ask)
        each = FigureEach(rawValue: ask("each")).flatMap { ledger.each.contains($0) ? $0 : nil }
        role = ask("role")
        state = ask("state")
        audience = ask("audience")
        method = ask("method")
        capacity = ask("capacity")
        owner = ask("owner")
        isDefended = ask("defended") == "1"
    }
}

/// One of those records, as a list shows them all.
package struct PlainRecord: Sendable, Equatable {
    package let unit: String
    package let organisation: OrganisationID?
    package let campaign: String
    /// What it is, such as a person's name or a file's.
    package let title: String
    /// More of it as a code or a word; the page says it in Chinese.
    package let detail: String
    package let number: Int?
    package let day: Day?
    /// The inspection, campaign or finding whose page shows it.
    package let subject: String
}

/// Records that have no ledger of their own, listed so that figures can be opened.
package enum PlainRecords {
    package static func list(
        _ filter: PlainRecordFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<PlainRecord> {
        let table = PlainTable(filter)
        let source = source(filter, viewer)
        let down: SQL = filter.isDescending ? " DESC" : ""
        let rows = try db.rows(
            """
            SELECT \(table.columns) \(source.from) WHERE \(source.condition)
            ORDER BY \(table.day)\(down) NULLS LAST, \(table.key)\(down) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) \(source.from) WHERE \(source.condition)")?.get(0) ?? 0
        return Listing(
            rows: try rows.map { try PlainRecord($0, isInstant: table.isInstant) }, total: total, page: page)
    }

    static func source(_ filter: PlainRecordFilter, _ viewer: Viewer) -> FigureSource {
        let table = PlainTable(filter)
        let condition: SQL = .joined(conditions(filter, table, viewer), separator: " AND ")
        var source = FigureSource((table.from, condition))
        source.each = table.each
        source.columns = [.attendees: "h.attendees"]
        guard let each = filter.each, let column = table.each[each] else { return source }
        var once = FigureSource(
            (
                table.from,
                """
                \(condition) AND \(table.key) IN (SELECT min(\(table.key)) \(table.from)
                    WHERE \(condition) AND \(column) IS NOT NULL GROUP BY \(column))
                """
            ))
        once.each = table.each
        once.columns = source.columns
        return once
    }

    private static func conditions(_ filter: PlainRecordFilter, _ table: PlainTable, _ viewer: Viewer) -> [SQL] {
        var conditions = table.visible(to: viewer)
        if let at = filter.at {
            conditions.append(table.isInstant ? at.holds(instant: table.day) : at.holds(table.day))
        }
        if let campaign = filter.campaign { conditions.append("\(table.campaign) = \(campaign)") }
        if let organisation = filter.organisation { conditions.append("\(table.unit) = \(organisation)") }
        conditions += filter.unit.condition(table.unit)
        switch filter.ledger {
        case .assessments:
            if !filter.role.isEmpty { conditions.append("a.role = \(filter.role)") }
            if !filter.state.isEmpty { conditions.append("a.state = \(filter.state)") }
        case .opinions:
            if let delivered = filter.delivered {
                conditions.append("o.delivered_on IS NOT NULL AND \(delivered.holds("o.delivered_on"))")
            }
            if !filter.state.isEmpty { conditions.append("o.state = \(filter.state)") }
            if filter.isDefended { conditions.append(PlainTable.defended) }
        case .hearings:
            if !filter.audience.isEmpty { conditions.append("h.audience = \(filter.audience)") }
            if !filter.method.isEmpty { conditions.append("h.method = \(filter.method)") }
        case .seats:
            if !filter.capacity.isEmpty { conditions.append("m.capacity = \(filter.capacity)") }
        default: break
        }
        return conditions
    }
}

extension PlainRecord {
    fileprivate init(_ row: SQLRow, isInstant: Bool) throws {
        let day: String? = try row.get(6)
        try self.init(
            unit: row.get(0), organisation: row.get(1), campaign: row.get(2), title: row.get(3), detail: row.get(4),
            number: row.get(5), day: day.flatMap { isInstant ? Instant($0)?.day : Day($0) }, subject: row.get(7))
    }
}
