import SQLCore
import Store
import Supervision

/// The ledger of the zone: what its bureau reported of it, judgements, who answers for what, one finding.
struct DemoLedger {
    let registry: DemoRegistry
    let stage: DemoStage

    private static let standard = "youzhi-junheng"
    private var calendar: DemoCalendar { stage.calendar }
    private var year: Int { calendar.today.year }

    func tell() throws {
        try report("county-balance/1", "义务教育优质均衡县级数据采集", Self.balance)
        try report("county-access/1", "学前教育普及普惠县级数据采集", Self.access)
        try DemoKindergartenFigures(registry: registry, stage: stage).tell()
        try judge(Self.standard, Self.judgements)
        try judge("puji-puhui", Self.kindergartenJudgements)
        try assign()
        try find()
        try rules()
        try obligations()
    }

    private static let balance: [String: String] = [
        "disabledChildren": "126", "disabledEnrolled": "123", "migrantChildren": "2140", "migrantPlaces": "2016",
        "townPrimarySchools": "12", "zonedPrimarySchools": "12", "townJuniorSchools": "5", "zonedJuniorSchools": "5",
        "seniorPlaces": "860", "seniorQuota": "473", "primaryFund": "750", "juniorFund": "980", "specialFund": "8600",
        "smallSchools": "0", "smallSchoolsFunded": "0", "teacherPay": "118640.5", "civilServantPay": "117200",
        "monitoredSubjects": "2", "subjectsAtLevel": "2", "largestDifference": "0.1712", "recognition": "88.4",
        "parentRecognition": "89.1",
    ]

    private static let access: [String: String] = [
        "registeredChildren": "36800", "residentChildren": "37450", "registeredKindergartens": "154",
        "unlicensedKindergartens": "1", "towns": "3", "townsWithCentre": "3", "estateKindergartens": "38",
        "estateAffordable": "38", "estateTogether": "36", "publicFund": "620", "affordableFund": "450",
        "collectiveFund": "520", "feeComplaints": "0", "wageComplaints": "0", "accidents": "0",
        "inspectedThisRound": "61", "inspectorPosted": "154", "profitSeeking": "0", "unfilledPosts": "0",
        "seriousCases": "0", "primaryStyle": "0",
    ]

    /// The bureau fills in the zone's own form.
    private func report(_ form: String, _ title: String, _ texts: [String: String]) throws {
        let bureau = try registry.id("YJ-JYJ")
        let round = try stage.act(DemoCast.officer, on: calendar.before(25)) { act in
            let new = CollectionRound(
                id: act.newID(), title: "\(year)年\(title)", year: year, form: form,
                referenceOn: Day(year: year - 1, month: 9, day: 1) ?? act.day, dueOn: calendar.today.adding(days: 9))
            try CollectionRounds.create(new, units: [bureau], act)
            return new.id
        }
        let viewer = try stage.viewer(DemoCast.officer, on: calendar.today)
        let filter = CollectionReturnFilter(of: round)
        func row() throws -> CollectionReturnRow? {
            try CollectionReturns.list(filter, PageRequest(), visibleTo: viewer, in: stage.db).rows.first
        }
        guard let asked = try row() else { throw DemoError.noUnit("YJ-JYJ") }
        let values = texts.mapValues { Points($0) ?? .zero }
        try stage.act(DemoCast.education, on: calendar.before(15)) { act in
            _ = try CollectionReturns.save(asked.id, values, source: .form, version: asked.value.version, act)
        }
        guard let filled = try row() else { return }
        try stage.act(DemoCast.education, on: calendar.before(14)) { act in
            try CollectionReturns.submit(filled.id, version: filled.value.version, act)
        }
    }

    private typealias Verdict = (condition: String, grade: StandardGrade, basis: String)

    private static let judgements: [Verdict] = [
        ("2.1", .met, "查阅《云江新区中小学布局专项规划（2024—2035年）》，现有17所学校布局与规划一致。"),
        ("2.2", .met, "查阅建设、编制、公用经费、装备四项标准文件，城乡统一。"),
        ("2.4/3", .met, "区内没有中等职业学校附设小学、初中班。"),
        ("2.8/2", .met, "查阅人社、财政部门核定绩效工资总量的批复。"),
        ("2.10", .met, "查阅编制分配文件，编制和岗位由教育局在总量内统筹。"),
        ("2.14/2", .met, "查阅招生方案，清溪、双河两所农村初中的名额比例高于平均数。"),
        ("3.3", .met, "17所学校章程均已核准备案，管理平台在用。"),
        ("3.5", .met, "抽查8所学校设备使用记录，利用率达到要求。"),
        ("3.7", .notMet, "抽查课表，2所小学综合实践活动课没有开齐。"),
        ("5.1", .met, "查阅招生方案和信访记录，没有以考试方式招生。"),
        ("5.3", .met, "查阅各校分班记录，没有重点班。"),
        ("5.5", .met, "应急、公安部门书面证明近年没有重大安全责任事故。"),
    ]

