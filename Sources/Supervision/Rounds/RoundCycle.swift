/// One run of a round in which every unit is supervised once (五年一轮), as an office plans it.
package struct RoundCycle: Hashable, Sendable {
    package enum State: String, Hashable, Sendable, CaseIterable {
        case open, closed

        package var label: String { self == .open ? "进行中" : "已结束" }
    }

    package let id: RoundCycleID
    /// By which campaigns name it.
    package let key: String
    package var name: String
    package var firstYear: Int
    /// How many years it takes, the first one counted.
    package var length: Int
    /// Which units of the registry it is about.
    package var filter: ScopeFilter
    package internal(set) var state: State
    package internal(set) var version: Int

    package init(
        id: RoundCycleID, key: String, name: String, firstYear: Int, length: Int = 5, filter: ScopeFilter,
        state: State = .open, version: Int = 1
    ) {
        self.id = id
        self.key = key
        self.name = name
        self.firstYear = firstYear
        self.length = length
        self.filter = filter
        self.state = state
        self.version = version
    }

    package var lastYear: Int { firstYear + length - 1 }
    package var years: ClosedRange<Int> { firstYear...max(firstYear, lastYear) }
    package var campaignRound: CampaignRound { CampaignRound(key: key, name: name) }
    package var text: String { "\(firstYear)—\(lastYear)年" }

    /// Refuses a cycle that cannot be kept.
    ///
    /// 《教育督导条例》第十四条 asks for one comprehensive supervision of a school every
    /// three to five years; shorter and longer rounds are an office's own affair, up to ten.
    package func checked() throws(RoundRefusal) -> RoundCycle {
        guard !key.isBlank, key.count <= 60, !name.isBlank, name.count <= 60 else { throw .nameMissing }
        guard (1990...2190).contains(firstYear), (1...10).contains(length) else { throw .yearsWrong }
        return self
    }

    /// Ended, so that nothing more is planned in it.
    package func closed() throws(RoundRefusal) -> RoundCycle {
        guard state == .open else { throw .closed(name) }
        var next = self
        next.state = .closed
        next.version += 1
        return next
    }

    /// The cycle after this one, about the same units.
    package func following(id: RoundCycleID, key: String, name: String) throws(RoundRefusal) -> RoundCycle {
        guard key != self.key else { throw .keyTaken(key) }
        return try RoundCycle(
            id: id, key: key, name: name, firstYear: lastYear + 1, length: length, filter: filter
        ).checked()
    }
}

package typealias RoundCycleID = Identifier<RoundCycle>
