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

    /// Refuses a cycle that cannot be kept. 《教育督导条例》第十四条 asks for one comprehensive supervision of a school every
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

/// Where one unit stands in a cycle.
package enum RoundStanding: Hashable, Sendable {
    case done(Day)
    /// In a campaign of the cycle that has not come to its end.
    case underWay
    case planned(Int)
    /// Neither done nor planned.
    case left

    package init(doneOn: Day?, isUnderWay: Bool, plannedYear: Int?) {
        if let doneOn {
            self = .done(doneOn)
        } else if isUnderWay {
            self = .underWay
        } else if let plannedYear {
            self = .planned(plannedYear)
        } else {
            self = .left
        }
    }

    package var code: String {
        switch self {
        case .done: "done"
        case .underWay: "running"
        case .planned: "planned"
        case .left: "left"
        }
    }

    package var label: String {
        switch self {
        case .done: "已完成"
        case .underWay: "正在督导"
        case .planned: "已列入计划"
        case .left: "尚未安排"
        }
    }

    /// Done or being done.
    package var isCovered: Bool {
        switch self {
        case .done, .underWay: true
        case .planned, .left: false
        }
    }

    /// Planned for a year that is over.
    package func isLate(in year: Int) -> Bool {
        if case .planned(let planned) = self { planned < year } else { false }
    }
}

/// Units spread over years so that every year has about as many, the earlier ones the odd ones.
package enum RoundSpread {
    /// By code, in the order of their tickets: SHA-256 of `seed,code`, as in a draw.
    package static func plan(_ codes: [String], over years: [Int], seed: String) -> [String: Int] {
        guard !years.isEmpty else { return [:] }
        let ordered = codes.map { (code: $0, ticket: DrawTicket.of($0, seed: seed)) }
            .sorted { ($0.ticket, $0.code) < ($1.ticket, $1.code) }.map(\.code)
        let (each, rest) = (ordered.count / years.count, ordered.count % years.count)
        var plan: [String: Int] = [:]
        var next = ordered[...]
        for (index, year) in years.sorted().enumerated() {
            let part = next.prefix(each + (index < rest ? 1 : 0))
            for code in part { plan[code] = year }
            next = next.dropFirst(part.count)
        }
        return plan
    }
}

/// Why a round is not as asked.
package enum RoundRefusal: Refusal, Equatable {
    case notFound
    case nameMissing
    case yearsWrong
    case keyTaken(String)
    case closed(String)
    case yearOutside(Int, ClosedRange<Int>)
    case yearOver(Int)
    case nothingChosen
    case nothingLeft
    case unknown([String])
    case alreadyDone(String)
    case seedMissing
    case dayWrong
    case stale

    package var code: String {
        switch self {
        case .notFound: "round.notFound"
        case .nameMissing: "round.nameMissing"
        case .yearsWrong: "round.yearsWrong"
        case .keyTaken: "round.keyTaken"
        case .closed: "round.closed"
        case .yearOutside: "round.yearOutside"
        case .yearOver: "round.yearOver"
        case .nothingChosen: "round.nothingChosen"
        case .nothingLeft: "round.nothingLeft"
        case .unknown: "round.unknown"
        case .alreadyDone: "round.alreadyDone"
        case .seedMissing: "round.seedMissing"
        case .dayWrong: "round.dayWrong"
        case .stale: "round.stale"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .closed, .keyTaken, .nothingLeft, .alreadyDone, .stale: .conflict
        default: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个轮次。"
        case .nameMissing: "请填写轮次的代号和名称，各不超过60字。"
        case .yearsWrong: "起始年份请填四位数字，年数请填1至10。"
        case .keyTaken(let key): "代号“\(key)”已经用过，请换一个。"
        case .closed(let name): "“\(name)”已经结束，不能再改。"
        case .yearOutside(let year, let years): "\(year)年不在本轮（\(years.lowerBound)—\(years.upperBound)年）之内。"
        case .yearOver(let year): "\(year)年已经过去，请安排在今年或以后。"
        case .nothingChosen: "请先勾选单位。"
        case .nothingLeft: "没有尚未安排的单位。"
        case .unknown(let lines):
            "名册里没有这些单位，请核对代码或全称：\(lines.prefix(20).joined(separator: "、"))\(lines.count > 20 ? "等" : "")（共\(lines.count)行，尚未保存）。"
        case .alreadyDone(let name): "“\(name)”本轮已督导或正在督导，不必再安排。"
        case .seedMissing: "请填写种子；同样的种子得出同样的安排。"
        case .dayWrong: "请填写督导日期，且不晚于今天。"
        case .stale: "这个轮次刚被他人修改，请刷新页面后再办理。"
        }
    }
}
