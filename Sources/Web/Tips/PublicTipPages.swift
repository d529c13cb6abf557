import HTTPTypes
import Hummingbird
import Store
import Supervision

/// A page of tips for the public.
protocol PublicTipPage {
    var title: String { get }
    var office: String { get }
    var body: HTML { get }
}

extension PublicTipPage {
    func response(status: HTTPResponse.Status = .ok) -> Response {
        let main: HTML = """
            <header class="public-head"><b>\(office.isEmpty ? "教育督导" : office)</b><p><a href="/tips/new">举报与诉求</a> · \
            <a href="/tips/status">查询办理情况</a></p></header>
            <main id="main"><h1>\(title)</h1>
            \(body)
            </main>
            <footer class="page-foot"><a href="/public">督导公示</a></footer>
            """
        return BareLayout(title: title, bodyClass: "public", main: main).response(status: status)
    }
}

/// First step: which unit is meant.
struct TipUnitPage: PublicTipPage {
    let text: String
    let found: [PublicUnit]
    let office: String
    var problem: String?

    var title: String { "举报与诉求" }

    var body: HTML {
        """
        \(Said.error(problem))
        <p>反映学校、幼儿园、培训机构等单位的问题，由教育督导机构受理。不需要登录，可以不留姓名；您的身份信息只有承办人能看到，不会告诉被反映的单位。\
        遇到危险请先拨打110、119或120。</p>
        <form class="form" method="get" action="/tips/new"><div class="field"><label for="q">被反映的单位</label>\
        <input id="q" name="q" type="search" value="\(text)" maxlength="40" required autocomplete="off"><p class="help">\
        输入单位名称中的两个字以上。</p></div><div class="form-actions"><button class="primary">查找单位</button></div></form>
        \(text.isEmpty ? nil : results)
        """
    }

    private var results: HTML {
        let rows = found.map { unit -> HTML in
            "<li><a href=\"/tips/new?unit=\(unit.id)\">\(unit.name)</a> <small>\(unit.region) \(unit.kind.label)</small></li>"
        }
        let list: HTML =
            found.isEmpty
            ? "<p>没有找到名称含“\(text)”的单位。</p>" : "<ul>\(rows)</ul>"
        let many: HTML? = found.count == PublicUnits.limit ? "<p class=\"muted\">还有更多单位，请把名称写得更完整些。</p>" : nil
        return """
            <section class="section" aria-live="polite"><h2>请选择单位</h2>\(list)\(many)<p>\
            <a class="button" href="/tips/new?name=\(Fields.encoded(text))">名单里没有，按“\(text)”填写</a></p></section>
            """
    }
}

/// Second step: what happened.
struct PublicTipForm: PublicTipPage {
    let unit: PublicUnit?
    let unitName: String
    let office: String
    let puzzle: String
    let secret: String
    let typed: Fields
    let problem: String?

    var title: String { "举报与诉求" }

    var body: HTML {
        """
        \(Said.error(problem))
        \(problem == nil ? nil : again)
        <form class="form full" method="post" action="/tips" enctype="multipart/form-data" data-tip="/tips/puzzle">\
        <input type="hidden" name="puzzle" value="\(puzzle)"><input type="hidden" name="answer" value="">\
        <input type="hidden" name="secret" value="\(secret)">\(target)
        \(Field("topic", "问题类别", value: typed.text("topic"), isRequired: true)
            .select([Choice("", "请选择")] + TipTopic.allCases.map { Choice($0.rawValue, $0.label) }))
        \(Field("happened", "发生时间（可不填）", value: typed.text("happened"), help: "如：本周三中午、上学期以来").text())
        \(Field("text", "反映的内容", value: typed.text("text"),
            help: "时间、地点、经过，尽量具体；\(TipLimits.text)字以内。不想暴露身份的，不要写只有您知道的细节。", isRequired: true)
            .area(rows: 8, limit: TipLimits.text))
        \(Field("photos", "照片（可不选）", help: "最多\(TipLimits.photos)张，每张不超过\(TipLimits.photoBytes >> 20)MB；照片里的拍摄地点和设备信息会被去掉。")
            .file(isMultiple: true, accept: "image/jpeg,image/png,image/webp"))
        <div class="field-row">\(Field("sender", "您的姓名（可不填）", value: typed.text("sender")).text())\
        \(Field("contact", "联系方式（可不填）", value: typed.text("contact"), help: "只有承办人能看到，每次查看都有记录。").text())</div>
        <label class="choice"><input type="checkbox" name="wants_answer" value="1"\(wantsAnswer)> 希望得到答复</label>
        <noscript><p class="notice">您的浏览器没有运行脚本：请在打开本页\(TipGateLimits.plainSeconds)秒后提交，每天最多提交\(TipGateLimits.plainPerDay)件。</p></noscript>
        <div class="form-actions"><button class="primary">提交</button><span class="help" role="status" data-tip-note></span></div></form>
        """
    }

