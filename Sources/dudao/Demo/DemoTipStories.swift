import Supervision

extension DemoTips {
    enum Fate {
        case waiting, taken, asked, verifying, verified, answered, found, rated, duplicate, elsewhere
    }

    /// What somebody wrote, and what became of it.
    struct Story {
        let daysAgo: Int
        let school: Int
        let topic: TipTopic
        let fate: Fate
        let happened: String
        let text: String
        let brief: String
        let result: String
        let outcome: Tip.Outcome

        init(
            _ daysAgo: Int, _ school: Int, _ topic: TipTopic, _ fate: Fate, _ words: Words,
            _ outcome: Tip.Outcome = .holds
        ) {
            self.daysAgo = daysAgo
            self.school = school
            self.topic = topic
            self.fate = fate
            happened = words.happened
            text = words.text
            brief = words.brief
            result = words.result
            self.outcome = outcome
        }
    }

    struct Words {
        let happened: String
        let text: String
        let brief: String
        let result: String

        static let food = Words(
            happened: "上周三中午", text: "孩子回家说食堂的菜是凉的，汤里还有头发，好几个同学都没有吃完，跟生活老师说了也没有人管。",
            brief: "查看食堂供餐温度、留样和陪餐记录，随机询问用餐情况。", result: "供餐保温不足，陪餐记录不全，留样合格。")
        static let fees = Words(
            happened: "开学第一周", text: "班级群里要求每个家长交两百多块钱买平板上的学习软件，说是自愿，但是不买的孩子没有办法交作业。",
            brief: "查看开学以来各年级收费和代购情况，有无以作业为由变相要求购买软件。", result: "个别班级以布置作业为由推荐付费学习软件，学校未履行审核程序。")
        static let burden = Words(
            happened: "这学期以来", text: "三年级每天晚上写作业写到十点，周末还有卷子，老师让家长批改签字，孩子天天睡不够。",
            brief: "核实三年级书面作业总量公示与实际是否一致，有无要求家长批改。", result: "作业公示流于形式，部分班级总量超过规定，存在要求家长批改的情况。")
        static let conduct = Words(
            happened: "", text: "有位老师上课骂学生笨，让孩子站在教室后面一整节课，孩子现在不想上学。",
            brief: "了解有无体罚、变相体罚和侮辱学生的情况，查看师德教育记录。", result: "有教师课堂用语不当并罚站，学校已约谈该教师并安排向学生道歉。")
        static let safety = Words(
            happened: "每天放学", text: "放学的时候校门口全是电动车和小摊，没有人疏导，前几天差点有孩子被撞到。",
            brief: "放学时段到校门口查看护学岗到位和交通疏导情况。", result: "放学时段护学岗只有1人，未设置硬隔离，校门口秩序较乱。")
        static let tutoring = Words(
            happened: "周末", text: "听说有老师周末在小区里给自己班上的学生补课，一次收一百五。",
            brief: "了解有无在职教师组织或参与有偿补课。", result: "走访和查询未发现有偿补课的证据。")
        static let admission = Words(
            happened: "六月", text: "报名的时候要求提供父母的学历证明，问了别的学校都不要。",
            brief: "查看招生公告和报名材料清单。", result: "报名材料清单中有“家长学历”一栏，学校已删除并公开说明。")
        static let outside = Words(
            happened: "", text: "学校旁边的小超市卖过期零食给学生。", brief: "了解校门口商铺情况。", result: "属市场监管职责。")
    }

    static let stories: [Story] = [
        Story(148, 0, .fees, .rated, .fees), Story(131, 3, .burden, .found, .burden),
        Story(117, 5, .safety, .rated, .safety),
        Story(104, 2, .tutoring, .answered, .tutoring, .unclear), Story(96, 7, .food, .rated, .food, .partly),
        Story(83, 1, .admission, .answered, .admission), Story(71, 4, .other, .elsewhere, .outside),
        Story(64, 6, .conduct, .rated, .conduct), Story(52, 0, .burden, .answered, .burden, .partly),
        Story(45, 9, .safety, .taken, .safety), Story(39, 3, .fees, .found, .fees),
        Story(26, 8, .food, .verified, .food, .partly), Story(24, 8, .food, .duplicate, .food),
        Story(19, 8, .burden, .verifying, .burden), Story(15, 2, .conduct, .verifying, .conduct),
        Story(12, 8, .food, .asked, .food), Story(11, 10, .safety, .waiting, .safety),
        Story(8, 5, .tutoring, .asked, .tutoring), Story(6, 1, .fees, .taken, .fees),
        Story(4, 11, .other, .elsewhere, .outside), Story(2, 8, .food, .waiting, .food),
        Story(1, 4, .burden, .waiting, .burden),
    ]
}
