// The parts of a 年度诊断报告, each as lines that a person may edit; cells of tables stand between ｜.
extension BalanceDiagnosis {
    var facts: [String: String] {
        [
            "{地区}": place, "{年份}": "\(year)", "{标准}": standard.name, "{依据}": standard.clause, "{督导机构}": office,
            "{统计日期}": countedOn.chinese, "{数据范围}": isLockedOnly ? "只用已锁定的数据" : "全部已填的数据",
            "{结论}": conclusion, "{指标与限值}": indicators, "{历年差异系数}": years, "{与上年比较}": comparison,
            "{未达标学校}": failing, "{预警}": warnings, "{缺少的数据}": gaps, "{最省方案}": cheapest,
        ]
    }

    private var stages: [BalanceEvaluation.StageResult] { evaluation?.stages ?? [] }

    private func lines(_ lines: [String]) -> String { lines.joined(separator: "\n") }

    /// Headings only where there are several stages.
    private func byStage(_ body: (BalanceEvaluation.StageResult) -> [String]) -> String {
        lines(
            stages.enumerated().flatMap { index, stage in
                (stages.count > 1 ? ["（\(ChineseNumber.text(index + 1))）\(stage.stage.label)"] : []) + body(stage)
            })
    }

    private func row(_ cells: [String]) -> String { cells.joined(separator: " ｜ ") }

    private var conclusion: String {
        let first = "\(place)\(year)年\(standard.name)资源配置：\(verdict.label)。"
        let each = stages.map { stage in
            let count = stage.schools.count
            let uneven = stage.indicators.filter { $0.isWithin == false }
            var sentence = "\(stage.stage.label)参加评估的学校\(count)所，\(stage.verdict.label)。"
            switch standard.rule {
            case .each:
                let passing = stage.schools.count { $0.verdict == .pass }
                let failing = stage.schools.count { $0.verdict == .fail }
                let open = count - passing - failing
                sentence += "达标\(passing)所，未达标\(failing)所" + (open > 0 ? "，数据不全\(open)所" : "") + "；"
                let unknown = stage.indicators.count { $0.limit != nil && $0.isWithin == nil }
                let known = unknown > 0 ? "\(unknown)项差异系数因数据不全还不能判定，其余" : ""
                sentence +=
                    uneven.isEmpty
                    ? "\(known)没有差异系数超出限值。"
                    : "\(known)差异系数超出限值的有\(uneven.count)项：\(uneven.map { "\($0.indicator.name)\(value($0))" }.joined(separator: "、"))。"
            case .composite(let limits):
                let limit = limits[stage.stage]
                let bound = limit.map { "，限值\(BalanceText.limit($0))" } ?? ""
                let within = limit.flatMap { _ in stage.verdict == .undetermined ? nil : stage.verdict == .pass }
                sentence +=
                    "综合差异系数\(BalanceText.coefficient(stage.composite, limit: limit, isWithin: within))\(bound)。"
            }
            return sentence
        }
        return lines([first] + each)
    }

    private func value(_ found: BalanceEvaluation.IndicatorResult) -> String {
        BalanceText.coefficient(found.variation?.coefficient, limit: found.limit, isWithin: found.isWithin)
    }

    private var indicators: String {
        byStage { stage in
            let head = ["指标", "学校标准", "县域均值", "低于标准（所）", "差异系数", "限值", "判定"]
            return [row(head)]
                + stage.indicators.map { found in
                    let indicator = found.indicator
                    let least = indicator.minimum[stage.stage]
                    let below = stage.schools.count { $0.below.contains(indicator.code) }
                    let word =
                        found.limit == nil ? "不单独判定" : found.isWithin.map { $0 ? "在限值内" : "超出限值" } ?? "数据不全"
                    return row([
                        "\(indicator.name)（\(indicator.unit)）", least.map { "≥\($0.text)" } ?? "—",
                        BalanceText.mean(found.variation?.mean), least == nil ? "—" : "\(below)", value(found),
                        found.limit.map { "≤\(BalanceText.limit($0))" } ?? "—", word,
                    ])
                }
        }
    }

    private var years: String {
        let all = evaluations.keys.filter { $0 <= year }.sorted()
        guard all.count > 1 else { return "目前只有\(year)年的数据，尚不能比较历年变化。" }
        return byStage { stage in
            [row(["指标"] + all.map { "\($0)年" } + ["限值"])]
                + stage.indicators.map { found in
                    row(
                        [found.indicator.name]
                            + all.map { year in
                                let then = self.stage(stage.stage, in: year)?.indicators.first {
                                    $0.indicator.code == found.indicator.code
                                }
                                return then.map(value) ?? "—"
                            } + [found.limit.map { "≤\(BalanceText.limit($0))" } ?? "—"])
                }
        }
    }

