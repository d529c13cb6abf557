import SQLCore
import Store
import Supervision

/// Letters in the heads that the office has set: a 提示函, a 约谈 with its minutes, a 通报, and wordings of its own.
enum DemoLetters {
    static func tell(_ stage: DemoStage) throws {
        try setFormats(stage)
        try keepWordings(stage)
        try remind(stage)
        try interview(stage)
        try report(stage)
    }

    private static func setFormats(_ stage: DemoStage) throws {
        let head = "\(DemoPlaces.office)文件"
        let formats: [(Document.Kind, DocumentFormat)] = [
            (.notice, DocumentFormat(letterhead: head)), (.opinion, DocumentFormat(letterhead: head)),
            (.reminder, DocumentFormat(form: .letter, mark: "云教督函")),
            (.interviewNotice, DocumentFormat(form: .letter, mark: "云教督函")),
            (.interviewMinutes, DocumentFormat(form: .minutes, mark: "云教督纪", shape: .issue)),
            (.circular, DocumentFormat(letterhead: head, mark: "云教督通")),
            (.summary, DocumentFormat(mark: "云教督结")),
        ]
        try stage.act(DemoCast.director, on: stage.calendar.before(70)) { act in
            for (kind, format) in formats { try DocumentFormats.save(kind, format, version: nil, act) }
        }
    }

    /// Two that the office copied and changed, one of them twice.
    private static func keepWordings(_ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(66)) { act in
            guard var monthly = DocumentWording.shipped("circular-2"), var walk = DocumentWording.shipped("notice-4")
            else { return }
            monthly.name = "云江新区月度督导通报"
            let id = try DocumentWordings.create(monthly, act)
            monthly.body += "\n五、附注\n各校园本月督导情况以系统台账为准。"
            try DocumentWordings.save(id, monthly, version: 1, act)
            walk.name = "云江新区随访通知"
            walk.body = walk.body.replacing("责任督学将于近期", with: "责任区督学将于近期")
            _ = try DocumentWordings.create(walk, act)
        }
    }

    private static func remind(_ stage: DemoStage) throws {
        try send(
            .reminder, to: "云江蓝天幼儿园", title: "关于做好汛期校园安全防范工作的提示函",
            body: """
                近期随访发现，你园排水沟清理、屋面防漏和值班安排方面需要引起重视，现予提示。
                一、有关情况
                操场西侧排水沟有落叶淤积，二楼活动室窗框渗水，汛期值班表未张贴。
                二、工作建议
                1.请立即清理排水沟，检修门窗和屋面。
                2.请完善汛期值班表和家园联系办法，遇突发情况第一时间报告。
                请及时研究，采取有效措施，防止问题发生或扩大。
                """, urgency: "加急", on: stage.calendar.before(40), stage)
    }

    private static func interview(_ stage: DemoStage) throws {
        let (called, met) = (stage.calendar.before(24), stage.calendar.before(18))
        try send(
            .interviewNotice, to: "云江春晖幼儿园", title: "关于约谈的通知",
            body: """
                因你园消防通道堆放杂物问题逾期未完成整改，根据《教育督导条例》和《教育督导问责办法》，决定对你园进行约谈。现将有关事项通知如下。
                一、约谈时间
                \(met.chinese)上午9时30分。
                二、约谈地点
                云江新区教育局三楼会议室。
                三、被约谈人
                你园园长、分管安全工作的副园长。
                四、有关要求
                请准备书面说明，包括基本情况、原因分析和整改措施；因故不能参加的，须提前书面说明并经同意。
                """, on: called, stage)
        try send(
            .interviewMinutes, to: "云江春晖幼儿园", title: "约谈纪要",
            body: """
                \(met.chinese)，\(DemoPlaces.office)就消防通道堆放杂物逾期未整改问题，对云江春晖幼儿园进行了约谈。现将有关情况纪要如下。
                一、约谈事由
                督导意见书指出的消防通道堆放杂物问题，整改期满后经核查仍未完成整改。
                二、被约谈单位说明的情况
                因库房改造延期，杂物临时存放于通道；已租用园外库房，正在搬运。
                三、约谈意见
                1.请于\(met.adding(days: 10).chinese)前完成整改，书面报告整改结果并附照片。
                2.请明确一名园级领导负责安全隐患日常排查，每周在系统中登记一次。
                督导室将跟踪核查整改情况。
                """,
            rolls: "约谈人：吴启明（督导室主任）、周敏（督导室工作人员）\n被约谈人：云江春晖幼儿园园长、副园长\n记录人：林涛",
            copies: ["云江新区党工委教育工作领导小组", "云江新区管理委员会", "市人民政府教育督导委员会办公室"], on: met, stage)
    }

    private static func report(_ stage: DemoStage) throws {
        try send(
            .circular, to: "", title: "关于部分幼儿园安全隐患整改情况的通报",
            body: """
                近期，督导室对督导意见书指出的安全隐患整改情况进行了核查。现将有关情况通报如下。
                一、总体情况
                多数幼儿园能够按期整改并提交佐证材料，整改质量较好。
                二、存在的主要问题
                单位｜存在的问题｜整改期限
                云江春晖幼儿园｜消防通道堆放杂物，逾期未完成整改，已约谈｜\(stage.calendar.before(8).chinese)
                云江蓝天幼儿园｜汛期值班表未张贴，已提示｜\(stage.calendar.before(20).chinese)
                三、下一步要求
                1.被点名的幼儿园须在期限内完成整改，经核查合格后销号。
                2.其他幼儿园要对照检查，举一反三。
                """, copies: ["云江新区管理委员会", "云江新区教育局"], on: stage.calendar.before(15), stage)
    }

    /// Drafted and handed in by the officer, issued by the director, sent the same day.
    private static func send(
        _ kind: Document.Kind, to unit: String, title: String, body: String, urgency: String = "", rolls: String = "",
        copies: [String] = [], on day: Day, _ stage: DemoStage
    ) throws {
        let id = try stage.act(DemoCast.officer, on: day) { act in
            let units = try Documents.units(named: unit, visibleTo: act.viewer, in: act.db).units
            let format = try DocumentFormats.find(kind, visibleTo: act.viewer, in: act.db).format
            var layout = format.layout(office: DemoPlaces.office)
            layout.urgency = urgency
            layout.rolls = DocumentLayout.rolls(editing: rolls)
            let text = DocumentText(
                title: title, recipient: unit.isEmpty ? "各中小学、幼儿园" : "",
                blocks: DocumentText.blocks(editing: body), copies: copies)
            let new = NewDocument(
                kind: kind, text: text, units: try DocumentUnits(main: units, copies: []), layout: layout)
            let id = try Documents.draft(new, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try stage.act(DemoCast.director, on: day) { act in _ = try Documents.issue(id, version: nil, act) }
        try stage.act(DemoCast.officer, on: day) { act in try Documents.send(id, version: nil, act) }
    }
}
