/// A figure where it stands: a number or a mask, its unit, what it counts, and the words around it that say how.
struct PlanQuantity {
    var value: Points?
    var unit: String
    var of: String
    /// The figure with its unit and what follows it that names what it counts.
    var range: Range<Int>
    /// The figure and its unit alone.
    var core: Range<Int>
    var comparison: PlanTarget.Comparison
    var isApproximate: Bool
    var isChinese: Bool
    var period: PlanTarget.Period?
    /// 提高1.3个百分点: how much it moved, not where it stands.
    var isChange = false
    var confidence = 100
}

/// Finds figures in a run of glyphs.
struct PlanQuantities {
    private let text: PlanText
    private let range: Range<Int>
    private(set) var found: [PlanQuantity] = []

    /// `taken` gives the end of a time or a name that begins at a place and holds no figures.
    init(_ text: PlanText, in range: Range<Int>, taken: (Int) -> Int?) {
        self.text = text
        self.range = range
        var index = range.lowerBound
        while index < range.upperBound {
            if let round = round(at: index) {
                found.append(round)
                index = round.range.upperBound
            } else if let end = taken(index) {
                index = max(end, index + 1)
            } else if let coverage = coverage(at: index) {
                found.append(coverage)
                index = coverage.range.upperBound
            } else if let figure = figure(at: index) {
                if isWanted(figure) { found.append(figure) }
                index = figure.core.upperBound
            } else {
                index += skip(index)
            }
        }
    }

    /// Numbers that are no figures are passed over as a whole, so that their ends are not read as others.
    private func skip(_ index: Int) -> Int {
        guard let number = text.number(at: index, before: range.upperBound) else { return 1 }
        return max(1, number.end - index)
    }

    // MARK: Forms

    private func figure(at index: Int) -> PlanQuantity? {
        let limit = range.upperBound
        if let share = hundredths(at: index) { return share }
        let number = text.number(at: index, before: limit)
        guard let end = number?.end ?? text.mask(at: index, before: limit), !isOrdinal(index) else { return nil }
        var unitStart = end
        var isVague = number?.isApproximate ?? true
        if number == nil, text.isOne(of: "余多几", at: end) { unitStart += 1 }
        if text.starts("以上", at: unitStart) || text.starts("左右", at: unitStart) { unitStart += 2 }
        guard let unit = PlanMeasures.all.match(text, at: unitStart, before: limit) else { return nil }
        // xx市 is a place whose name was taken out.
        if number == nil, PlanMeasures.places.contains(unit.meaning) { return nil }
        var (value, name) = (number?.value, unit.meaning)
        var close = unit.end
        if let factor = PlanMeasures.factors[name], let multiplied = value.flatMap({ Points(scaling: $0, by: factor) })
        {
            // 3.2万人 is a number of persons, 34.48万元 stays as it is.
            guard let inner = PlanMeasures.all.match(text, at: unit.end, before: limit),
                PlanMeasures.factors[inner.meaning] == nil
            else { return nil }
            (value, name, close) = (multiplied, inner.meaning, inner.end)
        }
        if text.starts("左右", at: close) || text.starts("上下", at: close) {
            isVague = true
            close += 2
        }
        var result = PlanQuantity(
            value: value, unit: name, of: "", range: index..<close, core: index..<close, comparison: .equal,
            isApproximate: isVague || isVagueBefore(index), isChinese: number?.isChinese ?? true)
        if unitStart > end, text.starts("以上", at: end) { result.comparison = .atLeast }
        PlanQuantityWords(text, range).complete(&result)
        return result
    }

    /// 百分之三十, 三成.
    private func hundredths(at index: Int) -> PlanQuantity? {
        guard text.starts("百分之", at: index), let number = text.number(at: index + 3, before: range.upperBound) else {
            return nil
        }
        var result = PlanQuantity(
            value: number.value, unit: "%", of: "", range: index..<number.end, core: index..<number.end,
            comparison: .equal,
            isApproximate: number.isApproximate, isChinese: true)
        PlanQuantityWords(text, range).complete(&result)
        return result
    }

    /// 五年一轮.
    private func round(at index: Int) -> PlanQuantity? {
        guard let (period, end) = text.period(at: index, before: range.upperBound), period.unit == .year,
            period.count > 1
        else { return nil }
        var close = end
        if text.isOne(of: "一1", at: end) { close += 1 }
        guard close > end, let unit = PlanMeasures.all.match(text, at: close, before: range.upperBound) else {
            return nil
        }
        return PlanQuantity(
            value: Points(1), unit: unit.meaning, of: "", range: index..<unit.end, core: index..<unit.end,
            comparison: .equal,
            isApproximate: false, isChinese: false, period: period)
    }

    /// 义务教育学校督导全覆盖: every one of them.
    private func coverage(at index: Int) -> PlanQuantity? {
        guard text.starts("全覆盖", at: index), !text.isOne(of: "“\"", at: index - 1) else { return nil }
        let of = PlanQuantityWords(text, range).covered(before: index)
        if of.isEmpty, text.isOne(of: "、", at: index - 1) { return nil }
        return PlanQuantity(
            value: Points(100), unit: "%", of: text.folded(of), range: of.lowerBound..<index + 3,
            core: index..<index + 3, comparison: .equal,
            isApproximate: false, isChinese: false, confidence: of.isEmpty ? 70 : 85)
    }

    // MARK: What is no figure

    private func isOrdinal(_ index: Int) -> Bool {
        text.isOne(of: "第〔[届零", at: index - 1)
            || text.isOne(of: "十百千万亿", at: index - 1) && text.number(at: index - 1, before: range.upperBound) != nil
    }

    private func isVagueBefore(_ index: Int) -> Bool {
        text.isOne(of: "约近逾超上", at: index - 1) && !text.starts("以上", at: index - 2) && !text.starts("集约", at: index - 2)
            && !text.starts("附近", at: index - 2) || text.starts("大概", at: index - 2) || text.starts("左右", at: index - 2)
    }

    /// One thing in Chinese is an article, and slogans count in Chinese: both are no figures unless the words around say so.
    private func isWanted(_ figure: PlanQuantity) -> Bool {
        if PlanQuantityWords(text, range).announces(figure) { return false }
        guard figure.isChinese else { return true }
        if figure.unit == "%" || figure.period != nil || figure.comparison != .equal { return true }
        if figure.value == Points(1) { return false }
        return PlanMeasures.concrete.contains(figure.unit) && !isSlogan(figure)
    }

    private func isSlogan(_ figure: PlanQuantity) -> Bool {
        text.isOne(of: "“\"", at: figure.core.lowerBound - 1) || text.isOne(of: "”\"", at: figure.core.upperBound)
            || figure.unit == "个" && figure.of.isEmpty
    }
}

extension Points {
    /// `points` times a whole number; nil beyond what fits.
    init?(scaling points: Points, by factor: Int) {
        let (product, overflow) = points.scaled.multipliedReportingOverflow(by: factor)
        guard !overflow, abs(product) <= 1_000_000_000 * Points.scale else { return nil }
        self.init(scaled: product)
    }
}
