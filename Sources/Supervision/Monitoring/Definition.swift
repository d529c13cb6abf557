/// What offices define as data: a standard by which counties are judged, or a form in which units report.
package enum DefinitionKind: String, Hashable, Sendable, CaseIterable {
    case standard, form

    package var label: String {
        switch self {
        case .standard: "本地标准"
        case .form: "采集表"
        }
    }

    /// The line that says the name.
    package var nameLine: String { self == .standard ? "标准" : "采集表" }

    /// The lines at the top, in their order.
    package var lines: [String] {
        switch self {
        case .standard:
            ["标准", "代码", "依据", "单位", "来源", "待核", "说明", "资源依据", "允许未达标项数", "未达标项不低于", "小学综合差异系数", "初中综合差异系数"]
        case .form: ["采集表", "代码", "依据", "说明", "填报单位", "学段"]
        }
    }

    package var tables: [DefinitionTable] { self == .standard ? DefinitionTable.ofStandard : DefinitionTable.ofForm }

    package func table(_ name: String) -> DefinitionTable? { tables.first { $0.name == name } }

    package func sheet(_ text: String) -> SheetText { SheetText(text, tables: tables.map(\.name)) }

    /// As long as a definition may be.
    package static let longest = 200_000
    package static let mostRows = 1_500

    package static let codeRule = "应为小写字母开头的小写字母、数字和短横，2至40个字，不能是 local、own、new。"

    /// A code that stands in addresses and records: none that is an address itself, as `/standards/local`.
    package static func isCode(_ text: String) -> Bool {
        guard !["local", "own", "new"].contains(text) else { return false }
        return (2...40).contains(text.utf8.count) && text.first.map { $0.isASCII && $0.isLowercase } == true
            && text.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "-") }
    }

    /// Everything wrong with a text, each by the number of its line; empty when it can be published.
    package func problems(_ text: String) -> [RowProblem] {
        let rows = SheetText.rows(text)
        let sheet = sheet(text)
        var problems: [RowProblem] = []
        func refuse(_ line: String, _ reason: String) {
            problems.append(RowProblem(row: 1, column: line, value: sheet.fact(line), reason: reason))
        }
        if text.count > DefinitionKind.longest || rows.count > DefinitionKind.mostRows {
            return [
                RowProblem(
                    row: 1, column: "", value: "",
                    reason: "太长：最多\(DefinitionKind.mostRows)行、\(DefinitionKind.longest / 10_000)万字。")
            ]
        }
        if !DefinitionKind.isCode(sheet.fact("代码")) { refuse("代码", DefinitionKind.codeRule) }
        if !(1...100).contains(sheet.fact(nameLine).count) { refuse(nameLine, "请填写名称，不超过100字。") }
        switch self {
        case .standard:
            problems += StandardFile.draft(rows).problems
            for (name, words) in [("部分", "部分"), ("指标", "指标")] where sheet.table(name)?.rows.isEmpty != false {
                if name == "部分" || sheet.table("资源")?.rows.isEmpty != false {
                    problems.append(RowProblem(row: 1, column: name, value: "", reason: "至少要有一个\(words)。"))
                }
            }
        case .form:
            problems += CollectionFormTable.read(rows).problems.map {
                RowProblem(row: $0.line, column: "", value: "", reason: $0.reason)
            }
        }
        return problems
    }

    /// A text that says what it is and has empty tables.
    package func blank(code: String, name: String, basis: String) -> String {
        var sheet = SheetText("", tables: [])
        for line in lines {
            let value = [nameLine: name, "代码": code, "依据": basis][line] ?? ""
            if !value.isEmpty { sheet.set(line, to: value) }
        }
        if self == .form {
            sheet.set("版本", to: "1")
            sheet.set("填报单位", to: "学校")
        }
        var text = sheet.text
        for table in tables where table.isUsual {
            text += "\n\(table.name)\n\(table.columns.map(\.name).joined(separator: "\t"))\n"
        }
        return text
    }
}

