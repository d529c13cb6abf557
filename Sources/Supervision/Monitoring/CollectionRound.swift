/// One collection (采集轮次): a form, for whom, as of when, due when.
package struct CollectionRound: Hashable, Sendable {
    package let id: CollectionRoundID
    package var title: String
    /// Figures belong to a unit and a year, so that another round of the year finds them there.
    package var year: Int
    /// The form's code and version, such as `school-balance/1`.
    package var form: String
    package var referenceOn: Day
    package var dueOn: Day
    package internal(set) var state: State
    package internal(set) var version: Int

    package init(
        id: CollectionRoundID, title: String, year: Int, form: String, referenceOn: Day, dueOn: Day,
        state: State = .open, version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.form = form
        self.referenceOn = referenceOn
        self.dueOn = dueOn
        self.state = state
        self.version = version
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, closed

        package var label: String { self == .open ? "采集中" : "已结束" }
    }
}

package typealias CollectionRoundID = Identifier<CollectionRound>

extension CollectionRound {
    /// Over: nothing is filled in any more, and what was not locked stays as it is.
    package func closed() throws(CollectionRefusal) -> CollectionRound {
        guard state == .open else { throw .roundClosed }
        return moved(to: .closed)
    }

    package func reopened() throws(CollectionRefusal) -> CollectionRound {
        guard state == .closed else { throw .roundOpen }
        return moved(to: .open)
    }

    private func moved(to state: State) -> CollectionRound {
        var next = self
        next.state = state
        next.version += 1
        return next
    }
}
