/// What keeps a procedure from being used, with what to change.
package enum ProcedureProblem: Hashable, Sendable {
    case noSteps
    case tooManySteps(limit: Int)
    case unnamed(place: Int)
    case badCode(String)
    case codeTwice(String, [String])
    case nameTwice(String)
    case conditionOfCampaign(String)
    case conditionEmpty(String)
    case noAct(String)
    case unknownAct(String, String)
    case wrongLevel(String, StepAct)
    case actTwice(StepAct, [String])
    case actLacks(String, StepAct, needs: [StepAct])
    case unknownAfter(String, String)
    case circle([String])
    case termOutOfRange(String)
    case termWithoutEnd(String)

    package static let stepLimit = 40
    package static let termLimit = 366

    package var message: String {
        switch self {
        case .noSteps: "流程还没有环节：请至少增加一个。"
        case .tooManySteps(let limit): "环节超过\(limit)个：请合并一些环节。"
        case .unnamed(let place): "第\(place)个环节没有代码或名称：请填写。"
        case .badCode(let code): "环节代码“\(code)”不能用：请只用小写字母、数字和连字符，不超过20个。"
        case .codeTwice(let code, let names):
            "环节代码“\(code)”重复（\(ProcedureProblem.list(names))）：请给其中一个换代码。"
        case .nameTwice(let name): "有两个环节都叫“\(name)”：请改名，免得分不清。"
        case .conditionOfCampaign(let name): "“\(name)”是整个项目的环节，不能附单位条件：请去掉条件，或改为每个单位的环节。"
        case .conditionEmpty(let name): "“\(name)”只涉及部分单位，但没有写明是哪些：请填写条件，或改为涉及全部单位。"
        case .noAct(let name): "“\(name)”没有要办的事项，永远不知道何时完成：请至少勾选一项。"
        case .unknownAct(let name, let act): "“\(name)”要求的“\(act)”系统不认识：请改选列出的事项。"
        case .wrongLevel(let name, let act):
            act.level == .campaign
                ? "“\(act.label)”由整个项目办理一次，不能放在每个单位的环节“\(name)”里：请移到整个项目的环节。"
                : "“\(act.label)”由每个单位分别办理，不能放在整个项目的环节“\(name)”里：请移到每个单位的环节。"
        case .actTwice(let act, let names):
            "“\(act.label)”在\(ProcedureProblem.list(names))里都要求了：请只留一处；需要多次记录的请用“\(StepAct.stepRecord.label)”。"
        case .actLacks(let name, let act, let needs):
            "“\(name)”要求“\(act.label)”，但它之前没有“\(needs.map(\.label).joined(separator: "”或“"))”：请在前面的环节补上。"
        case .unknownAfter(let name, let code): "“\(name)”要等的环节“\(code)”不在流程里：请改选。"
        case .circle(let names): ProcedureProblem.circleText(names)
        case .termOutOfRange(let name): "“\(name)”的办理天数须在1到\(ProcedureProblem.termLimit)之间：请修改。"
        case .termWithoutEnd(let name): "“\(name)”是公示环节，须写明公示几个工作日：请填写办理天数并选工作日。"
        }
    }

    private static func list(_ names: [String]) -> String { names.map { "“\($0)”" }.joined(separator: "、") }

    private static func circleText(_ names: [String]) -> String {
        guard names.count > 1 else { return "“\(names.first ?? "")”要等它自己：请改选它等候的环节。" }
        let pairs = zip(names, names.dropFirst() + names.prefix(1)).map { "“\($0)”等“\($1)”" }
        return "环节互相等候，谁也不能开始（\(pairs.joined(separator: "，"))）：请改动其中一个等候的环节。"
    }
}

extension Procedure {
    /// Everything that keeps it from being used; empty when nothing does.
    package func check() -> [ProcedureProblem] {
        guard !steps.isEmpty else { return [.noSteps] }
        var problems: [ProcedureProblem] = []
        if steps.count > ProcedureProblem.stepLimit {
            problems.append(.tooManySteps(limit: ProcedureProblem.stepLimit))
        }
        problems += names() + steps.flatMap(check) + acts()
        if let circle { problems.append(.circle(circle.map(\.name))) } else { problems += needs() }
        return problems
    }

    /// As `check`, in words.
    package func problems() -> [String] { check().map(\.message) }

    private func names() -> [ProcedureProblem] {
        var problems: [ProcedureProblem] = []
        for (place, step) in steps.enumerated() where step.code.isBlank || step.name.isBlank {
            problems.append(.unnamed(place: place + 1))
        }
        for (code, same) in groups(\.code) where same.count > 1 && !code.isBlank {
            problems.append(.codeTwice(code, same.map(\.name)))
        }
        for (name, same) in groups(\.name) where same.count > 1 && !name.isBlank { problems.append(.nameTwice(name)) }
        return problems
    }

    /// Steps by what they have in common, in the order in which it first appears.
    private func groups(_ key: (ProcedureStep) -> String) -> [(String, [ProcedureStep])] {
        var seen: Set<String> = []
        return steps.map(key).filter { seen.insert($0).inserted }.map { value in
            (value, steps.filter { key($0) == value })
        }
    }

    private func check(_ step: ProcedureStep) -> [ProcedureProblem] {
        var problems: [ProcedureProblem] = []
        if !step.code.isBlank, !Procedure.isCode(step.code) { problems.append(.badCode(step.code)) }
        if step.level == .campaign, step.condition != nil { problems.append(.conditionOfCampaign(step.name)) }
        if step.requires.isEmpty { problems.append(.noAct(step.name)) }
        problems += step.requires.filter { $0.level != step.level }.map { .wrongLevel(step.name, $0) }
        for code in step.after ?? [] where self.step(code) == nil { problems.append(.unknownAfter(step.name, code)) }
        if let term = step.term, !(1...ProcedureProblem.termLimit).contains(term.count) {
            problems.append(.termOutOfRange(step.name))
        }
        if step.requires.contains(.publicNotice), step.term?.isWorking != true {
            problems.append(.termWithoutEnd(step.name))
        }
        return problems
    }

    private func acts() -> [ProcedureProblem] {
        StepAct.allCases.filter { !$0.isEachSteps }.compactMap { act in
            let asking = steps.filter { $0.requires.contains(act) }.map(\.name)
            return asking.count > 1 ? .actTwice(act, asking) : nil
        }
    }

    private func needs() -> [ProcedureProblem] {
        steps.enumerated().flatMap { place, step in
            let before = ancestors(of: place).flatMap { steps[$0].requires } + step.requires
            return step.requires.filter { act in !act.needs.isEmpty && !act.needs.contains(where: before.contains) }
                .map { ProcedureProblem.actLacks(step.name, $0, needs: $0.needs) }
        }
    }

    /// Codes stand in addresses and filters.
    package static func isCode(_ text: String) -> Bool {
        (1...20).contains(text.utf8.count)
            && text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}
