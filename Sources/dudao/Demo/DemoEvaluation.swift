import SQLCore
import Store
import Supervision

/// The city judges five governments: two were visited, one has handed in, one has not begun, and the zone's own shares
/// its indicators out to departments, of which some are late.
struct DemoEvaluation {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }

    func tell() throws {
        let framework = try framework()
        let campaign = try campaign(framework.id)
        let units = try CampaignTeams.units(of: campaign, in: stage.db)
        for (number, district) in DemoPlaces.districts.enumerated() where number < 3 {
            guard let unit = units.first(where: { $0.code == district.government }) else { continue }
            let mayor = DemoCast.districtPrincipals[number]
            try handIn(unit.inspection, by: mayor, number: number + 1, framework, on: calendar.before(20 - number * 6))
            if number < 2 { try visit(unit.inspection, number: number + 1, framework, on: calendar.before(8 - number)) }
        }
        guard let own = units.first(where: { $0.code == "YJ-GWH" }) else { return }
        try divide(own.inspection)
        try report(own.inspection)
    }

    private func framework() throws -> Framework {
        let id = try stage.act(DemoCast.cityOfficer, on: calendar.start.adding(days: -20)) { act in
            let id = try Frameworks.create(
                FrameworkTemplates.government, code: "linjiang-duty", name: "对区县人民政府履行教育职责评价指标", act)
            try Frameworks.publish(id, act)
            return id
        }
        return try FrameworkVersions.require(id, in: stage.db)
    }

    private func campaign(_ framework: FrameworkID) throws -> CampaignID {
        let (officer, start) = (DemoCast.cityOfficer, calendar.start)
        let filter = ScopeFilter(kinds: [OrganisationKind.government.label])
        let scope = CampaignScope(strata: [ScopeStratum(name: "区县人民政府", filter: filter, rule: .all)])
        let id: CampaignID = try stage.act(officer, on: start.adding(days: -12)) { act in
            let campaign = Campaign(
                id: act.newID(), name: "\(calendar.campaignYear)年对区县人民政府履行教育职责评价", kind: .evaluation,
                framework: framework, startsOn: start, endsOn: calendar.end, procedure: .governmentDuty,
                strata: scope.strata)
            try Campaigns.create(campaign, scope: scope, act)
            return campaign.id
        }
        try stage.act(officer, on: start.adding(days: -10)) { try CampaignFrames.freeze(id, $0) }
        try stage.act(officer, on: start.adding(days: -8)) { try CampaignDraws.draw(id, seed: "全部政府", $0) }
        try stage.act(officer, on: start.adding(days: -6)) { act in
            // The zone's inspectors are lent by the superior office's word.
            for inspector in DemoCast.inspectors.suffix(3) {
                let loan = NewInvitation(
                    person: inspector.name, region: DemoPlaces.zone, from: start, until: calendar.end)
                _ = try TeamInvitations.ask(loan, to: id, act)
            }
            let persons = try DemoCast.inspectors.suffix(3).map { try stage.viewer($0, on: act.day).person }
            let team = try InspectionTeam(lead: persons[2], others: Array(persons.prefix(2)))
            let units = try CampaignTeams.units(of: id, in: act.db).map(\.inspection)
            try CampaignTeams.assign(team, to: units, of: id, act)
        }
        try stage.act(officer, on: start) { try CampaignLifecycle.start(id, $0) }
        return id
    }

    private func answers(_ number: Int, _ framework: Framework) -> DemoAnswers {
        DemoAnswers(framework: framework, evidence: evidence, number: number)
    }

    private func handIn(
        _ id: InspectionID, by mayor: DemoPerson, number: Int, _ framework: Framework, on day: Day
    ) throws {
        try stage.act(mayor, on: day.adding(days: -4)) { act in
            let version = try SelfReports.find(id, in: act.db)?.version ?? 0
            try SelfReports.save(DemoTexts.selfReport, of: id, version: version, act)
            try answers(number, framework).fill(.own, of: id, share: 100, problems: [], act)
        }
        try stage.act(mayor, on: day) { try answers(number, framework).submit(.own, of: id, $0) }
    }

    private func visit(_ id: InspectionID, number: Int, _ framework: Framework, on day: Day) throws {
        guard let lead = DemoCast.inspectors.last else { return }
        try stage.act(lead, on: day) { act in
            try answers(number, framework).fill(.onSite, of: id, share: 100, problems: [], act)
        }
        try stage.act(lead, on: day) { try answers(number, framework).submit(.onSite, of: id, $0) }
    }

    /// Lead, helpers and days of each indicator; the first ones are due already.
    private func divide(_ id: InspectionID) throws {
        let (jyj, czj) = (try registry.id("YJ-JYJ"), try registry.id("YJ-CZJ"))
        let (wjj, sjj) = (try registry.id("YJ-WJJ"), try registry.id("YJ-SJJ"))
        try stage.act(DemoCast.administration, on: calendar.before(25)) { act in
            let (soon, later) = (calendar.before(4), calendar.today.adding(days: 12))
            func share(_ criterion: String, _ lead: OrganisationID, _ helpers: [OrganisationID], _ due: Day) -> NewShare
            {
                NewShare(criterion: criterion, lead: lead, helpers: helpers, dueOn: due)
            }
            try IndicatorDivision.set(
                [
                    share("1.1", jyj, [], soon), share("1.2", jyj, [], soon), share("1.3", jyj, [czj], later),
                    share("2.1", czj, [jyj], soon), share("2.2", czj, [jyj], soon), share("2.3", czj, [], later),
                    share("3.1", jyj, [czj], later), share("3.2", jyj, [], later), share("4.1", czj, [jyj], later),
                    share("5.2", jyj, [wjj, sjj], later),
                ], of: id, act)
            let version = try SelfReports.find(id, in: act.db)?.version ?? 0
            try SelfReports.save("一、履行职责总体情况\n（教育局牵头起草，各部门报送后补充数据。）", of: id, version: version, act)
        }
    }

    private func report(_ id: InspectionID) throws {
        try answer(id, "1.1", "好", "党工委教育工作领导小组每季度研究教育工作，全年4次。", by: DemoCast.education, before: 9)
        try answer(id, "1.2", "6", "教育发展专项规划已印发，年度任务分解到部门和街镇。", by: DemoCast.education, before: 8)
        try answer(id, "2.1", "是", "一般公共预算教育支出比上年增长6.2%。", by: DemoCast.finance, before: 6)
        let back = try share(id, "2.1", DemoCast.finance)
        try stage.act(DemoCast.administration, on: calendar.before(5)) { act in
            try IndicatorShares.giveBack(back.share.id, reason: "请附上年度和本年度决算表，注明统计口径。", act)
        }
        let helper = try share(id, "2.1", DemoCast.education)
        try stage.act(DemoCast.education, on: calendar.before(5)) { act in
            try IndicatorShares.report(helper.share.id, report: "已按经费统计口径与财政局核对教育支出。", act)
        }
        try stage.act(DemoCast.administration, on: calendar.before(2)) { _ = try IndicatorShares.remind(id, $0) }
    }

    private func share(_ id: InspectionID, _ criterion: String, _ person: DemoPerson) throws -> IndicatorShareRow {
        let viewer = try stage.viewer(person, on: calendar.today)
        let rows = try IndicatorShares.list(
            IndicatorShareFilter(of: id), .chunk(1, of: 200), visibleTo: viewer, in: stage.db
        ).rows
        guard let row = rows.first(where: { $0.share.criterion == criterion }) else {
            throw DemoError.noUnit(criterion)
        }
        return row
    }

    private func answer(
        _ id: InspectionID, _ criterion: String, _ value: String, _ note: String, by person: DemoPerson,
        before days: Int
    ) throws {
        let row = try share(id, criterion, person)
        try stage.act(person, on: calendar.before(days)) { act in
            let typed = TypedAnswer(criterion, value: value, note: note, isApplicable: true)
            let outcome = try IndicatorShares.save(
                row.share.id, answer: typed, report: "", version: row.share.version, act)
            if let message = outcome.message { throw DemoError.refused(message) }
            let open = try IndicatorShares.evidencePlace(row.share.id, act)
            _ = try EvidenceFiles.add(
                evidence.some(days), to: .assessment, open.assessment.rawValue, criterion: open.criterion,
                day: act.day.adding(days: -3), in: open.place, act)
            try IndicatorShares.report(row.share.id, report: "", act)
        }
    }
}

/// Longer texts of the fiction.
enum DemoTexts {
    static let selfReport = """
        一、贯彻执行教育方针政策
        区委教育工作领导小组全年召开会议4次，研究教育议题17项；教育发展纳入本区国民经济和社会发展规划。
        二、落实教育优先发展
        一般公共预算教育支出和按在校学生人数平均的支出均比上年增长，专项资金按时拨付。
        三、促进各级教育发展
        新增公办学位720个，普惠性幼儿园覆盖率、义务教育巩固率达到目标。
        四、存在的问题和改进措施
        部分街镇学位仍然偏紧，已列入下一年建设计划。
        """
}
