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
