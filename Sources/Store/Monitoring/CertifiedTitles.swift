package import SQLCore
package import Supervision

package typealias CertifiedTitleID = Identifier<CertifiedTitle>

/// A title with its county and what is known of it.
package struct CertifiedTitleRecord: Sendable, Equatable {
    package let id: CertifiedTitleID
    package let district: String
    package let name: String
    package let title: CertifiedTitle
    package let document: String
    package let certification: CertificationID?
    package let byName: String
    package let place: Place
}

/// What became of a title.
package struct CertifiedEvent: Sendable, Equatable {
    package enum Kind: String, Sendable, SQLConvertible, CaseIterable {
        case reached, fell, rectified, interviewed, reported, withdrawn

        package var label: String {
            switch self {
            case .reached: "复查达标"
            case .fell: "复查不达标"
            case .rectified: "整改到位"
            case .interviewed: "约谈"
            case .reported: "督导通报"
            case .withdrawn: "取消称号"
            }
        }
    }

    package let kind: Kind
    package let year: Int
    package let day: Day
    package let words: String
    package let document: String
    package let byName: String
}

/// The tables certified_title and certified_event.
package enum CertifiedTitles {
    /// What every county holds, by code.
    package static func held(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [String: HeldTitles] {
        var titles: [String: [CertifiedTitle]] = [:]
        try db.forEach(
            """
            SELECT t.district, t.standard, t.tier, t.certified_on FROM certified_title t
            WHERE t.withdrawn_on IS NULL AND \(Roadmaps.visible(to: viewer, "t."))
            """
        ) { row in
            titles[try row.get(0), default: []].append(
                CertifiedTitle(standard: try row.get(1), tier: try row.get(2), certifiedOn: try row.get(3)))
        }
        return titles.mapValues { HeldTitles($0) }
    }

    package static func held(by district: String, in db: SQLConnection) throws -> HeldTitles {
        HeldTitles(
            try db.rows(
                """
                SELECT standard, tier, certified_on FROM certified_title
                WHERE district = \(district) AND withdrawn_on IS NULL
                """
            ).map { CertifiedTitle(standard: try $0.get(0), tier: try $0.get(1), certifiedOn: try $0.get(2)) })
    }

    package static func require(
        _ id: CertifiedTitleID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> CertifiedTitleRecord {
        let row = try db.first(
            "SELECT \(columns) FROM certified_title t WHERE t.id = \(id) AND \(Roadmaps.visible(to: viewer, "t."))")
        guard let row else { throw CertificationRefusal.noTitle }
        return try CertifiedTitleRecord(row, reviews: try reviews(of: [id.rawValue], in: db)[id.rawValue] ?? [:])
    }

    /// Titles, the latest first; `standard` and `text` narrow them when they are not empty.
    package static func list(
        standard: String = "", text: String = "", isHeld: Bool? = nil, sort: (String, Bool) = ("day", true),
        _ page: PageRequest,
        visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<CertifiedTitleRecord> {
        var conditions: [SQL] = [Roadmaps.visible(to: viewer, "t.")]
        if !standard.isEmpty { conditions.append("t.standard = \(standard)") }
        if let isHeld { conditions.append(isHeld ? "t.withdrawn_on IS NULL" : "t.withdrawn_on IS NOT NULL") }
        if !text.isEmpty { conditions.append("t.district_name LIKE \("%\(text.likeEscaped)%") ESCAPE '\\'") }
        let condition = SQL.joined(conditions, separator: " AND ")
        let rows = try db.rows(
            """
            SELECT \(columns) FROM certified_title t WHERE \(condition)
            ORDER BY \(order(sort)), t.district, t.standard, t.id LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let reviews = try reviews(of: try rows.map { try $0.get(0) }, in: db)
        let records = try rows.map { try CertifiedTitleRecord($0, reviews: reviews[try $0.get(0)] ?? [:]) }
        let total: Int = try db.first("SELECT count(*) FROM certified_title t WHERE \(condition)")?.get(0) ?? 0
        return Listing(rows: records, total: total, page: page)
    }

    private static func order(_ sort: (column: String, isDescending: Bool)) -> SQL {
        switch (sort.column, sort.isDescending) {
        case ("name", false): "t.district"
        case ("name", true): "t.district DESC"
        case ("standard", false): "t.standard, t.tier"
        case ("standard", true): "t.standard DESC, t.tier DESC"
        case (_, false): "t.certified_on"
        default: "t.certified_on DESC"
        }
    }

    package static func events(of id: CertifiedTitleID, in db: SQLConnection) throws -> [CertifiedEvent] {
        try db.rows(
            """
            SELECT kind, year, on_day, words, document, by_name FROM certified_event WHERE title_id = \(id)
            ORDER BY on_day, year, at, id
            """
        ).map { row in
            CertifiedEvent(
                kind: try row.get(0), year: try row.get(1), day: try row.get(2), words: try row.get(3),
                document: try row.get(4), byName: try row.get(5))
        }
    }

    private static func reviews(of ids: [String], in db: SQLConnection) throws -> [String: [Int: Bool]] {
        var found: [String: [Int: Bool]] = [:]
        let rows = try db.rows(
            """
            SELECT title_id, year, kind FROM certified_event
            WHERE kind IN ('reached', 'fell') AND title_id IN (\(list: ids))
            """)
        for row in rows {
            let kind: CertifiedEvent.Kind = try row.get(2)
            found[try row.get(0), default: [:]][try row.get(1)] = kind == .reached
        }
        return found
    }

    private static let columns: SQL = """
        t.id, t.district, t.district_name, t.standard, t.tier, t.certified_on, t.withdrawn_on, t.document,
        t.certification_id, t.by_name, t.province, t.city, t.county, t.zone
        """
}

extension CertifiedTitleRecord {
    fileprivate init(_ row: SQLRow, reviews: [Int: Bool]) throws {
        self.init(
            id: try row.get(0), district: try row.get(1), name: try row.get(2),
            title: CertifiedTitle(
                standard: try row.get(3), tier: try row.get(4), certifiedOn: try row.get(5), reviews: reviews,
                withdrawnOn: try row.get(6)),
            document: try row.get(7), certification: try row.get(8), byName: try row.get(9),
            place: Place(
                province: try row.get(10), city: try row.get(11), county: try row.get(12), zone: try row.get(13)))
    }
}
