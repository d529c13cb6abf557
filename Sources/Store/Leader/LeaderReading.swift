package import SQLCore
package import Supervision

extension LeaderOverview {
    /// How things stand in all that `viewer` manages, or in one district of it.
    package static func read(
        _ district: District? = nil, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> LeaderOverview {
        try LeaderReader(district, viewer, db).overview()
    }
}

/// Puts the page together from the cells, the campaigns and the names of places.
private struct LeaderReader {
    let db: SQLConnection
    let viewer: Viewer
    let rule: LampRule
    let scope: Region?
    let above: [Region]
    let isNarrowed: Bool
    let cells: LeaderCells
    let campaigns: [String: LeaderCampaign]

    init(_ district: District?, _ viewer: Viewer, _ db: SQLConnection) throws {
        self.db = db
        self.viewer = viewer
        rule = try LampRules.held(by: viewer, in: db).rule
        let own: String
        switch viewer.scope {
        case .nation: own = ""
        case .region(_, let code): own = code
        case .organisation, .granted: throw LeaderRefusal.noDistrict
        }
        let code = district?.code ?? own
        if code.isEmpty {
            (scope, above, isNarrowed) = (nil, [], false)
        } else {
            guard let found = try Place.of(region: code, in: db), viewer.scope.covers(found.place),
                found.level == district?.level ?? found.level, district?.isOwn != true
            else { throw LeaderRefusal.noDistrict }
            let chain = try Regions.chain(of: code, in: db).chain(from: code)
            scope = chain.first
            above = chain.dropFirst().filter { region in
                viewer.scope == .nation || viewer.scope.covers(LeaderReader.place(region, in: chain))
            }.reversed()
            isNarrowed = code != own
        }
        cells = try LeaderCells(scope?.level, scope?.code ?? "", on: viewer.day, in: db)
        let ids = Set(cells.campaigns.keys).union(cells.inspections.keys.map(\.campaign)).subtracting([""])
        campaigns = try LeaderCampaign.find(ids, in: db)
    }

    /// The columns that a region of the chain stands in.
    private static func place(_ region: Region, in chain: [Region]) -> Place {
        var place = Place()
        for one in chain.drop(while: { $0 != region }) {
            switch one.level {
            case .province: place.province = one.code
            case .city: place.city = one.code
            case .county: place.county = one.code
            case .zone: place.zone = one.code
            }
        }
        return place
    }

    func overview() throws -> LeaderOverview {
        let findings = cells.grades.values.reduce(LeaderOverview.Findings(), +)
        let all = progress { _ in true }
        return LeaderOverview(
            scope: scope, above: above, isNarrowed: isNarrowed, day: viewer.day, rule: rule,
            lamp: lamp(findings, all.campaigns), findings: findings, units: all.units,
            ownRunning: try ownRunning(),
            districts: try districts(), campaigns: campaignLines(), kinds: kinds(), sources: sources(),
            grades: grades(), months: months())
    }

    private func ownRunning() throws -> Int {
        let own = Visibility(organisation: { _ in "false" }, granted: { _, _ in "false" })
            .condition(for: viewer, alias: "c.")
        return try db.first("SELECT count(*) FROM campaign c WHERE \(own) AND c.state = 'running'")?.get(0) ?? 0
    }

    private func lamp(_ findings: LeaderOverview.Findings, _ campaigns: [LampFigures.Progress]) -> Lamp {
        rule.lamp(
            for: LampFigures(
                open: findings.open, late: findings.late, soon: findings.soon, campaigns: campaigns), on: viewer.day)
    }

    /// The units of running campaigns that `chosen` picks, together and by campaign.
    private func progress(
        _ chosen: (LeaderCells.Inspected) -> Bool
    ) -> (units: LeaderOverview.Units, campaigns: [LampFigures.Progress]) {
        var units = LeaderOverview.Units()
        var sums: [String: LeaderCells.Count] = [:]
        for (key, count) in cells.inspections where chosen(key) {
            guard let campaign = campaigns[key.campaign], campaign.isRunning, count.all > 0,
                !key.isHidden || viewer.scope.covers(campaign.place)
            else { continue }
            let isOver = campaign.endsOn < viewer.day
            units.add(count.finished, isFinished: true, isOver: isOver)
            units.add(count.all - count.finished, isFinished: false, isOver: isOver)
            sums[key.campaign, default: .init()].all += count.all
            sums[key.campaign, default: .init()].finished += count.finished
        }
        let list = sums.compactMap { id, count in
            campaigns[id].map {
                LampFigures.Progress(
                    units: count.all, finished: count.finished, startsOn: $0.startsOn, endsOn: $0.endsOn)
            }
        }
        return (units, list)
    }