    private var again: HTML {
        "<p class=\"muted\">填写的内容都还在；选过的照片需要重新选择。</p>"
    }

    private var target: HTML {
        if let unit {
            return """
                <input type="hidden" name="unit" value="\(unit.id)"><p>被反映的单位：<strong>\(unit.name)</strong> \
                <a href="/tips/new">换一个</a></p>
                """
        }
        return Field("name", "被反映的单位", value: unitName, isRequired: true).text()
    }

    private var wantsAnswer: HTML? {
        typed.names.isEmpty || typed["wants_answer"] != nil ? " checked" : nil
    }
}

/// The code, shown this once.
struct PublicTipReceipt: PublicTipPage {
    let code: String
    let office: String

    var title: String { "已收到" }

    var body: HTML {
        """
        <div class="notice success" role="status"><strong>查询码 <span class="hash" id="code">\(TipCode.grouped(code))</span></strong></div>
        <p>请现在就抄下或截图保存。查询码只显示这一次，系统不保存，丢失后无法找回；凭它查看办理情况和答复、补充情况、评价答复。不要告诉别人。</p>
        <p>为保护您，用公共设备提交的，请关闭浏览器窗口。</p>
        <p><a class="button" href="/tips/status">查询办理情况</a></p>
        """
    }
}

/// Where the code opens the answer.
struct PublicTipStatusPage: PublicTipPage {
    var code = ""
    var found: TipFollowUp?
    var command = ""
    var typed = Fields()
    var done: String?
    var problem: String?

    var title: String { "查询办理情况" }
    var office: String { "" }

    var body: HTML {
        """
        \(Said.error(problem))
        \(done.map { text -> HTML in "<div class=\"notice success\" role=\"status\">\(text)</div>" })
        \(found.map(dossier))
        \(found == nil ? form : nil)
        """
    }

    private var form: HTML {
        """
        <form class="form" method="post" action="/tips/status">\
        \(Field("code", "查询码", help: "提交时给出的16位字母和数字，不分大小写。", isRequired: true).text(hint: "XXXX-XXXX-XXXX-XXXX"))
        <div class="form-actions"><button class="primary">查询</button></div></form>
        """
    }

    private func dossier(_ tip: TipFollowUp) -> HTML {
        let until: HTML? =
            tip.state.isClosed ? nil : tip.answerBy.map { day -> HTML in "<dt>预计答复</dt><dd>\(When.html(day))前</dd>" }
        let outcome: HTML? = tip.state.isClosed ? tip.outcome.map { "<dt>办理结论</dt><dd>\($0.label)</dd>" } : nil
        return """
            <dl class="facts"><dt>编号</dt><dd>\(tip.number)</dd><dt>单位</dt><dd>\(tip.unitName)</dd>\
            <dt>类别</dt><dd>\(tip.topic.label)</dd><dt>收到</dt><dd>\(When.html(tip.receivedOn))</dd>\
            <dt>办理情况</dt><dd>\(tip.publicState)</dd>\(until)\(outcome)</dl>
            <p class="muted">为保护您，这里不再显示您提交的原文、照片和联系方式。</p>
            \(answer(tip))\(conversation(tip))\(rating(tip))
            """
    }

