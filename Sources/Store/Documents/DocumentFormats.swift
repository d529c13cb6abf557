package import SQLCore
package import Supervision

/// A 发文格式 as an office keeps it.
package struct StoredFormat: Sendable, Equatable {
    package let format: DocumentFormat
    package let updatedAt: Instant?
    package let updatedBy: PersonID?
    /// 0 while the office has set nothing.
    package let version: Int
}

/// The document_format table: how an office issues each kind of document.
package enum DocumentFormats {
    /// Every kind's, what nothing was set for as it usually is.
    package static func all(visibleTo viewer: Viewer, in db: SQLConnection) throws -> [Document.Kind: StoredFormat] {
        let place = try Place.office(of: viewer.scope, in: db)
        var all: [Document.Kind: StoredFormat] = [:]
        for row in try db.rows("SELECT kind, \(columns) FROM document_format f WHERE \(own(place))") {
            all[try row.get(0)] = try read(row, from: 1)
        }
        for kind in Document.Kind.allCases where all[kind] == nil { all[kind] = usual(kind) }
        return all
    }

    package static func find(
        _ kind: Document.Kind, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> StoredFormat {
        try find(kind, at: try Place.office(of: viewer.scope, in: db), in: db)
    }

    /// That of the office which acts; of the office of `place` where somebody of no office does.
    static func current(_ kind: Document.Kind, for place: Place, _ act: Act) throws -> StoredFormat {
        guard case .region = act.viewer.scope else { return try find(kind, at: place, in: act.db) }
        return try find(kind, visibleTo: act.viewer, in: act.db)
    }

    private static func find(_ kind: Document.Kind, at place: Place, in db: SQLConnection) throws -> StoredFormat {
        let row = try db.first("SELECT \(columns) FROM document_format f WHERE f.kind = \(kind) AND \(own(place))")
        return try row.map { try read($0, from: 0) } ?? usual(kind)
    }

    /// The next number of each kind, as it would be now.
    package static func nextNumbers(
        _ formats: [Document.Kind: StoredFormat], visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> [Document.Kind: DocumentNumber] {
        let place = try Place.office(of: viewer.scope, in: db)
        return try formats.compactMapValues {
            try DocumentNumbers.next(of: $0.format, for: place, on: viewer.day, in: db)
        }
    }

    package static func save(_ kind: Document.Kind, _ format: DocumentFormat, version: Int?, _ act: Act) throws {
        let problems = format.problems()
        guard problems.isEmpty else { throw DocumentFormatRefusal.unsound(problems) }
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let found = try find(kind, at: place, in: act.db)
        if let version, version != found.version { throw DocumentFormatRefusal.changedMeanwhile }
        try requireFree(format.mark, for: place, in: act.db)
        try requireUnbegun(format, before: found.format, for: place, in: act.db)
        let (start, next) = (format.start, found.version + 1)
        let rows = try act.db.rows(
            """
            INSERT INTO document_format (kind, form, letterhead, mark, shape, start_year, start_serial, province, city,
                county, zone, updated_at, updated_by, version)
            VALUES (\(kind), \(format.form.rawValue), \(format.letterhead.trimmed), \(format.mark.trimmed),
                \(format.shape.rawValue), \(start?.year), \(start?.serial), \(place.province), \(place.city),
                \(place.county), \(place.zone), \(act.at), \(act.viewer.person), 1)
            ON CONFLICT (province, city, county, zone, kind) DO UPDATE SET form = excluded.form,
                letterhead = excluded.letterhead, mark = excluded.mark, shape = excluded.shape,
                start_year = excluded.start_year, start_serial = excluded.start_serial,
                updated_at = excluded.updated_at, updated_by = excluded.updated_by, version = \(next)
            WHERE document_format.version = \(found.version) RETURNING version
            """)
        guard !rows.isEmpty else { throw DocumentFormatRefusal.changedMeanwhile }
        try act.record(
            "format.saved", of: "format", kind.rawValue, in: place,
            [
                "form": format.form.rawValue, "mark": format.mark, "shape": format.shape.rawValue,
                "start": start.map { "\($0.year)-\($0.serial)" } ?? "",
            ])
    }

    /// Two offices with one 代字 would leave gaps in each other's numbers.
    private static func requireFree(_ mark: String, for place: Place, in db: SQLConnection) throws {
        guard !mark.isBlank else { return }
        let taken = try db.first(
            """
            SELECT 1 FROM document_format f WHERE f.mark = \(mark.trimmed) AND NOT (\(own(place)))
            UNION ALL SELECT 1 FROM document d WHERE d.mark = \(mark.trimmed) AND NOT (\(place.manages(alias: "d.")))
            LIMIT 1
            """)
        if taken != nil { throw DocumentFormatRefusal.markTaken(mark.trimmed) }
    }

    /// A start that comes after the first number would leave a gap.
    private static func requireUnbegun(
        _ format: DocumentFormat, before: DocumentFormat, for place: Place, in db: SQLConnection
    ) throws {
        guard let start = format.start, start != before.start || format.mark != before.mark else { return }
        let mark = try DocumentNumbers.mark(of: format, for: place, in: db)
        if let last = try DocumentNumbers.last(of: mark, in: start.year, db) {
            throw DocumentFormatRefusal.numbersBegun(mark, last)
        }
    }

    private static func usual(_ kind: Document.Kind) -> StoredFormat {
        StoredFormat(format: .usual(for: kind), updatedAt: nil, updatedBy: nil, version: 0)
    }

    private static func own(_ place: Place) -> SQL {
        """
        f.province = \(place.province) AND f.city = \(place.city) AND f.county = \(place.county) AND f.zone = \(place.zone)
        """
    }

    private static var columns: SQL {
        "f.form, f.letterhead, f.mark, f.shape, f.start_year, f.start_serial, f.updated_at, f.updated_by, f.version"
    }

    private static func read(_ row: SQLRow, from first: Int) throws -> StoredFormat {
        let form: String = try row.get(first), shape: String = try row.get(first + 3)
        let year: Int? = try row.get(first + 4), serial: Int? = try row.get(first + 5)
        let start = year.flatMap { year in serial.map { DocumentFormat.Start(year: year, serial: $0) } }
        return try StoredFormat(
            format: DocumentFormat(
                form: DocumentLayout.Form(rawValue: form) ?? .document, letterhead: row.get(first + 1),
                mark: row.get(first + 2), shape: DocumentNumber.Shape(rawValue: shape) ?? .standard, start: start),
            updatedAt: row.get(first + 6), updatedBy: row.get(first + 7), version: row.get(first + 8))
    }
}
