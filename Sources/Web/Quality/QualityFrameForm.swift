import Office
import Store
import Supervision

/// What a page of the frame holds after it was edited.
struct QualityFrameForm: Sendable {
    let fields: Fields

    func checked() throws(FormRefusal) -> [QualityFrameEntry] {
        var (entries, wrong): ([QualityFrameEntry], [String]) = ([], [])
        for number in 1...200 {
            let key = fields.text("row-\(number)").split(separator: " ").map(String.init)
            guard key.count == 2 else { continue }
            do throws(FormRefusal) {
                entries.append(
                    try QualityFrameForm.entry(
                        grade: key[0], organisation: Identifier(key[1]), stratum: fields.text("stratum-\(number)"),
                        size: fields.text("size-\(number)"), excluded: fields.text("excluded-\(number)")))
            } catch {
                wrong.append("第\(number)行\(error.message)")
            }
        }
        guard wrong.isEmpty else { throw FormRefusal([:], message: "没有保存：\(wrong.prefix(5).joined())") }
        return entries
    }

    static func entry(
        grade: String, organisation: OrganisationID, stratum: String, size: String, excluded: String
    ) throws(FormRefusal) -> QualityFrameEntry {
        let text = size.normalisedCell
        let number = ReportedNumber.plain(text).flatMap { Int($0) }
        guard text.isEmpty || number.map({ (0...QualityFrame.largestSize).contains($0) }) == true else {
            throw FormRefusal([:], message: "学生数“\(text.prefix(20))”应为0至\(QualityFrame.largestSize)的整数。")
        }
        guard stratum.count <= 20, excluded.count <= 100 else {
            throw FormRefusal([:], message: "层不超过20字，理由不超过100字。")
        }
        return QualityFrameEntry(
            grade: grade, organisation: organisation, stratum: stratum.normalisedCell, size: number, excluded: excluded)
    }
}

/// The frame as a sheet that comes back filled in.
struct QualityFrameSheet: Sendable {
    private(set) var entries: [QualityFrameEntry] = []
    private(set) var problems: [RowProblem] = []

    private static let headings = ["学校标识码", "年级", "层", "学生数", "不参加理由"]
    private static let mostRows = 20_000

    init(_ source: FileSource, known: [[String]: QualityFrameRow]) throws {
        var columns: [Int] = []
        var (seen, rows): (Set<[String]>, Int) = ([], 0)
        try SpreadsheetReader.open(source).forEachRow { number, cells in
            func cell(_ place: Int) -> String {
                cells.indices.contains(columns[place]) ? cells[columns[place]].normalisedCell : ""
            }
            func wrong(_ place: Int, _ reason: String) {
                problems.append(
                    RowProblem(row: number, column: Self.headings[place], value: cell(place), reason: reason))
            }
            guard columns.count == Self.headings.count else {
                let keys = cells.map(\.comparisonKey)
                columns = Self.headings.compactMap { keys.firstIndex(of: $0) }
                return
            }
            rows += 1
            guard cells.contains(where: { !$0.normalisedCell.isEmpty }), rows <= Self.mostRows else { return }
            guard let grade = QualityGrade.code(of: cell(1)), let row = known[[grade, cell(0).uppercased()]] else {
                return wrong(0, "名单里没有这所学校的这个年级，请先补列。")
            }
            guard seen.insert([grade, row.code]).inserted else { return wrong(0, "这所学校的这个年级出现了两行，请只留一行。") }
            do throws(FormRefusal) {
                entries.append(
                    try QualityFrameForm.entry(
                        grade: grade, organisation: row.organisation, stratum: cell(2), size: cell(3), excluded: cell(4)
                    ))
            } catch {
                wrong(3, error.message)
            }
        }
        if columns.count != Self.headings.count {
            problems = [
                RowProblem(row: 1, column: "表头", value: "", reason: "表头应有\(Self.headings.joined(separator: "、"))。")
            ]
        } else if entries.isEmpty, problems.isEmpty {
            problems = [RowProblem(row: 1, column: "", value: "", reason: "表里没有学校。")]
        } else if rows > Self.mostRows {
            problems = [RowProblem(row: rows, column: "", value: "", reason: "一张表不超过\(Self.mostRows)行。")]
        }
    }
}
