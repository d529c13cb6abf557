package import SQLCore
package import Supervision

/// Everything that hangs on a unit, whichever feature it belongs to; a new one adds its own here.
package enum Dependents {
    /// What has to be decided before `change` happens; `place` is whose to manage the unit is afterwards.
    ///
    /// What another office prepares, or means to check unannounced, is not told and stays as it is.
    package static func list(
        _ change: Reorganisation, to place: Place? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Dependent] {
        let unit = change.unit
        var found = try findings(of: unit, to: place, in: db)
        found += try inspections(of: unit, change, to: place, viewer, in: db)
        if change.kind == .transfer { return try found + zones(of: unit, change, to: place, viewer, in: db) }
        found += try frames(of: unit, viewer, in: db)
        if change.kind == .recategory { return found.filter { $0.kind != .finding } }
        found += try cooperations(of: unit, change, in: db)
        found += try DependentTasks.list(of: unit, change, in: db)
        found += try accounts(of: unit, in: db)
        if !change.successors.isEmpty { found += try rounds(of: unit, change, in: db) }
        found += try relations(of: unit, change, in: db) + memberships(of: unit, change, in: db)
        return try found + zones(of: unit, change, to: place, viewer, in: db)
    }

    /// How many open problems and inspections a unit has: what a sheet may not decide about.
    static func openMatters(
        of unit: OrganisationID, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Int {
        try db.first(
            """
            SELECT (SELECT count(*) FROM finding_part WHERE organisation_id = \(unit) AND state <> 'closed')
                + (SELECT count(*) FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                    WHERE i.organisation_id = \(unit) AND i.state <> 'finished'
                        AND ((i.state = 'running' AND NOT i.hidden) OR (\(Campaigns.visible(to: viewer)))))
            """)?.get(0) ?? 0
    }

    private static func findings(
        of unit: OrganisationID, to place: Place?, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT p.id, p.finding_id, p.number, p.state, p.due_on, f.office,
                (SELECT count(*) FROM finding_part q WHERE q.finding_id = f.id)
            FROM finding_part p JOIN finding f ON f.id = p.finding_id
            WHERE p.organisation_id = \(unit) AND p.state <> 'closed' ORDER BY p.number_order, p.id
            """
        ).map { row in
            let (id, finding): (String, String) = (try row.get(0), try row.get(1))
            let number: String? = try row.get(2)
            let state: FindingPart.State = try row.get(3)
            let due = Day(try row.get(4) as String).map { "，\($0.chinese)到期" } ?? ""
            let (office, parts): (String, Int) = (try row.get(5), try row.get(6))
            return Dependent(
                .finding, id, title: "问题 \(number ?? "（未下发）")", state: "\(state.label)\(due)",
                path: number == nil ? "" : "/findings/\(finding)?part=\(id)",
                canFollow: place.map { $0.isUnder(office) || parts == 1 } ?? false)
        }
    }

    private static func inspections(
        of unit: OrganisationID, _ change: Reorganisation, to place: Place?, _ viewer: Viewer, in db: SQLConnection
    ) throws -> [Dependent] {
        let rows = try db.rows(
            """
            SELECT i.id, c.name, i.state, i.step_name, c.id, c.province, c.city, c.county, c.zone
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
            WHERE i.organisation_id = \(unit) AND i.state <> 'finished'
                AND ((i.state = 'running' AND NOT i.hidden) OR (\(Campaigns.visible(to: viewer))))
            ORDER BY c.starts_on, i.id
            """)
        return try rows.map { row in
            let (id, campaign): (String, String) = (try row.get(0), try row.get(4))
            let isRunning = try row.get(2) as String == "running"
            let office = try Place(province: row.get(5), city: row.get(6), county: row.get(7), zone: row.get(8)).office
            let taken: [OrganisationID] = try db.rows(
                """
                SELECT organisation_id FROM inspection WHERE campaign_id = \(campaign)
                    AND organisation_id IN (\(list: change.successors))
                """
            ).map { try $0.get(0) }
            return Dependent(
                isRunning ? .inspection : .prepared, id, title: "督导项目“\(try row.get(1) as String)”",
                state: isRunning ? try row.get(3) : "待启动",
                path: isRunning ? "/inspections/\(id)" : "/campaigns/\(campaign)", barred: Set(taken),
                canFollow: place.map { $0.isUnder(office) } ?? false)
        }
    }

    private static func frames(
        of unit: OrganisationID, _ viewer: Viewer, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT c.id, c.name FROM frame_unit f JOIN campaign c ON c.id = f.campaign_id
            WHERE f.organisation_id = \(unit) AND c.state = 'framed' AND f.status <> 'excluded'
                AND \(Campaigns.visible(to: viewer))
            ORDER BY c.id
            """
        ).map { row in
            let id: String = try row.get(0)
            return Dependent(
                .frame, id, title: "督导项目“\(try row.get(1) as String)”", state: "名单已冻结并公布，抽中后须再决定",
                path: "/campaigns/\(id)")
        }
    }

    private static func cooperations(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT p.id, p.finding_id, p.number, p.organisation_id, p.organisation_name
            FROM finding_party y JOIN finding_part p ON p.id = y.part_id
            WHERE y.organisation_id = \(unit) AND y.kind = 'cooperating' AND p.state <> 'closed'
            ORDER BY p.number_order, p.id
            """
        ).map { row in
            let (id, number): (String, String?) = (try row.get(0), try row.get(2))
            return Dependent(
                .cooperation, id, title: "问题 \(number ?? "（未下发）")", state: "责任单位：\(try row.get(4) as String)",
                path: number == nil ? "" : "/findings/\(try row.get(1) as String)?part=\(id)",
                barred: [try row.get(3)])
        }
    }

    private static func accounts(of unit: OrganisationID, in db: SQLConnection) throws -> [Dependent] {
        try db.rows(
            """
            SELECT a.id, a.login, a.role FROM account a
            WHERE a.organisation_id = \(unit) AND a.active ORDER BY a.login
            """
        ).map { row in
            Dependent(
                .account, try row.get(0), title: "账号 \(try row.get(1) as String)",
                state: (try row.get(2) as Role).label)
        }
    }

    private static func rounds(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT r.round_key, r.done_on, r.source FROM round_record r
            WHERE r.organisation_id = \(unit) ORDER BY r.round_key
            """
        ).map { row in
            let key: String = try row.get(0)
            let taken: [OrganisationID] = try db.rows(
                """
                SELECT organisation_id FROM round_record WHERE round_key = \(key)
                    AND organisation_id IN (\(list: change.successors))
                """
            ).map { try $0.get(0) }
            return Dependent(
                .round, key, title: "轮次 \(key)",
                state: "\((try row.get(1) as Day).chinese)，\(try row.get(2) as String)",
                barred: Set(taken))
        }
    }

    private static func relations(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try OrganisationRelations.list(of: unit, in: db)
            .filter { $0.until == nil && $0.kind != .mergedInto && $0.kind != .splitInto }
            .map { line in
                Dependent(
                    .relation, line.id, title: "\(line.kind.label)：\(line.otherName)", state: "自\(line.from.chinese)",
                    path: "/organisations/\(line.other)", barred: [line.other])
            }
    }

    private static func memberships(
        of unit: OrganisationID, _ change: Reorganisation, in db: SQLConnection
    ) throws -> [Dependent] {
        try db.rows(
            """
            SELECT m.id, g.id, g.name, m.from_day FROM group_member m JOIN organisation_group g ON g.id = m.group_id
            WHERE m.organisation_id = \(unit) AND m.until_day = \(Day.never) ORDER BY g.name, m.id
            """
        ).map { row in
            let group: String = try row.get(1)
            let taken: [OrganisationID] = try db.rows(
                """
                SELECT organisation_id FROM group_member WHERE group_id = \(group) AND until_day = \(Day.never)
                    AND organisation_id IN (\(list: change.successors))
                """
            ).map { try $0.get(0) }
            return Dependent(
                .membership, try row.get(0), title: try row.get(2), state: "自\((try row.get(3) as Day).chinese)",
                path: "/groups/\(group)", barred: Set(taken))
        }
    }
}

extension Place {
    /// Whether the office of a region (empty for the nation's) still sees what lies here.
    func isUnder(_ office: String) -> Bool { office.isEmpty || [province, city, county, zone].contains(office) }
}
