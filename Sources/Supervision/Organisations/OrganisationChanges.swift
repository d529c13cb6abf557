extension Organisation {
    /// A new name; the code stays.
    package func renamed(_ name: String, on day: Day) throws(OrganisationRefusal) -> Organisation {
        let name = name.normalisedCell
        guard !name.isEmpty else { throw .nameMissing }
        var facts = facts
        facts.name = name
        return try changed(facts, on: day)
    }

    /// Other facts of the same category, from a day on.
    package func changed(_ facts: OrganisationFacts, on day: Day) throws(OrganisationRefusal) -> Organisation {
        guard isOpen else { throw .closed }
        guard day >= since else { throw .beforeCurrent(since) }
        guard facts.category == self.facts.category else { throw .needsNewCode }
        var next = self
        next.facts = facts
        next.since = day
        next.version += 1
        return next
    }

    /// Another category, which makes a new code; the old one is void from then on.
    ///
    /// `void` holds every code that was ever given up: none of them comes back.
    package func recoded(
        _ code: OrganisationCode, facts: OrganisationFacts, on day: Day, void: Set<OrganisationCode>
    ) throws(OrganisationRefusal) -> Organisation {
        guard isOpen else { throw .closed }
        guard day >= since else { throw .beforeCurrent(since) }
        guard code != self.code, !void.contains(code) else { throw .codeVoid(code.text) }
        var next = self
        next.code = code
        next.facts = facts
        next.facts.category = code.category
        next.since = day
        next.version += 1
        return next
    }

    /// Closed, with `day` its last; its code is never given to another.
    package func closed(on day: Day) throws(OrganisationRefusal) -> Organisation {
        guard isOpen else { throw .closed }
        guard day >= since else { throw .beforeCurrent(since) }
        var next = self
        next.closedOn = day
        next.version += 1
        return next
    }

    /// Open again, under its old code.
    package func reopened(on day: Day) throws(OrganisationRefusal) -> Organisation {
        guard let closedOn else { throw .open }
        guard day > closedOn else { throw .beforeCurrent(closedOn) }
        var next = self
        next.closedOn = nil
        next.since = day
        next.version += 1
        return next
    }
}

/// Why an organisation does not change as asked.
package enum OrganisationRefusal: Refusal, Equatable {
    case nameMissing
    case closed
    case open
    case beforeCurrent(Day)
    case needsNewCode
    case codeVoid(String)
    case relatedToItself
    case relationTwice
    /// Things that a sheet cannot decide about.
    case openMatters(Int)

    package var code: String {
        switch self {
        case .nameMissing: "organisation.nameMissing"
        case .closed: "organisation.closed"
        case .open: "organisation.open"
        case .beforeCurrent: "organisation.beforeCurrent"
        case .needsNewCode: "organisation.needsNewCode"
        case .codeVoid: "organisation.codeVoid"
        case .relatedToItself: "organisation.relatedToItself"
        case .relationTwice: "organisation.relationTwice"
        case .openMatters: "organisation.openMatters"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .nameMissing, .beforeCurrent, .codeVoid, .relatedToItself: .invalid
        case .closed, .open, .needsNewCode, .relationTwice, .openMatters: .conflict
        }
    }

    package var message: String {
        switch self {
        case .nameMissing: "请填写单位名称。"
        case .closed: "该单位已撤销，不能再变更；如已恢复办学，请先恢复。"
        case .open: "该单位并未撤销。"
        case .beforeCurrent(let day): "日期不能早于现有信息的起始日\(day.chinese)。"
        case .needsNewCode: "学校类别变更须换用新代码。"
        case .codeVoid(let code): "代码“\(code)”正在使用或已作废，不得再用。"
        case .relatedToItself: "单位不能与自身建立关系。"
        case .relationTwice: "这一关系在同一时期已经存在。"
        case .openMatters(let count): "还有\(count)项未了的问题或督导，不能从表格撤销或改隶属；请在单位页办理，逐项决定去向。"
        }
    }
}
