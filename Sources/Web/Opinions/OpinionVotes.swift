import Store
import Supervision

/// The team's review of the 督导意见书: who agreed, how many are needed, and the form of a member.
struct OpinionVotes {
    let view: OpinionView

    init(_ view: OpinionView) {
        self.view = view
    }

    /// Nothing where nobody asks for it, and nothing for the unit.
    var html: HTML? {
        guard view.asksTeam, !view.isUnit, view.opinion?.latest(.final) != nil else { return nil }
        let review = view.review
        let state: HTML =
            review.isPassed
            ? Badge.html("已通过", .good) : review.isLost ? Badge.html("未通过，须修改后重议", .late) : Badge.html("评议中", .active)
        return """
            <section class="section"><h2>督导组评议 \(state)</h2>
            <p>\(review.members.count)人中\(review.agreed)人同意，须\(review.needed)人（三分之二）同意后才能审签\(source)。</p>
            <table class="ledger keep"><thead><tr><th scope="col">成员</th><th scope="col">意见</th><th scope="col">日期</th>\
            <th scope="col" class="long">理由</th></tr></thead><tbody>\(review.members.map(row))</tbody></table>\(form)</section>
            """
    }

    private var source: String {
        TeamReview.isAsked(in: view.found.jurisdiction) ? "（\(TeamReview.clause)）" : "（本项目流程规定）"
    }

    private func row(_ member: PersonID) -> HTML {
        let vote = view.review.votes.first { $0.by == member }
        let said: HTML =
            vote.map { Badge.html($0.agrees ? "同意" : "不同意", $0.agrees ? .good : .late) }
            ?? "<span class=\"muted\">未表态</span>"
        let day: HTML? = vote.map { When.html($0.on) }
        return """
            <tr>\(Ledger.cell("成员", "\(view.name(member))\(member == view.found.lead ? "（组长）" : "")", kind: "lead"))\
            \(Ledger.cell("意见", said))\(Ledger.cell("日期", "\(day)"))\(Ledger.cell("理由", "\(vote?.reason)", kind: "long"))</tr>
            """
    }

    private var form: HTML? {
        guard view.isTeam, view.state == .drafted else { return nil }
        let voted = view.review.votes.contains { $0.by == view.viewer.person }
        return """
            <form class="form" method="post" action="\(view.path)/votes">\(OpinionNext.seal(view))
            \(Field("reason", "理由", value: view.typed.text("reason"), help: "不同意的须写明理由。").area(rows: 2, limit: 1_000))
            <div class="form-actions"><button class="primary" name="agrees" value="1">\(voted ? "改为同意" : "同意")</button>\
            <button name="agrees" value="0">\(voted ? "改为不同意" : "不同意")</button></div></form>
            """
    }
}
