package import Hummingbird
import NIOCore
package import Office
package import Store

/// A list as a workbook that is downloaded while it is read: exactly what is shown, all its pages.
///
/// Each chunk is a short read of its own and nothing is sent inside a transaction, so a slow client holds up
/// nobody; one chunk is all that is in memory. Texts are written as texts, so none of them runs as a formula.
package struct SheetExport: Sendable {
    /// Gives the next rows; an empty answer is the end.
    private typealias Source = @Sendable () async throws -> [[SheetCell]]

    package static let chunkSize = 5_000
    /// Fewer at first, so that a long list begins to arrive soon.
    package static let firstChunk = 400

    private let layout: SheetLayout
    private let makeSource: @Sendable () -> Source

    /// Reads by key: `next` gives up to `chunkSize` rows after the one given, the first ones after nil.
    package init<Row: Sendable>(
        title: String, columns: [SheetLayout.Column], next: @escaping @Sendable (Row?) async throws -> [Row],
        cells: @escaping @Sendable (Row) -> [SheetCell]
    ) {
        layout = SheetLayout(name: title, columns: columns)
        makeSource = {
            let cursor = Cursor<Row?>(nil)
            return {
                let rows = try await next(cursor.value)
                cursor.value = rows.last
                return rows.map(cells)
            }
        }
    }

    /// Reads by page, for lists that are short or seldom change: `page` is what the list's own page calls.
    package init<Row: Sendable>(
        title: String, columns: [SheetLayout.Column],
        page: @escaping @Sendable (PageRequest) async throws -> Listing<Row>,
        cells: @escaping @Sendable (Row) -> [SheetCell]
    ) {
        layout = SheetLayout(name: title, columns: columns)
        makeSource = {
            let cursor = Cursor<PageRequest?>(.chunk(1, of: SheetExport.chunkSize))
            return {
                guard let request = cursor.value else { return [] }
                let rows = try await page(request).rows
                cursor.value = rows.count < request.size ? nil : .chunk(request.number + 1, of: SheetExport.chunkSize)
                return rows.map(cells)
            }
        }
    }

    /// The first chunk is read before anything is sent, so a refusal is still an answer of its own.
    package func response(named name: String) async throws -> Response {
        try await SheetExport.response(of: [self], named: name)
    }

    /// Several lists as the sheets of one workbook.
    package static func response(of sheets: [SheetExport], named name: String) async throws -> Response {
        let layouts = sheets.map(\.layout)
        let sources = sheets.map { $0.makeSource() }
        let first = try await sources.first?() ?? []
        return Response(
            status: .ok, headers: .download(named: "\(name).xlsx", type: SheetExport.mediaType),
            body: ResponseBody { writer in
                let outlet = Outlet()
                let workbook = try XLSXWriter(layouts, title: layouts.first?.name ?? name) { outlet.bytes += $0 }
                for (index, source) in sources.enumerated() {
                    if index > 0 { try workbook.nextSheet() }
                    var rows = index == 0 ? first : try await source()
                    while !rows.isEmpty {
                        for row in rows { try workbook.write(row) }
                        if let buffer = outlet.take() { try await writer.write(buffer) }
                        rows = try await source()
                    }
                }
                try workbook.finish()
                if let buffer = outlet.take() { try await writer.write(buffer) }
                try await writer.finish(nil)
            })
    }

    package static let mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

/// What the workbook has written and the client has not got yet.
private final class Outlet {
    var bytes: [UInt8] = []

    func take() -> ByteBuffer? {
        guard !bytes.isEmpty else { return nil }
        defer { bytes.removeAll(keepingCapacity: true) }
        return ByteBuffer(bytes: bytes)
    }
}

/// Where an export has got to; only its response's one task touches it.
private final class Cursor<Value: Sendable>: @unchecked Sendable {
    var value: Value

    init(_ value: Value) {
        self.value = value
    }
}
