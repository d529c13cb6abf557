/// A request from above (迎检): an upper office comes to inspect, and what it wants is prepared here.
package struct Reception: Hashable, Sendable {
    package let id: ReceptionID
    package var title: String
    /// The request's own number (来文字号); empty when it came without one.
    package var documentNumber: String
    package var sender: String
    package var receivedOn: Day
    /// By when the self-report and its evidence have to be there.
    package var dueOn: Day
    /// When the upper team comes; nil while it has not said.
    package var visit: Period?
    package var note: String
    package internal(set) var state: State
    /// The self-report as it was sent up.
    package internal(set) var report: String
    package internal(set) var reportedOn: Day?
    /// Why items were missing when it was sent up.
    package internal(set) var excuse: String
    package internal(set) var receipt: Receipt?
    /// Counts changes, for optimistic locking.
    package internal(set) var version: Int

    package init(
        id: ReceptionID, title: String, documentNumber: String = "", sender: String, receivedOn: Day, dueOn: Day,
        visit: Period? = nil, note: String = "", state: State = .preparing, report: String = "",
        reportedOn: Day? = nil, excuse: String = "", receipt: Receipt? = nil, version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.documentNumber = documentNumber
        self.sender = sender
        self.receivedOn = receivedOn
        self.dueOn = dueOn
        self.visit = visit
        self.note = note
        self.state = state
        self.report = report
        self.reportedOn = reportedOn
        self.excuse = excuse
        self.receipt = receipt
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case preparing, reported, receipted, finished

        package var label: String {
            switch self {
            case .preparing: "准备中"
            case .reported: "已上报"
            case .receipted: "已收回执"
            case .finished: "已办结"
            }
        }
    }

    /// That the upper office has got it (回执): who took it, when, under which number.
    package struct Receipt: Hashable, Sendable {
        package let number: String
        package let from: String
        package let on: Day

        package init(number: String, from: String, on: Day) {
            self.number = number
            self.from = from
            self.on = on
        }
    }
}

package typealias ReceptionID = Identifier<Reception>

extension Reception {
    package static let reportLimit = 20_000

    /// Days past the deadline while nothing was sent up; nil in time.
    package func daysLate(on today: Day) -> Int? {
        state == .preparing && today > dueOn ? dueOn.distance(to: today) : nil
    }

    /// How many days too late the self-report was sent; nil in time or not yet.
    package var daysReportedLate: Int? {
        reportedOn.flatMap { $0 > dueOn ? dueOn.distance(to: $0) : nil }
    }

    /// Sent up: with a text, and with every item taken over or a word about those that are missing.
    ///
    /// `missing` are the numbers of the items that are not taken over yet.
    package func reported(
        _ text: String, missing: [String], excuse: String, on day: Day
    ) throws(ReceptionRefusal) -> Reception {
        guard state == .preparing else { throw .wrongState("上报", state) }
        guard !text.isBlank else { throw .reportEmpty }
        guard text.count <= Reception.reportLimit else { throw .reportTooLong(text.count) }
        guard missing.isEmpty || !excuse.isBlank else { throw .missing(missing) }
        guard day >= receivedOn else { throw .beforeReceived }
        var next = self
        next.state = .reported
        next.report = text.trimmed
        next.reportedOn = day
        next.excuse = missing.isEmpty ? "" : excuse.trimmed
        next.version += 1
        return next
    }

    /// The upper office has signed for it.
    package func receipted(_ receipt: Receipt, on today: Day) throws(ReceptionRefusal) -> Reception {
        guard state == .reported, let reportedOn else { throw .wrongState("登记回执", state) }
        guard !receipt.from.isBlank else { throw .receiptEmpty }
        guard receipt.on >= reportedOn, receipt.on <= today else { throw .receiptDay(reportedOn) }
        var next = self
        next.state = .receipted
        next.receipt = receipt
        next.version += 1
        return next
    }

    /// Over: the team was here and what it found stands in the ledger.
    package func finished() throws(ReceptionRefusal) -> Reception {
        guard state == .receipted else { throw .wrongState("办结", state) }
        var next = self
        next.state = .finished
        next.version += 1
        return next
    }
}
