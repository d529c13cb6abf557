package import Supervision

extension FrameworkNode {
    /// Knows what the node says again, its children left out: somebody who edits it names what they saw.
    package var digest: String {
        get throws {
            var own = self
            own.children = []
            return String(sha256(try JSONColumn.text(own)).prefix(16))
        }
    }
}