    private var comparison: String {
        guard let earlier else { return "没有更早年份的数据，不能与上年比较。" }
        let sentences = stages.compactMap { stage -> String? in
            guard let then = self.stage(stage.stage, in: earlier) else { return nil }
            var (better, worse): ([String], [String]) = ([], [])
            for found in stage.indicators {
                let before = then.indicators.first { $0.indicator.code == found.indicator.code }?.variation?.coefficient
                guard let before, let now = found.variation?.coefficient else { continue }
                let words =
                    "\(found.indicator.name)由\(BalanceText.coefficient(before))变为\(BalanceText.coefficient(now))"
                if now < before { better.append(words) } else if now > before { worse.append(words) }
            }
            var parts = ["\(stage.stage.label)与\(earlier)年相比："]
            parts.append(better.isEmpty ? "没有差异系数缩小的指标；" : "差异系数缩小\(better.count)项，\(better.joined(separator: "，"))；")
            parts.append(worse.isEmpty ? "没有扩大的指标。" : "扩大\(worse.count)项，\(worse.joined(separator: "，"))。")
            guard case .each = standard.rule else { return parts.joined() }
            let (old, new) = (
                then.schools.count { $0.verdict == .pass }, stage.schools.count { $0.verdict == .pass }
            )
            return parts.joined() + "达标学校由\(old)所变为\(new)所。"
        }
        return sentences.isEmpty ? "没有可以比较的学段。" : lines(sentences)
    }

    /// More would make no report; 表Ⅱ-2 has all.
    private static let longest = 200

    private var failing: String {
        guard case .each = standard.rule else { return "本标准只判定差异系数，不逐校判定。" }
        guard stages.contains(where: { $0.schools.contains { $0.verdict == .fail } }) else {
            return "没有未达标的学校。"
        }
        return byStage { stage in
            let all = stage.schools.filter { $0.verdict == .fail }.sorted { $0.below.count > $1.below.count }
            guard !all.isEmpty else { return ["没有未达标的学校。"] }
            let shown = all.prefix(Self.longest).map { result in
                row([result.school.name, "\(result.school.pupils[stage.stage] ?? 0)", lacking(result, stage.stage)])
            }
            let more = all.count > Self.longest ? ["另有\(all.count - Self.longest)所未列出。"] : []
            return [row(["学校", "学生", "低于标准的指标（标准）"])] + shown + more
        }
    }

    private func lacking(_ result: BalanceEvaluation.SchoolResult, _ stage: Stage) -> String {
        standard.indicators.filter { result.below.contains($0.code) }.map { indicator in
            let least = indicator.minimum[stage]
            let share = BalanceText.share(result.school.share(indicator, in: stage), least: least)
            return "\(indicator.short)\(share)（\(least?.text ?? "")）"
        }.joined(separator: "；")
    }

    private var warnings: String {
        let all = BalanceWarning.all(
            evaluations.mapValues { BalanceStanding($0) }, year: year,
            target: BalanceWarning.target(year: year, planned: planned))
        guard !all.isEmpty else { return "没有预警。" }
        let names = Dictionary(
            stages.flatMap { $0.schools.map { ($0.school.code, $0.school.name) } }, uniquingKeysWith: { $1 })
        return lines(
            all.enumerated().map { index, warning in
                "\(index + 1).\(warning.sentence(in: standard, names: names, planned: planned))"
            })
    }

    private var gaps: String {
        let missing = evaluation?.missing ?? []
        guard !missing.isEmpty || !silent.isEmpty else { return "参加评估的学校都已填报，没有缺少的数据。" }
        var result = ["没有填报的不按0计算。缺少的数据共\(missing.count + silent.count)项。"]
        if !silent.isEmpty {
            let names = silent.prefix(30).map { "\($0.name)（\($0.stage.label)）" }.joined(separator: "、")
            result.append("没有填报在校生数的有\(names)\(silent.count > 30 ? "等" : "")，填报之前不能判定为达到。")
        }
        guard !missing.isEmpty else { return lines(result) }
        let shown = missing.prefix(50).map { gap in
            row([gap.school.name, gap.stage.label, gap.variable.label, gap.couldChange ? "可能改变结论" : "不影响结论"])
        }
        result += [row(["学校", "学段", "缺少的数据", "影响"])] + shown
        return lines(result + (missing.count > 50 ? ["只列出前50项。"] : []))
    }

    private var cheapest: String {
        guard let found = improvement else { return "没有测算最省达标方案。" }
        guard let cost = found.cost else {
            let why = found.obstacles.isEmpty ? "" : "原因：\(found.obstacles.prefix(5).joined(separator: "；"))"
            return "按所给单价和上限没有找到达标方案。\(why)"
        }
        let gap = found.gap.map { "，与下界相差\(BalanceText.decimal($0 * 100, digits: 2))%" } ?? ""
        let first =
            "按所给单价，补齐短板最少约需\(BalanceText.decimal(cost / 10_000, digits: 2))万元\(gap)；按方案补足后重新评估：\((found.after ?? .undetermined).label)。"
        let shown = found.lines.sorted { $0.cost > $1.cost }.prefix(20).map { line in
            row([
                line.name, "\(line.stage?.label ?? "")\(line.variable.label)", line.amount.text,
                BalanceText.decimal(line.cost / 10_000, digits: 2),
            ])
        }
        guard !shown.isEmpty else { return first }
        let more = found.lines.count > 20 ? ["按金额只列出前20项，共\(found.lines.count)项。"] : []
        return lines([first, row(["学校", "补充", "数量", "金额（万元）"])] + shown + more)
    }
}
