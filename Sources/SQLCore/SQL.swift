/// A statement whose words are fixed at compile time and whose values are always bound.
///
/// Its literal parts are `StaticString`, so a text that came from outside can never become SQL:
/// `"SELECT name FROM account WHERE login = \(login)"` binds `login`.
package struct SQL: Sendable {
    /// The statement with `marker` where a value goes.
    private let template: [UInt8]
    package let values: [SQLValue]

    private static let marker: UInt8 = 1

    fileprivate init(template: [UInt8], values: [SQLValue]) {
        self.template = template
        self.values = values
    }

    /// The statement as `dialect` wants it: `?` for SQLite, `$1`, `$2` … for PostgreSQL.
    package func text(for dialect: SQLDialect) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(template.count + values.count * 3)
        var number = 0
        for byte in template {
            guard byte == SQL.marker else {
                bytes.append(byte)
                continue
            }
            number += 1
            switch dialect {
            case .sqlite: bytes.append(UInt8(ascii: "?"))
            case .postgres:
                bytes.append(UInt8(ascii: "$"))
                bytes.append(contentsOf: String(number).utf8)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The statements one after another, with `separator` between them; empty for no parts.
    package static func joined(_ parts: [SQL], separator: StaticString) -> SQL {
        var template: [UInt8] = []
        var values: [SQLValue] = []
        for (index, part) in parts.enumerated() {
            if index > 0 { separator.withUTF8Buffer { template.append(contentsOf: $0) } }
            template.append(contentsOf: part.template)
            values.append(contentsOf: part.values)
        }
        return SQL(template: template, values: values)
    }

    /// A table's or column's name out of a migration or the database's own catalogue; never from a person.
    package static func identifier(_ name: String) -> SQL {
        SQL(template: Array("\"\(name.filter { $0 != "\"" && $0 != "\u{1}" })\"".utf8), values: [])
    }

    /// Statement text read from a migration file; never from a person.
    package static func migration(_ text: String) -> SQL {
        SQL(template: Array(text.utf8), values: [])
    }
}

extension SQL: ExpressibleByStringInterpolation {
    package init(stringLiteral value: StaticString) {
        template = value.withUTF8Buffer { Array($0) }
        values = []
    }

    package init(stringInterpolation: Interpolation) {
        template = stringInterpolation.template
        values = stringInterpolation.values
    }

    package struct Interpolation: StringInterpolationProtocol {
        fileprivate var template: [UInt8] = []
        fileprivate var values: [SQLValue] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            template.reserveCapacity(literalCapacity + interpolationCount)
            values.reserveCapacity(interpolationCount)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { template.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ value: some SQLConvertible) {
            bind(value.sqlValue)
        }

        package mutating func appendInterpolation<Value: SQLConvertible>(_ value: Value?) {
            bind(value?.sqlValue ?? .null)
        }

        package mutating func appendInterpolation(value: SQLValue) {
            bind(value)
        }

        /// Another piece of SQL, with its own values.
        package mutating func appendInterpolation(_ part: SQL) {
            template.append(contentsOf: part.template)
            values.append(contentsOf: part.values)
        }

        /// `IN (\(list: ids))`; an empty list becomes NULL, which nothing equals.
        package mutating func appendInterpolation(list: [some SQLConvertible]) {
            guard !list.isEmpty else { return template.append(contentsOf: "NULL".utf8) }
            for (index, value) in list.enumerated() {
                if index > 0 { template.append(UInt8(ascii: ",")) }
                bind(value.sqlValue)
            }
        }

        private mutating func bind(_ value: SQLValue) {
            template.append(SQL.marker)
            values.append(value)
        }
    }
}
