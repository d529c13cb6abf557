/// Reads the checks of a form: one line may stand for each stage that its variables are counted in.
struct CheckReader {
    let items: [CollectionItem]

    func read(
        _ code: String, _ kind: String, _ rule: String, _ title: String
    ) throws(ValueProblem) -> [ValueCheck] {
        let words = names(in: rule)
        for word in words where stages(of: word).isEmpty && items.allSatisfy({ $0.key != word }) {
            throw ValueProblem("校核“\(code)”里的“\(word)”不是数据项")
        }
        let ofStage = words.filter { !stages(of: $0).isEmpty }
        // A rule about a shared figure per pupil is one rule; any other one about figures of stages is one per stage.
        let isPerPupil = kind == "离群" || kind == "单位"
        guard let first = ofStage.first, !isPerPupil || ofStage.contains(words[0]) else {
            return [ValueCheck(code: code, title: title, rule: try made(kind, rule, nil))]
        }
        var checks: [ValueCheck] = []
        for stage in stages(of: first) where ofStage.allSatisfy({ stages(of: $0).contains(stage) }) {
            checks.append(
                ValueCheck(
                    code: "\(code).\(stage.rawValue)", title: "\(stage.label)\(title)",
                    rule: try made(kind, rule, stage)))
        }
        return checks
    }

    private func made(_ kind: String, _ rule: String, _ stage: Stage?) throws(ValueProblem) -> ValueCheck.Rule {
        switch kind {
        case "关系": return .relation(try relation(rule, stage))
        case "变化":
            let parts = rule.split(separator: " ").map(String.init)
            guard parts.count == 2, let percent = Int(parts[1]), (0...10_000).contains(percent) else {
                throw ValueProblem("“\(rule)”应为“编码 百分数”")
            }
            return .change(key: key(parts[0], stage), percent: percent)
        case "离群", "单位":
            let parts = rule.split(separator: "/").map { $0.filter { $0 != " " } }
            guard let of = parts.first else { throw ValueProblem("校核内容不能为空") }
            let by = parts.count > 1 ? per(parts[1], stage) : []
            return kind == "离群" ? .outlier(of: key(of, stage), per: by) : .unit(of: key(of, stage), per: by)
        default: throw ValueProblem("校核类型“\(kind)”看不懂")
        }
    }

    private func relation(_ text: String, _ stage: Stage?) throws(ValueProblem) -> ValueRelation {
        let words = text.split(separator: " ").map(String.init)
        guard let place = words.firstIndex(where: { ValueRelation.Comparison(rawValue: $0) != nil }),
            let comparison = ValueRelation.Comparison(rawValue: words[place])
        else { throw ValueProblem("“\(text)”里没有 =、<= 或 >=") }
        return ValueRelation(
            terms(words[..<place], stage), comparison, terms(words[(place + 1)...], stage))
    }

    private func terms(_ words: ArraySlice<String>, _ stage: Stage?) -> [ValueRelation.Term] {
        var (terms, sign): ([ValueRelation.Term], Int) = ([], 1)
        for word in words {
            if word == "+" { sign = 1; continue }
            if word == "-" { sign = -1; continue }
            if let number = Int(word), number.magnitude <= 1_000_000_000 {
                terms.append(.init(sign * number, nil))
            } else {
                let parts = word.split(separator: "*").map(String.init)
                let factor = parts.count == 2 ? min(max(Int(parts[0]) ?? 1, -100_000), 100_000) : 1
                terms.append(.init(sign * factor, key(parts.last ?? word, stage)))
            }
        }
        return terms
    }

    /// Of its stage, or of all stages where the rule has none.
    private func per(_ code: String, _ stage: Stage?) -> [String] {
        let all = items.filter { $0.variable.code == code }.map(\.key)
        guard let stage, all.contains(RecordedValues.key(code, stage)) else { return all.isEmpty ? [code] : all }
        return [RecordedValues.key(code, stage)]
    }

    private func key(_ code: String, _ stage: Stage?) -> String {
        stages(of: code).isEmpty ? code : RecordedValues.key(code, stage)
    }

    private func stages(of code: String) -> [Stage] {
        items.filter { $0.variable.code == code }.compactMap(\.stage)
    }

    private func names(in rule: String) -> [String] {
        rule.split { " +-/".contains($0) }.map { String($0.split(separator: "*").last ?? $0) }
            .filter { Int($0) == nil && ValueRelation.Comparison(rawValue: $0) == nil }
    }
}
