extension FrameworkTemplates {
    /// 县级政府履行教育职责: a short tree after the content areas of 国办发〔2017〕49号.
    package static let government = Framework(
        id: "template-government", code: "county-duty", name: "县级人民政府履行教育职责评价指标", label: label, isTemplate: true,
        nodes: [policy, investment, balance, teachers, safety].map {
            $0.based(on: "参照《对省级人民政府履行教育职责的评价办法》（国办发〔2017〕49号）")
        })

    private static let policy = dimension(
        1, "贯彻执行教育方针政策",
        [
            graded("党的领导", 6, "党委教育工作领导小组运转有效，定期研究教育工作，有议题、有落实。", by: consult, evidence: true),
            scored("规划与部署", 6, "教育发展纳入本地经济社会发展规划，年度任务分解到部门、乡镇。", by: consult, evidence: true),
            scored("督导体制", 6, "教育督导机构独立设置，督学按标准配备，经费列入财政预算。", by: consult, evidence: true),
        ])

    private static let investment = dimension(
        2, "落实教育优先发展",
        [
            yesNo("一般公共预算教育支出只增不减", 8, "一般公共预算教育支出比上年增长。", by: consult, evidence: true),
            yesNo("生均支出只增不减", 8, "按在校学生人数平均的一般公共预算教育支出比上年增长。", by: consult, evidence: true),
            scored("专项资金管理", 6, "教育专项资金足额、及时拨付，无截留、挤占、挪用。", by: consult),
        ])

    private static let balance = dimension(
        3, "促进各级教育发展",
        [
            counted("普惠性幼儿园覆盖率", 8, "普惠性幼儿园在园幼儿占在园幼儿的百分比。", unit: "%", target: 80, by: consult, evidence: true),
            graded("义务教育优质均衡", 8, "学校布局合理，校际资源差异缩小，无大校额、超大班额。", by: look),
            counted("控辍保学", 6, "义务教育巩固率（百分数）。", unit: "%", target: 95, by: consult, evidence: true),
            graded("特殊群体保障", 4, "随迁子女、残疾儿童、留守儿童入学与关爱措施落实。", by: "\(consult)、\(interview)"),
        ])

    private static let teachers = dimension(
        4, "加强教师队伍建设",
        [
            yesNo("义务教育教师工资待遇", 8, "义务教育教师平均工资收入水平不低于当地公务员。", by: consult, evidence: true),
            scored("编制与补充", 6, "教职工编制足额核定，空编及时补充，无在编不在岗。", by: consult, evidence: true),
            counted("交流轮岗", 4, "本年度校长教师交流轮岗人数占符合条件人数的百分比。", unit: "%", target: 10, by: consult),
        ])

    private static let safety = dimension(
        5, "规范办学与校园安全",
        [
            graded("规范办学行为", 6, "招生、收费、课程、考试、校外培训治理等规定落实，群众反映的问题得到处理。", by: "\(consult)、\(interview)"),
            scored("校园安全", 6, "部门协同的校园安全机制健全，隐患排查整改闭环，校车管理到位。", by: look, evidence: true),
            counted("教育投诉办结数", 0, "本年度办结的教育类投诉件数，只作记录。", unit: "件", target: nil, by: consult),
            scored("整改落实", 4, "上级教育督导反馈问题按期整改、销号。", by: consult, evidence: true),
            veto("重大教育责任事故或拖欠教师工资", "评价年度内发生重大教育责任事故，或拖欠教师工资经督办仍未解决的，一票否决。", by: consult),
        ])
}
