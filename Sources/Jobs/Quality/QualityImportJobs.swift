import FoundationEssentials
import Office
import SQLCore
import Store
import Supervision

/// The queued work of result sheets: read and checked to the end, then stored all at once.
package enum QualityImportJobs {
    package static let read = JobKind(name: QualityImports.job) { run in
        let services = run.services
        let id = Identifier<QualityImport>(run.job.input)
        var stored = try await services.database.read { db in try QualityImports.queued(id, in: db) }
        guard stored.state == .waiting else { return }
        let source = FileSource.path(services.files.url(of: stored.fileHash).path)
        do {
            var reading: any QualityReading =
                switch stored.kind {
                case .scores: try await QualityScoreReading(stored, services)
                case .figures: try await QualityFigureReading(stored, services)
                }
            let feed = SheetFeed(source)
            for try await chunk in feed.chunks {
                for row in chunk { reading.take(row) }
                stored.rows = reading.rows
                try await run.report(reading.rows)
                feed.taken()
            }
            reading.end()
            (stored.rows, stored.message) = (reading.rows, reading.message)
            let (result, finished, at) = (stored, reading, services.now())
            guard finished.problems.isEmpty else {
                return try await services.database.write { db in
                    try QualityImports.fail(result, finished.problems, at: at, in: db)
                }
            }
            let (content, viewer) = try await services.database.read { db in
                (
                    try finished.content(of: result.round, in: db),
                    try Accounts.find(result.account, in: db)?.viewer(on: services.today())
                )
            }
            try await run.report(finished.rows)
            let change = Change(
                command: run.job.id.rawValue, digest: QualityImports.job,
                viewer: viewer ?? .system(on: services.today()), at: at)
            try await services.database.write { db in
                try QualityImports.finish(result, content, Act(change, in: db))
            }
        } catch let error where !(error is CancellationError) {
            stored.message = run.words(of: error)
            let (result, at) = (stored, services.now())
            try await services.database.write { db in try QualityImports.fail(result, [], at: at, in: db) }
            throw error
        }
    }
}

/// What reads one kind of result sheet, row by row.
protocol QualityReading: Sendable {
    var rows: Int { get }
    var problems: [RowProblem] { get }
    /// What was left out, told even where nothing is wrong.
    var message: String { get }
    mutating func take(_ row: SheetRow)
    mutating func end()
    /// What is stored, held against what is there.
    func content(of round: QualityRoundID, in db: SQLConnection) throws -> QualityImports.Content
}

extension QualityReading {
    func ignored(_ headings: [String]) -> String {
        headings.isEmpty ? "" : "没有导入的列：\(headings.prefix(10).joined(separator: "、"))。"
    }
}

/// Reads marks of pupils.
struct QualityScoreReading: QualityReading {
    private let round: QualityRound
    private let pupils: [String: (school: QualitySchoolID, grade: String)]
    private let rosters: [QualitySchoolID: [String: String?]]
    private let schools: [[String]: QualitySchool]
    private let key: QualityKey
    private var sheet: QualityScoreSheet?
    private var scores: [QualityScoreRow] = []
    private var papers: [[String]: [PaperItem]] = [:]
    private var seen: [[String]: Int] = [:]
    private(set) var rows = 0
    private(set) var problems: [RowProblem] = []

    init(_ run: QualityImport, _ services: JobServices) async throws {
        (round, pupils, rosters, schools, key) = try await services.database.read { db in
            let round = try QualityRounds.stored(run.round, in: db).round
            let schools = try QualitySchools.all(of: run.round, in: db).map { ([$0.code.uppercased(), $0.grade], $0) }
            return (
                round, try QualityScores.pupils(of: run.round, in: db),
                try QualityScores.rosters(of: run.round, in: db),
                Dictionary(schools) { first, _ in first }, try QualityKeys.require(run.round, in: db)
            )
        }
    }

    var message: String { ignored(sheet?.ignored ?? []) }

