package import SQLCore
package import Supervision

/// Where numbers and the names on a letter come from.
package enum DocumentNumbers {
    /// The next number of a kind; taken when the transaction commits, or never.
    ///
    /// The row of the sequence is locked until then, so that two who issue at once get two numbers in a row.
    static func take(_ kind: Document.Kind, for place: Place, _ act: Act) throws -> DocumentNumber {
        let format = try DocumentFormats.current(kind, for: place, act).format
        let mark = try mark(of: format, for: place, in: act.db)
        let year = act.day.year
        let last: Int? = try act.db.first(
            """
            INSERT INTO document_sequence (mark, year, last) VALUES (\(mark), \(year), \(format.firstSerial(in: year)))
            ON CONFLICT (mark, year) DO UPDATE SET last = document_sequence.last + 1 RETURNING last
            """
        ).map { try $0.get(0) }
        guard let last, let number = DocumentNumber(mark: mark, year: year, serial: last, shape: format.shape) else {
            throw SQLError.conflict(detail: "no serial for \(mark)")
        }
        return number
    }

    /// What `take` would give now; somebody may be faster.
    package static func next(
        of format: DocumentFormat, for place: Place, on day: Day, in db: SQLConnection
    ) throws -> DocumentNumber? {
        let mark = try mark(of: format, for: place, in: db)
        let serial = try last(of: mark, in: day.year, db).map { $0 + 1 } ?? format.firstSerial(in: day.year)
        return DocumentNumber(mark: mark, year: day.year, serial: serial, shape: format.shape)
    }

    /// The last serial that a mark has used in a year; nil for none.
    static func last(of mark: String, in year: Int, _ db: SQLConnection) throws -> Int? {
        try db.first("SELECT last FROM document_sequence WHERE mark = \(mark) AND year = \(year)")?.get(0)
    }

    /// The kind's own 代字, or the office's.
    static func mark(of format: DocumentFormat, for place: Place, in db: SQLConnection) throws -> String {
        format.mark.isBlank ? try mark(for: place, in: db) : format.mark.trimmed
    }

    /// The office's own 代字, or one made from where it is.
    package static func mark(for place: Place, in db: SQLConnection) throws -> String {
        let set = try DeploymentSettings.value(of: DeploymentSettings.documentMark, in: db) ?? ""
        guard set.isBlank else { return set.trimmed }
        let code = place.deepest ?? ""
        return DocumentMark.derived(
            province: code, region: code.hasSuffix("0000") ? "" : try regionName(code, in: db))
    }

    /// The office's name as it stands at the head of its letters.
    package static func office(for place: Place, in db: SQLConnection) throws -> String {
        let set = try DeploymentSettings.value(of: DeploymentSettings.officeName, in: db) ?? ""
        return set.isBlank ? "\(try regionName(place.deepest ?? "", in: db))教育督导室" : set.trimmed
    }

    private static func regionName(_ code: String, in db: SQLConnection) throws -> String {
        try db.first("SELECT name FROM region WHERE code = \(code)")?.get(0) ?? ""
    }
}
