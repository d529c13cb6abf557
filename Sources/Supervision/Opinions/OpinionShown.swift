extension Opinion {
    /// What the supervised unit may see: nothing that is still being written inside the office.
    ///
    /// The preliminary text appears when it was delivered, answers when all are given, the 督导意见书 when it was sent.
    package var shownToUnit: Opinion {
        var shown = self
        let isSent = state == .sent || state == .acknowledged
        if state == .drafting { shown.texts = [] }
        let final = latest(.final)
        shown.texts = shown.texts.filter {
            $0.stage == .preliminary ? $0 == latest(.preliminary) : isSent && $0 == final
        }
        if state == .defended {
            shown.defence = defence.map { DefencePoint($0.text, evidence: $0.evidence) }
        }
        let inside: Set<Event> = [.preliminaryDrafted, .finalDrafted, .rejected, .approved]
        shown.history = history.filter { !inside.contains($0.kind) && (state != .defended || $0.kind != .answered) }
        if state == .drafted || state == .approved { shown.state = .settled }
        return shown
    }
}
