package import SQLCore
package import Supervision

/// One line of the list of units.
package struct OrganisationLine: Sendable, Equatable {
    package let record: OrganisationRecord
    /// The name of the place in which it lies.
    package let placeName: String
}

/// What was asked of the list of units; what is empty asks nothing.
package struct OrganisationFilter: Sendable, Equatable {
    package enum State: String, Sendable { case open, closed }
    package enum Order: String, Sendable, CaseIterable { case code, name, region }

    /// Part of a name, or the beginning of a code.
    package var text = ""
    /// A region and all that lies in it.
    package var region = ""
    package var kind: OrganisationKind?
    package var running: RunningType?
    package var authority: AuthorityLevel?
    package var stage: Stage?
    /// Only those with a stage of 义务教育.
    package var isCompulsory = false
    package var tag = ""
    /// The id of a 集团 or 学区 of which it is a member today.
    package var group = ""
    package var state: State? = .open
    package var order = Order.code
    package var isDescending = false

    package init() {}
}

extension Organisations {
    package static func list(
        _ filter: OrganisationFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<OrganisationLine> {
        let matching = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns), p.name FROM organisation o LEFT JOIN region p ON p.code = o.region_code
            WHERE \(matching) ORDER BY \(order(filter)) LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int = try db.first("SELECT count(*) FROM organisation o WHERE \(matching)")?.get(0) ?? 0
        return Listing(rows: try rows.map(OrganisationLine.init), total: total, page: page)
    }

    /// The next lines of an export by code, after the one given.
    package static func lines(
        _ filter: OrganisationFilter, after: String?, limit: Int, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [OrganisationLine] {
        try db.rows(
            """
            SELECT \(columns), p.name FROM organisation o LEFT JOIN region p ON p.code = o.region_code
            WHERE \(matching(filter, viewer)) AND o.code > \(after ?? "") ORDER BY o.code LIMIT \(limit)
            """
        ).map(OrganisationLine.init)
    }

    /// What a campaign's filter may ask about the units that match, with the version that a frame keeps.
    package static func profiles(
        _ filter: OrganisationFilter = OrganisationFilter(), visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [(profile: UnitProfile, versionID: String)] {
        var profiles: [(profile: UnitProfile, versionID: String)] = []
        try db.forEach(
            "SELECT \(columns) FROM organisation o WHERE \(matching(filter, viewer)) ORDER BY o.code"
        ) { row in
            let record = try OrganisationRecord(row)
            profiles.append((record.organisation.profile, record.versionID))
        }
        return profiles
    }

    /// The tags that units in the viewer's scope have, for choosing.
    package static func tags(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [String] {
        let rows = try db.rows(
            "SELECT DISTINCT o.tags FROM organisation o WHERE o.tags <> '' AND \(visible(to: viewer)) LIMIT 1000")
        return Set(try rows.flatMap { try ($0.get(0) as String).words }).sorted()
    }

    static func matching(_ filter: OrganisationFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)]
        if !filter.text.isEmpty {
            let name = "%\(filter.text.folded.likeEscaped)%"
            let code = "\(filter.text.normalisedCell.uppercased().likeEscaped)%"
            conditions.append("(o.name_folded LIKE \(name) ESCAPE '\\' OR o.code LIKE \(code) ESCAPE '\\')")
        }
        if !filter.region.isEmpty { conditions.append(within(filter.region)) }
        if let kind = filter.kind { conditions.append("o.kind = \(kind.rawValue)") }
        if let running = filter.running { conditions.append("o.running = \(running.rawValue)") }
        if let authority = filter.authority { conditions.append("o.authority = \(authority.rawValue)") }
        if filter.isCompulsory {
            conditions.append(
                "(' ' || o.stages || ' ' LIKE '% primary %' OR ' ' || o.stages || ' ' LIKE '% junior %')")
        }
        if let stage = filter.stage { conditions.append("' ' || o.stages || ' ' LIKE \("% \(stage.rawValue) %")") }
        if !filter.tag.isEmpty {
            conditions.append("' ' || o.tags || ' ' LIKE \("% \(filter.tag.asTag.likeEscaped) %") ESCAPE '\\'")
        }
        if !filter.group.isEmpty {
            conditions.append(OrganisationGroups.has("o.id", in: filter.group, on: viewer.day))
        }
        if let state = filter.state { conditions.append("o.state = \(state.rawValue)") }
        return .joined(conditions, separator: " AND ")
    }

    /// Lies in a region or in anything below it.
    private static func within(_ region: String) -> SQL {
        """
        o.region_code IN (WITH RECURSIVE down (code) AS (
            SELECT code FROM region WHERE code = \(region)
            UNION SELECT r.code FROM region r JOIN down ON r.parent = down.code) SELECT code FROM down)
        """
    }

    private static func order(_ filter: OrganisationFilter) -> SQL {
        switch (filter.order, filter.isDescending) {
        case (.code, false): "o.code"
        case (.code, true): "o.code DESC"
        case (.name, false): "o.name, o.code"
        case (.name, true): "o.name DESC, o.code DESC"
        case (.region, false): "o.region_code, o.code"
        case (.region, true): "o.region_code DESC, o.code DESC"
        }
    }
}

extension OrganisationLine {
    fileprivate init(_ row: SQLRow) throws {
        record = try OrganisationRecord(row)
        placeName = try row.get(21) ?? record.organisation.facts.place
    }
}
