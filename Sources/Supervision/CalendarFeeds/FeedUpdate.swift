/// A feed as it is told now, beside what it told before: RFC 5545 wants a sequence that grows with every change.
package struct FeedUpdate: Sendable, Equatable {
    /// By first day.
    package let events: [FeedEvent]
    /// Entries that are new or other than before.
    package let changed: [FeedEntry]
    /// Ids of duties that have been gone so long that nobody needs to be told any more.
    package let forgotten: [String]

    /// How long a duty that is gone is told as cancelled.
    package static let cancelledDays = 30

    /// `digest` hashes a duty's content.
    package init(
        _ duties: [FeedDuty], after told: [FeedEntry], at now: Instant, digest: (FeedDuty) -> String
    ) {
        let before = Dictionary(told.map { ($0.uid, $0) }, uniquingKeysWith: { first, _ in first })
        var events: [FeedEvent] = []
        var changed: [FeedEntry] = []
        var seen: Set<String> = []
        for duty in duties where seen.insert(duty.uid).inserted {
            let entry = FeedUpdate.entry(duty, digest(duty), after: before[duty.uid], at: now)
            if entry != before[duty.uid] { changed.append(entry) }
            events.append(FeedEvent(entry: entry, duty: duty))
        }
        var forgotten: [String] = []
        for old in told where !seen.contains(old.uid) {
            let entry = old.isCancelled ? old : old.cancelled(at: now)
            guard now < entry.changedAt.adding(seconds: FeedUpdate.cancelledDays * 86_400) else {
                forgotten.append(old.uid)
                continue
            }
            if entry != old { changed.append(entry) }
            events.append(FeedEvent(entry: entry, duty: nil))
        }
        self.events = events.sorted { ($0.entry.first, $0.entry.uid) < ($1.entry.first, $1.entry.uid) }
        self.changed = changed
        self.forgotten = forgotten
    }

    private static func entry(
        _ duty: FeedDuty, _ digest: String, after old: FeedEntry?, at now: Instant
    ) -> FeedEntry {
        if let old, !old.isCancelled, old.first == duty.first, old.last == duty.last, old.digest == digest {
            return old
        }
        return FeedEntry(
            uid: duty.uid, sequence: old.map { $0.sequence + 1 } ?? 0, first: duty.first, last: duty.last,
            digest: digest, changedAt: now, isCancelled: false)
    }
}

extension FeedEntry {
    fileprivate func cancelled(at now: Instant) -> FeedEntry {
        FeedEntry(
            uid: uid, sequence: sequence + 1, first: first, last: last, digest: digest, changedAt: now,
            isCancelled: true)
    }
}
