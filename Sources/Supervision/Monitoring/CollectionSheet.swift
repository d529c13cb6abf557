/// What a column of a sheet with many units means.
package enum ColumnMeaning: Hashable, Sendable {
    case ignored, code, name, year
    /// A value of the form; in the unit that the sheet has, where that is money in another one.
    case value(String, MoneyUnit?)

    /// As it is remembered: `code`, `equipment`, `equipment@元`; empty for a column that is left out.
    package var text: String {
        switch self {
        case .ignored: ""
        case .code: "code"
        case .name: "name"
        case .year: "year"
        case .value(let key, let unit): unit.map { "\(key)@\($0.rawValue)" } ?? key
        }
    }

    /// Reads `text`; nil for what the form does not know.
    package init?(_ text: String, form: CollectionForm) {
        switch text {
        case "": self = .ignored
        case "code": self = .code
        case "name": self = .name
        case "year": self = .year
        default:
            let parts = text.split(separator: "@", maxSplits: 1).map(String.init)
            guard let item = form.item(parts[0]) else { return nil }
            guard parts.count == 2 else { self = .value(item.key, nil); return }
            guard let unit = MoneyUnit(rawValue: parts[1]), MoneyUnit(rawValue: item.variable.unit) != nil else {
                return nil
            }
            self = .value(item.key, unit == MoneyUnit(rawValue: item.variable.unit) ? nil : unit)
        }
    }
}

/// A sheet with one row per unit, its columns understood: by code, by name, by the form's own headings, or as an office
/// mapped them once.
package struct CollectionSheet: Sendable {
    package let form: CollectionForm
    package let header: [String]
    /// Nil for a column that nobody has said anything about.
    package let meanings: [ColumnMeaning?]
    /// Columns that hold a value, with its place in the form.
    private let values: [(column: Int, item: CollectionItem, unit: MoneyUnit?)]
    private let years: [Int]
    private let identity: [ColumnMeaning: Int]

    package init(form: CollectionForm, header: [String], meanings: [ColumnMeaning?]) {
        self.form = form
        self.header = header
        self.meanings = meanings
        var (values, years): ([(column: Int, item: CollectionItem, unit: MoneyUnit?)], [Int]) = ([], [])
        var identity: [ColumnMeaning: Int] = [:]
        for (column, meaning) in meanings.enumerated() {
            switch meaning {
            case .value(let key, let unit): if let item = form.item(key) { values.append((column, item, unit)) }
            case .year: years.append(column)
            case .code, .name: meaning.map { identity[$0] = identity[$0] ?? column }
            case .ignored, nil: break
            }
        }
        self.values = values
        self.years = years
        self.identity = identity
    }

    /// `remembered` is heading to meaning, as the office mapped it before.
    package init(form: CollectionForm, header: [String], remembered: [String: String] = [:]) {
        let byHand = Dictionary(remembered.map { ($0.key.comparisonKey, $0.value) }) { $1 }
        let known = Self.headings(of: form)
        var taken: Set<ColumnMeaning> = []
        let meanings = header.map { heading -> ColumnMeaning? in
            let key = heading.comparisonKey
            if key.isEmpty { return .ignored }
            if let text = byHand[key] { return ColumnMeaning(text, form: form) }
            guard let found = Self.meaning(of: key, known, form), found != .ignored else {
                return Self.meaning(of: key, known, form)
            }
            // The first of two columns that would mean the same is taken.
            return taken.insert(found).inserted ? found : nil
        }
        self.init(form: form, header: header.map(\.normalisedCell), meanings: meanings)
    }

    /// Which of the first rows is the header: the one in which most columns are understood.
    package static func headerRow(in rows: [[String]], form: CollectionForm, remembered: [String: String]) -> Int? {
        let counts = rows.prefix(10).map { row in
            CollectionSheet(form: form, header: row, remembered: remembered).meanings
                .count { $0 != nil && $0 != .ignored }
        }
        guard let most = counts.max(), most > 0 else { return nil }
        return counts.firstIndex(of: most)
    }

    /// Headings that somebody has to say something about.
    package var left: [String] { zip(header, meanings).filter { $0.1 == nil }.map(\.0) }

    /// Why the sheet cannot be read with these columns; nil when it can.
    package var problem: String? {
        guard meanings.contains(.code) || meanings.contains(.name) else { return "没有“学校标识码”或“单位名称”一列，分不清是哪个单位。" }
        var seen: Set<String> = []
        for case .value(let key, _) in meanings.compactMap({ $0 }) where !seen.insert(key).inserted {
            return "有两列都对应“\(form.item(key)?.title ?? key)”，请只留一列。"
        }
        return seen.isEmpty ? "没有一列是这张采集表的数据项，请核对是否用错了表格。" : nil
    }

    private static func meaning(
        of key: String, _ known: [String: ColumnMeaning], _ form: CollectionForm
    ) -> ColumnMeaning? {
        let unit: MoneyUnit? = key.contains("万元") ? .tenThousand : key.contains("元") ? .yuan : nil
        let plain = key.withoutBracketsAndUnit
        guard let found = known[key] ?? known[plain] else { return nil }
        guard case .value(let item, _) = found,
            let own = form.item(item).flatMap({ MoneyUnit(rawValue: $0.variable.unit) })
        else { return found }
        return .value(item, unit == own ? nil : unit)
    }

    private static func headings(of form: CollectionForm) -> [String: ColumnMeaning] {
        var known: [String: ColumnMeaning] = ["序号": .ignored, "备注": .ignored]
        for word in ["学校标识码", "标识码", "学校代码", "代码", "机构标识码", "学校机构标识码", "单位代码", "code"] { known[word] = .code }
        for word in ["单位名称", "学校名称", "学校", "名称", "单位", "幼儿园名称", "园所名称", "name"] { known[word] = .name }
        for word in ["年度", "年份", "统计年度", "year"] { known[word] = .year }
        for item in form.items {
            for word in [item.key, item.heading, item.title] {
                known[word.comparisonKey] = known[word.comparisonKey] ?? .value(item.key, nil)
            }
        }
        for item in form.items
        where item.stage == nil || form.items.count(where: { $0.variable.code == item.variable.code }) == 1 {
            for word in [item.variable.code, item.variable.name] {
                known[word.comparisonKey] = known[word.comparisonKey] ?? .value(item.key, nil)
            }
        }
        return known
    }
}

