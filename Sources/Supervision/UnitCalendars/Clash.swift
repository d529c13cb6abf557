/// Something about the days of a campaign that a unit could not well bear (时间冲突).
package struct Clash: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// The days of two campaigns fall together.
        case overlap
        /// So many days lie between two visits, fewer than there should.
        case near(days: Int)
        /// So many visits in one term, more than there should be.
        case overload(visits: Int, term: SchoolTerm)

        package var label: String {
            switch self {
            case .overlap: "时间重叠"
            case .near: "间隔过短"
            case .overload: "次数过多"
            }
        }

        package var code: String {
            switch self {
            case .overlap: "overlap"
            case .near: "near"
            case .overload: "overload"
            }
        }
    }

    package let kind: Kind
    /// The visit of the campaign that is looked at.
    package let own: CalendarEntry
    /// What it clashes with.
    package let others: [CalendarEntry]

    package init(_ kind: Kind, own: CalendarEntry, others: [CalendarEntry]) {
        self.kind = kind
        self.own = own
        self.others = others
    }

    /// What an acknowledgement is about; another day is another clash.
    package var key: String {
        let parts = ([own] + others.sorted { $0.key < $1.key }).map {
            "\($0.key)/\($0.days.from)/\($0.days.until ?? $0.days.from)"
        }
        return "\(kind.code) \(parts.joined(separator: " "))"
    }

    package var text: String {
        switch kind {
        case .overlap: "与其他督导的时间段重叠"
        case .near(let days): "与其他督导只相隔\(days)天"
        case .overload(let visits, let term): "\(term.name)共安排\(visits)次督导"
        }
    }
}

extension [CalendarEntry] {
    /// The clashes of one campaign's visits with each other entry of the same unit.
    ///
    /// Two visits whose distance is just the limit do not clash, nor does a term that has just as many as allowed.
    package func clashes(of campaign: CampaignID, limits: CalendarLimits) -> [Clash] {
        clashes(limits: limits, own: { $0.campaign == campaign }) { $1.campaign != campaign }
    }

    /// The clashes of something that is only asked for with what is known of the same unit.
    package func clashes(of entry: CalendarEntry, limits: CalendarLimits) -> [Clash] {
        (self + [entry]).clashes(limits: limits, own: { $0.key == entry.key }) { $1.key != $0.key }
    }

    /// Every clash of what lies ahead, each pair once (督导事项统筹); two inspections of one campaign are one matter.
    package func clashes(from day: Day, limits: CalendarLimits) -> [Clash] {
        var known: Set<Set<String>> = []
        return clashes(limits: limits, own: { ($0.days.until ?? $0.days.from) >= day }) {
            $0.key != $1.key && ($0.campaign == nil || $0.campaign != $1.campaign)
        }.filter { clash in
            known.insert(Set(([clash.own] + clash.others).map(\.key) + [clash.kind.code])).inserted
        }
    }

    private func clashes(
        limits: CalendarLimits, own isOwn: (CalendarEntry) -> Bool, beside: (CalendarEntry, CalendarEntry) -> Bool
    ) -> [Clash] {
        let units = Dictionary(grouping: self, by: \.organisation)
        let own = filter(isOwn).sorted { ($0.unitName, $0.key) < ($1.unitName, $1.key) }
        return own.flatMap { visit -> [Clash] in
            let others = (units[visit.organisation] ?? []).filter { beside(visit, $0) }
            return others.sorted(by: Self.before).compactMap { visit.clash(with: $0, limits) }
                + overload(visit, others, limits)
        }
    }

    private func overload(_ visit: CalendarEntry, _ others: [CalendarEntry], _ limits: CalendarLimits) -> [Clash] {
        let term = SchoolTerm(visit.days.from)
        let same = others.filter { SchoolTerm($0.days.from) == term }.sorted(by: Self.before)
        guard same.count + 1 > limits.perTerm else { return [] }
        return [Clash(.overload(visits: same.count + 1, term: term), own: visit, others: same)]
    }

    private static func before(_ left: CalendarEntry, _ right: CalendarEntry) -> Bool {
        (left.days.from, left.key) < (right.days.from, right.key)
    }
}

extension CalendarEntry {
    fileprivate func clash(with other: CalendarEntry, _ limits: CalendarLimits) -> Clash? {
        if overlaps(other) { return Clash(.overlap, own: self, others: [other]) }
        let distance = distance(to: other)
        return distance < limits.gapDays ? Clash(.near(days: distance), own: self, others: [other]) : nil
    }
}

/// Why somebody goes on all the same, and about which clashes: those whose digest the page showed.
package struct ClashAnswer: Hashable, Sendable {
    package let digest: String
    package let reason: String

    package static let limit = 500
    package static let none = ClashAnswer(digest: "", reason: "")

    package init(digest: String, reason: String) {
        self.digest = digest
        self.reason = reason.trimmed
    }

    /// Refuses unless it answers for exactly these.
    package func checked(for clashes: Int, digest: String) throws(ClashRefusal) {
        guard clashes > 0 else { return }
        guard !self.digest.isEmpty else { throw .unacknowledged(clashes) }
        guard self.digest == digest else { throw .changed }
        guard !reason.isBlank else { throw .reasonMissing }
        guard reason.count <= ClashAnswer.limit else { throw .reasonTooLong }
    }
}

/// Why a campaign does not start, or a joint visit is not planned, over its clashes.
package enum ClashRefusal: Refusal, Equatable {
    case unacknowledged(Int)
    case nothing
    case changed
    case reasonMissing
    case reasonTooLong

    package var code: String {
        switch self {
        case .unacknowledged: "clash.unacknowledged"
        case .nothing: "clash.nothing"
        case .changed: "clash.changed"
        case .reasonMissing: "clash.reasonMissing"
        case .reasonTooLong: "clash.reasonTooLong"
        }
    }

    package var kind: RefusalKind { [.reasonMissing, .reasonTooLong].contains(self) ? .invalid : .conflict }

    package var message: String {
        switch self {
        case .unacknowledged(let count): "与其他督导有\(count)处时间冲突还没有确认；请先查看，调整日期，或写明理由确认。"
        case .nothing: "目前没有时间冲突，不需要确认。"
        case .changed: "时间安排刚有变化，冲突与您看到的不同；请看过最新的再确认。"
        case .reasonMissing: "请写明为什么仍按此安排。"
        case .reasonTooLong: "理由请控制在\(ClashAnswer.limit)字以内。"
        }
    }
}
