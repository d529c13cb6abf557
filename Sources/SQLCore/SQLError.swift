/// What a database says went wrong, the same for both engines.
package enum SQLError: Error, Equatable, Sendable {
    /// The row is there already; `detail` names the constraint or columns as the engine puts it.
    case unique(detail: String)
    case foreignKey(detail: String)
    case check(detail: String)
    case notNull(detail: String)
    /// The transaction lost against another one and may be tried again.
    case conflict(detail: String)
    case noColumn(String)
    case unreadable(column: String)
    /// The database cannot be reached or opened.
    case unavailable(detail: String)
    case failed(detail: String)
    /// A migration is pending or unknown.
    case schema(detail: String)
}
