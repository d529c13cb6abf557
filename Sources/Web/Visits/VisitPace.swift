import Foundation
import Store
import Supervision
import Synchronization

/// How quickly one account may send; a device that was away for days still sends all it has, one after another.
enum VisitPace {
    static let perMinute = 3_000

    private static let counts = Mutex<(minute: Int, byAccount: [String: Int])>((0, [:]))

    /// Counts a request of the account in this minute; refuses one too many.
    static func count(_ call: Call) throws {
        let minute = call.services.now().milliseconds / 60_000
        let key = "\(call.services.files.folder.path)/\(call.viewer.account)"
        let isTooMany = counts.withLock { state in
            if state.minute != minute { state = (minute, [:]) }
            state.byAccount[key, default: 0] += 1
            return state.byAccount[key, default: 0] > perMinute
        }
        if isTooMany { throw VisitRefusal.tooMany }
    }
}
