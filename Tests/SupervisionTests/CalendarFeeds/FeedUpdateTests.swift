import Supervision
import Testing

@Suite struct FeedUpdateTests {
    private static let start = Instant(milliseconds: 1_772_000_000_000)

    private func duty(_ uid: String, _ first: Day = "2026-03-10", _ last: Day? = nil, _ summary: String = "签收")
        -> FeedDuty
    {
        FeedDuty(uid: uid, summary: summary, path: "/findings/1", category: "整改", first: first, last: last ?? first)
    }

    private func update(_ duties: [FeedDuty], after told: [FeedEntry] = [], seconds: Int = 0) -> FeedUpdate {
        FeedUpdate(duties, after: told, at: Self.start.adding(seconds: seconds), digest: { $0.content })
    }

    @Test("What is new begins at 0; what stays is not written again; a moved day, other days or other words count on")
    func sequence() throws {
        let first = update([duty("a"), duty("b")])
        #expect(first.events.map(\.entry.sequence) == [0, 0] && first.changed.count == 2)
        let told = first.changed
        #expect(update([duty("b"), duty("a")], after: told, seconds: 60).changed.isEmpty)
        for next in [
            duty("a", "2026-03-11"), duty("a", "2026-03-10", "2026-03-11"), duty("a", "2026-03-10", nil, "整改"),
        ] {
            let moved = update([next, duty("b")], after: told, seconds: 60)
            #expect(moved.changed.map(\.sequence) == [1] && moved.changed.map(\.uid) == ["a"])
            #expect(moved.changed[0].changedAt == Self.start.adding(seconds: 60))
        }
    }

    @Test("What is gone is told as cancelled for thirty days, without its words, and comes back with a higher number")
    func cancelled() throws {
        let told = update([duty("a")]).changed
        let gone = update([], after: told, seconds: 60)
        #expect(gone.events.map(\.entry.isCancelled) == [true] && gone.events[0].duty == nil)
        #expect(gone.changed[0].sequence == 1 && gone.changed[0].first == "2026-03-10")
        let month = FeedUpdate.cancelledDays * 86_400 + 60
        let still = update([], after: gone.changed, seconds: month - 1)
        #expect(still.events.count == 1 && still.changed.isEmpty && still.forgotten.isEmpty)
        let over = update([], after: gone.changed, seconds: month)
        #expect(over.events.isEmpty && over.forgotten == ["a"])
        let back = update([duty("a")], after: gone.changed, seconds: 90)
        #expect(back.events.map(\.entry.isCancelled) == [false] && back.changed[0].sequence == 2)
    }

    @Test("The same id twice is one event, and a duty never ends before it begins")
    func doubled() {
        let update = update([duty("a"), duty("a", "2026-04-01")])
        #expect(update.events.map(\.entry.first) == ["2026-03-10"])
        #expect(duty("a", "2026-03-10", "2026-03-01").last == "2026-03-10")
    }

    @Test("Over random days a sequence never falls, every duty is told, and nothing unchanged is written")
    func property() {
        var random = SplitMix(11)
        var told: [String: FeedEntry] = [:]
        for step in 0..<300 {
            let duties = (0..<6).filter { _ in Bool.random(using: &random) }.map { number in
                duty(
                    "\(number)", ("2026-03-01" as Day).adding(days: Int.random(in: 0..<3, using: &random)))
            }
            let next = update(duties, after: Array(told.values), seconds: step * 3_600)
            #expect(Set(next.events.filter { !$0.entry.isCancelled }.map(\.entry.uid)) == Set(duties.map(\.uid)))
            for entry in next.changed {
                if let old = told[entry.uid] { #expect(entry.sequence == old.sequence + 1) }
                told[entry.uid] = entry
            }
            for uid in next.forgotten { told[uid] = nil }
            #expect(update(duties, after: Array(told.values), seconds: step * 3_600).changed.isEmpty)
        }
    }
}
