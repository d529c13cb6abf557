import ArgumentParser
import Jobs
import Office
import SQLCore
import Store
import Supervision

extension ImportCommand {
    struct FrameworkTree: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "framework", abstract: "An indicator system (指标体系) from XLSX, CSV, JSON or an XLSForm.",
            discussion: "It becomes a draft. A tree hangs together: with one bad row nothing is stored, with or "
                + "without --accept-good. --map is not used.")

        @OptionGroup var options: Options

        func run() async throws {
            do {
                let file = try FrameworkFile.read(.path(options.file))
                let result = try await stored(file)
                try say(file, result)
            } catch let error as any OfficeError {
                if options.json { try Console.print(json: ImportAnswer(refusal: error.message)) }
                throw Console.failure(error.message)
            } catch let refusal as any Refusal {
                if options.json { try Console.print(json: ImportAnswer(refusal: refusal.message)) }
                throw Console.failure(refusal.message)
            }
        }

        /// What was done; nil when nothing was to be.
        private func stored(_ file: FrameworkFile) async throws -> FrameworkImportResult? {
            guard let tree = file.framework, !options.dryRun else { return nil }
            let database = try await options.database.openCurrent()
            let now = MachineClock.now()
            do {
                let result = try await database.write { db in
                    let change = Change(
                        command: NewID.random(at: now), digest: "import framework",
                        viewer: try Frameworks.importer(on: now.day, in: db), at: now)
                    return try Frameworks.take(tree, Act(change, in: db))
                }
                await database.close()
                return result
            } catch {
                await database.close()
                throw error
            }
        }

        private func say(_ file: FrameworkFile, _ result: FrameworkImportResult?) throws {
            var (imported, unchanged) = (0, 0)
            switch result {
            case .stored: imported = file.rows
            case .unchanged: unchanged = file.rows
            case nil: break
            }
            let answer = ImportAnswer(
                rows: file.rows, valid: file.valid, imported: imported, unchanged: unchanged, errors: file.problems)
            if options.json {
                try Console.print(json: answer)
            } else {
                for problem in (file.problems + file.remarks).prefix(200) {
                    Console.message("第\(problem.row)行 \(problem.column)“\(problem.value)”：\(problem.reason)")
                }
                try Console.print("共\(file.rows)行，合格\(file.valid)行，导入\(imported)行，没有变化\(unchanged)行。")
            }
            guard file.problems.isEmpty else {
                throw Console.failure("指标体系是一棵树，有\(file.problems.count)处问题，没有导入任何内容；请全部改好后再导入。")
            }
        }
    }
}
