import SQLCore
import Supervision

/// Where numbers and the names on a letter come from.
enum DocumentNumbers {
    /// The next number of the office that has to do with `place`; taken when the transaction commits, or never.
    static func take(for place: Place, on day: Day, in db: SQLConnection) throws -> DocumentNumber {
        let mark = try mark(for: place, in: db)
        let last: Int? = try db.first(
            """
            INSERT INTO document_sequence (mark, year, last) VALUES (\(mark), \(day.year), 1)
            ON CONFLICT (mark, year) DO UPDATE SET last = document_sequence.last + 1 RETURNING last
            """
        ).map { try $0.get(0) }
        guard let last, let number = DocumentNumber(mark: mark, year: day.year, serial: last) else {
            throw SQLError.conflict(detail: "no serial for \(mark)")
        }
        return number
    }

    /// The office's own 代字, or one made from where it is.
    static func mark(for place: Place, in db: SQLConnection) throws -> String {
        let set = try DeploymentSettings.value(of: DeploymentSettings.documentMark, in: db) ?? ""
        guard set.isBlank else { return set.trimmed }
        let code = place.deepest ?? ""
        return DocumentMark.derived(
            province: code, region: code.hasSuffix("0000") ? "" : try regionName(code, in: db))
    }

    /// The office's name as it stands at the head of its letters.
    static func office(for place: Place, in db: SQLConnection) throws -> String {
        let set = try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) ?? ""
        return set.isBlank ? "\(try regionName(place.deepest ?? "", in: db))教育督导室" : set.trimmed
    }

    private static func regionName(_ code: String, in db: SQLConnection) throws -> String {
        try db.first("SELECT name FROM region WHERE code = \(code)")?.get(0) ?? ""
    }
}
