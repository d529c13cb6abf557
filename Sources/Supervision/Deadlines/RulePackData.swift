// The packs themselves. The national regulation on supervision (国务院令第624号) contains no day counts at all;
// the national pack holds only the measures on accountability.

extension Regulation {
    fileprivate static let accountability = Regulation(
        name: "《教育督导问责办法》（国教督〔2021〕2号）", inForce: "2021-09-01", source: .verified)
    // Only the year of the text is known to us; it is taken to hold from that year's first day.
    fileprivate static let chongqing = Regulation(name: "《重庆市教育督导条例》", inForce: "2015-01-01", source: .law)
    fileprivate static let zhejiang = Regulation(name: "《浙江省教育督导条例》", inForce: "2019-09-01", source: .law)
    fileprivate static let shanghai = Regulation(name: "《上海市教育督导条例》", inForce: "2015-05-01", source: .law)
    fileprivate static let shandong = Regulation(name: "《山东省教育督导条例》", inForce: "2002-03-01", source: .law)
}

extension RuleRow {
    static let national = [
        RuleRow(
            .accountabilityInquiry, .calendarDays(60), after: .supervisionEnded, .accountability, nil,
            "督导工作完成后60天内成立调查认定工作组"),
        RuleRow(
            .accountabilityReviewRequest, .calendarDays(30), after: .accountabilityDecisionReceived, .accountability,
            nil, "收到问责决定之日起30日内可向原决定机构申请复核"),
        RuleRow(
            .accountabilityReviewDecision, .calendarDays(30), after: .reviewRequestReceived, .accountability, nil,
            "收到复核申请之日起30日内作出复核决定并反馈申请人"),
        RuleRow(
            .accountabilityAppeal, .calendarDays(15), after: .accountabilityReviewReceived, .accountability, nil,
            "收到复核决定之日起15日内可向上一级申诉；也可不经复核，自收到问责决定之日起15日内直接申诉"),
        RuleRow(
            .accountabilityAppealDecision, .calendarDays(60), after: .accountabilityAppealReceived, .accountability,
            nil, "收到申诉之日起60日内作出申诉处理决定"),
    ]

    static let chongqing = [
        RuleRow(
            .feedbackSpecial, .calendarDays(5), after: .assessmentEnded, .chongqing, nil,
            "专项督导评议后5日内反馈初步督导意见"),
        RuleRow(
            .feedbackComprehensive, .calendarDays(10), after: .assessmentEnded, .chongqing, nil,
            "综合督导评议后10日内书面反馈初步督导意见"),
        RuleRow(
            .defence, .calendarDays(5), after: .feedbackReceived, .chongqing, nil,
            "收到初步督导意见之日起5日内可书面申辩"),
        RuleRow(
            .opinion, .calendarDays(30), after: .feedbackGiven, .chongqing, nil,
            "反馈初步督导意见之日起30日内发出督导意见书"),
        RuleRow(
            .rectificationReport, .calendarDays(10), after: .rectificationEnded, .chongqing, nil,
            "整改结束之日起10日内报告整改情况"),
    ]

    static let zhejiang = [
        RuleRow(
            .defence, .calendarDays(10), after: .feedbackReceived, .zhejiang, "第十一条第五项",
            "收到初步督导意见之日起10日内可书面申辩"),
        RuleRow(
            .opinion, .calendarDays(30), after: .supervisionEnded, .zhejiang, "第十一条第六项",
            "督导结束之日起30日内发出督导意见书"),
        RuleRow(
            .reviewRequest, .calendarDays(10), after: .opinionReceived, .zhejiang, "第十一条第七项",
            "收到督导意见书之日起10日内可向上一级教育督导机构申请复核"),
        RuleRow(
            .reviewDecision, .calendarDays(30), after: .reviewRequestReceived, .zhejiang, "第十一条第七项",
            "上一级教育督导机构收到复核申请之日起30日内答复"),
        RuleRow(
            .report, .calendarDays(30), after: .supervisionEnded, .zhejiang, "第二十三条",
            "督导结束后30日内向本级人民政府提交督导报告，并报上一级备案"),
    ]

    static let shanghai = [
        RuleRow(
            .defence, .workingDays(10), after: .supervisionEnded, .shanghai, "第二十一条第二款",
            "督导结束之日起10个工作日内可向督导小组书面申辩"),
        RuleRow(
            .opinion, .calendarDays(30), after: .supervisionEnded, .shanghai, "第二十一条第三款",
            "经督导小组三分之二以上成员同意，督导结束之日起30日内作出督导意见书"),
    ]

    static let shandong = [
        RuleRow(
            .reviewRequest, .calendarDays(15), after: .opinionReceived, .shandong, "第十八条",
            "收到督导结论之日起15日内可向原教育督导机构申请复查"),
        RuleRow(
            .reviewDecision, .months(1), after: .reviewRequestReceived, .shandong, "第十八条",
            "收到复查申请之日起一个月内作出复查结论"),
    ]
}
