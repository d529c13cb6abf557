import Store
import Supervision

/// The self-report of a request: its form, or what was sent up with its receipt.
struct ReceptionReport: Sendable {
    let page: ReceptionPage

    private var reception: Reception { page.reception }

    var html: HTML {
        """
        <div class="columns"><div><section class="section" id="report"><h2>自评报告</h2>\
        \(reception.state == .preparing ? preparing : sent)</section></div><div>\(facts)\(receipt)</div></div>
        """
    }

    private var preparing: HTML {
        guard page.isOwn else { return "<p class=\"muted\">尚未上报。</p>" }
        let counts = page.record.counts
        let missing = counts.total - counts.accepted
        let excuse: HTML? =
            missing > 0
            ? Field(
                "excuse", "缺件说明", value: page.typed["excuse"] ?? "",
                help: "还有\(missing)项没有核收；确需先行上报的，写明原因和补报时间，随材料包一并上报。"
            ).area(rows: 2, limit: 1_000) : nil
        return """
            <form class="form full" method="post" action="\(page.path)/report" data-draft="reception-\(page.record.id)">\
            \(FormSeal())<input type="hidden" name="version" value="\(reception.version)">
            \(Field("report", "报告正文", value: page.typed["report"] ?? "", help: "不超过\(Reception.reportLimit)字；上报后不再修改，与材料包一起留存。",
                isRequired: true).area(rows: 12, limit: Reception.reportLimit))
            \(excuse)
            <div class="form-actions"><button class="primary" data-confirm="登记为已上报？上报后清单和报告不再修改。" \
            data-confirm-label="上报">登记上报</button></div></form>
            """
    }

    private var sent: HTML {
        let day: HTML? = reception.reportedOn.map { When.html($0) }
        let late: HTML? = reception.daysReportedLate.map { "，<span class=\"late-text\">迟报 \($0) 天</span>" }
        let excuse: HTML? =
            reception.excuse.isEmpty
            ? nil : "<div class=\"notice warning\"><strong>缺件说明</strong>\(reception.excuse)</div>"
        return """
            <p>\(day)由\(page.record.reportedBy)上报\(late)。</p>\(excuse)<div class="prose">\(reception.report)</div>
            """
    }

    private var facts: HTML {
        """
        <section class="section"><h2>来文</h2><dl class="facts"><dt>来文机关</dt><dd>\(reception.sender)</dd>\
        <dt>文号</dt><dd>\(reception.documentNumber.isEmpty ? "无" : reception.documentNumber)</dd>\
        <dt>收文日期</dt><dd>\(When.html(reception.receivedOn))</dd>\
        <dt>上报期限</dt><dd>\(When.html(reception.dueOn))</dd>\
        <dt>进驻</dt><dd>\(reception.visit?.chinese ?? "未定")</dd>\
        <dt>说明</dt><dd class="prose">\(reception.note.isEmpty ? "—" : reception.note)</dd></dl></section>
        """
    }

    private var receipt: HTML? {
        if let receipt = reception.receipt {
            return """
                <section class="section"><h2>回执</h2><dl class="facts"><dt>编号</dt>\
                <dd>\(receipt.number.isEmpty ? "无" : receipt.number)</dd><dt>出具</dt><dd>\(receipt.from)</dd>\
                <dt>日期</dt><dd>\(When.html(receipt.on))</dd></dl></section>
                """
        }
        guard reception.state == .reported, page.isOwn else { return nil }
        func field(_ name: String, _ label: String, _ otherwise: String = "", isRequired: Bool = false) -> Field {
            Field(name, label, value: page.typed[name] ?? otherwise, isRequired: isRequired)
        }
        return """
            <section class="section"><h2>登记回执</h2><form class="form" method="post" action="\(page.path)/receipt">\(FormSeal())\
            <input type="hidden" name="version" value="\(reception.version)">\
            \(field("receiptNumber", "回执编号").text())\(field("receiptFrom", "出具单位或经手人", isRequired: true).text())\
            \(field("receiptDay", "回执日期", page.viewer.day.text, isRequired: true).date())\
            <div class="form-actions"><button class="primary">登记</button></div></form></section>
            """
    }
}

/// A request's history as a timeline.
enum ReceptionHistory {
    static func line(_ event: ReceptionEvent) -> HTML {
        let (text, tone) = said(event.kind)
        let mark: HTML? = tone.isEmpty ? nil : " class=\"\(tone)\""
        let about: HTML? = event.item.isEmpty ? nil : "：\(event.item)"
        let note: HTML? = event.note.isEmpty ? nil : "<p class=\"said\">\(event.note)</p>"
        return """
            <li\(mark)><span class="event">\(text)\(about)</span> <span class="by">\(event.byName) \(When.html(event.at))</span>\
            \(note)</li>
            """
    }

    private static func said(_ kind: String) -> (String, String) {
        switch kind {
        case "created": ("登记来文", "")
        case "assigned": ("分解事项", "")
        case "changed": ("调整事项", "")
        case "removed": ("删除事项", "")
        case "submitted": ("报送材料", "")
        case "accepted": ("核收", "good")
        case "returned": ("退回补充", "warn")
        case "reminded": ("催报", "warn")
        case "reported": ("上报自评", "good")
        case "receipted": ("登记回执", "good")
        case "found": ("登记反馈问题", "warn")
        case "finished": ("办结", "good")
        default: ("操作", "")
        }
    }
}
