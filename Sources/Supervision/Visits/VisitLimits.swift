/// How much one visit may say: enough for an honest day, too little to fill a server.
package struct VisitLimits: Hashable, Sendable {
    package var record = 20_000
    package var text = 2_000
    package var name = 100
    /// Of a criterion's number and of ids that another table gives.
    package var key = 100
    package var companions = 20
    package var answers = 500
    package var problems = 50
    package var knownFindings = 200
    package var photos = 40
    package var counter = 999
    /// Days for rectification advice.
    package var days = 0...30
    /// Of one photo; its parts are `partBytes` each, the last one less.
    package var photoBytes = 10 << 20
    package var partBytes = 256 << 10
    package var bodyBytes = 2 << 20

    package static let usual = VisitLimits()

    package var parts: Int { (photoBytes + partBytes - 1) / partBytes }
}

extension Visit {
    /// What cannot be taken as it is, by field, with a sentence for the person who wrote it.
    package func faults(within limits: VisitLimits = .usual) -> [String: String] {
        var found: [String: String] = [:]
        func require(_ holds: Bool, _ field: String, _ sentence: String) {
            if !holds, found[field] == nil { found[field] = sentence }
        }
        require(!record.isBlank, "record", "请填写督导纪实。")
        require(record.count <= limits.record, "record", "督导纪实请控制在\(limits.record)字以内。")
        require(practice.count <= limits.text, "practice", "典型经验请控制在\(limits.text)字以内。")
        require(theme.count <= limits.name, "theme", "主题请控制在\(limits.name)字以内。")
        require(startedAt <= endedAt, "endedAt", "离校时间不能早于到校时间。")
        require(
            endedAt.milliseconds - startedAt.milliseconds <= 24 * 3_600_000, "endedAt", "一次到校不超过24小时，请核对到校和离校时间。")
        require(
            companions.count <= limits.companions && companions.allSatisfy { !$0.isBlank && $0.count <= limits.name },
            "companions", "随行人员最多\(limits.companions)人，请只填姓名。")
        for counter in counters.all {
            require(
                (0...limits.counter).contains(counter.count), "counters.\(counter.name)",
                "\(counter.label)应为0到\(limits.counter)之间的整数。")
        }
        require(answers.count <= limits.answers, "answers", "清单的回答最多\(limits.answers)条。")
        require(Set(answers.map(\.criterion)).count == answers.count, "answers", "同一项有两个回答，请只留一个。")
        require(checklist != nil || answers.isEmpty, "answers", "没有选择清单，不能填写清单的回答。")
        for answer in answers {
            require(answer.note.count <= limits.text, "answers.\(answer.criterion)", "说明请控制在\(limits.text)字以内。")
        }
        require(knownFindings.count <= limits.knownFindings, "knownFindings", "一次最多记录\(limits.knownFindings)个已有问题。")
        require(knownFindings.allSatisfy { $0.id.rawValue.count <= limits.key }, "knownFindings", "已有问题的编号不正确。")
        require(
            knownFindings.allSatisfy { $0.note.count <= limits.text }, "knownFindings", "每条说明请控制在\(limits.text)字以内。")
        found.merge(problemFaults(limits)) { first, _ in first }
        found.merge(photoFaults(limits)) { first, _ in first }
        return found
    }

    private func problemFaults(_ limits: VisitLimits) -> [String: String] {
        var found: [String: String] = [:]
        if problems.count > limits.problems { found["problems"] = "一次最多登记\(limits.problems)个问题。" }
        if Set(problems.map(\.id)).count != problems.count { found["problems"] = "问题的编号重复。" }
        for (index, problem) in problems.enumerated() {
            let field = "problems.\(index)"
            if problem.problem.isBlank || problem.problem.count > limits.text {
                found["\(field).problem"] = "请写明问题，\(limits.text)字以内。"
            }
            if problem.requirement.count > limits.text {
                found["\(field).requirement"] = "整改建议请控制在\(limits.text)字以内。"
            }
            if problem.criterion.count > limits.key { found["\(field).criterion"] = "清单项的编号不正确。" }
            switch problem.outcome {
            case .none: found["\(field).outcome"] = "请选择问题如何处理。"
            case .settled: break
            case .advice:
                if problem.requirement.isBlank { found["\(field).requirement"] = "请写明对学校的整改建议。" }
                if !(problem.days.map(limits.days.contains) ?? false) {
                    found["\(field).days"] = "整改期限应为\(limits.days.lowerBound)到\(limits.days.upperBound)天。"
                }
            case .consult, .serious: break
            }
            if let days = problem.days, !limits.days.contains(days) {
                found["\(field).days"] = "整改期限应为\(limits.days.lowerBound)到\(limits.days.upperBound)天。"
            }
        }
        return found
    }

    private func photoFaults(_ limits: VisitLimits) -> [String: String] {
        var found: [String: String] = [:]
        if photos.count > limits.photos { found["photos"] = "一次最多\(limits.photos)张照片，请删去不需要的再发送。" }
        if Set(photos.map(\.id)).count != photos.count { found["photos"] = "照片的编号重复。" }
        let owners = Set(problems.map(\.id.rawValue)).union(["visit"])
        for (index, photo) in photos.enumerated() {
            let field = "photos.\(index)"
            if !(1...limits.photoBytes).contains(photo.bytes) {
                found[field] = "每张照片不能超过\(limits.photoBytes >> 20)MB，请压缩后再发送。"
            }
            if photo.sha256.utf8.count != 64 || !photo.sha256.allSatisfy(\.isHexDigit) { found[field] = "照片缺少校验值。" }
            if !owners.contains(photo.of) { found[field] = "照片所属的问题不在这次记录里。" }
            if photo.caption.count > limits.name { found[field] = "照片说明请控制在\(limits.name)字以内。" }
        }
        return found
    }
}
