import SQLCore
import Store
import Supervision

/// The office's letters and lists of the year: who was trained, the notice, a 整改通知书 that waits, a 公示 that runs.
enum DemoPapers {
    static func tell(_ stage: DemoStage) throws {
        let calendar = stage.calendar
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        var filter = CampaignFilter()
        filter.text = "\(calendar.campaignYear)年幼儿园办园行为"
        let found = try Campaigns.list(filter, PageRequest(), visibleTo: viewer, in: stage.db)
        guard let campaign = found.rows.first?.id else { throw DemoError.refused("no campaign") }
        try train(campaign, stage)
        try notify(campaign, stage)
        try warn(stage)
        try publish(stage)
        try stage.act(DemoCast.officer, on: calendar.before(90)) { act in
            let steps =
                Procedure.accompanying.steps + [
                    ProcedureStep(
                        "return", "回访", isOptional: true, requires: [.stepRecord], term: StepTerm(10, isWorking: true))
                ]
            _ = try OwnProcedures.create("云江新区随访督导流程", steps, act)
        }
    }

    /// Two from each unit, and the team: as many as the note of the training says.
    private static func train(_ campaign: CampaignID, _ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(52)) { act in
            let units = try CampaignTeams.units(of: campaign, in: act.db)
            let people = DemoCast.inspectors + DemoCast.evaluators
            let lines =
                units.enumerated().flatMap { place, unit in
                    DemoCast.people(of: unit.code, number: place + 200).map { ("\(unit.code)", $0.name, $0.role.label) }
                } + people.map { (DemoPlaces.office, $0.name, $0.role.label) }
            _ = try Attendance.add(
                lines.enumerated().map {
                    AttendanceLine(number: $0.offset + 1, unit: $0.element.0, person: $0.element.1, post: $0.element.2)
                }, to: campaign, act)
        }
    }

    /// The notice before it all, signed for by most units.
    private static func notify(_ campaign: CampaignID, _ stage: DemoStage) throws {
        let (drafted, issued) = (stage.calendar.before(58), stage.calendar.before(57))
        let id = try stage.act(DemoCast.officer, on: drafted) { act in
            let units = try Documents.units(of: campaign, visibleTo: act.viewer, in: act.db)
            let text = DocumentText(
                title: "关于开展\(stage.calendar.campaignYear)年幼儿园办园行为督导评估的通知",
                blocks: DocumentText.blocks(
                    editing: """
                        根据《教育督导条例》和年度督导工作安排，决定开展本年度幼儿园办园行为督导评估。现将有关事项通知如下。
                        一、督导时间
                        \(stage.calendar.start.chinese)至\(stage.calendar.end.chinese)，到园时间由督导组另行通知。
                        二、督导内容
                        办园条件、安全卫生、保育教育、教职工队伍和内部管理。
                        三、有关要求
                        1.请认真开展自评，按时在系统中提交自评和佐证材料。
                        2.请如实提供情况，督导期间不搞迎送。
                        """), copies: ["云江新区管理委员会"])
            let new = NewDocument(
                kind: .notice, text: text, units: try DocumentUnits(main: units, copies: []), campaign: campaign)
            let id = try Documents.draft(new, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try stage.act(DemoCast.director, on: issued) { act in _ = try Documents.issue(id, version: nil, act) }
        try stage.act(DemoCast.officer, on: issued) { act in
            try stage.settle(campaign, reason: "与其他督导的时间已同单位商定。", act)
            try Documents.send(id, version: nil, act)
        }
        for number in 2...30 {
            let person = DemoPerson(login: "principal\(number)", name: "", role: .principal)
            guard try Accounts.find(login: person.login, in: stage.db) != nil else { continue }
            try stage.act(person, on: issued.adding(days: 1 + number % 3)) { try? DocumentRecipients.receive(id, $0) }
        }
    }

    /// A 整改通知书 that waits for the director, and a 提示函 that is still written.
    private static func warn(_ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(2)) { act in
            let viewer = act.viewer
            let unit = try Documents.units(named: "云江春晖幼儿园", visibleTo: viewer, in: act.db).units
            let other = try Documents.units(named: "云江蓝天幼儿园", visibleTo: viewer, in: act.db).units
            let office = try Documents.units(named: "云江新区教育局", visibleTo: viewer, in: act.db).units
            let notice = DocumentText(
                title: "整改通知书",
                blocks: DocumentText.blocks(
                    editing: """
                        经到园督导，发现你园厨房燃气报警装置失效，存在安全隐患，现责令限期整改。
                        一、整改要求
                        立即停用燃气灶具，更换报警装置并经专业机构检测合格后方可启用。
                        二、整改时限
                        请于\(stage.calendar.today.adding(days: 8).chinese)前完成整改，书面报告整改情况并附检测报告。
                        """), copies: office.map(\.name))
            let id = try Documents.draft(
                NewDocument(
                    kind: .rectificationNotice, text: notice, units: try DocumentUnits(main: unit, copies: office)), act
            )
            try Documents.submit(id, version: nil, act)
            let wording = DocumentWording.shipped.first { $0.kind == .reminder }
            let facts = DocumentWording.Facts(office: DemoPlaces.office)
            if let text = wording?.filled(facts) {
                _ = try Documents.draft(
                    NewDocument(kind: .reminder, text: text, units: try DocumentUnits(main: other, copies: [])), act)
            }
        }
    }

    /// Five working days for the public, one objection that is looked into.
    private static func publish(_ stage: DemoStage) throws {
        let (drafted, shown) = (stage.calendar.before(4), stage.calendar.before(3))
        let id = try stage.act(DemoCast.officer, on: drafted) { act in
            let text = DocumentText(
                title: "云江新区\(stage.calendar.campaignYear - 1)年度示范性幼儿园拟认定名单公示",
                blocks: DocumentText.blocks(
                    editing: """
                        根据办园行为督导评估结果，经研究，拟认定下列幼儿园为示范性幼儿园，现予公示，接受社会监督。
                        序号｜幼儿园
                        1｜云江新区第一幼儿园
                        2｜云江新区第五幼儿园
                        3｜清溪镇中心幼儿园
                        公示期内，任何单位和个人如有异议，可在本页面提出。督导室将调查核实并答复。
                        """))
            let id = try Documents.draft(
                NewDocument(kind: .publicity, text: text, units: try DocumentUnits(main: [], copies: [])), act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try stage.act(DemoCast.director, on: shown) { act in _ = try Documents.issue(id, version: nil, act) }
        try stage.act(DemoCast.officer, on: shown) {
            try Documents.publish(id, days: Publicity.usual, version: nil, $0)
        }
        try stage.system(on: stage.calendar.before(1)) { act in
            try Objections.lodge(
                on: id, text: "第五幼儿园户外场地正在施工，目前达不到要求，请核实。", name: "", contact: "",
                receipt: "D0E1A2B3C4D5E6F7", address: "demo", act)
        }
        let viewer = try stage.viewer(DemoCast.officer, on: stage.calendar.today)
        var filter = ObjectionFilter()
        filter.document = id
        let rows = try Objections.list(filter, PageRequest(), visibleTo: viewer, in: stage.db).rows
        guard let objection = rows.first else { return }
        try stage.act(DemoCast.officer, on: stage.calendar.today) { act in
            try Objections.investigate(
                objection.objection.id, "已联系幼儿园，施工为围墙修缮，不占户外活动场地；拟到园核实面积。", version: nil, act)
        }
    }
}
