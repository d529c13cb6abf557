/// A stage of a rectification that takes long (阶段目标): what is reached by when, shown by which evidence.
package struct Milestone: Hashable, Sendable, Codable {
    package let id: MilestoneID
    package let title: String
    package let dueOn: Day
    package internal(set) var state: State
    package internal(set) var reportedOn: Day?
    package internal(set) var evidence: [EvidenceID]

    package init(
        id: MilestoneID, title: String, dueOn: Day, state: State = .open, reportedOn: Day? = nil,
        evidence: [EvidenceID] = []
    ) {
        self.id = id
        self.title = title
        self.dueOn = dueOn
        self.state = state
        self.reportedOn = reportedOn
        self.evidence = evidence
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable {
        case open, reported, confirmed

        package var label: String {
            switch self {
            case .open: "未完成"
            case .reported: "已报完成"
            case .confirmed: "已确认"
            }
        }
    }

    /// Days past its day; nil while in time and once it was reported.
    package func daysLate(on today: Day) -> Int? {
        state == .open && today > dueOn ? dueOn.distance(to: today) : nil
    }
}

package typealias MilestoneID = Identifier<Milestone>

/// A stage as somebody writes it down, before anybody agreed to it.
package struct MilestonePlan: Hashable, Sendable, Codable {
    package var title: String
    package var dueOn: Day

    package init(_ title: String, dueOn: Day) {
        self.title = title
        self.dueOn = dueOn
    }

    /// How many stages a rectification has at most.
    package static let limit = 24

    /// Refuses what cannot be followed: no stage, too many, one without words, days out of order or gone by.
    package static func require(_ plans: [MilestonePlan], on today: Day) throws(RectificationRefusal) {
        guard !plans.isEmpty, plans.count <= limit else { throw .milestoneCount }
        guard plans.allSatisfy({ !$0.title.isBlank }) else { throw .milestoneUntitled }
        for (earlier, later) in zip(plans, plans.dropFirst()) where later.dueOn < earlier.dueOn {
            throw .milestonesOutOfOrder
        }
        if let first = plans.first, first.dueOn < today { throw .dayGone }
    }
}

extension FindingPart {
    package var isLongTerm: Bool { !milestones.isEmpty }

    /// Stages that the unit has not reported yet.
    package var milestonesAhead: Int { milestones.count { $0.state == .open } }
    /// Stages that the office has not confirmed yet.
    package var milestonesUnsettled: Int { milestones.count { $0.state != .confirmed } }

    /// 长期整改: the office sets the stages that are still to come; what was reached stays.
    ///
    /// The last one's day becomes the deadline of the whole.
    package func milestonesSet(
        _ coming: [Milestone], reason: String, by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        try requireOffice(actor)
        guard state.awaitsUnit else { throw FindingRefusal.wrongState("设定阶段目标", state) }
        guard !reason.isBlank else { throw FindingRefusal.noteMissing("设定阶段目标的理由") }
        try MilestonePlan.require(coming.map { MilestonePlan($0.title, dueOn: $0.dueOn) }, on: moment.on)
        var next = self
        next.milestones = milestones.filter { $0.state != .open } + coming
        guard next.milestones.count <= MilestonePlan.limit else { throw RectificationRefusal.milestoneCount }
        next.dueOn = next.milestones.map(\.dueOn).max()
        return next.noted(.milestonesSet, actor, moment, reason)
    }

    /// The unit says that a stage is reached, and shows it.
    package func milestoneReported(
        _ id: MilestoneID, _ files: [EvidenceID], note: String = "", by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        guard actor.side == .unit else { throw FindingRefusal.wrongSide("责任单位") }
        guard state == .planned || state == .returned else { throw FindingRefusal.wrongState("报阶段完成", state) }
        let place = try index(of: id, in: [.open], "报完成")
        guard !files.isEmpty else { throw FindingRefusal.evidenceMissing }
        var next = self
        next.milestones[place].state = .reported
        next.milestones[place].reportedOn = moment.on
        next.milestones[place].evidence = files
        if !submitters.contains(actor.person) { next.submitters.append(actor.person) }
        return next.noted(.milestoneReported, actor, moment, words(place, note), files)
    }

    /// Somebody else than those who handed in agrees.
    package func milestoneConfirmed(
        _ id: MilestoneID, note: String = "", by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        try requireOffice(actor)
        let place = try index(of: id, in: [.reported], "确认")
        guard !submitters.contains(actor.person) else { throw FindingRefusal.verifierSubmitted }
        var next = self
        next.milestones[place].state = .confirmed
        return next.noted(.milestoneConfirmed, actor, moment, words(place, note))
    }

    /// Not enough: the unit reports it again, with new evidence.
    package func milestoneReturned(
        _ id: MilestoneID, reason: String, by actor: FindingActor, _ moment: Moment
    ) throws -> FindingStep {
        try requireOffice(actor)
        let place = try index(of: id, in: [.reported], "退回")
        guard !submitters.contains(actor.person) else { throw FindingRefusal.verifierSubmitted }
        guard !reason.isBlank else { throw FindingRefusal.noteMissing("退回的理由") }
        var next = self
        next.milestones[place].state = .open
        next.milestones[place].reportedOn = nil
        next.milestones[place].evidence = []
        return next.noted(.milestoneReturned, actor, moment, words(place, reason))
    }

    private func index(
        of id: MilestoneID, in states: [Milestone.State], _ act: String
    ) throws(RectificationRefusal) -> Int {
        guard let place = milestones.firstIndex(where: { $0.id == id }) else { throw .noMilestone }
        guard states.contains(milestones[place].state) else { throw .milestoneState(act, milestones[place].state) }
        return place
    }

    private func words(_ place: Int, _ note: String) -> String {
        note.isBlank ? milestones[place].title : "\(milestones[place].title)：\(note)"
    }
}
