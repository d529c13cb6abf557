/// One line of the 问题清单: something that is not as it should be, whatever saw it.
package struct Finding: Hashable, Sendable {
    package let id: FindingID
    /// What people call it, such as `2026-0012`.
    package let number: String
    package let source: Source
    package let campaign: CampaignID?
    package let inspection: InspectionID?
    /// The criterion's number in the campaign's framework; empty when it came another way.
    package let criterion: String
    /// The clause that was not kept.
    package let basis: String
    /// What is wrong.
    package let problem: String
    /// What is asked for.
    package let requirement: String
    package let grade: Grade
    package let foundOn: Day
    /// At least one; the whole closes when every part has.
    package var parts: [FindingPart]

    package init(
        id: FindingID, number: String, source: Source, campaign: CampaignID? = nil, inspection: InspectionID? = nil,
        criterion: String = "", basis: String = "", problem: String, requirement: String, grade: Grade, foundOn: Day,
        parts: [FindingPart]
    ) {
        self.id = id
        self.number = number
        self.source = source
        self.campaign = campaign
        self.inspection = inspection
        self.criterion = criterion
        self.basis = basis
        self.problem = problem
        self.requirement = requirement
        self.grade = grade
        self.foundOn = foundOn
        self.parts = parts
    }

    /// What saw it.
    package enum Source: String, Hashable, Sendable, Codable, CaseIterable {
        case onSite, selfCheck, tip, monitoring, superior, visit

        package var label: String {
            switch self {
            case .onSite: "实地督导"
            case .selfCheck: "自查"
            case .tip: "举报诉求"
            case .monitoring: "监测"
            case .superior: "上级督查反馈"
            case .visit: "责任督学到校"
            }
        }

        /// As a role reads it: a unit is not told that somebody of the public has written to the office.
        package func label(for role: Role) -> String { Source.shown(to: role).contains(self) ? label : "督导室核实" }

        /// Those by which a role may ask.
        package static func shown(to role: Role) -> [Source] {
            Role.unit.contains(role) ? allCases.filter { $0 != .tip } : allCases
        }
    }

    package enum Grade: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case ordinary, serious, grave

        package var label: String {
            switch self {
            case .ordinary: "一般"
            case .serious: "较重"
            case .grave: "严重"
            }
        }

        package static func < (left: Grade, right: Grade) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
}

package typealias FindingID = Identifier<Finding>
package typealias FindingPartID = Identifier<FindingPart>

/// A file that shows something; the store keeps it by content.
package enum Evidence {}
package typealias EvidenceID = Identifier<Evidence>

extension Finding {
    /// Closed as a whole only when every part is.
    package var isClosed: Bool { !parts.isEmpty && parts.allSatisfy { $0.state == .closed } }

    /// The finding after one part has changed.
    package func replacing(_ part: FindingPart) -> Finding {
        var next = self
        next.parts = parts.map { $0.id == part.id ? part : $0 }
        return next
    }

    /// Days past the deadline of the part that is latest; nil when none is late.
    package func daysLate(on today: Day) -> Int? {
        parts.compactMap { $0.daysLate(on: today) }.max()
    }

    /// Shared out between several units, before anybody has begun to rectify.
    package func split(_ id: FindingPartID, into parts: [FindingPart]) throws(FindingRefusal) -> Finding {
        guard let place = self.parts.firstIndex(where: { $0.id == id }) else { throw .notFound }
        let old = self.parts[place]
        guard [.draft, .issued, .acknowledged].contains(old.state) else { throw .wrongState("拆分", old.state) }
        guard parts.count > 1, parts.allSatisfy({ [.draft, .issued].contains($0.state) && $0.finding == self.id })
        else {
            throw .badSplit
        }
        let rest = self.parts.filter { $0.id != id }
        guard Set((rest + parts).map(\.organisation)).count == rest.count + parts.count else { throw .badSplit }
        var next = self
        next.parts.replaceSubrange(place...place, with: parts)
        return next
    }
}
