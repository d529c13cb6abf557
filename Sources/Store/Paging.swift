/// Which page of a list is wanted.
package struct PageRequest: Sendable, Equatable {
    /// From 1.
    package let number: Int
    package let size: Int

    /// Anything out of range becomes the nearest that is in range.
    package init(number: Int = 1, size: Int = 25) {
        self.number = min(max(number, 1), 1_000_000)
        self.size = min(max(size, 1), 200)
    }

    /// A page of an export, which may be longer than one for people.
    package static func chunk(_ number: Int, of size: Int) -> PageRequest {
        PageRequest(chunk: max(number, 1), of: size)
    }

    private init(chunk number: Int, of size: Int) {
        self.number = number
        self.size = size
    }

    package var offset: Int { (number - 1) * size }
}

/// One page of a list and how many rows there are in all.
package struct Listing<Row: Sendable>: Sendable {
    package let rows: [Row]
    package let total: Int
    package let page: PageRequest

    package init(rows: [Row], total: Int, page: PageRequest) {
        self.rows = rows
        self.total = total
        self.page = page
    }

    package var pages: Int { max(1, (total + page.size - 1) / page.size) }
}
