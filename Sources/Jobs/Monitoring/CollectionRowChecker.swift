import SQLCore
import Store
import Supervision

/// Reads, compares and stages the rows of one sheet of monitoring data, chunk by chunk.
struct CollectionRowChecker {
    private let sheet: CollectionSheet
    private let run: CollectionImport
    private let year: Int
    private let byCode: [String: ImportTarget]
    /// Nil for a name that several units of the round have.
    private let byName: [String: ImportTarget?]
    private let database: any SQLDatabase
    private var ids: IDSeries
    private var seen: [CollectionReturnID: Int] = [:]
    private(set) var rows = 0
    private var bad = 0
    private var problems = 0
    private var changed = 0
    private var unchanged = 0

    init(
        _ sheet: CollectionSheet, _ run: CollectionImport, year: Int, _ targets: [ImportTarget],
        _ database: any SQLDatabase, _ ids: IDSeries
    ) {
        self.sheet = sheet
        self.run = run
        self.year = year
        byCode = Dictionary(targets.map { ($0.code.uppercased(), $0) }) { first, _ in first }
        byName = Dictionary(targets.map { ($0.name.comparisonKey, Optional($0)) }) { _, _ in nil }
        self.database = database
        self.ids = ids
    }

    func result(_ run: CollectionImport) -> CollectionImport {
        var next = run
        (next.rows, next.bad, next.problems) = (rows, bad, problems)
        (next.changed, next.unchanged, next.state) = (changed, unchanged, .checked)
        return next
    }

    mutating func take(_ chunk: [SheetRow]) async throws {
        let filled = chunk.filter { !sheet.isBlank($0.cells) }
        rows += filled.count
        var (found, wrong): ([(row: SheetRow, target: ImportTarget)], [RowProblem]) = ([], [])
        let strangers = try await strangers(filled)
        for row in filled {
            switch target(of: row, strangers) {
            case .success(let target): found.append((row, target))
            case .failure(let problem):
                wrong.append(problem)
                bad += 1
            }
        }
        let (year, targets) = (year, found.map(\.target))
        let before = try await database.read { db in
            try CollectionStaging.lastYear(of: targets, year: year, in: db)
        }
        var good: [ReadRow] = []
        for (row, target) in found {
            let read = sheet.read(
                row.cells, row: row.number, year: year, stages: target.stages,
                lastYear: before[target.organisation] ?? RecordedValues())
            wrong += read.problems
            if read.problems.isEmpty {
                good.append(ReadRow(row: row.number, target: target, values: read.values))
            } else {
                bad += 1
            }
        }
        try await store(good, wrong)
    }

    private mutating func store(_ good: [ReadRow], _ wrong: [RowProblem]) async throws {
        let (run, form, year, ids) = (run, sheet.form, year, ids)
        let staged = try await database.write { db in
            var series = ids
            let staged = try CollectionStaging.stage(
                good, of: run, form: form, year: year, problems: wrong, ids: &series, in: db)
            return (staged, series)
        }
        self.ids = staged.1
        changed += staged.0.changed
        unchanged += staged.0.unchanged
        bad += staged.0.refused.count
        problems += wrong.count + staged.0.refused.count
    }

    /// Codes of the chunk that the round does not have but the registry does.
    private func strangers(_ rows: [SheetRow]) async throws -> [String: String] {
        let codes = rows.map { sheet.text(.code, in: $0.cells) }
            .filter { !$0.isEmpty && byCode[$0.uppercased()] == nil }
        guard !codes.isEmpty else { return [:] }
        return try await database.read { db in try CollectionStaging.strangers(Array(Set(codes)), in: db) }
    }

    private mutating func target(
        of row: SheetRow, _ strangers: [String: String]
    ) -> Result<ImportTarget, RowProblem> {
        let (code, name) = (sheet.text(.code, in: row.cells).uppercased(), sheet.text(.name, in: row.cells))
        func problem(_ meaning: ColumnMeaning, _ value: String, _ reason: String) -> Result<ImportTarget, RowProblem> {
            let place = sheet.meanings.firstIndex(of: meaning)
            let column = place.map { sheet.header[$0] } ?? "单位"
            return .failure(RowProblem(row: row.number, column: column, value: value, reason: reason))
        }
        let target: ImportTarget
        if !code.isEmpty {
            guard let known = byCode[code] else {
                guard let region = strangers[code] else { return problem(.code, code, "没有登记这个标识码，请核对或先登记单位。") }
                return problem(.code, code, "这个单位不在本轮范围内（登记在\(region.isEmpty ? "别处" : region)），请删去这一行或核对标识码。")
            }
            if !name.isEmpty, !Self.isLike(name, known.name) {
                return problem(.name, name, "标识码\(code)登记的是“\(known.name)”，与表中名称不符，请核对。")
            }
            target = known
        } else {
            guard !name.isEmpty else { return problem(.name, "", "标识码和名称都没有填。") }
            guard let known = byName[name.comparisonKey] else { return problem(.name, name, "本轮没有这个单位，请写登记的全称或填标识码。") }
            guard let known else { return problem(.name, name, "有几个单位叫这个名称，请填标识码。") }
            target = known
        }
        if let first = seen[target.id] {
            return problem(code.isEmpty ? .name : .code, code.isEmpty ? name : code, "与第\(first)行是同一个单位，请只留一行。")
        }
        seen[target.id] = row.number
        guard target.state != .locked else { return problem(.name, target.name, "已锁定，不能再导入；需要更正的请先解锁。") }
        return .success(target)
    }

    /// Names of one unit may be shorter or longer than registered.
    private static func isLike(_ written: String, _ registered: String) -> Bool {
        let (left, right) = (written.comparisonKey, registered.comparisonKey)
        return left.contains(right) || right.contains(left)
    }
}
