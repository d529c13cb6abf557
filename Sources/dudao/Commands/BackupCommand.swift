import ArgumentParser
import Jobs
import Office
import SQLCore
import Store
import Supervision

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Writes database and files into one file, while the platform is served.",
        discussion: "The file holds password hashes and personal data; it is readable by its owner only.")

    @Argument(help: "The file to write; it must not exist.")
    var file: String

    @OptionGroup var options: DatabaseOptions

    @Option(help: "Folder of evidence and other files.")
    var files: String

    func run() async throws {
        let database = try await options.openCurrent()
        let backup = Backup(
            database: database, files: try FileStore(folder: files), now: { MachineClock.now() },
            progress: { Console.message($0) })
        do {
            let manifest = try await backup.write(to: file)
            await database.close()
            let rows = manifest.tables.reduce(0) { $0 + $1.rows }
            Console.message("\(manifest.tables.count) tables, \(rows) rows, \(manifest.files) files: \(file)")
            guard manifest.missing.isEmpty else {
                throw Complaint(
                    "the backup is written, but these files were missing:\n\(manifest.missing.joined(separator: "\n"))")
            }
        } catch let refusal as any Refusal {
            await database.close()
            throw Complaint(refusal.message)
        }
    }
}

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Takes a backup back into an empty database and an empty folder.",
        discussion: "The database may be of the other engine. Nobody stays signed in.")

    @Argument(help: "What dudao backup wrote.")
    var file: String

    @OptionGroup var options: DatabaseOptions

    @Option(help: "An empty folder, or one that does not exist.")
    var files: String

    func run() async throws {
        let database = try await options.open()
        do {
            let restore = Restore(
                from: file, database: database, files: try FileStore(folder: files),
                progress: { Console.message($0) })
            let manifest = try await restore.run(at: MachineClock.now())
            let report = try await database.read { db in try Audit.verify(in: db) }
            await database.close()
            let rows = manifest.tables.reduce(0) { $0 + $1.rows }
            Console.message("\(rows) rows, \(manifest.files) files, \(report.sealed) sealed audit entries")
            guard report.problems.isEmpty else {
                throw Complaint(report.problems.prefix(50).joined(separator: "\n"))
            }
        } catch let refusal as any Refusal {
            await database.close()
            throw Complaint(refusal.message)
        } catch let problem as any OfficeError {
            await database.close()
            throw Complaint(problem.message)
        }
    }
}
