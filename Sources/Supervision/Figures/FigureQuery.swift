/// One condition of a list's address, such as `state=closed`.
package struct FigureFilter: Hashable, Sendable, Codable {
    package let name: String
    package let value: String

    package init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }
}

/// Which rows a figure counts: a ledger and the filter that its page takes in its address.
///
/// So the link of a figure opens exactly what it counts. Values that begin with `@` are filled in when it is counted:
/// `@period` is the period, `@year` its year, `@end` its last day or today.
package struct FigureQuery: Hashable, Sendable, Codable {
    package var ledger: FigureLedger
    package var filters: [FigureFilter]

    package init(_ ledger: FigureLedger, _ filters: [FigureFilter]) {
        self.ledger = ledger
        self.filters = filters
    }

    package init(_ ledger: FigureLedger, _ filters: KeyValuePairs<String, String>) {
        self.init(ledger, filters.map { FigureFilter($0.key, $0.value) })
    }

    /// What is asked of `name`; empty when nothing is.
    package subscript(name: String) -> String { filters.first { $0.name == name }?.value ?? "" }

    /// Whether another period makes another number.
    package var isTimed: Bool { filters.contains { $0.value.hasPrefix("@") } }

    package func filled(for period: FigurePeriod, on today: Day) -> FigureQuery {
        FigureQuery(
            ledger,
            filters.map { filter in
                switch filter.value {
                case "@period": FigureFilter(filter.name, period.text)
                case "@year": FigureFilter(filter.name, "\(period.year)")
                case "@end": FigureFilter(filter.name, period.lastDay(on: today).text)
                default: filter
                }
            })
    }

    /// The same with one more condition, which takes the place of one of the same name.
    package func with(_ filter: FigureFilter) -> FigureQuery {
        FigureQuery(ledger, filters.filter { $0.name != filter.name } + [filter])
    }

    /// Everything of the ledger in the same time: where even that is empty there is no data yet.
    package var base: FigureQuery {
        FigureQuery(
            ledger,
            ledger.openFilter
                + filters.filter { ledger.times.contains($0.name) || ["cycle", "owner"].contains($0.name) })
    }

    /// The page with the rows; with `each`, one row for each.
    package func address(each: FigureEach? = nil) -> String {
        let all = filters.filter { !$0.value.isEmpty } + (each.map { [FigureFilter("each", $0.rawValue)] } ?? [])
        let pairs = all.map { "\(FigureQuery.encoded($0.name))=\(FigureQuery.encoded($0.value))" }
        return pairs.isEmpty ? ledger.path : "\(ledger.path)?\(pairs.joined(separator: "&"))"
    }

    private static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, 45, 46, 95, 126: encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }
}
