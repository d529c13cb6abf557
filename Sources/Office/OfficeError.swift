/// Why a file could not be read or written, told to the person who brought it.
package protocol OfficeError: Error, Sendable {
    /// A stable name for logs and tests, such as `spreadsheet.damaged`.
    var code: String { get }
    /// One or two sentences in Chinese: what is wrong with the file and what to do.
    var message: String { get }
}
