/// How far a unit has come by today.
enum DemoFate: Int, Comparable, Sendable {
    case untouched, selfAssessing, selfAssessed, onSite, assessed, delivered, received, defended, settled, drafted
    case issued, acknowledged, planned, late, submitted, returned, verified, review, finished

    /// The forty units in the order in which they were visited: something stands at every step.
    static let all: [DemoFate] =
        Array(repeating: .finished, count: 12)
        + [.review, .verified, .verified, .returned, .submitted, .submitted, .late, .late, .planned, .planned]
        + [.acknowledged, .issued, .drafted, .drafted, .settled, .defended, .received, .received, .delivered]
        + [
            .assessed, .assessed, .onSite, .onSite, .selfAssessed, .selfAssessed, .selfAssessing, .selfAssessing,
            .untouched,
        ]

    /// Days before today on which the team was there; 0 where it has not been.
    static func daysAgo(_ place: Int) -> Int {
        switch all[place] {
        case .finished: 46 - place
        case .review, .verified, .returned, .submitted, .late: 46 - place
        case .planned, .acknowledged, .issued: 33 - (place - 20) * 2
        case .drafted, .settled: 20 - (place - 24)
        case .defended: 9
        case .received: 6
        case .delivered: 3
        case .assessed: 2
        default: 1
        }
    }

    static func < (left: DemoFate, right: DemoFate) -> Bool { left.rawValue < right.rawValue }
}
