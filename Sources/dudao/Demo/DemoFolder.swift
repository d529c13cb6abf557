import Foundation
import SQLCore
import SQLiteDriver
import Store

/// The folder of a demo: `demo.sqlite`, `files/`, `logins.json`.
///
/// The last transaction of a fill says that it is complete; a database that does not say so was interrupted and
/// is filled again. Files are named by their content and may stay.
struct DemoFolder {
    let path: String

    init(_ path: String) throws {
        self.path = path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    var database: String { "\(path)/demo.sqlite" }
    var files: String { "\(path)/files" }
    var logins: String { "\(path)/logins.json" }

    /// The filled database; nil where there is none or its filling was interrupted.
    func filled() async throws -> (any SQLDatabase)? {
        guard FileManager.default.fileExists(atPath: database) else { return nil }
        let found = try SQLiteDatabase(path: database)
        let isFilled = try? await found.read { db in try DeploymentSettings.value(of: DemoFill.mark, in: db) != nil }
        if isFilled == true { return found }
        await found.close()
        for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: database + suffix) }
        return nil
    }
}
