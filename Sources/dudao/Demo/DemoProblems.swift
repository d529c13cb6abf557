import Supervision

/// What the teams found, by criterion.
struct DemoProblem: Sendable {
    let criterion: String
    let problem: String
    let requirement: String
    let grade: Finding.Grade
    let measures: String

    static let all = [
        DemoProblem(
            criterion: "2.2", problem: "食品留样不足量，留样记录缺审核人签字。", requirement: "每餐每样留样不少于125克，记录由审核人当日签字。",
            grade: .serious, measures: "重新培训食堂人员，添置留样秤，园长每日抽查签字。"),
        DemoProblem(
            criterion: "2.7", problem: "隐患排查台账没有整改完成日期，3条隐患未闭环。", requirement: "补全台账，逐条整改并记录完成日期和责任人。",
            grade: .ordinary, measures: "安全干事每周核对台账，园务会逐条通报进度。"),
        DemoProblem(
            criterion: "1.3", problem: "有两个大班班额超过规定。", requirement: "制定分流方案，下一学期班额达到规定。", grade: .serious,
            measures: "新开一个大班，腾出多功能室作活动室，补充教师2名。"),
        DemoProblem(
            criterion: "1.5", problem: "户外滑梯连接螺栓松动，未见检修记录。", requirement: "立即停用并检修，建立每月检修记录。",
            grade: .serious, measures: "停用滑梯，联系厂家检修更换，指定专人每月检查。"),
        DemoProblem(
            criterion: "4.2", problem: "有3名教师尚未取得教师资格证。", requirement: "限期取得资格或调整岗位，不得独立带班。",
            grade: .ordinary, measures: "调整为配班，报名参加下一次资格考试。"),
        DemoProblem(
            criterion: "3.2", problem: "大班使用小学教材，集中教学时间过长，有“小学化”倾向。", requirement: "停用小学教材，调整一日活动安排，以游戏为基本活动。",
            grade: .serious, measures: "清退教材，重排一日活动，教研组每周观察研讨。"),
        DemoProblem(
            criterion: "2.3", problem: "餐具消毒记录不连续，消毒柜温度无记录。", requirement: "按规范消毒并逐日记录。", grade: .ordinary,
            measures: "明确消毒责任人，设计一页式记录表，保健医每日核对。"),
        DemoProblem(
            criterion: "5.3", problem: "收费公示栏未公示伙食费收支。", requirement: "按月公示伙食费收支，接受家长监督。", grade: .ordinary,
            measures: "每月5日前公示上月账目，家委会签字确认。"),
        DemoProblem(
            criterion: "1.6", problem: "图书更新不及时，破损图书未清理。", requirement: "清理破损图书，按生均标准补充。", grade: .ordinary,
            measures: "清点造册，本学期补充图书300册。"),
        DemoProblem(
            criterion: "2.6", problem: "本学年应急演练只开展3次。", requirement: "补充演练计划，按要求开展并留存记录。", grade: .ordinary,
            measures: "排定演练日历，每月一次，演练后复盘。"),
    ]

    /// Grave enough for a revisit.
    static let grave = DemoProblem(
        criterion: "2.7", problem: "监控有2处盲区且夜间无人值守，接送卡制度未落实。", requirement: "立即补装监控，落实值守和接送卡制度，并接受复查。",
        grade: .grave, measures: "补装监控，门卫实行双人值守，接送一律刷卡核验。")

    /// Those of the unit that stands at `number`; none for every sixth.
    static func of(_ number: Int) -> [DemoProblem] {
        if number % 6 == 5 { return [] }
        return (0...(number % 3)).map { all[(number * 3 + $0 * 2) % all.count] }
            .reduce(into: []) { list, next in
                if !list.contains(where: { $0.criterion == next.criterion }) { list.append(next) }
            }
    }
}
