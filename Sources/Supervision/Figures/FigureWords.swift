extension FigureQuery {
    /// The query in words, as an annex prints it: `问题台账：下发 2026；来源 上级督查反馈`.
    ///
    /// `names` says what ids are called, such as a campaign's.
    package func words(names: [String: String] = [:]) -> String {
        let said = filters.filter { !$0.value.isEmpty && FigureParameter.isSaid($0) }.map { filter in
            let value = names[filter.value] ?? FigureParameter.value(of: filter, in: ledger)
            return "\(FigureParameter.label(filter.name, in: ledger)) \(value)"
        }
        return said.isEmpty ? ledger.label : "\(ledger.label)：\(said.joined(separator: "；"))"
    }
}

/// What the parameters of a list's address are called, and what their values mean.
package enum FigureParameter {
    package static func label(_ name: String, in ledger: FigureLedger) -> String {
        switch (name, ledger) {
        case ("grade", .findings): "严重程度"
        case ("issued", .documents): "签发日期"
        case ("kind", .organisations): "单位类别"
        case ("kind", .documents): "文种"
        case ("kind", .dutyTargets): "单位类别"
        case ("at", .seats): "到校日期"
        case ("at", .evidence): "上传日期"
        case ("at", .assessments): "提交日期"
        case ("at", .attendances): "登记日期"
        default: labels[name] ?? name
        }
    }

    private static let labels: [String: String] = [
        "state": "状态", "grade": "等次", "source": "来源", "campaign": "督导项目", "criterion": "对应指标", "kind": "类别",
        "unitKind": "单位类别", "stage": "学段", "running": "办别", "authority": "隶属", "organisation": "单位", "unit": "单位",
        "group": "集团、学区", "district": "地区", "q": "搜索", "until": "期限不晚于", "from": "期限不早于", "own": "范围",
        "least": "程度不低于", "inspection": "督导任务", "mark": "整改情形", "issued": "下发日期", "closed": "销号日期",
        "openOn": "仍未销号，截至", "year": "年度", "asked": "申请日期", "decided": "答复", "during": "项目起止涉及",
        "ended": "项目截止日期", "visited": "到校日期", "done": "完成日期", "published": "公布", "delivered": "反馈日期",
        "on": "日期", "at": "日期", "manner": "方式", "framework": "指标体系", "procedure": "工作流程", "step": "环节",
        "wants": "还缺", "stratum": "层", "project": "项目状态", "late": "期限", "member": "成员", "used": "运用",
        "purpose": "用途", "cycle": "轮次", "standing": "进展", "doneYear": "完成年度", "doneBefore": "完成年度早于",
        "role": "评估类型", "audience": "对象", "method": "方式", "capacity": "身份", "owner": "用于", "tag": "标签",
        "region": "所在地", "level": "级别", "appointment": "聘任", "defended": "申辩", "graded": "等次", "result": "结果",
        "document": "公文", "open": "办理", "revisit": "复查回访项目", "tone": "挂图状态",
    ]

    /// What restricts nothing is not said.
    static func isSaid(_ filter: FigureFilter) -> Bool { !(filter.name == "state" && filter.value == "all") }

    package static func value(of filter: FigureFilter, in ledger: FigureLedger) -> String {
        switch filter.value {
        case "@period": "在统计期内"
        case "@year": "统计年度"
        case "@end": "统计期最后一天"
        default:
            states(filter, ledger) ?? words(filter, ledger) ?? FigurePeriod(filter.value)?.chinese
                ?? Day(filter.value)?.chinese ?? filter.value
        }
    }

    private static func states(_ filter: FigureFilter, _ ledger: FigureLedger) -> String? {
        guard filter.name == "state" else { return nil }
        let value = filter.value
        if let known = common[value], ledger != .documents || value == "out" || value == "waiting" { return known }
        return switch ledger {
        case .findings: FindingPart.State(rawValue: value)?.label
        case .extensions: ExtensionRequest.State(rawValue: value)?.label
        case .campaigns: Campaign.State(rawValue: value)?.label
        case .inspections: ["running": "进行中", "finished": "已完成"][value]
        case .documents: Document.State(rawValue: value)?.label
        case .objections: Objection.State(rawValue: value)?.label
        case .dutyTargets: DutyTarget.State(rawValue: value)?.label
        case .receptions: Reception.State(rawValue: value)?.label
        case .organisations: ["open": "在册", "closed": "已撤销"][value]
        case .inspectors: ["active": "在聘", "overdue": "聘期已过", "ended": "已解聘"][value]
        case .assessments: ["draft": "填报中", "submitted": "已提交"][value]
        case .opinions: Opinion.State(rawValue: value)?.label
        default: nil
        }
    }

    private static let common: [String: String] = [
        "late": "已逾期", "soon": "三日内到期", "rectified": "核查通过或销号", "begun": "实施过（实施中或已结束）",
        "out": "已签发、未作废", "waiting": "待办", "all": "全部",
    ]

    private static func words(_ filter: FigureFilter, _ ledger: FigureLedger) -> String? {
        let value = filter.value
        return switch filter.name {
        case "grade" where ledger == .findings: Finding.Grade(rawValue: value)?.label
        case "least": Finding.Grade(rawValue: value)?.label
        case "source": Finding.Source(rawValue: value)?.label
        case "kind" where ledger == .organisations || ledger == .dutyTargets, "unitKind":
            OrganisationKind(rawValue: value)?.label
        case "kind" where ledger == .documents: Document.Kind(rawValue: value)?.label
        case "kind": value == "none" ? "不属于任何项目" : Campaign.Kind(rawValue: value)?.label
        case "stage": value == "compulsory" ? "义务教育" : Stage(rawValue: value)?.label
        case "running": RunningType(rawValue: value)?.label
        case "authority": AuthorityLevel(rawValue: value)?.label
        case "manner": ["announced": "明察", "unannounced": "暗访"][value]
        case "project": Campaign.State(rawValue: value)?.label
        case "result": ["holds": "整改保持", "cameBack": "问题反弹"][value]
        case "audience": Hearing.Audience(rawValue: value)?.label
        case "capacity": TeamCapacity(rawValue: value)?.label
        case "purpose": ResultUse.Purpose(rawValue: value)?.label
        default: marks["\(filter.name)=\(value)"]
        }
    }

    private static let marks: [String: String] = [
        "own=1": "只看本督导室的", "late=1": "已逾期", "graded=1": "已评定", "defended=1": "已提出", "open=1": "尚未答复",
        "decided=yes": "已有决定", "decided=no": "尚无决定", "used=yes": "已调阅", "used=no": "未调阅", "published=yes": "已公布",
        "published=no": "未公布", "mark=longTerm": "长期整改", "mark=extended": "已延期", "mark=reminded": "已催办",
        "mark=cameBack": "曾重新打开", "mark=rechecked": "已复查", "mark=divided": "分解到多个单位", "role=self": "自评",
        "role=onSite": "现场评估", "role=thirdParty": "第三方评估", "role=review": "复核", "owner=finding": "整改",
        "owner=inspection": "评估和督导意见", "appointment=full-time": "专职", "appointment=part-time": "兼职",
        "standing=registry": "在册", "standing=done": "已督导", "standing=running": "正在督导", "standing=remaining": "尚未督导",
        "standing=late": "计划年度已过仍未督导", "method=meeting": "座谈会", "method=interview": "个别访谈",
        "method=questionnaire": "问卷",
        "method=announcement": "公开征求",
    ]
}