extension CollectionSheet {
    /// A cell of the row by what its column means.
    package func text(_ meaning: ColumnMeaning, in cells: [String]) -> String {
        guard let place = identity[meaning], cells.indices.contains(place) else { return "" }
        return cells[place].normalisedCell
    }

    /// Whether the row fills nothing that is imported.
    package func isBlank(_ cells: [String]) -> Bool {
        zip(meanings, cells).allSatisfy { $0.0 == nil || $0.0 == .ignored || $0.1.normalisedCell.isEmpty }
    }

    /// The values of one row for a unit with these stages, each bad cell with what to do about it.
    ///
    /// An empty cell says nothing: it takes no value away.
    package func read(
        _ cells: [String], row: Int, year: Int, stages: Set<Stage>, lastYear: RecordedValues
    ) -> (values: [String: Points], problems: [RowProblem]) {
        var (values, problems): ([String: Points], [RowProblem]) = ([:], [])
        func report(_ column: Int, _ reason: String) {
            problems.append(RowProblem(row: row, column: header[column], value: cells[column], reason: reason))
        }
        for column in years where cells.indices.contains(column) {
            guard let other = Int(cells[column].normalisedCell.filter(\.isNumber)), other != year else { continue }
            report(column, "这是\(other)年度的表，本轮采集\(year)年度；请下载本轮模板重新填写。")
        }
        for (column, item, unit) in self.values where column < cells.count && !cells[column].isEmpty {
            do throws(ValueProblem) {
                guard let value = try item.variable.value(of: cells[column], unit: unit) else { continue }
                guard item.isAsked(of: stages) else {
                    if value > .zero {
                        report(column, "单位登记的学段里没有\(item.stage?.label ?? "")，请核对学校或列；登记有误的先在“单位”里更正。")
                    }
                    continue
                }
                if let problem = item.entryProblem(value, lastYear: lastYear[item.key]) {
                    report(column, problem)
                } else {
                    values[item.key] = value
                }
            } catch { report(column, error.text) }
        }
        return (values, problems)
    }
}

extension CollectionItem {
    /// Why a value cannot be right at all; nil when it may be.
    package func entryProblem(_ value: Points, lastYear: Points?) -> String? {
        if value == .zero, variable.decimals == 0, variable.choices.isEmpty, let lowest = variable.lowest,
            lowest >= Points(1)
        {
            return "不能为0；没有的请留空。"
        }
        guard MoneyUnit(rawValue: variable.unit) != nil, let lastYear, lastYear > .zero, value > .zero else {
            return nil
        }
        guard value.scaled >= lastYear.scaled * 1_000 || value.scaled * 1_000 <= lastYear.scaled else { return nil }
        return
            "上年是\(lastYear.text)\(variable.unit)，这里读作\(value.text)\(variable.unit)，相差1000倍以上，像是元、万元填错；请按\(variable.unit)填写，或在对应列时选择表中的单位。"
    }
}

extension String {
    /// `教学仪器设备值(万元)` → `教学仪器设备值`, whatever the brackets; also a unit that just follows.
    fileprivate var withoutBracketsAndUnit: String {
        var (depth, rest) = (0, "")
        for character in self {
            if "(（[【".contains(character) { depth += 1 }
            if depth == 0 { rest.append(character) }
            if ")）]】".contains(character) { depth = max(0, depth - 1) }
        }
        for unit in ["万元", "元", "平方米", "㎡", "m2"] where rest.hasSuffix(unit) && rest.count > unit.count {
            return String(rest.dropLast(unit.count))
        }
        return rest
    }
}
