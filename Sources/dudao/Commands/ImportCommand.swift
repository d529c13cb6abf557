import ArgumentParser
import Foundation
import Jobs
import Office
import SQLCore
import Store
import Supervision

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Imports a sheet (XLSX or CSV) into the registry.",
        discussion: "With bad rows nothing is stored and the exit code is 1, unless --accept-good. "
            + "Importing the same file again changes nothing.",
        subcommands: [Organisations.self, Inspectors.self, FrameworkTree.self])

    struct Options: ParsableArguments {
        @Argument(help: "The sheet: XLSX, or CSV in UTF-8 or GBK.")
        var file: String

        @Option(help: "JSON object: the sheet's own headings and the fields they are.")
        var map: String?

        @Flag(help: "Store the good rows even if others are bad.")
        var acceptGood = false

        @Flag(help: "Only check; store nothing.")
        var dryRun = false

        @Flag(help: "Print the result as one JSON object.")
        var json = false

        @OptionGroup var database: DatabaseOptions
    }

    struct Organisations: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Schools, kindergartens, departments, governments.")

        @OptionGroup var options: Options

        func run() async throws { try await ImportTask(options, .organisations).run(OrganisationField.self) }
    }

    struct Inspectors: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "People appointed as inspectors.")

        @OptionGroup var options: Options

        func run() async throws { try await ImportTask(options, .inspectors).run(InspectorField.self) }
    }
}

/// One import from the command line, carried out as the platform itself.
private struct ImportTask {
    private let options: ImportCommand.Options
    private let kind: ImportRun.Kind

    init(_ options: ImportCommand.Options, _ kind: ImportRun.Kind) {
        self.options = options
        self.kind = kind
    }

    func run<Field: ImportField>(_ field: Field.Type) async throws {
        do {
            let given = try options.map.map { try ImportMap.read($0, Field.self) } ?? [:]
            let database = try await options.database.openCurrent()
            let answer = try await answer(given, in: database)
            await database.close()
            try say(answer)
        } catch let error as any OfficeError {
            try refuse(error.message)
        } catch let refusal as any Refusal {
            try refuse(refusal.message)
        }
    }

    private func answer(_ given: [String: String], in database: any SQLDatabase) async throws -> ImportAnswer {
        let now = MachineClock.now()
        let hash = try? FileStore.hash(ofFileAt: options.file)
        guard let hash else { throw SpreadsheetError.unreadable }
        let name = URL(fileURLWithPath: options.file).lastPathComponent
        let new = ImportRun(
            id: Identifier(NewID.random(at: now)), kind: kind, account: Viewer.system(on: now.day).account,
            fileName: name, fileHash: hash, createdAt: now)
        try await database.write { db in try ImportRuns.insert(new, in: db) }
        let sheet = SheetImport(database, now: MachineClock.now, ignoresUnknown: true, given: given)
        let checked = try await checked(new, sheet, in: database)
        let isAccepted = !options.dryRun && (checked.counts.bad == 0 || options.acceptGood)
        try await finish(checked, isAccepted: isAccepted, in: database)
        try await sheet.clear(new.id)
        let problems = try await database.read { db in
            try ImportProblems.list(of: new.id, .chunk(1, of: max(1, checked.counts.problems)), in: db).rows
        }
        return ImportAnswer(checked.counts, problems, isStored: isAccepted)
    }

    private func checked(
        _ new: ImportRun, _ sheet: SheetImport, in database: any SQLDatabase
    ) async throws -> ImportRun {
        var next = new
        var failure: (any Error)?
        do {
            next = try await sheet.check(new, .path(options.file), as: .system(on: new.createdAt.day))
        } catch {
            failure = error
            next.state = .failed
            next.message = (error as? any OfficeError)?.message ?? (error as? any Refusal)?.message ?? "\(error)"
        }
        let result = next
        try await database.write { db in try ImportRuns.update(result, from: .waiting, in: db) }
        if let failure {
            try await sheet.clear(new.id)
            await database.close()
            throw failure
        }
        return result
    }

    /// Stores the good rows in one transaction with its audit entry, or gives the import up.
    private func finish(_ run: ImportRun, isAccepted: Bool, in database: any SQLDatabase) async throws {
        let change = Change.system("import", at: MachineClock.now())
        _ = try await database.write { db in
            try Commands.once(change, in: db) { act in
                if isAccepted, run.counts.good > 0 {
                    try ImportRuns.promote(run.id, act)
                } else {
                    try ImportRuns.discard(run.id, act)
                }
                return run.id.rawValue
            }
        }
    }

    private func say(_ answer: ImportAnswer) throws {
        if options.json {
            try Console.print(json: answer)
        } else {
            for error in answer.errors.prefix(200) {
                Console.message("第\(error.row)行 \(error.column)“\(error.value)”：\(error.reason)")
            }
            try Console.print(
                "共\(answer.rows)行，合格\(answer.valid)行，导入\(answer.imported)行，没有变化\(answer.unchanged)行。")
        }
        guard answer.errors.isEmpty || options.acceptGood else {
            throw Console.failure(ImportRefusal.badRows(answer.rows - answer.valid).message)
        }
    }

    private func refuse(_ message: String) throws -> Never {
        if options.json { try Console.print(json: ImportAnswer(refusal: message)) }
        throw Console.failure(message)
    }
}

/// What the command prints as JSON.
struct ImportAnswer: Encodable {
    let rows: Int
    let valid: Int
    let imported: Int
    let unchanged: Int
    let errors: [RowProblem]

    init(rows: Int, valid: Int, imported: Int, unchanged: Int, errors: [RowProblem]) {
        self.rows = rows
        self.valid = valid
        self.imported = imported
        self.unchanged = unchanged
        self.errors = errors
    }

    init(_ counts: ImportCounts, _ problems: [RowProblem], isStored: Bool) {
        rows = counts.rows
        valid = counts.valid
        imported = isStored ? counts.good : 0
        unchanged = counts.unchanged
        errors = problems
    }

    /// The file as a whole cannot be read: row 0 stands for all of it.
    init(refusal: String) {
        rows = 0
        valid = 0
        imported = 0
        unchanged = 0
        errors = [RowProblem(row: 0, column: "", value: "", reason: refusal)]
    }
}

/// A mapping file: `{"园所全称": "name"}`; a field may be named by its id or its Chinese title, on either side.
private enum ImportMap {
    static func read<Field: ImportField>(_ path: String, _ field: Field.Type) throws -> [String: String] {
        guard let data = FileManager.default.contents(atPath: path),
            let map = try? JSONDecoder().decode([String: String].self, from: data)
        else { throw Console.failure("对应关系文件应为一个 JSON 对象：{\"表头\": \"栏目\"}。") }
        var fields: [String: String] = [:]
        for (left, right) in map {
            if let field = named(right, field) {
                fields[left] = field.rawValue
            } else if let field = named(left, field) {
                fields[right] = field.rawValue
            } else if right.isEmpty {
                fields[left] = ""
            } else {
                throw ImportRefusal.unknownField(right)
            }
        }
        return fields
    }

    private static func named<Field: ImportField>(_ name: String, _ field: Field.Type) -> Field? {
        Field(rawValue: name) ?? Field.allCases.first { $0.title == name }
    }
}
