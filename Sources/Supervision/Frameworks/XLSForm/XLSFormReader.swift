/// Reads the survey sheet of an XLSForm into nodes.
struct XLSFormReader {
    let choices: XLSFormChoices
    private(set) var problems: [RowProblem] = []
    private(set) var remarks: [RowProblem] = []
    private var table = XLSFormTable([], firstRow: 1)
    /// Groups that are open, the outermost first; what is on the first level stands in the first.
    private var open: [(row: Int, isAside: Bool, node: FrameworkNode)] = []
    /// Notes that belong to the question that follows.
    private var notes: [String] = []

    init(choices: XLSFormChoices) {
        self.choices = choices
    }

    mutating func read(_ table: XLSFormTable) -> [FrameworkNode] {
        self.table = table
        open = [(0, false, FrameworkNode("", "", weight: .zero))]
        var repeats: [Int] = []
        for row in table.rows {
            let words = row["type"].split(separator: " ").map(String.init)
            let type = XLSFormReader.type(words)
            if type == "begin_repeat" { repeats.append(row.number) }
            if type == "end_repeat" {
                if repeats.popLast() == nil { refuse(row, "多出一个重复组的结尾。") }
            } else if repeats.isEmpty {
                take(row, type, words)
            } else if repeats.count == 1, type == "begin_repeat" {
                leave(row, "重复组和其中的问题不能带入，请改为普通分组。")
            }
        }
        for row in repeats {
            problems.append(.init(row: row, column: "type", value: "begin_repeat", reason: "重复组没有结尾。"))
        }
        for group in open.dropFirst() {
            problems.append(
                .init(row: group.row, column: "type", value: "begin_group", reason: "分组“\(group.node.title)”没有结尾。"))
        }
        let nodes = (open.first?.node.children ?? []).compactMap(\.pruned)
        if problems.isEmpty, nodes.isEmpty {
            problems.append(.init(row: 1, column: "type", value: "", reason: "survey 表里没有可以带入的问题。"))
        }
        if nodes.flatMap(\.withDescendants).count > Framework.maximumNodes {
            problems.append(.init(row: 1, column: "type", value: "", reason: FrameworkEditRefusal.full.message))
        }
        return nodes.numbered
    }

    /// `select one`, `select_one`, `begin group` … are all in use.
    private static func type(_ words: [String]) -> String {
        let first = words.first?.lowercased() ?? ""
        guard ["begin", "end", "select"].contains(first), words.count > 1 else { return first }
        return "\(first)_\(words[1].lowercased())"
    }

    private mutating func take(_ row: XLSFormTable.Row, _ type: String, _ words: [String]) {
        let isAside = row["dudao_kind"] == XLSForm.aside
        switch type {
        case "begin_group": begin(row, isAside: isAside)
        case "end_group": end(row)
        case _ where isAside || open.contains(where: \.isAside): break
        case "": refuse(row, "没有写类型（type）。")
        case "select_one": selectOne(row, words)
        case "integer", "decimal", "range": number(row, type)
        case "text": text(row)
        case "note": notes.append(table.label(row))
        case "image" where row["appearance"].contains("signature"): leave(row, "签名不能带入。")
        case "image", "file", "video": evidence(row)
        case "start", "end", "today", "deviceid", "username", "phonenumber", "email", "simserial", "subscriberid",
            "audit",
            "start-geopoint", "background-audio":
            leave(row, "表单自带的元数据，不是指标。")
        case "select_multiple": leave(row, "多选题不能带入；请拆成几个“是否”题。")
        case "calculate", "hidden": leave(row, "计算项不能带入。")
        default: leave(row, "“\(type)”类型的问题不能带入。")
        }
    }

    // MARK: Groups

    private mutating func begin(_ row: XLSFormTable.Row, isAside: Bool) {
        let group = FrameworkNode(
            row["dudao_number"], title(row), weight: Points(row["dudao_weight"]) ?? .zero)
        if open.count > Framework.maximumDepth - 1 {
            refuse(row, "分组套了\(open.count)层；指标最多\(Framework.maximumDepth)级，请减少层数。")
        }
        condition(row)
        open.append((row.number, isAside, group))
        notes = []
    }

    private mutating func end(_ row: XLSFormTable.Row) {
        guard open.count > 1, let group = open.popLast() else { return refuse(row, "多出一个分组的结尾。") }
        notes = []
        if !group.isAside { open[open.count - 1].node.children.append(group.node) }
    }

    // MARK: Questions

