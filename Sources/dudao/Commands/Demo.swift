import ArgumentParser
import Foundation
import Logging
import SQLCore
import SQLiteDriver
import Store
import Supervision
import Web

struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves a fictional zone's supervision year from a folder of its own.",
        discussion: "Fills the folder at the first start and keeps what is in it afterwards.")

    @Option(help: "HOST:PORT; port 0 takes a free one.")
    var listen = "127.0.0.1:8080"

    @Option(help: "Folder of the demo's database and files.")
    var data = "demo-data"

    @Option(help: "The day that the demo takes for today, as YYYY-MM-DD.")
    var today: Day?

    func validate() throws {
        _ = try Listen(listen)
    }

    func run() async throws {
        let listen = try Listen(listen)
        let logger = Log.make(.warning)
        let folder = try DemoFolder(data)
        let kept = try await folder.filled()
        let database: any SQLDatabase
        if let kept { database = kept } else { database = try await fill(folder, today ?? MachineClock.now().day) }
        try await database.migrate(Migration.all(for: database.dialect), at: MachineClock.now().text)
        let people = try await DemoAccounts.known(in: database)
        try DemoLogins.write(people.map(DemoLogins.Entry.init), to: folder.logins)
        var settings = WebSettings()
        settings.officeName = DemoPlaces.office
        settings.banner = "演示数据"
        if listen.port > 0 { settings.publicURL = "http://\(listen.host):\(listen.port)" }
        settings.scryptCost = DemoFill.passwordCost
        try await Server(
            database: database, files: folder.files, host: listen.host, port: listen.port, settings: settings,
            certificate: nil, today: today, logger: logger,
            ready: { url in
                print("\n\(url)\n\n\(DemoLogins.table(people))\n\nall logins: \(folder.logins)\n")
                Log.ready(url)
            }
        ).run()
    }

    private func fill(_ folder: DemoFolder, _ today: Day) async throws -> any SQLDatabase {
        Console.message("filling the demo in \(folder.path) …")
        let database = try SQLiteDatabase(path: folder.database)
        try await database.migrate(Migration.all(for: database.dialect), at: MachineClock.now().text)
        try await Seeds.plant(in: database, at: MachineClock.now())
        try await DemoFill(database: database, files: FileStore(folder: folder.files), today: today).run()
        return database
    }
}

extension Day: ExpressibleByArgument {
    package init?(argument: String) { self.init(argument) }
}
