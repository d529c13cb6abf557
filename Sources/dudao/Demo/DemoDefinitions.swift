import Store
import Supervision

/// Two local standards with invented indicators, one of them with a next version that still has a mistake in it, and a
/// collection form of the zone's own.
struct DemoDefinitions {
    static func tell(_ stage: DemoStage) throws {
        try stage.act(DemoCast.officer, on: stage.calendar.before(30)) { act in
            let id = try Definitions.create(.standard, modernisation, act)
            try Definitions.publish(id, .standard, version: 1, act)
        }
        let equal = try stage.act(DemoCast.cityOfficer, on: stage.calendar.before(24)) { act in
            let id = try Definitions.create(.standard, equality, act)
            try Definitions.publish(id, .standard, version: 1, act)
            return id
        }
        try stage.act(DemoCast.cityOfficer, on: stage.calendar.before(6)) { act in
            let next = try Definitions.next(equal, .standard, act)
            let wrong = equality.replacing(
                "perHead(books, primary.pupils + junior.pupils)", with: "perHead(books, primary.pupil)")
            try Definitions.save(next, .standard, wrong, version: 1, act)
        }
        try stage.act(DemoCast.officer, on: stage.calendar.before(12)) { act in
            _ = try Definitions.create(.form, form, act)
        }
    }

    private static func text(_ lines: [(String, String)], _ tables: [(String, [String], [[String]])]) -> String {
        lines.map { "\($0.0)\t\($0.1)\n" }.joined()
            + tables.map { name, heading, rows in
                "\n\(name)\n" + ([heading] + rows).map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
            }.joined()
    }

    private static let figures = ["编码", "名称", "单位", "类型", "对象", "分学段", "口径"]
    private static let indicators = [
        "编号", "部分", "名称", "判定", "对象", "分学段", "算式", "关系", "限值", "小学限值", "初中限值", "占比", "条款",
    ]
    private static let shared: [[String]] = [
        ["pupils", "在校生数", "人", "整数", "每个单位", "是"], ["teachers", "专任教师数", "人", "整数", "每个单位", "是"],
        ["seniorTitleTeachers", "中级及以上专业技术职务教师数", "人", "整数", "每个单位", "是"],
        ["mediaRooms", "网络多媒体教室数", "间", "整数", "每个单位"], ["books", "图书册数", "册", "整数", "每个单位"],
        ["computers", "计算机台数", "台", "整数", "每个单位"], ["teacherPay", "义务教育教师年平均工资收入", "元", "数", "全县"],
        ["civilServantPay", "公务员年平均工资收入", "元", "数", "全县"],
    ]
    private static let pupils = "primary.pupils + junior.pupils"

    private static let modernisation = text(
        [
            ("标准", "教育现代化建设监测（示例）"), ("代码", "modernisation"), ("依据", "示例：指标和限值均为演示编造，不是任何地方的文件"),
            ("单位", "学校"), ("来源", "演示数据"), ("待核", "全部"),
        ],
        [
            ("部分", ["编号", "名称", "判定"], [["1", "条件现代化（示例）"], ["2", "队伍现代化（示例）"], ["3", "治理现代化（示例）"]]),
            ("数据", figures, shared),
            (
                "指标", indicators,
                [
                    [
                        "1.1", "1", "每百名学生拥有网络多媒体教室数", "计算", "全县", "", "perHundred(mediaRooms, \(pupils))", "≥", "2.5",
                        "", "", "", "示例",
                    ],
                    [
                        "1.2", "1", "每百名学生拥有计算机台数", "计算", "全县", "", "perHundred(computers, \(pupils))", "≥", "12", "",
                        "", "", "示例",
                    ],
                    ["1.3", "1", "图书校际差异系数", "计算", "全县", "", "cv(books, \(pupils))", "≤", "0.4", "", "", "", "示例"],
                    [
                        "2.1", "2", "中级及以上职务教师占比", "计算", "全县", "是", "100 * ratio(seniorTitleTeachers, teachers)", "≥",
                        "", "50", "55", "", "示例",
                    ],
                    ["2.2", "2", "生师比合格的学校", "计算", "每个单位", "是", "pupils / teachers", "≤", "", "19", "16", "90", "示例"],
                    [
                        "2.3", "2", "教师平均工资不低于公务员", "计算", "全县", "", "teacherPay ≥ civilServantPay", "", "", "", "", "",
                        "示例",
                    ],
                    ["3.1", "3", "学校章程和家长委员会健全", "人工", "", "", "", "", "", "", "", "", "示例"],
                ]
            ),
        ])

    private static let equality = text(
        [
            ("标准", "基本公共服务均等化考核（教育，市对县，示例）"), ("代码", "equal-services"), ("依据", "示例：指标和限值均为演示编造，不是任何地方的文件"),
            ("单位", "学校"), ("来源", "演示数据"), ("待核", "全部"),
        ],
        [
            ("部分", ["编号", "名称", "判定"], [["1", "义务教育（示例）"]]), ("数据", figures, shared),
            (
                "指标", indicators,
                [
                    ["1", "1", "生均图书册数", "计算", "全县", "", "perHead(books, \(pupils))", "≥", "20", "", "", "", "示例"],
                    [
                        "2", "1", "规模最小的四分之一学校的学生数", "计算", "全县", "",
                        "percentile(if(junior.pupils > 0, junior.pupils, primary.pupils), 25)", "≥", "100", "", "", "",
                        "示例",
                    ],
                    [
                        "3", "1", "教师平均工资不低于公务员", "计算", "全县", "", "teacherPay ≥ civilServantPay", "", "", "", "", "",
                        "示例",
                    ],
                ]
            ),
        ])

    private static let form = text(
        [
            ("采集表", "课后服务开展情况（示例）"), ("代码", "after-school"), ("版本", "1"), ("依据", "示例"),
            ("说明", "演示用的自建采集表"), ("填报单位", "学校"), ("学段", "小学、初中"),
        ],
        [
            (
                "数据项",
                ["部分", "编码", "名称", "单位", "小数", "最小", "最大", "学段", "必填", "合计", "定义", "分母", "时点", "数据来源"],
                [
                    [
                        "一、课后服务", "servedPupils", "参加课后服务学生数", "人", "0", "", "", "小学、初中", "是", "", "本学期报名参加的学生数。",
                        "在校生数", "学期初", "学校",
                    ],
                    [
                        "一、课后服务", "serviceTeachers", "参与课后服务教师数", "人", "0", "", "", "", "是", "", "本学期参与的在编和外聘教师数。", "",
                        "学期初", "学校",
                    ],
                    ["一、课后服务", "hasEveningStudy", "是否开展晚自习服务", "是/否", "0", "", "", "", "否"],
                ]
            ),
            ("校核", ["编码", "类型", "内容", "说明"], [["change-served", "变化", "servedPupils 50", "参加人数与上年相差不超过50%"]]),
        ])
}