    private func answer(_ tip: TipFollowUp) -> HTML? {
        guard tip.state.isClosed, !tip.answer.isEmpty else { return nil }
        return "<section class=\"section\"><h2>答复</h2><p class=\"prose\">\(tip.answer)</p></section>"
    }

    private func conversation(_ tip: TipFollowUp) -> HTML {
        let said = tip.messages.map { message -> HTML in
            """
            <li><small>\(message.side == .office ? "承办人" : "您的补充") \(When.html(message.at))</small>\
            <p class="prose">\(message.text)</p></li>
            """
        }
        let list: HTML? = said.isEmpty ? nil : "<ol class=\"timeline\">\(said)</ol>"
        return """
            <section class="section"><h2>\(tip.isAsked ? "承办人想进一步了解" : "补充情况")</h2>\(list)
            <form class="form full" method="post" action="/tips/status/messages">\(seal)\
            \(Field("text", tip.isAsked ? "您的回答" : "补充内容", value: typed.text("text"), isRequired: true)
                .area(rows: 3, limit: TipLimits.message))
            <div class="form-actions"><button>发送</button></div></form></section>
            """
    }

    private func rating(_ tip: TipFollowUp) -> HTML? {
        guard tip.state == .answered else { return nil }
        if let stars = tip.rating {
            return "<section class=\"section\"><h2>评价</h2><p>您给出了\(stars)分，谢谢。</p></section>"
        }
        let choices = [("5", "很满意"), ("4", "满意"), ("3", "一般"), ("2", "不满意"), ("1", "很不满意")].map {
            value, label -> HTML in
            "<label class=\"choice\"><input type=\"radio\" name=\"stars\" value=\"\(value)\" required> \(label)</label>"
        }
        return """
            <section class="section"><h2>评价答复</h2><form class="form full" method="post" action="/tips/status/rating">\
            \(seal)<fieldset class="field"><legend>对答复是否满意</legend><div class="choices">\(choices)</div></fieldset>
            \(Field("words", "说明（可不填）", value: typed.text("words")).area(rows: 2, limit: TipLimits.note))
            <div class="form-actions"><button>提交评价</button></div></form></section>
            """
    }

    private var seal: HTML {
        "<input type=\"hidden\" name=\"code\" value=\"\(code)\"><input type=\"hidden\" name=\"command\" value=\"\(command)\">"
    }
}

extension TipFollowUp {
    fileprivate var publicState: String {
        switch state {
        case .received: "已收到，等待受理"
        case .accepted, .verifying, .verified: isAsked ? "正在办理，请您补充情况" : "正在办理"
        case .answered: "已答复"
        case .duplicate: "与已经受理的同一事项合并办理\(forwardedTo.isEmpty ? "" : "，已转\(forwardedTo)")"
        case .elsewhere: "不属于本机构职责，已转\(forwardedTo)"
        }
    }
}

/// `/public/schools/:id`: where the code of a notice board leads; nothing of the school but its name and its inspectors'.
struct PublicSchoolPage: PublicTipPage {
    let unit: PublicUnit
    /// Whose names hang at the gate.
    let inspectors: [InspectorRecord]
    let office: String

    var title: String { unit.name }

    var body: HTML {
        let names: HTML? =
            inspectors.isEmpty ? nil : "<p>责任督学：\(inspectors.map(\.inspector.name).joined(separator: "、"))</p>"
        let ratings = inspectors.map { record -> HTML in
            let name: HTML? = inspectors.count > 1 ? "\(record.inspector.name)" : nil
            return "<a class=\"button\" href=\"/public/schools/\(unit.id)/ratings/\(record.id)\">评价责任督学\(name)</a>"
        }
        return """
            <p>\(unit.region) · \(unit.kind.label)</p>\(names)
            <p>发现这里有违规办学、安全隐患、师德失范、乱收费等问题，可以直接告诉教育督导机构；不需要登录，可以不留姓名。</p>
            <div class="form-actions"><a class="button primary" href="/tips/new?unit=\(unit.id)">举报与诉求</a>\
            \(ratings)<a class="button quiet" href="/tips/status">查询办理情况</a></div>
            """
    }
}
