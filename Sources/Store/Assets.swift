import CAssets

/// A file that travels inside the binary; its path is relative to `Sources/`.
package enum Asset {
    package static func bytes(_ path: String) -> [UInt8]? {
        contents[path].map { Array($0) }
    }

    package static func text(_ path: String) -> String? {
        contents[path].map { String(decoding: $0, as: UTF8.self) }
    }

    /// The paths below `folder`, in order.
    package static func paths(in folder: String) -> [String] {
        contents.keys.filter { $0.hasPrefix(folder + "/") }.sorted()
    }

    // The bytes are constants of the binary, which nothing ever writes to.
    nonisolated(unsafe) private static let contents: [String: UnsafeBufferPointer<UInt8>] = {
        var all: [String: UnsafeBufferPointer<UInt8>] = [:]
        for index in 0..<dudao_asset_count() {
            guard let asset = dudao_asset_at(index)?.pointee else { continue }
            all[String(cString: asset.path)] = UnsafeBufferPointer(start: asset.bytes, count: asset.size)
        }
        return all
    }()
}
