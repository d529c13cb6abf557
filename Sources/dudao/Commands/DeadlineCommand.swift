import ArgumentParser
import Supervision

/// `dudao deadline`: what day the law gives, and where it says so.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "按所在地法规推算期限。",
        discussion: "起算日不计入，遇节假日不顺延；工作日只在放假安排已公布的年份内推算。")

    @Argument(help: "时限规则，如 defence；--list 列出全部。")
    var rule: DeadlineRuleID?

    @Option(help: "适用地区：national chongqing zhejiang shanghai shandong。")
    var jurisdiction: Jurisdiction

    @Option(help: "起算事件发生的日期，如 2021-03-08。", transform: DeadlineCommand.day)
    var from: Day?

    @Flag(help: "列出该地区的全部时限规则。")
    var list = false

    @Flag(help: "输出 JSON。")
    var json = false

    func validate() throws {
        if list { return }
        guard rule != nil, from != nil else { throw ValidationError("请给出规则和 --from，或使用 --list。") }
    }

    func run() throws {
        if let rule, let from, !list {
            try show(rule, from: from)
        } else {
            try showAll()
        }
    }

    private func show(_ id: DeadlineRuleID, from: Day) throws {
        let rule = try Console.refusing { try Clock.rule(id, in: jurisdiction, on: from) }
        let deadline = Clock.due(rule, from: from, in: .stateCouncil)
        if json { return try Console.print(json: DeadlineAnswer(rule, deadline: deadline)) }
        let due = deadline.due?.chinese ?? deadline.state(on: from).label
        try Console.print("\(rule.name)：\(due)")
        try Console.print("\(rule.trigger.label)后\(rule.term.chinese)，\(rule.clause.text)（\(rule.source.label)）")
    }

    private func showAll() throws {
        let rules = RulePack.of(jurisdiction).rules
        if json { return try Console.print(json: DeadlineList(jurisdiction: jurisdiction, rules: rules)) }
        for rule in rules {
            try Console.print(
                "\(rule.id.rawValue)  \(rule.name)：\(rule.trigger.label)后\(rule.term.chinese)，\(rule.clause.text)")
        }
    }

    private static func day(_ text: String) throws -> Day {
        guard let day = Day(text) else { throw ValidationError("“\(text)”不是日期，应如 2021-03-08。") }
        return day
    }
}

extension DeadlineRuleID: ExpressibleByArgument {}
extension Jurisdiction: ExpressibleByArgument {}
