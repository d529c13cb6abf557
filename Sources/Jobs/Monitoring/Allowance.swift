/// How long a search may still go on.
struct Allowance: Sendable {
    private let began = ContinuousClock.now
    private let seconds: Double
    private let isCancelled: @Sendable () -> Bool

    init(seconds: Double, isCancelled: @escaping @Sendable () -> Bool) {
        self.seconds = seconds
        self.isCancelled = isCancelled
    }

    var elapsed: Double { (ContinuousClock.now - began) / .seconds(1) }

    var remaining: Double { max(0, seconds - elapsed) }

    var isOver: Bool { remaining <= 0 || isCancelled() }
}
