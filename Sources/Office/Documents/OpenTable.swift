/// A table while it is being read.
struct OpenTable {
    struct Row {
        var cells: [Range<Int>] = []
        /// Whether a field was begun, so that the next one needs a tab.
        var hasFields = false
    }

    struct Cell {
        let start: Int
        let columns: Int
        let rows: Int
    }

    /// The scalar at which it began.
    let start: Int
    var rows: [[Range<Int>]] = []
    var row: Row?
    var cell: Cell?
    /// Cells that reach down from above: for how many more rows, by column.
    var reaching: [Int: (range: Range<Int>, rows: Int)] = [:]
    /// Where its tabs stand, in bytes.
    var separators: [Int] = []
    /// Scalars inside tables inside it.
    var nested = 0
    var longest = 0

    /// As browsers have it.
    static let columnLimit = 1_000
    /// No cell of a plan's table is as long; the column of a web page is.
    static let longestCell = 3_000

    init(start: Int) {
        self.start = start
    }

    /// Whether it only arranges a page: one column and row, mostly other tables, or a whole article in a cell.
    func isLayout(length: Int) -> Bool {
        let width = rows.map(\.count).max() ?? 0
        return width * rows.count <= 1 || nested * 2 > length || longest > OpenTable.longestCell
    }
}