    private mutating func selectOne(_ row: XLSFormTable.Row, _ words: [String]) {
        let list = row["type"].lowercased().hasPrefix("select one") ? words.dropFirst(2).first : words.dropFirst().first
        guard let options = choices[list ?? ""], options.count > 1 else {
            return leave(row, "choices 表里没有列表“\(list ?? "")”，或不足两个选项。")
        }
        if words.last == "or_other" { remark(row, "“其他”选项没有带入。") }
        if row["dudao_kind"] == "一票否决" {
            return add(row, .veto(cap: row["dudao_cap"].isEmpty ? nil : row["dudao_cap"]))
        }
        let isFlag =
            row["dudao_kind"] != "等级"
            && (Set(options.map { $0.name.lowercased() }) == ["yes", "no"] || Set(options.map(\.label)) == ["是", "否"])
        if isFlag { return add(row, .yesNo) }
        let isOurs = options.allSatisfy { $0.share != nil }
        let steps = options.count - 1
        let levels = options.enumerated().map { index, option in
            Criterion.Level(
                option.label.replacingReserved,
                option.share ?? Points(scaled: 100 * Points.scale * (steps - index) / steps))
        }
        if Set(levels.map(\.name)).count < levels.count { return leave(row, "列表“\(list ?? "")”里有同名的选项。") }
        if !isOurs { remark(row, "等级的得分比例是按选项的次序平均给出的，请核对。") }
        add(row, .graded(levels))
    }

    private mutating func number(_ row: XLSFormTable.Row, _ type: String) {
        if row["dudao_kind"] == "评分", let max = Points(row["dudao_max"]) { return add(row, .scored(max: max)) }
        if row["dudao_kind"] == "计数" {
            return add(row, .counted(unit: row["dudao_unit"], target: Points(row["dudao_target"])))
        }
        if let max = row["constraint"].upperBound { return add(row, .scored(max: max)) }
        let unit = title(row).unitInBrackets ?? ""
        if unit.isEmpty { remark(row, "数字题带入为计数，计数单位没有写明，请补充。") }
        add(row, .counted(unit: unit, target: nil))
    }

    private mutating func add(_ row: XLSFormTable.Row, _ kind: Criterion.Kind) {
        condition(row)
        let guidance = (notes + [table.hint(row)]).filter { !$0.isEmpty }.joined(separator: "\n")
        notes = []
        var criterion = Criterion(kind, guidance: guidance)
        criterion.requiresEvidence = row["dudao_evidence"] == "yes"
        criterion.basis = row["dudao_basis"]
        criterion.method = row["dudao_method"]
        criterion.applicability = Applicability(
            kinds: ListText.parts(row["dudao_kinds"]), stages: ListText.parts(row["dudao_stages"]))
        let weight = Points(row["dudao_weight"]) ?? kind.usualWeight
        open[open.count - 1].node.children.append(
            FrameworkNode(row["dudao_number"], title(row), weight: weight, criterion: criterion))
    }

    /// A text has no mark: it becomes part of what the criterion before it asks to be written down.
    private mutating func text(_ row: XLSFormTable.Row) {
        let label = table.label(row)
        let isPlain = ["_note", "_remark", "_comment"].contains { row["name"].hasSuffix($0) } || label.hasSuffix("说明")
        let done = fold(row) { criterion in
            if !isPlain { criterion.guidance = criterion.guidance.adding(line: "请在说明中写明：\(label)") }
        }
        if done, !isPlain { remark(row, "文字题并入上一项的观察要点，答案写在“说明”里。") }
    }

    private mutating func evidence(_ row: XLSFormTable.Row) {
        let label = table.label(row)
        let isPlain = row["name"].hasSuffix("_photo")
        let done = fold(row) { criterion in
            criterion.requiresEvidence = true
            if !isPlain { criterion.guidance = criterion.guidance.adding(line: "佐证：\(label)") }
        }
        if done, !isPlain { remark(row, "拍照、文件题并入上一项，改为须附佐证材料。") }
    }

    /// Lets `body` change the criterion before this row in the same group.
    private mutating func fold(_ row: XLSFormTable.Row, _ body: (inout Criterion) -> Void) -> Bool {
        let last = open.count - 1
        guard let node = open[last].node.children.last, var criterion = node.criterion else {
            leave(row, "同一分组里它前面没有可以并入的问题。")
            return false
        }
        body(&criterion)
        open[last].node.children[open[last].node.children.count - 1].criterion = criterion
        return true
    }

    // MARK: Words

    private func title(_ row: XLSFormTable.Row) -> String {
        let label = table.label(row).split(whereSeparator: \.isNewline).joined(separator: " ")
        let text = label.isEmpty ? row["name"] : label
        let number = row["dudao_number"]
        return String((text.hasPrefix(number + " ") ? String(text.dropFirst(number.count + 1)) : text).prefix(200))
    }

    private mutating func condition(_ row: XLSFormTable.Row) {
        if !row["relevant"].isEmpty { remark(row, "显示条件（relevant）没有带入，请用“适用范围”或人工说明。") }
    }

    private mutating func leave(_ row: XLSFormTable.Row, _ reason: String) { remark(row, "没有带入：\(reason)") }

    private mutating func remark(_ row: XLSFormTable.Row, _ reason: String) {
        remarks.append(.init(row: row.number, column: row["name"], value: row["type"], reason: reason))
    }

    private mutating func refuse(_ row: XLSFormTable.Row, _ reason: String) {
        problems.append(.init(row: row.number, column: "type", value: row["type"], reason: reason))
    }
}
