/// How a message on its way out stands, and what one attempt makes of it (发件箱).
package enum Delivery {
    package enum State: String, Sendable, CaseIterable {
        case queued, sending, sent, failed
        case givenUp = "given-up"
        case discarded

        package var label: String {
            switch self {
            case .queued: "等待发送"
            case .sending: "发送中"
            case .sent: "已发送"
            case .failed: "失败，将重试"
            case .givenUp: "未送达"
            case .discarded: "已丢弃"
            }
        }

        /// Whether an administrator may send it anew or drop it.
        package var isStuck: Bool { self == .failed || self == .givenUp || self == .queued }
    }

    /// What an attempt came to, with the other side's own words.
    package enum Outcome: Hashable, Sendable {
        case sent
        /// For good: nothing that is tried again can change it.
        case refused(String)
        /// For now.
        case failed(String)
        /// Not tried at all: told to stop, or too many were sent in this minute.
        case postponed(seconds: Int)
    }

    package static let mostAttempts = 8
    /// After the first attempt, the second …: the eighth comes 22 hours and 21 minutes after the first.
    package static let pauses = [60, 300, 900, 3_600, 10_800, 21_600, 43_200]
    /// A digest that could not be sent in two days is no news any more.
    package static let lifeSeconds = 2 * 86_400

    package struct Step: Hashable, Sendable {
        package let state: State
        /// Until it is tried again; 0 when it is not.
        package let pause: Int
        package let error: String
    }

    /// What follows from the attempt number `attempt`, counted from 1.
    package static func step(after outcome: Outcome, attempt: Int) -> Step {
        switch outcome {
        case .sent: Step(state: .sent, pause: 0, error: "")
        case .refused(let words): Step(state: .givenUp, pause: 0, error: words)
        case .failed(let words) where attempt >= mostAttempts:
            Step(state: .givenUp, pause: 0, error: "试了\(attempt)次都没有成功。\(words)")
        case .failed(let words): Step(state: .failed, pause: pauses[max(attempt, 1) - 1], error: words)
        case .postponed(let seconds): Step(state: .queued, pause: seconds, error: "")
        }
    }
}
