package import Supervision

/// What a visit says besides what lists show, as it lies in one column.
package struct VisitContent: Codable, Sendable, Equatable {
    package var record: String
    package var counters: Visit.Counters
    package var practice: String
    package var companions: [String]
    package let location: Visit.Location?
    package let knownFindings: [KnownFinding]

    package init(_ visit: Visit) {
        record = visit.record
        counters = visit.counters
        practice = visit.practice
        companions = visit.companions
        location = visit.location
        knownFindings = visit.knownFindings
    }
}

/// A mark with what was decided about it.
package struct VisitNote: Sendable, Equatable {
    package let mark: VisitMark
    package let decision: VisitMark.Decision
    package let reason: String
    package let decidedBy: String
    package let decidedAt: Instant?
}

/// What a device is told about a visit that it sent.
package struct VisitReceipt: Sendable, Equatable, Codable {
    package let id: VisitID
    package let number: String
    /// `unknown`, `waitingPhotos` or `stored`.
    package let state: String
    package let missing: [VisitPhotoID]
    package let marks: [VisitMark]
}
