/// The names of a result's columns, shared by its rows.
package final class SQLColumns: Sendable {
    package let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }

    /// Searched, not looked up: a result has few columns, and most rows are read by position.
    package func position(of name: String) -> Int? { names.firstIndex(of: name) }
}

/// One row of a result.
package struct SQLRow: Sendable {
    package let columns: SQLColumns
    package let values: [SQLValue]

    package init(columns: SQLColumns, values: [SQLValue]) {
        self.columns = columns
        self.values = values
    }

    /// The value at `position`, counted from 0; the quick way, for lists.
    package func get<Value: SQLConvertible>(_ position: Int) throws -> Value {
        guard values.indices.contains(position) else { throw SQLError.noColumn("\(position)") }
        guard let value = Value(sqlValue: values[position]) else {
            throw SQLError.unreadable(column: columns.names[position])
        }
        return value
    }

    /// As `get`, but nil for NULL.
    package func get<Value: SQLConvertible>(_ position: Int) throws -> Value? {
        guard values.indices.contains(position) else { throw SQLError.noColumn("\(position)") }
        if case .null = values[position] { return nil }
        return try get(position) as Value
    }

    package func get<Value: SQLConvertible>(_ name: String) throws -> Value {
        try get(position(of: name))
    }

    package func get<Value: SQLConvertible>(_ name: String) throws -> Value? {
        try get(position(of: name))
    }

    private func position(of name: String) throws -> Int {
        guard let position = columns.position(of: name) else { throw SQLError.noColumn(name) }
        return position
    }
}
