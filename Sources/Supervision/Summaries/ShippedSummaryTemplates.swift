/// Templates that come with the program, in the genre's order; an office copies one and makes it its own.
package enum ShippedSummaryTemplates {
    package static let all = [year, month, diagnosis]

    package static func of(_ kind: Summary.Kind) -> SummaryWording {
        switch kind {
        case .year: year
        case .month: month
        case .diagnosis: diagnosis
        }
    }

    private static let year = SummaryWording(
        kind: .year, name: "年度工作总结", title: "{{年度}}年教育督导工作总结",
        body: """
            {{年度}}年，{{机构}}按照年初工作计划，统筹开展督政、督学和评估监测。全年实施督导项目{{ campaign.begun | 非零 }}项，\
            完成督导的单位{{ campaign.finished.organisations | 可省 | 非零 }}所，{{ campaign.finished.organisations.change }}。\
            现将有关情况总结如下。
            {{# 督政 }}
            一、加强督政，推动政府履行教育职责
            {{序}}对{{ government.evaluated | 非零 }}个人民政府完成履行教育职责督导评价，{{ government.evaluated.change }}。
            {{序}}承接上级督导检查{{ reception.all | 非零 }}次，已办结{{ reception.finished | 可省 | 非零 }}次。
            {{序}}下达履职目标{{ duty.targets | 非零 }}项，已核定{{ duty.confirmed | 可省 | 非零 }}项，核定率{{ duty.confirmed.share | 可省 | 非零 }}。
            {{ 要点: 督政 }}
            {{/ 督政 }}
            {{# 督学 }}
            二、深化督学，规范办学办园行为
            {{序}}完成对{{ campaign.finished.organisations | 非零 }}所单位的督导，\
            其中幼儿园{{ campaign.finished.organisations | kindergarten | 可省 | 非零 }}所，到校督导{{ inspection.visited | 可省 | 非零 }}所次。
            {{序}}收到自评{{ assessment.self | 非零 }}份，完成现场评估{{ assessment.onSite | 可省 | 非零 }}份。\
            督导中听取意见{{ inspection.heard | 非零 }}场次，{{ inspection.heard.persons | 可省 | 非零 }}人次参加。
            {{序}}反馈初步督导意见{{ opinion.delivered | 非零 }}份，单位提出申辩{{ opinion.defended | 可省 | 非零 }}份，\
            印发督导意见书{{ opinion.issued | 可省 | 非零 }}份。
            {{序}}本轮次累计督导{{ round.done | 非零 }}所，占应督导单位的{{ round.done.share | 可省 }}，\
            尚有{{ round.remaining | 可省 | 非零 }}所未督导。
            {{ 要点: 督学 }}
            {{/ 督学 }}
            {{# 评估监测 }}
            三、做好评估监测
            {{ 要点: 评估监测 }}
            {{/ 评估监测 }}
            {{# 专项督导 }}
            四、开展专项督导，回应热点难点
            {{序}}实施专项督导{{ campaign.begun | special-campaign | 非零 }}项：{{ list: campaign.begun | special-campaign }}。
            {{序}}开展暗访{{ campaign.unannounced | 非零 }}项。
            {{ 要点: 专项 }}
            {{/ 专项督导 }}
            {{# 整改和结果运用 }}
            五、抓实整改，强化结果运用
            {{序}}全年下发问题{{ finding.found | 非零 }}个，{{ finding.found.change }}，\
            其中较重及以上{{ finding.serious | 可省 | 非零 }}个。已完成整改{{ finding.rectified | 非零 }}个，\
            整改完成率{{ finding.rectified.share | 可省 }}，{{ finding.rectified.share.change }}，已销号{{ finding.closed | 可省 | 非零 }}个。
            {{序}}对已销号问题复查{{ finding.recheck | 非零 }}次，保持率{{ finding.recheck.share | 可省 }}。
            {{序}}为年检、级类评定和评优调阅督导结果{{ result.used | 非零 }}次，据此作出决定{{ result.decided | 可省 | 非零 }}次。
            {{序}}印发督导通报{{ document.circular | 非零 }}份。印发提示函{{ document.reminder | 非零 }}份。\
            向社会公布督导报告和公示{{ document.published | 非零 }}份，收到异议{{ document.objections | 可省 | 非零 }}件。
            {{ 要点: 问责 }}
            {{/ 整改和结果运用 }}
            {{# 督学队伍 }}
            六、加强督学队伍建设
            {{序}}现有在聘督学{{ inspector.serving | 非零 }}人，其中专职{{ inspector.fullTime | 可省 | 非零 }}人，\
            兼职{{ inspector.partTime | 可省 | 非零 }}人。{{ inspector.sent.persons | 非零 }}人参加到校督导。
            {{序}}组织督导培训{{ training.sessions | 非零 }}场次，{{ training.persons | 可省 | 非零 }}人次参加。
            {{ 要点: 队伍 }}
            {{/ 督学队伍 }}
            {{# 体制机制和其他工作 }}
            七、推进体制机制改革和其他工作
            {{ 要点: 体制机制、信息化、研究交流、保障 }}
            {{ 要点: 其余 }}
            {{/ 体制机制和其他工作 }}
            {{# 存在的问题 }}
            八、存在的问题
            {{ 未完成 }}
            {{序}}仍有{{ finding.late | 非零 }}个问题逾期未整改。
            {{序}}仍有{{ inspection.late | 非零 }}项督导任务逾期未完成。
            {{/ 存在的问题 }}
            九、下一步工作打算
            【待填：{{下年}}年工作打算】
            """)

    private static let month = SummaryWording(
        kind: .month, name: "月度督导通报", title: "关于{{期间}}教育督导工作情况的通报",
        body: """
            现将{{期间}}教育督导工作情况通报如下。
            {{# 督导开展情况 }}
            一、督导开展情况
            本月实施督导项目{{ campaign.begun | 非零 }}项。到校督导单位{{ inspection.visited.organisations | 非零 }}所。\
            完成督导的单位{{ campaign.finished.organisations | 非零 }}所：{{ list: campaign.finished.organisations }}。
            {{ 表格: 督导项目 }}
            {{/ 督导开展情况 }}
            {{# 发现的问题和整改情况 }}
            二、发现的问题和整改情况
            本月下发问题{{ finding.found | 非零 }}个，涉及单位{{ finding.organisations | 可省 }}所，\
            其中较重及以上{{ finding.serious | 可省 | 非零 }}个。本月销号{{ finding.closedThen | 非零 }}个。\
            截至月末未销号的问题{{ finding.open | 非零 }}个。
            {{/ 发现的问题和整改情况 }}
            {{# 逾期未整改的单位 }}
            三、逾期未整改的单位
            {{ 表格: 逾期单位 }}
            {{/ 逾期未整改的单位 }}
            四、有关要求
            【待填：工作要求】
            """)

    private static let diagnosis = SummaryWording(
        kind: .diagnosis, name: "区县诊断报告", title: "{{地区}}{{年度}}年教育督导诊断报告",
        body: """
            根据{{年度}}年教育督导记录，对{{地区}}教育督导发现的问题及其整改作如下诊断。
            {{# 督导情况 }}
            一、督导情况
            全年完成督导的单位{{ campaign.finished.organisations | 非零 }}所，{{ campaign.finished.organisations.change }}，\
            其中幼儿园{{ campaign.finished.organisations | kindergarten | 可省 | 非零 }}所。\
            本轮次累计督导占应督导单位的{{ round.done.share }}。
            {{/ 督导情况 }}
            {{# 问题分布 }}
            二、问题分布
            全年下发问题{{ finding.found | 非零 }}个，涉及单位{{ finding.organisations | 可省 }}所，\
            较重及以上{{ finding.serious | 可省 | 非零 }}个。按指标体系的一级指标分列如下。
            {{ 表格: 问题分布 }}
            {{/ 问题分布 }}
            {{# 整改情况 }}
            三、整改情况
            整改完成率{{ finding.rectified.share }}，{{ finding.rectified.share.change }}，销号率{{ finding.closed.share | 可省 }}，\
            逾期率{{ finding.late.share | 可省 }}。
            {{ 表格: 单位整改 }}
            {{/ 整改情况 }}
            {{# 与周边比较 }}
            四、与周边比较
            同一上级辖内其他{{ peer.regions | 非零 }}个地区合计的整改完成率为{{ peer.finding.rectified.share }}，\
            销号率为{{ peer.finding.closed.share | 可省 }}，逾期率为{{ peer.finding.late.share | 可省 }}。
            {{/ 与周边比较 }}
            五、诊断意见
            【待填：诊断意见和改进建议】
            """)
}
