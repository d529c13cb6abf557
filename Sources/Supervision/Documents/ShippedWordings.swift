// Wordings that come with the program. What is left to the office stands in 【待填：…】, and nothing with such a blank is
// issued.
extension DocumentWording {
    package static let shipped = [notice, rectificationNotice, reminder, publicity, circular]

    /// 督导通知: 《教育督导条例》 Article 17 asks for it in writing, before.
    private static let notice = DocumentWording(
        kind: .notice, name: "督导通知", title: "关于开展{项目}的通知",
        body: """
            根据《教育督导条例》和年度督导工作安排，决定开展{项目}。现将有关事项通知如下。
            一、督导时间
            {开始日期}至{结束日期}，到校时间另行通知。
            二、督导内容
            【待填：督导内容】
            三、督导方式
            督导组将查阅资料、实地察看，并征求公众意见，分别听取家长、教师和学生的意见。
            四、有关要求
            1.请认真开展自评，按时提交自评材料。
            2.请如实提供情况，不得隐瞒或弄虚作假；督导期间不搞迎送。
            """)

    private static let rectificationNotice = DocumentWording(
        kind: .rectificationNotice, name: "整改通知书", title: "整改通知书",
        body: """
            经{项目}督导，发现你单位存在以下问题，现责令限期整改。
            一、存在的问题
            【待填：存在的问题】
            二、整改要求
            【待填：整改要求】
            三、整改时限
            请于{结束日期}前完成整改，书面报告整改情况并附佐证材料。逾期未整改或整改不到位的，将依法依规处理。
            """)

    private static let reminder = DocumentWording(
        kind: .reminder, name: "提示函", title: "关于【待填：提示事项】的提示函",
        body: """
            近期督导中发现，你单位在【待填：提示事项】方面需要引起重视，现予提示。
            一、有关情况
            【待填：有关情况】
            二、工作建议
            【待填：工作建议】
            请及时研究，采取有效措施，防止问题发生或扩大。
            """)

    private static let publicity = DocumentWording(
        kind: .publicity, name: "结果公示", title: "{项目}结果公示",
        body: """
            根据有关规定，现将{项目}的结果予以公示，接受社会监督。
            一、公示内容
            【待填：公示内容】
            二、意见反映
            公示期内，任何单位和个人如有异议，可在本页面提出。督导机构将调查核实并答复。
            """)

    private static let circular = DocumentWording(
        kind: .circular, name: "督导通报", title: "关于{项目}情况的通报",
        body: """
            现将{项目}有关情况通报如下。
            一、总体情况
            【待填：总体情况】
            二、存在的主要问题
            【待填：主要问题】
            三、下一步要求
            【待填：工作要求】
            """)
}
