import Office
import Store
import Supervision

/// What a return's form holds: fields `v.<key>`; a script sends only those that changed.
struct CollectionEntryForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// All typed values, or what is wrong at each; an empty field takes its value away.
    func checked(_ form: CollectionForm, _ stages: Set<Stage>) throws(FormRefusal) -> EnteredValues {
        var (entered, problems): (EnteredValues, [String: String]) = ([:], [:])
        var titles: [String] = []
        for item in form.items(for: stages) where item.isTyped {
            guard let text = fields["v.\(item.key)"] else { continue }
            do throws(ValueProblem) {
                let value = try item.variable.value(of: text)
                if let value, let problem = item.entryProblem(value, lastYear: nil) { throw ValueProblem(problem) }
                entered.updateValue(value, forKey: item.key)
            } catch {
                problems[item.key] = error.text
                titles.append("“\(item.title)”\(error.text)")
            }
        }
        guard problems.isEmpty else {
            let more = titles.count > 5 ? "等\(titles.count)处" : ""
            throw FormRefusal(problems, message: "没有保存：\(titles.prefix(5).joined())\(more)")
        }
        return entered
    }
}

/// A unit's own sheet, read: its values, or every cell that is wrong.
struct UploadedReturn: Sendable {
    private(set) var values: [String: Points] = [:]
    private(set) var problems: [RowProblem] = []

    /// The first row that names the unit counts; one that names another is told.
    init(_ source: FileSource, for view: CollectionReturnView) throws {
        var rows: [(Int, [String])] = []
        try SpreadsheetReader.open(source).forEachRow { number, cells in
            guard rows.count < 200 else { return }
            rows.append((number, cells))
        }
        guard let head = CollectionSheet.headerRow(in: rows.map(\.1), form: view.form, remembered: [:]) else {
            problems = [RowProblem(row: 1, column: "表头", value: "", reason: "没有认出任何数据项，请用“下载表格”得到的表填报。")]
            return
        }
        let sheet = CollectionSheet(form: view.form, header: rows[head].1)
        if let problem = sheet.problem {
            problems = [RowProblem(row: rows[head].0, column: "表头", value: "", reason: problem)]
            return
        }
        var found = 0
        for (number, cells) in rows.dropFirst(head + 1) where !sheet.isBlank(cells) {
            let (code, name) = (sheet.text(.code, in: cells), sheet.text(.name, in: cells))
            guard code.isEmpty ? name == view.row.unit : code.uppercased() == view.row.code.uppercased() else {
                problems.append(
                    RowProblem(
                        row: number, column: "学校标识码", value: code.isEmpty ? name : code,
                        reason: "不是本单位（\(view.row.code) \(view.row.unit)），请删去这一行或核对标识码。"))
                continue
            }
            found += 1
            guard found == 1 else {
                problems.append(RowProblem(row: number, column: "学校标识码", value: code, reason: "本单位出现两行，请只留一行。"))
                continue
            }
            let read = sheet.read(
                cells, row: number, year: view.row.year, stages: view.stages, lastYear: view.lastYear)
            values = read.values.filter { view.form.item($0.key)?.isTyped == true }
            problems += read.problems
        }
        if found == 0, problems.isEmpty {
            problems = [RowProblem(row: rows[head].0, column: "表头", value: "", reason: "表里没有本单位的数据。")]
        }
    }
}
