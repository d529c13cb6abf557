import Store
import Supervision

/// The checklist that the zone's inspectors carry.
enum DemoVisitChecklist {
    private static let groups: [(title: String, items: [String])] = [
        ("依法办学", ["招生和收费公示齐全", "课程表与实际授课一致", "教材教辅使用合规"]),
        ("安全与卫生", ["食品留样和索证齐全", "校门安保三人在岗、器械完好", "消防通道畅通", "宿舍和饮水卫生"]),
        ("减负与健康", ["作业总量公示并落实", "每天一小时体育活动", "心理辅导室按时开放"]),
        ("教师与校风", ["师德承诺公示", "课堂教学秩序良好"]),
    ]

    static func publish(on day: Day, _ stage: DemoStage) throws -> FrameworkID {
        try stage.act(DemoCast.officer, on: day) { act in
            let framework = Framework(
                id: act.newID(), code: "yunjiang-visit", name: "责任督学到校清单", nodes: nodes)
            let id = try Frameworks.create(framework, code: "yunjiang-visit", name: "责任督学到校清单", act)
            try Frameworks.publish(id, act)
            return id
        }
    }

    private static var nodes: [FrameworkNode] {
        groups.enumerated().map { place, group in
            FrameworkNode(
                "\(place + 1)", group.title, weight: Points(group.items.count),
                children: group.items.enumerated().map { index, item in
                    let kind: Criterion.Kind =
                        index == 1 && place == 2
                        ? .graded([.init("好", Points(100)), .init("一般", Points(60)), .init("差", Points(0))]) : .yesNo
                    return FrameworkNode(
                        "\(place + 1).\(index + 1)", item, weight: Points(1), criterion: Criterion(kind))
                })
        }
    }

    static func answers(_ number: Int) -> [VisitAnswer] {
        nodes.flatMap(\.children).enumerated().map { index, leaf in
            let isBad = (index + number) % 13 == 6
            if case .graded = leaf.criterion?.kind {
                return VisitAnswer(leaf.number, isBad ? "差" : number % 3 == 0 ? "一般" : "好")
            }
            return VisitAnswer(leaf.number, isBad ? "否" : "是", note: isBad ? "见问题登记。" : "")
        }
    }
}

/// What the fiction's inspectors write.
enum DemoVisitWords {
    private static let records = [
        "早上7:40到校，查看校门值守和入校秩序，随后巡视教学楼和食堂，与值班校领导交流本月重点工作。",
        "随堂听课，查看教案和作业批改记录，抽看两个班的作业公示栏，与班主任座谈。",
        "查看食堂留样、索证索票和从业人员健康证，巡视宿舍和饮水设备，向校长反馈情况。",
        "查看大课间和体育课开展情况，访谈学生，查阅心理辅导记录。",
        "查阅收费公示、教辅征订台账和家委会会议记录，走访教师办公室。",
    ]

    static let problems: [(criterion: String, problem: String, requirement: String)] = [
        ("2.1", "食堂留样记录缺两天，留样量不足125克。", "补齐留样制度培训，按餐次留样并双人签字。"),
        ("2.3", "教学楼东侧消防通道堆放课桌椅。", "清空通道，划定存放点，纳入每日巡查。"),
        ("3.1", "五年级作业总量未公示。", "按班公示作业内容和时长，教务处每周抽查。"),
        ("1.2", "周三体育课被调整为数学课。", "恢复课表，开展自查并公示结果。"),
        ("2.2", "校门一键报警装置未按月测试。", "完成测试并建立记录。"),
    ]

    static func record(_ number: Int) -> String { records[number % records.count] }
}
