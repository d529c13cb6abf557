import ArgumentParser
import Foundation
import Jobs
import Office
import SQLCore
import Store
import Supervision

struct CollectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collect",
        abstract: "Collects monitoring data (监测数据): starts a round, imports a sheet, prints values.",
        subcommands: [Start.self, Import.self, Values.self])

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Starts a round for all units of a region that a form is for, and prints its id.")

        @Option(help: "The form and its version, such as school-balance/1.")
        var form: String

        @Option(help: "The year that the figures are of.")
        var year: Int

        @Option(help: "What the round is called.")
        var title: String

        @Option(help: "As of when figures are counted, yyyy-MM-dd.")
        var reference: String

        @Option(help: "Until when units fill in, yyyy-MM-dd.")
        var due: String

        @OptionGroup var asked: CollectOptions

        func run() async throws {
            guard let reference = Day(reference), let due = Day(due) else {
                throw ValidationError("Days are yyyy-MM-dd.")
            }
            let id = try await asked.write { [form, year, title] act in
                let new = CollectionRound(
                    id: act.newID(), title: title, year: year, form: form, referenceOn: reference, dueOn: due)
                try CollectionRounds.create(new, act)
                return new.id.rawValue
            }
            try Console.print(id)
        }
    }

    struct Values: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints the figures of a year as CSV, one unit a line, headed by the codes of a form's figures.")

        @Option(help: "The form and its version, such as school-balance/1.")
        var form: String

        @Option(help: "The year that the figures are of.")
        var year: Int

        @Flag(help: "Only what was locked.")
        var locked = false

        @OptionGroup var asked: CollectOptions

        func run() async throws {
            try await asked.read { [year, locked, reference = self.form, region = asked.region] viewer, db in
                let form = try Console.refusing {
                    try CollectionForms.require(reference, visibleTo: viewer, in: db)
                }
                let keys = form.items.map(\.key)
                var writer = CSVWriter { bytes in try FileHandle.standardOutput.write(contentsOf: Data(bytes)) }
                // A unit of money stands in the heading, since others take a bare code to be in 元.
                let headings = form.items.map { item in
                    MoneyUnit(rawValue: item.variable.unit).map { "\(item.key)（\($0.rawValue)）" } ?? item.key
                }
                try writer.write(["code", "name", "region"] + headings)
                try MonitoringValues.forEach(
                    form.kinds, region: region, year: year, locked ? .locked : .all, visibleTo: viewer, in: db
                ) { unit in
                    try writer.write(
                        [unit.code, unit.name, unit.region] + keys.map { unit.values[$0]?.text ?? "" })
                }
                try writer.finish()
            }
        }
    }
}

/// Which database, and whose office acts.
struct CollectOptions: ParsableArguments {
    @Option(help: "The region whose office acts; the whole nation where none is given.")
    var region: String?

    @OptionGroup var database: DatabaseOptions

    func read(_ body: @escaping @Sendable (Viewer, SQLConnection) throws -> Void) async throws {
        let database = try await database.openCurrent()
        let (region, day) = (region, MachineClock.now().day)
        do {
            try await database.read { db in try body(try CollectOptions.viewer(region, on: day, in: db), db) }
            await database.close()
        } catch let refusal as any Refusal {
            await database.close()
            throw Complaint(refusal.message)
        }
    }

    func write(_ body: @escaping @Sendable (Act) throws -> String) async throws -> String {
        let database = try await database.openCurrent()
        do {
            let answer = try await write(in: database, body)
            await database.close()
            return answer
        } catch let refusal as any Refusal {
            await database.close()
            throw Complaint(refusal.message)
        }
    }

    func write(
        in database: any SQLDatabase, _ body: @escaping @Sendable (Act) throws -> String
    ) async throws -> String {
        let (region, at) = (region, MachineClock.now())
        let viewer = try await database.read { db in try CollectOptions.viewer(region, on: at.day, in: db) }
        let change = Change(command: NewID.random(at: at), digest: "collect", viewer: viewer, at: at)
        return try await database.write { db in try Commands.once(change, in: db, body) }
    }

    static func viewer(_ region: String?, on today: Day, in db: SQLConnection) throws -> Viewer {
        var scope = Scope.nation
        if let region {
            guard let known = try Place.of(region: region, in: db) else { throw FigureRefusal.noRegion(region) }
            scope = .region(known.level, code: region)
        }
        return Viewer(account: "system", person: "system", name: "系统", role: .officer, scope: scope, day: today)
    }
}
