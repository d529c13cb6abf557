import Supervision

/// The zone's 工作要点 in the genre's words, its days laid around the demo's today.
struct DemoPlanText {
    let calendar: DemoCalendar
    let year: Int

    private var today: Day { Day(year: year, month: calendar.today.month, day: 15) ?? calendar.today }

    /// This year's.
    var now: String {
        """
        云江新区教育督导室文件

        云教督〔\(year)〕2号

        云江新区教育督导室关于印发\(year)年工作要点的通知

        各中小学、幼儿园，区教育督导委员会各成员单位：

        现将《云江新区教育督导室\(year)年工作要点》印发给你们，请结合实际抓好落实。

        云江新区教育督导室

        \(year)年1月8日

        云江新区教育督导室\(year)年工作要点

        今年的工作围绕落实教育督导职责、推动学校规范办学和区域教育优质均衡展开。

        一、抓实督政工作

        1.做好履行教育职责评价迎检。对照市级评价指标逐项自查，\(month(-1))底前完成全区自查，\(month(1))底前完成材料上报，配合市级实地核查。

        2.推进县域义务教育优质均衡。坚持问题导向，补齐短板，第四季度完成年度监测，力争2个街道率先达到优质均衡标准。

        二、聚焦督学工作

        3.开展幼儿园办园行为督导评估。按照五年一轮的安排，在前三年完成75所的基础上，今年完成40所幼儿园办园行为督导评估，\(span)完成。评估结果作为年检和级类评定的依据。

        4.开展开学条件核验。分批核验义务教育学校开学条件，抽查比例不低于30%，\(month(-1))和9月各一次。

        5.开展校园及周边安全暗访。对4所义务教育学校开展校园及周边安全暗访，\(month(0))完成。

        6.推进义务教育现代化学校创建。完成3所学校创建目标，\(first)\(third(-48))完成第二轮视导，\(third(-6))完成第三轮视导，\(third(30))完成区级评估，\(third(55))完成市级验收。

        7.落实责任督学挂牌督导。责任督学每月到校督导至少1次，每学期召开责任督学例会不少于2次。

        8.开展民办幼儿园专项督导。对民办幼儿园招生、收费、用工等情况开展专项督导，\(month(2))中旬完成。

        三、加强监测和队伍建设

        9.组织教育质量监测。11月中旬完成教育质量监测，样本学校参测率达到100%。

        10.举办督学培训班。举办督学培训班2期，每期不少于3天，8月上旬举办。

        11.完善督学考核。责任督学每年考核一次，12月底前完成。
        """
    }

    /// The year before: fewer kindergartens, no 暗访, a study that was not taken up again.
    var before: String {
        let last = year - 1
        return """
            云江新区教育督导室\(last)年工作要点

            云教督〔\(last)〕3号

            一、抓实督政工作

            1.做好履行教育职责评价迎检。对照市级评价指标逐项自查，6月底前完成全区自查。

            2.推进县域义务教育优质均衡。坚持问题导向，补齐短板，第四季度完成年度监测，力争1个街道率先达到优质均衡标准。

            二、聚焦督学工作

            3.开展幼儿园办园行为督导评估。按照五年一轮的安排，今年完成10所幼儿园办园行为督导评估，3月至6月底完成。

            4.开展开学条件核验。分批核验义务教育学校开学条件，抽查比例不低于20%，3月和9月各一次。

            5.落实责任督学挂牌督导。责任督学每月到校督导至少1次，每学期召开责任督学例会不少于2次。

            6.开展校外培训治理专项督导。对校外培训机构开展专项督导，7月完成。

            三、加强监测和队伍建设

            7.组织教育质量监测。11月中旬完成教育质量监测，样本学校参测率达到100%。

            8.举办督学培训班。举办督学培训班1期，每期不少于3天，8月上旬举办。
            """
    }

    /// A month beside today's, kept within the year.
    private func month(_ offset: Int) -> String { "\(min(max(today.month + offset, 1), 12))月" }

    /// 3月至6月底, as the campaign runs.
    private var span: String {
        let (start, end) = (calendar.start, calendar.end)
        return start.year == end.year ? "\(start.month)月至\(end.month)月底" : "\(end.month)月底前"
    }

    /// The first round, where it was in this year; what was done the year before is no time of this year's plan.
    private var first: String {
        calendar.today.adding(days: -96).year == year ? "\(third(-96))完成第一轮视导，" : "在上年首轮视导的基础上，"
    }

    /// 3月下旬, with the year where it is another.
    private func third(_ days: Int) -> String {
        let day = calendar.today.adding(days: days)
        let part = day.day <= 10 ? "上旬" : day.day <= 20 ? "中旬" : "下旬"
        return "\(day.year == year ? "" : "\(day.year)年")\(day.month)月\(part)"
    }
}
