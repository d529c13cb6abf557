/// Why a campaign would not change.
package enum CampaignRefusal: Refusal, Equatable {
    case notFound
    case wrongState(String, Campaign.State)
    case invalid([String])
    case frameEmpty
    case seedMissing
    case frameChanged
    case teamsMissing(Int)
    case unfinished(Int)

    package var code: String {
        switch self {
        case .notFound: "campaign.notFound"
        case .wrongState: "campaign.wrongState"
        case .invalid: "campaign.invalid"
        case .frameEmpty: "campaign.frameEmpty"
        case .seedMissing: "campaign.seedMissing"
        case .frameChanged: "campaign.frameChanged"
        case .teamsMissing: "campaign.teamsMissing"
        case .unfinished: "campaign.unfinished"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .invalid, .frameEmpty, .seedMissing: .invalid
        case .wrongState, .frameChanged, .teamsMissing, .unfinished: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有这个督导项目。"
        case .wrongState(let act, let state): "项目“\(state.label)”，不能\(act)。"
        case .invalid(let problems): problems.joined()
        case .frameEmpty: "范围内没有单位，名单不能为空；请放宽范围条件。"
        case .seedMissing: "请填写公开的随机种子。"
        case .frameChanged: "名单的校验值与公布的不一致，不能抽取。"
        case .teamsMissing(let count): "还有\(count)个单位没有督导组。"
        case .unfinished(let count): "还有\(count)个单位没有走完流程。"
        }
    }
}

extension Campaign {
    /// What keeps the draft from going on, in Chinese.
    package func problems() -> [String] {
        var problems = procedure.problems()
        if name.isBlank { problems.append("请填写项目名称。") }
        if endsOn < startsOn { problems.append("结束日不能早于开始日。") }
        if manner == .unannounced, let step = procedure.warning {
            problems.append(UnannouncedRefusal.warned(step.name).message)
        }
        if strata.isEmpty { problems.append("请至少设定一个范围层。") }
        if Set(strata.map(\.name)).count < strata.count || strata.contains(where: { $0.name.isBlank }) {
            problems.append("范围层要有互不相同的名称。")
        }
        return problems
    }

    /// Freezes the frame and publishes its hash, before any seed.
    package func framed(hash: String, size: Int, by person: PersonID, on day: Day) throws(CampaignRefusal) -> Campaign {
        guard state == .draft else { throw .wrongState("冻结名单", state) }
        let problems = problems()
        guard problems.isEmpty else { throw .invalid(problems) }
        guard size > 0, !hash.isBlank else { throw .frameEmpty }
        return next(.framed, person, day, hash) { $0.frameHash = hash }
    }

    /// Drawn with a public seed from the very frame whose hash was published.
    package func drawn(
        seed: String, frameHash: String, by person: PersonID, on day: Day
    ) throws(CampaignRefusal) -> Campaign {
        guard state == .framed else { throw .wrongState("抽取", state) }
        guard !seed.isEmpty else { throw .seedMissing }
        guard frameHash == self.frameHash else { throw .frameChanged }
        return next(.drawn, person, day, seed) { $0.seed = seed }
    }

    /// Begins once every unit has its team.
    package func started(unitsWithoutTeam: Int, by person: PersonID, on day: Day) throws(CampaignRefusal) -> Campaign {
        guard state == .drawn else { throw .wrongState("启动", state) }
        guard unitsWithoutTeam == 0 else { throw .teamsMissing(unitsWithoutTeam) }
        return next(.running, person, day)
    }

    package func finished(unitsUnfinished: Int, by person: PersonID, on day: Day) throws(CampaignRefusal) -> Campaign {
        guard state == .running else { throw .wrongState("结束", state) }
        guard unitsUnfinished == 0 else { throw .unfinished(unitsUnfinished) }
        return next(.finished, person, day)
    }

    /// After a step of the campaign's own part of the procedure.
    package func moved(_ progress: ProcedureState) -> Campaign {
        var next = self
        next.progress = progress
        next.version += 1
        return next
    }

    private func next(
        _ state: State, _ person: PersonID, _ day: Day, _ note: String = "",
        _ change: (inout Campaign) -> Void = { _ in }
    ) -> Campaign {
        var next = self
        next.state = state
        next.history.append(HistoryEntry(state, by: person, on: day, note: note))
        next.version += 1
        change(&next)
        return next
    }
}
