import SQLCore

/// Values as libpq takes them: an array of C strings, NULL for null.
enum PostgresParameters {
    /// Calls `body` with the array, which ends with a NULL of its own if `ending`.
    static func with<Result>(
        _ values: [SQLValue], ending: Bool = false, _ body: (UnsafePointer<UnsafePointer<CChar>?>?) -> Result
    ) -> Result {
        var bytes: [CChar] = []
        var offsets: [Int?] = []
        for value in values {
            guard let text = value.wire else {
                offsets.append(nil)
                continue
            }
            offsets.append(bytes.count)
            bytes.append(contentsOf: text.utf8.lazy.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }
        if ending { offsets.append(nil) }
        return bytes.withUnsafeBufferPointer { buffer in
            let pointers = offsets.map { offset in
                offset.flatMap { buffer.baseAddress?.advanced(by: $0) }
            }
            return pointers.withUnsafeBufferPointer { body($0.baseAddress) }
        }
    }
}

extension SQLValue {
    /// The text form the server reads; its type is the one the server infers for the place.
    fileprivate var wire: String? {
        switch storable {
        case .null: nil
        case .integer(let number): String(number)
        case .real(let number): String(number)
        case .bool(let flag): flag ? "true" : "false"
        case .text(let text): text
        }
    }
}
