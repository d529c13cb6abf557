import Office
import Supervision

/// The list of units that `dudao draw` reads: a text table with a header, the id in the first column.
struct FrameFile {
    private let header: [String]
    private let rows: [[String]]

    init(path: String) throws {
        var table: [[String]] = []
        var last = 0
        do {
            try CSVReader(.path(path)).forEachRow { number, cells in
                // An empty line between two units is a unit without an id, not nothing.
                if !table.isEmpty { table += Array(repeating: [], count: number - last - 1) }
                table.append(cells)
                last = number
            }
        } catch let error as any OfficeError {
            throw Console.failure(error.message)
        }
        guard let header = table.first else { throw Console.failure("\(path)是空的。") }
        self.header = header.map(\.trimmingBlanks)
        rows = Array(table.dropFirst())
    }

    /// The units in the order of the file; without a column all belong to one stratum.
    func units(by column: String?) throws -> [DrawFrame.Unit] {
        guard let column else { return rows.map { DrawFrame.Unit(id: $0.first ?? "", stratum: "全部") } }
        guard let index = header.firstIndex(of: column.trimmingBlanks) else {
            throw Console.failure("名单里没有“\(column)”这一列。")
        }
        return rows.map { row in
            DrawFrame.Unit(
                id: row.first ?? "", stratum: row.indices.contains(index) ? row[index].trimmingBlanks : "")
        }
    }
}
