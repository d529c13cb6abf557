import ArgumentParser
import Supervision

/// `dudao deadline`: what day the law gives, and where it says so.
struct DeadlineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deadline", abstract: "Says what day the law of a place gives, and where it says so.",
        discussion:
            "The start day does not count and nothing rolls over a holiday; working days are known to the end of 2026.")

    @Argument(help: "The rule, such as defence; --list shows them all.")
    var rule: DeadlineRuleID?

    @Option(help: "Whose rules: national, chongqing, zhejiang, shanghai or shandong.")
    var jurisdiction: Jurisdiction

    @Option(help: "The day of the event that starts the clock, such as 2021-03-08.", transform: DeadlineCommand.day)
    var from: Day?

    @Flag(help: "List all rules that hold there.")
    var list = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if list { return }
        guard rule != nil, from != nil else { throw ValidationError("Give a rule and --from, or --list.") }
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
        guard let day = Day(text) else { throw ValidationError("“\(text)” is no day such as 2021-03-08.") }
        return day
    }
}

extension DeadlineRuleID: ExpressibleByArgument {}
extension Jurisdiction: ExpressibleByArgument {}
