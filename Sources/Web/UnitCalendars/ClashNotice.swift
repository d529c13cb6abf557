import Store
import Supervision

/// What a campaign's page says about clashes, before its start above all.
struct ClashNotice: Sendable {
    let view: CampaignDossier
    let path: String
    /// The next step says it already.
    let isNext: Bool

    var html: HTML? {
        let standing = view.clashes
        guard !standing.clashes.isEmpty, !isNext else { return nil }
        let link: HTML = "<a href=\"\(path)/clashes\">查看\(standing.clashes.count)处冲突</a>"
        guard standing.isSettled, let word = standing.acknowledgement else {
            let isRunning = view.record.campaign.state == .running
            let told: HTML = isRunning ? "启动之后安排有变化，请调整到校日期，或写明理由确认。" : "通知送达、项目启动之前，请调整日期或写明理由确认。"
            return """
                <div class="notice warning" role="status"><strong>与其他督导有时间冲突</strong>\(told)\(link)</div>
                """
        }
        return """
            <div class="notice" role="status"><strong>时间冲突已确认</strong>\(word.by)：\(word.reason) \(link)</div>
            """
    }
}