    mutating func take(_ row: SheetRow) {
        guard let sheet else {
            let read = QualityScoreSheet(header: row.cells.map(\.normalisedCell), subjects: round.subjects)
            guard read.isHeader else { return }
            sheet = read
            if let problem = read.problem {
                problems.append(RowProblem(row: row.number, column: "表头", value: "", reason: problem))
            }
            return
        }
        guard row.cells.contains(where: { !$0.normalisedCell.isEmpty }) else { return }
        rows += 1
        guard let (pupil, school, grade) = identify(row, sheet) else { return }
        if let first = seen.updateValue(seen[[grade, pupil]] ?? row.number, forKey: [grade, pupil]) {
            return wrong(row, sheet, .pupil, "与第\(first)行是同一名学生，请只留一行。")
        }
        let (marks, absent, found) = sheet.marks(row.cells, row: row.number)
        problems += found
        guard found.isEmpty, !marks.isEmpty || !absent.isEmpty else { return }
        scores.append(QualityScoreRow(grade: grade, pupil: pupil, school: school, marks: marks, absent: absent))
        for subject in round.subjects where papers[[grade, subject.name]] == nil && marks[subject.name] != nil {
            let items = sheet.items(of: subject.name)
            if !items.isEmpty {
                papers[[grade, subject.name]] = items.map { .init(name: $0.name, fullMark: $0.fullMark) }
            }
        }
    }

    mutating func end() {
        if sheet == nil {
            problems = [RowProblem(row: 1, column: "表头", value: "", reason: "没有认出表头：要有“监测号”（或“学校标识码”和“学号”）和本轮的学科。")]
        } else if scores.isEmpty, problems.isEmpty {
            problems = [RowProblem(row: 1, column: "", value: "", reason: "表里没有成绩。")]
        }
    }

    private mutating func identify(
        _ row: SheetRow, _ sheet: QualityScoreSheet
    ) -> (pupil: String, school: QualitySchoolID, grade: String)? {
        let code = sheet.text(.pupil, in: row.cells).uppercased()
        if !code.isEmpty {
            guard let pupil = pupils[code] else {
                wrong(row, sheet, .pupil, "本轮没有这个监测号，请核对。")
                return nil
            }
            return (code, pupil.school, pupil.grade)
        }
        let number = sheet.text(.number, in: row.cells)
        guard !number.isEmpty else {
            wrong(row, sheet, sheet.columns.contains(.pupil) ? .pupil : .number, "没有填写是哪名学生。")
            return nil
        }
        guard number.count <= 40 else {
            wrong(row, sheet, .number, "学号过长，请核对。")
            return nil
        }
        var grade = round.grades.count == 1 ? round.grades[0].code : ""
        let written = sheet.text(.grade, in: row.cells)
        if !written.isEmpty { grade = QualityGrade.code(of: written) ?? "" }
        guard round.grade(grade) != nil else {
            wrong(row, sheet, .grade, written.isEmpty ? "本轮有几个年级，请填写年级。" : "不是本轮监测的年级。")
            return nil
        }
        let unit = sheet.text(.school, in: row.cells).uppercased()
        guard let school = schools[[unit, grade]] else {
            wrong(row, sheet, .school, "本轮\(QualityGrade.label(grade))没有这所学校，请核对标识码。")
            return nil
        }
        return pupil(numbered: number, of: school, row, sheet).map { ($0, school.id, grade) }
    }

    /// Who it is: of a drawn roster its 监测号, or one pupil would count once by number and once by 监测号.
    private mutating func pupil(
        numbered number: String, of school: QualitySchool, _ row: SheetRow, _ sheet: QualityScoreSheet
    ) -> String? {
        if let roster = rosters[school.id] {
            guard let known = roster[number] else {
                wrong(row, sheet, .number, "这所学校的名册里没有这个学号，请核对。")
                return nil
            }
            if known == nil { wrong(row, sheet, .number, "这名学生没有抽中，不参加本轮监测。") }
            return known
        }
        guard round.method != .sample, school.state != .excused else {
            wrong(row, sheet, .school, "这所学校没有参测的学生。")
            return nil
        }
        return key.digest(of: number, school: school)
    }

    private mutating func wrong(
        _ row: SheetRow, _ sheet: QualityScoreSheet, _ column: QualityScoreSheet.Column, _ reason: String
    ) {
        let place = sheet.columns.firstIndex(of: column)
        problems.append(
            RowProblem(
                row: row.number, column: place.map { sheet.header[$0] } ?? "学生",
                value: sheet.text(column, in: row.cells), reason: reason))
    }

    func content(of round: QualityRoundID, in db: SQLConnection) throws -> QualityImports.Content {
        .scores(try QualityScores.prepared(scores, papers: papers, of: round, in: db))
    }
}