/// A table of a definition: its columns, what may stand in them, which are expressions.
package struct DefinitionTable: Hashable, Sendable {
    package struct Column: Hashable, Sendable {
        package let name: String
        package let help: String
        /// What may be chosen; empty when anything may be typed.
        ///
        /// An empty first one leaves the cell empty.
        package let choices: [String]
        package let isExpression: Bool
        package let isLong: Bool

        package init(
            _ name: String, _ help: String = "", choices: [String] = [], isExpression: Bool = false,
            isLong: Bool = false
        ) {
            self.name = name
            self.help = help
            self.choices = choices
            self.isExpression = isExpression
            self.isLong = isLong || isExpression
        }
    }

    package let name: String
    package let columns: [Column]
    /// Shown in a list of rows.
    package let shown: [String]
    /// Whether a new definition begins with it.
    package let isUsual: Bool

    init(_ name: String, shown: [String], isUsual: Bool = true, _ columns: [Column]) {
        self.name = name
        self.columns = columns
        self.shown = shown
        self.isUsual = isUsual
    }

    private static let yes = ["", "是"]
    private static let relations = [""] + Expression.Relation.allCases.map(\.rawValue)
    private static let limits: [Column] = [
        .init("关系", "算式得数时填", choices: relations), .init("限值", "数字，最多四位小数"), .init("小学限值"), .init("初中限值"),
    ]

    static let ofStandard: [DefinitionTable] = [
        DefinitionTable(
            "部分", shown: ["编号", "名称", "判定"],
            [.init("编号"), .init("名称"), .init("判定", "填“资源”的部分按“资源”表判定", choices: ["", "资源"])]),
        DefinitionTable(
            "等次", shown: ["名称", "合格", "基本合格"], isUsual: false,
            [.init("名称"), .init("合格", "至少几项"), .init("基本合格", "最多几项")]),
        DefinitionTable(
            "数据", shown: ["编码", "名称", "单位", "对象", "分学段", "口径"],
            [
                .init("编码", "与采集表的数据项编码相同，才能取到填报的数"), .init("名称"), .init("单位"),
                .init("类型", choices: ["数", "整数", "是否", "文字"]), .init("对象", choices: ["每个单位", "全县"]),
                .init("分学段", choices: yes), .init("选项", "如：1公办/2普惠性民办"), .init("口径", isLong: true),
            ]),
        DefinitionTable(
            "资源", shown: ["编号", "名称", "小学", "初中", "小学差异系数", "初中差异系数"], isUsual: false,
            [
                .init("编号"), .init("名称"), .init("单位"),
                .init("数据", choices: BalanceVariable.allCases.map(\.rawValue)),
                .init("减去", choices: [""] + BalanceVariable.allCases.map(\.rawValue)), .init("每百名", choices: yes),
                .init("小学"), .init("初中"), .init("小学差异系数"), .init("初中差异系数"),
            ]),
        DefinitionTable(
            "指标", shown: ["编号", "名称", "条件", "判定", "算式", "关系", "限值"],
            [
                .init("编号", "同一编号的几行是一项指标的几个条件"), .init("部分", "部分的编号"), .init("名称", isLong: true),
                .init("条件", isLong: true), .init("判定", choices: ["计算", "人工", "基本合格时人工"]),
                .init("对象", choices: ["全县", "每个单位"]), .init("分学段", choices: yes),
                .init("适用", "只对哪些单位", isExpression: true), .init("算式", "得出是否，或得出数与限值比较", isExpression: true),
            ] + limits + [
                .init("占比", "每个单位判定时，达到的单位不低于百分之几，不填是100"), .init("基本算式", isExpression: true), .init("基本限值"),
                .init("基本占比"), .init("可基本合格", choices: yes), .init("一票否决", choices: yes), .init("条款", isLong: true),
                .init("待核", isLong: true),
            ]),
        DefinitionTable(
            "容差", shown: ["编号", "名称", "指标", "适用", "年限", "现行"], isUsual: false,
            [
                .init("编号"), .init("名称"), .init("指标", "条件的编号，第二个条件起写 编号/2"), .init("适用", isExpression: true),
                .init("算式", isExpression: true),
            ] + limits + [
                .init("加计", isExpression: true), .init("年限", "几年内整改到位"), .init("现行", choices: yes),
                .init("条款", isLong: true), .init("待核", isLong: true),
            ]),
    ]

    static let ofForm: [DefinitionTable] = [
        items,
        DefinitionTable(
            "校核", shown: ["编码", "类型", "内容", "说明"],
            [
                .init("编码"), .init("类型", choices: ["关系", "变化", "离群", "单位"]),
                .init("内容", "关系：a <= b + c；变化：编码 百分数；离群、单位：编码 / 编码", isLong: true), .init("说明", isLong: true),
            ]),
    ]

    static let items = DefinitionTable(
        "数据项", shown: ["部分", "编码", "名称", "单位", "学段", "必填", "合计"],
        [
            .init("部分", "相邻同名的排在一起"), .init("编码", "字母和数字；同一个数在各表用同一编码"), .init("名称"),
            .init("单位", "选择题写：是/否，或 1公办/2民办"), .init("小数", choices: ["0", "1", "2", "3", "4"]),
            .init("最小", "超出时提问，不拒收"), .init("最大"), .init("学段", "如：小学、初中；不分学段的不填"),
            .init("必填", choices: ["是", "否"]), .init("合计", "如：gymArea+groundArea，自动算出；各部分本身不能是合计"),
            .init("定义", isLong: true),
            .init("分母"), .init("时点"), .init("数据来源"),
        ])
}
