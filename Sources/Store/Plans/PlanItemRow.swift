import SQLCore
package import Supervision

/// An item as lists and its page show it, with everything that belongs to it.
package struct PlanItemRow: Sendable, Equatable {
    package let item: PlanItem
    package let ordinal: Int
    package let owner: PlanOwner?
    package internal(set) var coworkers: [PlanMember] = []
    package internal(set) var targets: [PlanItemTarget] = []
    package internal(set) var windows: [PlanItemWindow] = []
    package internal(set) var campaigns: [PlanCampaign] = []
    /// The document of a task from above; nil without one.
    package let file: PlanItemFile?
    /// The plan in which it stands.
    package let planTitle: String
    package let planYear: Int
    package let planLastYear: Int
    package let planState: Plan.State
    package let place: Place

    package var id: PlanItemID { item.id }

    /// Days that its latest stage is late.
    package func daysLate(on today: Day) -> Int? {
        planState == .accepted ? windows.daysLate(item.status, on: today) : nil
    }
}

/// Whose an item is.
package struct PlanOwner: Sendable, Equatable {
    package let person: PersonID
    package let name: String

    package init(person: PersonID, name: String) {
        self.person = person
        self.name = name
    }
}

/// Somebody beside the owner, by name.
package struct PlanMember: Sendable, Equatable {
    package let coworker: PlanCoworker
    package let name: String

    package init(coworker: PlanCoworker, name: String) {
        self.coworker = coworker
        self.name = name
    }
}

/// A campaign by which an item is carried out.
package struct PlanCampaign: Sendable, Equatable {
    package let id: CampaignID
    package let name: String
    package let state: Campaign.State
    package let startsOn: Day
    package let endsOn: Day
}

package struct PlanItemFile: Sendable, Equatable {
    package let hash: String
    package let name: String

    package init(hash: String, name: String) {
        self.hash = hash
        self.name = name
    }
}

extension PlanItemRow {
    /// Reads `PlanItems.columns`; what belongs to it is filled in by `PlanItems.complete`.
    init(_ row: SQLRow) throws {
        let kinds: String = try row.get(6)
        let spanFrom: Int? = try row.get(11)
        let span = try spanFrom.map { SourceSpan($0, try row.get(12)) }
        let ownerID: PersonID? = try row.get(13)
        let hash: String? = try row.get(19)
        item = try PlanItem(
            id: row.get(0), plan: row.get(1), number: row.get(2), chapter: row.get(3), title: row.get(4),
            text: row.get(5), kinds: kinds.split(separator: ",").compactMap { PlanKind(rawValue: String($0)) },
            units: PlanItems.lines(row.get(7)), actors: PlanItems.lines(row.get(8)), origin: row.get(9),
            belongsTo: row.get(10), span: span, status: row.get(15), reason: row.get(16), doneOn: row.get(17),
            notes: row.get(18), version: row.get(21))
        owner = try ownerID.map { PlanOwner(person: $0, name: try row.get(14)) }
        file = try hash.map { PlanItemFile(hash: $0, name: try row.get(20)) }
        ordinal = try row.get(22)
        planTitle = try row.get(23)
        planYear = try row.get(24)
        planLastYear = try row.get(25)
        planState = try row.get(26)
        place = try Place(province: row.get(27), city: row.get(28), county: row.get(29), zone: row.get(30))
    }
}

extension PlanItems {
    static var columns: SQL {
        """
        i.id, i.plan_id, i.number, i.chapter, i.title, i.text, i.kinds, i.units, i.actors, i.origin, i.belongs_to,
        i.span_from, i.span_to, i.owner_id, i.owner_name, i.status, i.reason, i.done_on, i.notes, i.file_hash,
        i.file_name, i.version, i.ordinal, p.title, p.year, p.last_year, p.state, p.province, p.city, p.county, p.zone
        """
    }

    static func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

    static func text(_ lines: [String]) -> String {
        lines.map { $0.split(whereSeparator: \.isNewline).joined(separator: " ") }.joined(separator: "\n")
    }

    static func text(_ kinds: [PlanKind]) -> String {
        kinds.isEmpty ? "" : ",\(kinds.map(\.rawValue).joined(separator: ",")),"
    }

    /// Fills in targets, windows, co-workers and campaigns: one query each, however many rows.
    static func complete(_ rows: [PlanItemRow], in db: SQLConnection) throws -> [PlanItemRow] {
        let ids = rows.map(\.id)
        guard !ids.isEmpty else { return [] }
        let targets = try PlanTargets.byItem(ids, in: db)
        let windows = try PlanWindows.byItem(ids, in: db)
        let coworkers = try coworkers(of: ids, in: db)
        let campaigns = try PlanCampaigns.byItem(ids, in: db)
        return rows.map { row in
            var row = row
            row.targets = targets[row.id] ?? []
            row.windows = windows[row.id] ?? []
            row.coworkers = coworkers[row.id] ?? []
            row.campaigns = campaigns[row.id] ?? []
            return row
        }
    }

    private static func coworkers(of ids: [PlanItemID], in db: SQLConnection) throws -> [PlanItemID: [PlanMember]] {
        var found: [PlanItemID: [PlanMember]] = [:]
        let rows = try db.rows(
            """
            SELECT item_id, kind, member_id, name FROM plan_item_coworker WHERE item_id IN (\(list: ids))
            ORDER BY item_id, kind, name, member_id
            """)
        for row in rows {
            let (kind, id): (String, String) = (try row.get(1), try row.get(2))
            let coworker: PlanCoworker = kind == "person" ? .person(PersonID(id)) : .organisation(OrganisationID(id))
            found[try row.get(0), default: []].append(PlanMember(coworker: coworker, name: try row.get(3)))
        }
        return found
    }
}
