/// One dated duty of a person, as their calendar subscription (日历订阅) shows it.
package struct FeedDuty: Hashable, Sendable {
    /// Stays the same while it is the same duty, whatever day it moves to; says nothing about it.
    package let uid: String
    package let summary: String
    package let details: String
    /// Where it is done, from the site's root.
    package let path: String
    package let category: String
    package let first: Day
    package let last: Day

    package init(
        uid: String, summary: String, details: String = "", path: String, category: String, first: Day, last: Day
    ) {
        self.uid = uid
        self.summary = summary
        self.details = details
        self.path = path
        self.category = category
        self.first = first
        self.last = max(first, last)
    }

    /// Everything that a person would call a change, in one text.
    package var content: String { [summary, details, path, category].joined(separator: "\u{1}") }
}

/// What a feed told of one duty, and since when; kept without its words.
package struct FeedEntry: Hashable, Sendable {
    package let uid: String
    /// Grows whenever the duty moves, changes or goes.
    package let sequence: Int
    package let first: Day
    package let last: Day
    /// Of the duty's content.
    package let digest: String
    package let changedAt: Instant
    package let isCancelled: Bool

    package init(
        uid: String, sequence: Int, first: Day, last: Day, digest: String, changedAt: Instant, isCancelled: Bool
    ) {
        self.uid = uid
        self.sequence = sequence
        self.first = first
        self.last = last
        self.digest = digest
        self.changedAt = changedAt
        self.isCancelled = isCancelled
    }
}

/// One event of the feed: its entry, and the duty unless that is gone.
package struct FeedEvent: Hashable, Sendable {
    package let entry: FeedEntry
    package let duty: FeedDuty?
}
