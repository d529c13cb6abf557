/// How candidates are shown to the public: by a 公示 of the office, to which anybody may object.
extension InspectorCandidate {
    /// The words of a 公示 of those who passed the review, for whoever drafts it to go through.
    package static func notice(of candidates: [InspectorCandidate], office: String) -> DocumentText {
        let rows = candidates.enumerated().map { index, one in
            [
                "\(index + 1)", one.name, one.employer, one.recommendedBy, one.isFullTime ? "专职督学" : "兼职督学",
                one.level.label,
            ].map { $0.isEmpty ? "—" : $0 }
        }
        return DocumentText(
            title: "拟聘任督学名单公示",
            blocks: [
                .paragraph("根据《教育督导条例》第六条、第七条，经推荐和审核，拟聘任下列人员为督学，现予公示，接受社会监督。"),
                .table(header: ["序号", "姓名", "工作单位", "推荐单位", "专兼职", "级别"], rows: rows),
                .paragraph("公示期内，任何单位和个人如有异议，可在本页面提出，并写明具体事实和理由。\(office)将调查核实并答复。"),
            ])
    }

    /// Shown by a published 公示 that names them and still takes objections.
    ///
    /// Whoever is shown already may be shown anew.
    package func shown(by notice: Document, on today: Day) throws(InspectorCandidateRefusal) -> InspectorCandidate {
        guard state == .reviewed || state == .shown else { throw .wrongState("公示", state) }
        guard notice.kind == .publicity, let publicity = notice.publicity, publicity.takesObjections(on: today),
            let period = Period(from: publicity.from, until: publicity.until), period.until != nil
        else { throw .noticeClosed }
        guard notice.text.names(name) else { throw .notNamed(name) }
        var next = self
        next.state = .shown
        next.shown = period
        next.version += 1
        return next
    }
}

extension Document {
    /// Refuses where it is still shown to the public on `day`, or was taken down before the end of `until`.
    func requireShown(until: Day, on day: Day) throws(InspectorCandidateRefusal) {
        if let publicity {
            guard publicity.isOver(on: day) else { throw .stillShown(publicity.until ?? until) }
        } else if history.contains(where: { [.unpublished, .withdrawn].contains($0.kind) && $0.on <= until }) {
            throw .noticeTakenDown
        }
    }
}

extension DocumentText {
    fileprivate func names(_ name: String) -> Bool {
        blocks.contains { block in
            switch block {
            case .heading(_, let words), .paragraph(let words), .picture(_, let words): words.contains(name)
            case .table(_, let rows): rows.contains { $0.contains(name) }
            }
        }
    }
}
