extension FrameworkTemplates {
    /// 幼儿园办园行为: the five dimensions and their points of 教督〔2017〕7号, Article 5.
    package static let kindergarten = Framework(
        id: "template-kindergarten", code: "kindergarten-conduct", name: "幼儿园办园行为督导评估指标", label: label,
        isTemplate: true,
        nodes: [conditions, safety, education, staff, management].map {
            $0.based(on: "《幼儿园办园行为督导评估办法》（教督〔2017〕7号）第五条")
        })

    private static let conditions = dimension(
        1, "办园条件",
        [
            yesNo("办园资质", 4, "办园许可、法人登记、食品经营、消防等证照齐全且在有效期内。", by: consult, evidence: true),
            scored("办园经费", 3, "经费来源稳定，生均经费按当地标准落实，能保障正常运转。", by: consult, evidence: true),
            graded("规模与班额", 4, "办园规模适宜；小、中、大班班额符合规定，无超大班额。", by: look),
            scored("园舍与场地", 4, "园舍独立安全，活动室、寝室、户外场地面积和采光符合当地标准。", by: observe),
            graded("设施设备", 3, "盥洗、饮水、保健、厨房、安防设施齐备，适合幼儿使用并定期检修。", by: observe),
            scored("玩教具材料和图书", 4, "玩具、游戏材料种类多样、数量充足；图书适宜并及时更新，幼儿可自由取用。", by: observe),
        ])

    private static let safety = dimension(
        2, "安全卫生",
        [
            scored("制度", 3, "安全卫生制度健全，责任到岗到人，执行有记录。", by: consult, evidence: true),
            scored("膳食营养", 4, "食谱每周公示，营养均衡，按要求留样；伙食费专款专用、账目公开。", by: look, evidence: true),
            graded("卫生消毒", 3, "餐具、玩具、寝具、环境按规范清洁消毒，记录完整。", by: look),
            counted("健康检查", 3, "入园体检、年度体检和晨午检制度落实；填写本学年已体检幼儿的百分比。", unit: "%", target: 100, by: consult),
            graded("疾病防控", 3, "预防接种证查验、传染病报告与隔离、因病缺勤追查登记落实。", by: consult),
            counted("安全教育", 2, "安全教育纳入一日活动，定期开展消防、避险等应急演练；填写本学年演练次数。", unit: "次", target: 8, by: look),
            scored("安全风险管控", 4, "门卫、接送、监控、隐患排查等管控到位，隐患有台账并及时整改。", by: look, evidence: true),
            Point(
                "校车", 2,
                Criterion(
                    .graded([("好", 100), ("较好", 80), ("一般", 60), ("差", 0)].map { .init($0.0, Points($0.1)) }),
                    guidance: "校车取得使用许可，驾驶人和照管人员合格，上下车清点登记落实；没有校车的填“不适用”。", method: look)),
            veto("重大安全责任事故", "评估周期内因管理责任发生幼儿死亡或重大伤害事故的，一票否决。", by: consult),
        ])

    private static let education = dimension(
        3, "保育教育",
        [
            graded("理念与目标", 4, "办园理念端正，以幼儿为本，目标符合《3—6岁儿童学习与发展指南》。", by: interview),
            graded("内容与形式", 6, "内容贴近幼儿生活，以游戏为基本活动，无“小学化”倾向。", by: observe),
            scored("计划与方案", 4, "学期、月、周计划与方案衔接，依据幼儿发展调整，有观察记录。", by: consult, evidence: true),
            scored("活动组织实施", 8, "一日生活安排合理，户外活动时间充足，集体、小组、自主活动相结合。", by: observe),
            graded("师幼关系", 4, "教师尊重、关爱幼儿，互动积极；幼儿情绪稳定、愿意表达。", by: observe),
            veto("虐待、体罚幼儿", "评估周期内经查实有虐待、体罚或变相体罚幼儿行为的，一票否决。", by: "\(consult)、\(interview)"),
        ])

    private static let staff = dimension(
        4, "教职工队伍",
        [
            scored("数量与资格", 4, "园长、教师、保育员、卫生保健人员、炊事员等按标准配备，资格证、健康证齐全。", by: consult, evidence: true),
            counted("持证教师比例", 3, "持有教师资格证的专任教师占专任教师的百分比。", unit: "%", target: 100, by: consult, evidence: true),
            graded("专业成长", 3, "有园本教研和培训计划，教职工参训有记录、有实效。", by: "\(consult)、\(interview)"),
            graded("师德师风", 3, "师德规范健全，教育考核经常，幼儿和家长评价良好。", by: interview),
            scored("权益保障", 3, "依法签订合同，按时足额发放工资，缴纳社会保险，休息休假落实。", by: consult, evidence: true),
        ])

    private static let management = dimension(
        5, "内部管理",
        [
            graded("组织机构", 2, "党组织、园务委员会、教职工大会和家长委员会健全并发挥作用。", by: consult),
            scored("管理机制", 2, "有章程和发展规划，岗位职责清楚，考核奖惩公开。", by: consult),
            scored("经费管理与使用", 3, "财务制度健全，收费项目、标准公示，无违规收费，账目清楚。", by: consult, evidence: true),
            yesNo("招生", 2, "招生公开、公平，不以考试或测查选拔幼儿。", by: "\(consult)、\(interview)"),
            graded("家长参与", 3, "家园沟通渠道畅通，家长参与管理与活动，意见得到回应。", by: interview),
        ])
}
