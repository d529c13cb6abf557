import Foundation
import Supervision

/// The machine's clock; read here and nowhere below.
enum MachineClock {
    static func now() -> Instant {
        Instant(milliseconds: Int(Date().timeIntervalSince1970 * 1_000))
    }
}
