/// How much of a table is taken before it is refused, so that no file can exhaust the server.
package struct SpreadsheetLimits: Sendable, Equatable {
    /// Rows that hold anything.
    package var rows: Int
    /// The last column that may hold anything.
    package var columns: Int
    package var cellCharacters: Int
    /// Bytes of one part of the workbook after unpacking.
    package var unpackedBytes: Int
    /// Bytes of the workbook's distinct texts, which are held in memory.
    package var sharedTextBytes: Int

    /// What Excel itself allows; for conversion.
    package static let excel = SpreadsheetLimits(
        rows: 1_048_576, columns: 16_384, cellCharacters: 32_767, unpackedBytes: 1 << 30, sharedTextBytes: 128 << 20)

    /// What an import takes.
    package static let imports = SpreadsheetLimits(
        rows: 200_000, columns: 256, cellCharacters: 32_767, unpackedBytes: 1 << 30, sharedTextBytes: 64 << 20)

    /// A part above this size must not be packed better than `ratio`.
    static let ratioFloor = 32 << 20
    /// Sheets of equal rows reach some 40; a bomb reaches 1,000.
    static let ratio = 200
}