    private static let kindergartenJudgements: [Verdict] = [
        ("5", .met, "查阅《云江新区幼儿园布局规划》批复文件。"), ("6", .met, "查阅控制性详细规划。"),
        ("10", .met, "生均财政拨款620元，高于省定标准。"), ("12/2", .met, "查阅普惠性民办园扶持办法。"),
        ("16", .basic, "工资按时发放，同工同酬办法已出台，3所园尚未执行到位。"),
        ("18", .met, "查阅部门责任清单。"),
    ]

    private func judge(_ code: String, _ verdicts: [Verdict]) throws {
        for (number, verdict) in verdicts.enumerated() {
            try stage.act(DemoCast.officer, on: calendar.before(12 - number % 8)) { act in
                let target = try CountyLedger.writing(question(code), act)
                let new = try NewJudgement(
                    verdict.grade, of: verdict.condition, basis: verdict.basis, seen: 0, by: target.standard)
                try Judgements.give(new, target.key, at: target.place, act)
            }
        }
    }

    private func question(_ code: String) -> StandardQuestion {
        var question = StandardQuestion()
        (question.standard, question.year) = (code, year)
        return question
    }

    /// One deadline is past: the lessons that were not given.
    private func assign() throws {
        let duties: [(indicator: String, department: String, person: String, days: Int)] = [
            ("schools", "云江新区教育局", "发展规划科 梁欣", 120), ("area.sports", "云江新区教育局", "发展规划科 梁欣", 120),
            ("3.7", "云江新区教育局", "基础教育科 韩露", -8), ("3.9", "云江新区教育局", "教研室 郝佳", 90),
            ("2.8", "云江新区财政局", "教科文科 苏晨", 60), ("2.2", "云江新区教育局", "发展规划科 梁欣", 30),
        ]
        for duty in duties {
            try stage.act(DemoCast.officer, on: calendar.before(11)) { act in
                let target = try CountyLedger.writing(question(Self.standard), act)
                let new = IndicatorDuty(
                    department: duty.department, person: duty.person, dueOn: calendar.today.adding(days: duty.days),
                    version: 0)
                try IndicatorDuties.set(new, of: duty.indicator, target.key, at: target.place, act)
            }
        }
    }

    private func find() throws {
        let bureau = try registry.id("YJ-JYJ")
        try stage.act(DemoCast.officer, on: calendar.before(7)) { act in
            let new = NewFinding(
                source: .monitoring, organisation: bureau, basis: "教督〔2017〕6号·教育质量第9项",
                problem: "\(year)年县域义务教育优质均衡监测，云江新区“国家义务教育质量监测”未达到：校际差异率0.1712（标准＜0.15）。",
                requirement: "分析校际差异的原因，制定薄弱学校帮扶办法，下一轮监测降到0.15以下。", dueInDays: 60)
            let id = try Findings.issue(new, act)
            let target = try CountyLedger.writing(question(Self.standard), act)
            try IndicatorFindings.link(id, to: "3.9", target.key, act)
        }
    }

    /// The city asks for more children in kindergarten than the document does.
    private func rules() throws {
        try stage.act(DemoCast.cityOfficer, on: calendar.before(60)) { act in
            let change = StandardOverride(
                condition: "1", limit: Points(90), basis: "市学前教育提升行动方案（虚构）：毛入园率不低于90%")
            try LocalRules.set(change, of: "puji-puhui", act)
        }
    }

    private func obligations() throws {
        try stage.act(DemoCast.officer, on: calendar.before(5)) { act in
            let county = try StandardCounty.read(question(Self.standard), visibleTo: act.viewer, in: act.db)
            let open = try Obligations.list(of: county, visibleTo: act.viewer, in: act.db)
            guard let first = open.first else { return }
            _ = try Obligations.plan("已列入校舍改造计划，新建音乐教室2间（各96平方米），明年8月竣工。", for: first, of: county, act)
        }
    }
}
