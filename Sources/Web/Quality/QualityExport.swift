import Hummingbird
import NIOCore
import Office
import Store
import Supervision

/// Rounds, frames, schools, rosters, tasks and results as workbooks.
enum QualityExport {
    static func rounds(_ call: Call) async throws -> Response {
        let (filter, viewer) = (QualityRoundFilter(ListAddress("/quality", call.query)), call.viewer)
        let columns: [SheetLayout.Column] = [
            .init("年度"), .init("监测轮次", width: 40), .init("级别"), .init("方式"), .init("年级"),
            .init("学科", width: 40), .init("学校"), .init("未报名册"), .init("参测学生"), .init("考务待办"), .init("状态"),
        ]
        let export = SheetExport(title: "质量监测", columns: columns) { page in
            try await call.read { db in try QualityRounds.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { record in
            let (round, counts) = (record.round, record.counts)
            return [
                .integer(round.year), .text(round.title), .text(round.level.label), .text(round.method.label),
                .text(QualityText.grades(round)), .text(QualityText.subjects(round)), .integer(counts.schools),
                .integer(counts.waiting), .integer(counts.pupils), .integer(counts.openTasks), .text(round.state.label),
            ]
        }
        return try await export.response(named: "质量监测")
    }

    /// Also the sheet that comes back filled in.
    static func frame(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let filter = QualityFrameFilter(ListAddress("/", call.query))
        let record = try await call.read { db in try QualityRounds.require(id, visibleTo: viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("学校标识码", kind: .text, width: 16), .init("学校", width: 30), .init("区县"), .init("年级"), .init("层"),
            .init("学生数"), .init("不参加理由", width: 30), .init("抽取概率", kind: .text),
        ]
        let export = SheetExport(title: "抽样名单", columns: columns) { page in
            try await call.read { db in try QualityFrames.list(of: id, filter, page, visibleTo: viewer, in: db) }
        } cells: { row in
            [
                .text(row.code), .text(row.name), .text(row.county), .text(QualityGrade.label(row.grade)),
                .text(row.stratum), row.size.map { .integer($0) } ?? .empty, .text(row.excluded),
                .text(row.chance ?? ""),
            ]
        }
        return try await export.response(named: "\(record.round.title)名单")
    }

    static func schools(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let filter = QualitySchoolFilter(ListAddress("/", call.query), of: id)
        let record = try await call.read { db in try QualityRounds.require(id, visibleTo: viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("学校标识码", kind: .text, width: 16), .init("学校", width: 30), .init("区县"), .init("年级"), .init("层"),
            .init("年级人数"), .init("抽取概率", kind: .text), .init("名册"), .init("上报日期", kind: .day), .init("名册人数"),
            .init("参测"), .init("学生权重"),
            .init("考务待办"), .init("退回或免报理由", width: 30), .init("名册校验值", kind: .text, width: 30),
        ]
        let export = SheetExport(title: "参加的学校", columns: columns) { page in
            try await call.read { db in try QualitySchools.list(filter, page, visibleTo: viewer, in: db) }
        } cells: { school in
            [
                .text(school.code), .text(school.name), .text(school.county), .text(QualityGrade.label(school.grade)),
                .text(school.stratum), .integer(school.size), .text(school.chance), .text(school.state.label),
                school.handedInOn.map { .day($0.text) } ?? .empty, .integer(school.pupils), .integer(school.drawn),
                school.weight.map { .number($0) } ?? .empty,
                .integer(school.openTasks), .text(school.reason), .text(school.rosterHash),
            ]
        }
        return try await export.response(named: "\(record.round.title)学校")
    }

    static func tasks(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let state = ListAddress("/", call.query).filter("state")
        let record = try await call.read { db in try QualityRounds.require(id, visibleTo: viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("学校", width: 30), .init("年级"), .init("任务", width: 24), .init("日期", kind: .day), .init("时间"),
            .init("考场"), .init("监测人员"), .init("状态"), .init("情况", width: 40),
        ]
        let export = SheetExport(title: "考务任务", columns: columns) { page in
            try await call.read { db in
                try QualityTasks.list(of: id, state: state, page, visibleTo: viewer, in: db)
            }
        } cells: { row in
            [
                .text(row.schoolName), .text(QualityGrade.label(row.grade)), .text(row.task.title),
                row.task.day.map { .day($0.text) } ?? .empty, .text(row.task.time), .text(row.task.room),
                .text(row.task.invigilator), .text(row.task.state.label), .text(row.task.note),
            ]
        }
        return try await export.response(named: "\(record.round.title)考务")
    }

    /// Names and 监测号 beside each other: for the school, and the office that holds the round.
    static func roster(_ call: Call) async throws -> Response {
        let (id, viewer): (QualitySchoolID, Viewer) = (call.id(), call.viewer)
        let address = ListAddress("/", call.query)
        let (drawn, text) = (address.filter("drawn") == "1", address.filter("q"))
        let school = try await call.read { db in try QualitySchools.require(id, visibleTo: viewer, in: db) }
        guard QualitySchools.showsNames(school, viewer) else { throw QualityRefusal.notFound }
        let columns: [SheetLayout.Column] = [
            .init("学号", kind: .text, width: 22), .init("姓名"), .init("性别"), .init("班级"),
            .init("监测号", kind: .text, width: 14),
        ]
        let export = SheetExport(title: "监测名册", columns: columns) { page in
            try await call.read { db in
                try QualityPupils.list(of: school, drawnOnly: drawn, text: text, page, in: db)
            }
        } cells: { row in
            [
                .text(row.pupil.number), .text(row.pupil.name), .text(row.pupil.sex), .text(row.pupil.className),
                .text(row.code ?? ""),
            ]
        }
        return try await export.response(named: "\(school.name)\(QualityGrade.label(school.grade))名册")
    }

    /// What a result sheet looks like: a line for each drawn pupil, without any name.
    static func template(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let (record, codes) = try await call.read { db in
            let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
            guard QualityRounds.isOwn(record.place, viewer) else { throw QualityRefusal.notYours }
            return (record, try QualityScores.pupils(of: id, in: db).map { (code: $0.key, grade: $0.value.grade) })
        }
        let sorted = codes.sorted { ($0.grade, $0.code) < ($1.grade, $1.code) }
        let identity: [SheetLayout.Column] =
            sorted.isEmpty
            ? [.init("学校标识码", kind: .text, width: 16), .init("年级"), .init("学号", kind: .text, width: 22)]
            : [.init("监测号", kind: .text, width: 14), .init("年级")]
        let export = SheetExport(
            title: "学生成绩", columns: identity + record.round.subjects.map { .init($0.name) }
        ) { page in
            Listing(rows: Array(sorted.dropFirst(page.offset).prefix(page.size)), total: sorted.count, page: page)
        } cells: { row in
            [.text(row.code), .text(QualityGrade.label(row.grade))]
        }
        return try await export.response(named: "\(record.round.title)成绩")
    }

    static func problems(_ call: Call) async throws -> Response {
        let (id, viewer): (Identifier<QualityImport>, Viewer) = (call.id(), call.viewer)
        let run = try await call.read { db in try QualityImports.require(id, visibleTo: viewer, in: db).0 }
        let columns: [SheetLayout.Column] = [
            .init("行号"), .init("列", width: 30), .init("内容", kind: .text, width: 30), .init("问题", width: 70),
        ]
        let export = SheetExport(title: "不合格的单元格", columns: columns) { page in
            try await call.read { db in try QualityImports.problems(of: run.id, page, in: db) }
        } cells: { problem in
            [.integer(problem.row), .text(problem.column), .text(problem.value), .text(problem.reason)]
        }
        return try await export.response(named: "监测结果导入问题")
    }

    /// Three sheets: subjects, schools, items; small schools without figures.
    static func results(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let (record, results, names) = try await call.read { db in
            let record = try QualityResultRoutes.shown(id, viewer, db)
            let schools = try QualitySchools.list(
                QualitySchoolFilter(of: id), .chunk(1, of: 20_000), visibleTo: viewer, in: db
            ).rows
            return (
                record, try QualitySummaries.list(of: record, visibleTo: viewer, in: db),
                Dictionary(schools.map { ($0.code, $0.name) }) { first, _ in first }
            )
        }
        let least = record.round.smallGroup
        let shown = results.filter { ($0.summary?.scores.count ?? least) >= least }
        return try await SheetExport.response(
            of: [subjects(shown), schools(shown, names, least: least), items(shown)],
            named: "\(record.round.title)结果")
    }

    private static let identity: [SheetLayout.Column] = [.init("区县"), .init("年级"), .init("学科")]

    private static func identity(_ result: QualityResult) -> [SheetCell] {
        [.text(result.county), .text(QualityGrade.label(result.grade)), .text(result.subject.name)]
    }

    private static func listed(
        _ title: String, _ columns: [SheetLayout.Column], _ rows: [[SheetCell]]
    ) -> SheetExport {
        SheetExport(title: title, columns: columns) { page in
            Listing(rows: Array(rows.dropFirst(page.offset).prefix(page.size)), total: rows.count, page: page)
        } cells: {
            $0
        }
    }

    private static func subjects(_ results: [QualityResult]) -> SheetExport {
        let names = [
            "人数", "平均分", "标准差", "最低分", "最高分", "P10", "P25", "P50", "P75", "P90", "Ⅰ级（%）", "Ⅱ级（%）", "Ⅲ级（%）", "Ⅳ级（%）",
            "等级（按成绩）", "校际差异率（按成绩）", "等级（监测中心）", "校际差异率（监测中心）", "判定",
        ]
        let rows = results.map { result -> [SheetCell] in
            func number(_ value: Double?) -> SheetCell { value.map { .number($0) } ?? .empty }
            let (scores, given) = (result.summary?.scores, result.figure?.given)
            let levels = (0..<4).map { number(scores?.shares[$0]) }
            let ranks = (0..<5).map { number(scores?.percentiles[$0]) }
            let head: [SheetCell] = [
                scores.map { .integer($0.count) } ?? .empty, number(scores?.mean), number(scores?.deviation),
                .decimal(scores?.lowest.text ?? ""), .decimal(scores?.highest.text ?? ""),
            ]
            let verdicts: [SheetCell] = [
                .text(scores.map { QualitySubject.label(of: $0.level) } ?? ""), .decimal(result.summary?.between ?? ""),
                .text(given?.level.map { QualitySubject.label(of: $0) } ?? ""), .decimal(given?.share?.text ?? ""),
                .text(result.judgement.verdict.label),
            ]
            return identity(result) + head + ranks + levels + verdicts
        }
        return listed("各学科", identity + names.map { .init($0) }, rows)
    }

    private static func schools(_ results: [QualityResult], _ names: [String: String], least: Int) -> SheetExport {
        let rows = results.flatMap { result -> [[SheetCell]] in
            guard let (shown, hidden) = result.summary?.compared(least: least) else { return [] }
            return shown.map { school in
                identity(result) + [
                    .text(school.code), .text(names[school.code] ?? ""), .integer(school.count), .number(school.mean),
                    school.deviation.map { .number($0) } ?? .empty,
                    school.interval.map { .number($0.lowerBound) } ?? .empty,
                    school.interval.map { .number($0.upperBound) } ?? .empty,
                ]
            }
                + hidden.sorted().map { code in
                    identity(result) + [.text(code), .text(names[code] ?? ""), .text("不单独公布")]
                }
        }
        return listed(
            "各学校",
            identity + [
                .init("学校标识码", kind: .text, width: 16), .init("学校", width: 30), .init("人数"), .init("平均分"),
                .init("标准差"), .init("95%下限"), .init("95%上限"),
            ], rows)
    }

    private static func items(_ results: [QualityResult]) -> SheetExport {
        let rows = results.flatMap { result in
            (result.summary?.items ?? []).map { item -> [SheetCell] in
                identity(result) + [
                    .text(item.name), .decimal(item.fullMark.text), .integer(item.count), .number(item.difficulty),
                    item.discrimination.map { .number($0) } ?? .empty, item.correlation.map { .number($0) } ?? .empty,
                ]
            }
        }
        let names = ["题", "满分", "人数", "难度P", "区分度D", "题总相关"]
        return listed("各题", identity + names.map { .init($0) }, rows)
    }
}
