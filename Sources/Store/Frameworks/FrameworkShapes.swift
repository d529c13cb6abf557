import Supervision
import Synchronization

/// Trees that were decoded before, by the hash of their text, so that a saved answer does not cost a parsed framework.
///
/// The hash names the content, so nothing here can be out of date on any server.
enum FrameworkShapes {
    private static let limit = 64
    private static let known = Mutex<[String: FrameworkShape]>([:])

    static func shape(digest: String, content: () throws -> String) throws -> FrameworkShape {
        if let shape = known.withLock({ $0[digest] }) { return shape }
        let shape: FrameworkShape = try JSONColumn.value(try content())
        known.withLock { shapes in
            if shapes.count >= limit { shapes.removeAll() }
            shapes[digest] = shape
        }
        return shape
    }
}
