extension DrawRecord {
    /// What is wrong with the record, found by drawing again from its own frame and seed; empty when it holds.
    package func problems() -> [DrawProblem] {
        guard algorithm == Draw.algorithm else { return [.algorithm(algorithm)] }
        let again: DrawRecord
        do {
            again = try redrawn()
        } catch {
            return [.impossible(error.message)]
        }
        return frameProblems(again) + ticketProblems(again) + strataProblems(again)
    }

    /// The record that the frame, the strata, the rules and the seed named here really give.
    private func redrawn() throws(DrawRefusal) -> DrawRecord {
        let only = strata.count == 1 ? strata[0].name : nil
        var units: [DrawFrame.Unit] = []
        for id in frame {
            guard let stratum = stratumOf?[id] ?? only else { throw .noStratum(id) }
            units.append(.init(id: id, stratum: stratum))
        }
        var drawn: [DrawStratum] = []
        for stratum in strata {
            let text = rules?[stratum.name] ?? rule
            guard let rule = DrawRule(text) else { throw .unknownRule(text) }
            drawn.append(DrawStratum(name: stratum.name, rule: rule))
        }
        let checked = try DrawFrame(units, excluded: excluded ?? [], chosen: chosen ?? [])
        return try Draw(frame: checked, strata: drawn, seed: seed).record()
    }

    private func frameProblems(_ again: DrawRecord) -> [DrawProblem] {
        var problems: [DrawProblem] = []
        if let changed = zip(frame, again.frame).first(where: { !$0.utf8.elementsEqual($1.utf8) }) {
            problems.append(.blanks(changed.0))
        }
        if size != again.size { problems.append(.size(stated: size, actual: again.size)) }
        if frameHash != again.frameHash { problems.append(.frameHash(stated: frameHash, actual: again.frameHash)) }
        return problems
    }

    private func ticketProblems(_ again: DrawRecord) -> [DrawProblem] {
        let wrong = again.frame.filter { tickets[$0] != again.tickets[$0] }.map(DrawProblem.ticket)
        let strange = tickets.keys.filter { again.tickets[$0] == nil }.sorted(by: DrawTicket.precedes)
        return wrong + strange.map(DrawProblem.strangeTicket)
    }

    private func strataProblems(_ again: DrawRecord) -> [DrawProblem] {
        var problems = zip(strata, again.strata).filter { $0.0 != $0.1 }
            .map { DrawProblem.stratum($0.0.name) }
        if selected != again.selected {
            let stated = Set(selected)
            let actual = Set(again.selected)
            problems += again.selected.filter { !stated.contains($0) }.map(DrawProblem.missing)
            problems += selected.filter { !actual.contains($0) }.map(DrawProblem.notDrawn)
            if stated == actual { problems.append(DrawProblem.order) }
        }
        return problems
    }
}

/// One thing in a record that does not follow from its frame and seed.
package enum DrawProblem: Hashable, Sendable {
    case algorithm(String)
    case impossible(String)
    case blanks(String)
    case size(stated: Int, actual: Int)
    case frameHash(stated: String, actual: String)
    case ticket(String)
    case strangeTicket(String)
    case stratum(String)
    case missing(String)
    case notDrawn(String)
    case order

    package var message: String {
        switch self {
        case .algorithm(let name): "不认识的抽取算法“\(name)”。"
        case .impossible(let reason): "按记录无法重新抽取：\(reason)"
        case .blanks(let id): "名单中的“\(id)”首尾有空格或不可见字符。"
        case .size(let stated, let actual): "记录的单位数为\(stated)，名单实有\(actual)个。"
        case .frameHash(let stated, let actual): "名单摘要应为\(actual)，记录为\(stated)。"
        case .ticket(let id): "“\(id)”的签号与种子不符。"
        case .strangeTicket(let id): "“\(id)”有签号但不在名单中。"
        case .stratum(let name): "“\(name)”层的单位数或抽取数不符。"
        case .missing(let id): "“\(id)”应抽中而未列入。"
        case .notDrawn(let id): "“\(id)”未抽中而被列入。"
        case .order: "抽中单位的顺序不符。"
        }
    }
}
