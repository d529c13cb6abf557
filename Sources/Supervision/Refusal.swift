/// A reason the system declines what a person asked for.
///
/// A refusal is expected, carries no secret and may be shown as it is. Anything
/// else that is thrown is a fault: it is logged whole and shown as a request id.
package protocol Refusal: Error, Sendable {
    /// A stable name that logs, tests and the API share, such as `finding.notOpen`.
    var code: String { get }
    var kind: RefusalKind { get }
    /// One or two sentences in Chinese for the person who asked: what happened and what to do next.
    var message: String { get }
}

/// What sort of refusal it is; the web layer alone decides which HTTP status that means.
package enum RefusalKind: Sendable {
    case invalid, forbidden, notFound, conflict
}