    private func progress(of campaign: CampaignID) -> (
        units: LeaderOverview.Units, campaigns: [LampFigures.Progress]
    ) { progress { $0.campaign == campaign.rawValue } }

    private func districts() throws -> [LeaderOverview.DistrictLine] {
        let codes = Set(cells.districts.keys).union(cells.inspections.keys.map(\.district))
        let rows = try db.rows("SELECT \(Regions.columns) FROM region r WHERE r.code IN (\(list: Array(codes)))")
        let known = Dictionary(
            try rows.map { try Region(row: $0) }.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        return codes.sorted { $0.isEmpty != $1.isEmpty ? $0.isEmpty : $0 < $1 }.compactMap { code in
            let findings = cells.districts[code] ?? .init()
            let part = progress { $0.district == code }
            guard !findings.isEmpty || part.units.all > 0 else { return nil }
            let district =
                code.isEmpty
                ? scope.map { District($0.level, $0.code, isOwn: true) }
                : known[code].map { District($0.level, code) }
            return LeaderOverview.DistrictLine(
                district: district, name: code.isEmpty ? ownName : known[code]?.name ?? code, findings: findings,
                units: part.units, lamp: lamp(findings, part.campaigns))
        }
    }

    private var ownName: String {
        switch scope?.level {
        case nil: "国家本级"
        case .province: "省（区、市）本级"
        case .city: "市本级"
        case .county: "区县本级"
        case .zone: "本区"
        }
    }

    private func campaignLines() -> [LeaderOverview.CampaignLine] {
        let lines = campaigns.values.compactMap { campaign -> LeaderOverview.CampaignLine? in
            let findings = cells.campaigns[campaign.id.rawValue] ?? .init()
            let part = progress(of: campaign.id)
            guard part.units.all > 0 || findings.open > 0 else { return nil }
            return LeaderOverview.CampaignLine(
                id: campaign.id, name: campaign.name, kind: campaign.kind, state: campaign.state,
                startsOn: campaign.startsOn, endsOn: campaign.endsOn, isOwn: viewer.scope.covers(campaign.place),
                findings: findings, units: part.units, lamp: lamp(findings, part.campaigns))
        }
        return lines.sorted { left, right in
            let (one, two) = (left.lamp.colour, right.lamp.colour)
            if one != two { return one > two }
            if left.findings.late != right.findings.late { return left.findings.late > right.findings.late }
            return (right.startsOn, left.id.rawValue) < (left.startsOn, right.id.rawValue)
        }
    }

    private func kinds() -> [LeaderOverview.KindLine<Campaign.Kind>] {
        let all = Campaign.Kind.allCases.map(Optional.some) + [nil]
        return all.compactMap { kind in
            let findings = cells.campaigns.filter { campaigns[$0.key]?.kind == kind }.values
                .reduce(LeaderOverview.Findings(), +)
            let part = progress { key in kind != nil && campaigns[key.campaign]?.kind == kind }
            guard !findings.isEmpty || part.units.all > 0 else { return nil }
            return .init(kind: kind, findings: findings, units: part.units, lamp: lamp(findings, part.campaigns))
        }
    }

    private func sources() -> [LeaderOverview.KindLine<Finding.Source>] {
        Finding.Source.allCases.compactMap { line($0, cells.sources[$0.rawValue]) }
    }

    private func grades() -> [LeaderOverview.KindLine<Finding.Grade>] {
        Finding.Grade.allCases.reversed().compactMap { line($0, cells.grades[$0.rawValue]) }
    }

    private func line<Kind>(_ kind: Kind, _ findings: LeaderOverview.Findings?) -> LeaderOverview.KindLine<Kind>? {
        guard let findings, !findings.isEmpty else { return nil }
        return .init(kind: kind, findings: findings, units: .init(), lamp: lamp(findings, []))
    }

    /// The last twelve months; what was open at the end of each is what had been issued less what had been closed.
    private func months() -> [LeaderOverview.MonthLine] {
        let now = Month(of: viewer.day)
        return (-11...0).map { offset in
            let month = now.adding(months: offset)
            func sum(_ counts: [String: Int]) -> Int {
                counts.reduce(0) { $0 + ($1.key <= month.text ? $1.value : 0) }
            }
            return LeaderOverview.MonthLine(
                month: month, issued: cells.issued[month.text] ?? 0, closed: cells.closed[month.text] ?? 0,
                open: sum(cells.issued) - sum(cells.closed), until: min(month.last, viewer.day))
        }
    }
}
