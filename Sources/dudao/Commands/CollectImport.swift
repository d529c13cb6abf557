import ArgumentParser
import Foundation
import Jobs
import Office
import SQLCore
import Store
import Supervision

extension CollectCommand {
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Imports one sheet (XLSX or CSV) with the figures of many units into a round.",
            discussion:
                "Columns that are not the form's are left out. With bad rows nothing is stored and the exit code is "
                + "1, unless --accept-good.")

        @Argument(help: "The sheet: XLSX, or CSV in UTF-8 or GBK.")
        var file: String

        @Option(help: "The round's id.")
        var round: String

        @Option(help: "Where the figures come from; kept with every change.")
        var reason: String

        @Flag(help: "Store the good rows even if others are bad.")
        var acceptGood = false

        @Flag(help: "Only check; store nothing.")
        var dryRun = false

        @Flag(help: "Print the result as one JSON object.")
        var json = false

        @OptionGroup var asked: CollectOptions

        func run() async throws {
            do {
                let database = try await asked.database.openCurrent()
                let (checked, isStored, problems) = try await stored(in: database)
                await database.close()
                try say(checked, isStored, problems)
            } catch let error as any OfficeError {
                throw Complaint(error.message)
            } catch let refusal as any Refusal {
                throw Complaint(refusal.message)
            }
        }

        private func stored(in database: any SQLDatabase) async throws -> (CollectionImport, Bool, [RowProblem]) {
            let run = try await begun(in: database)
            let reading = CollectionReading(database, now: MachineClock.now, ignoresUnknown: true)
            let checked: CollectionImport
            do {
                checked = try await reading.check(run, .path(file))
            } catch {
                var failed = run
                failed.state = .failed
                let end = failed
                try await database.write { db in try CollectionImports.update(end, from: .waiting, in: db) }
                throw error
            }
            try await database.write { db in try CollectionImports.update(checked, from: .waiting, in: db) }
            let isStored = !dryRun && checked.changed > 0 && (checked.bad == 0 || acceptGood)
            _ = try await asked.write(in: database) { [reason] act in
                if isStored {
                    try CollectionImports.promote(run.id, submitting: false, reason: reason, act)
                } else {
                    try CollectionImports.discard(run.id, act)
                }
                return run.id.rawValue
            }
            while try await database.write({ db in
                try CollectionImports.clear(run.id, limit: 20_000, keepingProblems: true, in: db)
            }) {}
            let problems = try await database.read { db in
                try CollectionImports.problems(of: run.id, .chunk(1, of: max(1, checked.problems)), in: db).rows
            }
            return (checked, isStored, problems)
        }

        private func begun(in database: any SQLDatabase) async throws -> CollectionImport {
            guard let hash = try? FileStore.hash(ofFileAt: file) else { throw SpreadsheetError.unreadable }
            let name = URL(fileURLWithPath: file).lastPathComponent
            let (round, now) = (CollectionRoundID(round), MachineClock.now())
            let run = CollectionImport(
                id: Identifier(NewID.random(at: now)), round: round, account: "system", fileName: name, fileHash: hash,
                createdAt: now)
            _ = try await asked.write(in: database) { act in
                try CollectionImports.begin(run, isQueued: false, act)
                return run.id.rawValue
            }
            return run
        }

        private func say(_ run: CollectionImport, _ isStored: Bool, _ problems: [RowProblem]) throws {
            let answer = ImportAnswer(
                rows: run.rows, valid: run.rows - run.bad, imported: isStored ? run.changed : 0,
                unchanged: run.unchanged, errors: problems)
            if json {
                try Console.print(json: answer)
            } else {
                for error in problems.prefix(200) {
                    Console.message("第\(error.row)行 \(error.column)“\(error.value)”：\(error.reason)")
                }
                try Console.print(
                    "共\(answer.rows)行，合格\(answer.valid)行，导入\(answer.imported)行，没有变化\(answer.unchanged)行。")
            }
            guard run.bad == 0 || acceptGood else { throw Console.failure(ImportRefusal.badRows(run.bad).message) }
        }
    }
}
