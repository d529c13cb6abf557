import Foundation

/// Plans of the genre and the ways in which people and programs spoil them.
struct PlanMutation {
    private var dice: SplitMix

    init(_ seed: UInt64) {
        dice = SplitMix(seed)
    }

    /// Invented, with everything that the seeds have: table, masks, traditional characters, both halves.
    static let invented = [
        """
        云江新区教育督导室文件
        云教督〔2026〕3号
        关于印发2026年工作要点的通知
        各中小学、幼儿园：
        现将《要点》印发给你们，请认真贯彻落实。
        　　　　　　　　2026年3月8日
        2026年教育督导工作要点
        总体要求是：推动高质量发展。
        一、稳步推进督政
        [bookmark: _GoBack]1.开展政府履职评价。聚焦5个方面发力：一是落实“比照”要求；二是加强队伍建设。到2026年底基本建成体制机制。
        （一）力争5个区通过验收，抽查比例不低于30%。
        二、聚焦督學
        2.加强学前教育督导。在前三年完成75所的基础上，3月—6月底完成40所幼儿园督导评估，每月至少1次。
        　　①制定方案；②上半年自查；③11月中旬复查。
        序号\t事项\t时间
        1\t责任督学挂牌督导\t每月一次
        2\t3所学校创建\t3月下旬:第一轮视导 11月下旬:市级验收
        备注：以通知为准。
        """,
        """
        xx市202_年教育督导工作总结和202_年工作重点
        一、202_年工作总结
        (一)全力开展督导检查
        一是累计核查学校xx余所，满意度96.65%，较上年提高1.3个百分点。二是32,642人参加问卷。
        二、202_年工作重点
        (一)督政。五年一轮，每半年通报一次。
        (二)评估监测。年内完成10个样本区。
        """,
    ]

    static let seeds: [String] = {
        let folder = "/work/shared/seeds"
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        return names.compactMap { try? String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }
    }()

    mutating func text() -> String {
        let bases = Self.invented + Self.seeds
        var lines = bases[dice.below(bases.count)].split(separator: "\n", omittingEmptySubsequences: false).map(
            String.init)
        for _ in 0...dice.below(8) { spoil(&lines) }
        return lines.joined(separator: dice.below(8) == 0 ? "\r\n" : "\n")
    }

    private mutating func spoil(_ lines: inout [String]) {
        guard !lines.isEmpty else { return lines.append("1.") }
        let place = dice.below(lines.count)
        switch dice.below(16) {
        case 0: lines.remove(at: place)
        case 1: lines.swapAt(place, dice.below(lines.count))
        case 2: if place > 0 { lines[place - 1] += lines.remove(at: place) }
        case 3: split(&lines, place)
        case 4: lines.insert(lines[place], at: dice.below(lines.count))
        case 5: change(&lines[place]) { $0.isNumber || "一二三四五六七八九十".contains($0) }
        case 6: change(&lines[place]) { "（）()《》“”〔〕[]".contains($0) }
        case 7: lines[place] = marks[dice.below(marks.count)] + lines[place]
        case 8: lines[place] = insert(" 　\t\u{A0}", into: lines[place])
        case 9: lines[place] = insert("xX_—至-—～、，。：；%％", into: lines[place])
        case 10:
            lines[place] = lines[place].replacing("导", with: "導").replacing("体", with: "體").replacing("学", with: "學")
        case 11: lines[place] = String(repeating: lines[place], count: 2 + dice.below(12))
        case 12: lines.insert(contentsOf: (0..<dice.below(40)).map { deep($0) }, at: place)
        case 13: lines[place] = lines[place].replacing("。", with: "\t")
        case 14: lines[place] = numbers[dice.below(numbers.count)] + lines[place]
        default: lines[place] = lines[place].unicodeScalars.reversed().map { String($0) }.joined()
        }
    }

    private mutating func split(_ lines: inout [String], _ place: Int) {
        let line = Array(lines[place])
        let cut = dice.below(line.count + 1)
        lines[place] = String(line[..<cut])
        lines.insert(String(line[cut...]), at: place + 1)
    }

    /// Drops, doubles or replaces one of the characters that are meant.
    private mutating func change(_ line: inout String, _ isMeant: (Character) -> Bool) {
        var characters = Array(line)
        let places = characters.indices.filter { isMeant(characters[$0]) }
        guard !places.isEmpty else { return }
        let place = places[dice.below(places.count)]
        switch dice.below(3) {
        case 0: characters.remove(at: place)
        case 1: characters.insert(characters[place], at: place)
        default: characters[place] = replacements[dice.below(replacements.count)]
        }
        line = String(characters)
    }

    private mutating func insert(_ signs: String, into line: String) -> String {
        let signs = Array(signs)
        var line = Array(line)
        for _ in 0...dice.below(6) { line.insert(signs[dice.below(signs.count)], at: dice.below(line.count + 1)) }
        return String(line)
    }

    private func deep(_ level: Int) -> String { String(repeating: "（", count: level) + "\(level)）第\(level)层。" }

    private let marks = [
        "一、", "（一）", "(一)", "1.", "1．", "1、", "（1）", "①", "第一章", "第一条", "一是", "99.", "0.", "二十一、", "1.1", "1.1.1 ",
        "十、",
    ]

    private let replacements = Array("0123456789〇一两十百千万(（)）")

    private let numbers = [
        "2026年13月32日", "2月30日", "9999999999999999999所", "0所", "3月—2月", "第五轮", "99999年", "每0月一次", "前三年", "-5%",
        "1.2.3.4",
        "12月下旬至次年1月", "三百六十五", "万万万万", "一季度—四季度", "100亿亿元", "2026—2025年", "0.00000001%",
    ]
}
