import Store
import Supervision

/// What the register has of an inspector, section by section, each with its form for who may change it.
struct InspectorSections {
    let dossier: InspectorDossier
    let viewer: Viewer
    let mayChange: Bool
    let seesAll: Bool
    let typed: Fields?

    private var record: InspectorRecord { dossier.record }
    private var path: String { "/inspectors/\(record.id)" }

    var html: HTML {
        """
        <section class="section"><h2>聘期</h2>\(terms)\(ground)\(mayChange && record.isActive ? renewal : nil)</section>
        \(seesAll ? "<section class=\"section\"><h2>条件和督学证</h2>\(conditions)\(mayChange ? profileForm : nil)</section>" as HTML : nil)
        <section class="section"><div class="section-head"><h2>\(viewer.day.year)年培训 \(hours)</h2>\
        <a href="/inspectors/training">培训台账</a></div>\(activities)</section>
        \(mayChange ? photo : nil)
        \(record.isActive && mayChange ? ending : nil)
        \(dossier.dismissals.isEmpty ? nil : dismissals)
        """
    }

    private func value(_ name: String, _ own: String) -> String {
        guard let typed, typed[name] != nil else { return own }
        return typed.text(name)
    }

    private var terms: HTML {
        guard !dossier.terms.isEmpty else { return "<p class=\"muted\">没有登记聘期。</p>" }
        let rows = dossier.terms.map { term -> HTML in
            """
            <tr>\(Ledger.cell("任期", "第\(term.number)任", kind: "lead"))\(Ledger.cell("自", When.html(term.period.from), kind: "date"))\
            \(Ledger.cell("至", term.period.until.map { When.html($0) } ?? "—", kind: "date"))\
            \(Ledger.cell("续聘说明", term.reason.isEmpty ? "—" : "\(term.reason)", kind: "long"))</tr>
            """
        }
        let inARow = InspectorTermRule.inARow(dossier.terms.map(\.period))
        let note: HTML? =
            record.inspector.isFullTime
            ? nil
            : """
            <p class="muted">已连续\(inARow)个任期；\(InspectorTermRule.clause.text)：\(InspectorTermRule.clause.summary)。</p>
            """
        return """
            <table class="ledger"><thead><tr><th scope="col">任期</th><th scope="col" class="date">自</th>\
            <th scope="col" class="date">至</th><th scope="col" class="long">续聘说明</th></tr></thead><tbody>\(rows)</tbody></table>\(note)
            """
    }

    /// What the last confirmed years say about another term.
    private var ground: HTML? {
        InspectorGround(dossier: dossier, viewer: viewer).html
    }

    private var renewal: HTML {
        let next = record.inspector.term?.until.map { $0.adding(days: 1) }
        let from = next ?? viewer.day
        return """
            <form class="form" method="post" action="\(path)/terms">\(FormSeal())
            <input type="hidden" name="version" value="\(record.version)">
            <div class="field-row">\(Field("term-from", "续聘自", value: value("term-from", from.text), isRequired: true).date())\
            \(Field("term-until", "至", value: value("term-until", InspectorTermRule.lastDay(from: from).text), isRequired: true).date())</div>
            \(Field("term-reason", "说明", value: value("term-reason", "")).text())
            <div class="form-actions"><button>续聘</button></div></form>
            """
    }

    private var conditions: HTML {
        let facts = dossier.profile.qualification
        let rows = InspectorCondition.allCases.map { condition -> HTML in
            let state: HTML =
                switch facts.holds(condition) {
                case true: Badge.html("符合", .good)
                case false: Badge.html("不符合", .late)
                case nil: Badge.html("未核实", .warn)
                }
            return """
                <tr>\(Ledger.cell("条件", "\(condition.label)", kind: "lead long"))\(Ledger.cell("核实", state))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="long">条件（\(InspectorCondition.clause.text)）</th>\
            <th scope="col">核实</th></tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var profileForm: HTML {
        let profile = dossier.profile
        return """
            <form class="form" method="post" action="\(path)/profile">\(FormSeal())
            <input type="hidden" name="version" value="\(profile.version)">
            \(QualificationFields(profile.qualification, typed: typed).html)
            <div class="field-row">\(Field("certificate-from", "督学证自", value: value("certificate-from", profile.certificate?.from.text ?? "")).date())\
            \(Field("certificate-until", "有效期至", value: value("certificate-until", profile.certificate?.until?.text ?? ""), help: "到期前60天提醒督导室。").date())</div>
            <div class="form-actions"><button>保存</button></div></form>
            """
    }

    private var hours: HTML {
        let text = "\(TrainingStanding.text(dossier.training.tenths))学时"
        return dossier.training.isReached
            ? Badge.html("\(text)，已达标", .good)
            : Badge.html("\(text)，差\(TrainingStanding.text(dossier.training.missingTenths))", .late)
    }

    private var activities: HTML {
        guard !dossier.activities.isEmpty else { return "<p class=\"muted\">没有登记培训和会议。</p>" }
        let rows = dossier.activities.map { activity -> HTML in
            let remove: HTML = """
                <form class="inline" method="post" action="\(path)/activities/\(activity.id)/removal">\(FormSeal())\
                <button class="small quiet" data-confirm="删除“\(activity.title)”？" data-confirm-label="删除">删除</button></form>
                """
            return """
                <tr>\(Ledger.cell("名称", "\(activity.title)", kind: "lead long"))\(Ledger.cell("类别", "\(activity.kind.label)"))\
                \(Ledger.cell("日期", When.html(activity.day), kind: "date"))\
                \(Ledger.cell("组织单位", activity.organiser.isEmpty ? "—" : "\(activity.organiser)"))\
                \(Ledger.cell("学时", activity.kind.counts ? "\(TrainingStanding.text(activity.tenths))" : "—", kind: "num"))\
                \(mayChange ? Ledger.cell("操作", remove, kind: "actions") : nil)</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col" class="long">名称</th><th scope="col">类别</th>\
            <th scope="col" class="date">日期</th><th scope="col">组织单位</th><th scope="col" class="num">学时</th>\
            \(mayChange ? "<th scope=\"col\" class=\"actions\">操作</th>" as HTML : nil)</tr></thead><tbody>\(rows)</tbody></table>
            """
    }

    private var photo: HTML {
        let remove: HTML? =
            dossier.hasPhoto
            ? """
            <button name="deed" value="remove" class="quiet" formnovalidate data-confirm="删除照片？公示牌上将留空。" \
            data-confirm-label="删除">删除照片</button>
            """ : nil
        return """
            <section class="section"><h2>照片</h2>
            <form class="form" method="post" action="\(path)/photo" enctype="multipart/form-data">\(FormSeal())
            \(Field("photo", "照片", help: "印在公示牌上；JPG 或 PNG，不超过3MB，竖版半身照。", isRequired: true).file(accept: "image/jpeg,image/png"))
            <div class="form-actions"><button>上传照片</button>\(remove)</div></form></section>
            """
    }

    private var ending: HTML {
        let grounds = DismissalGround.allCases.map { Choice($0.rawValue, $0.label) }
        return """
            <section class="section"><h2>结束聘任</h2>
            <form class="form" method="post" action="\(path)/end">\(FormSeal())
            <input type="hidden" name="version" value="\(record.version)">
            <div class="field-row">\(Field("day", "最后一天", value: value("day", viewer.day.text), isRequired: true).date())\
            \(Field("ground", "原因", value: value("ground", dossier.appraisals.first?.grade == .failed ? DismissalGround.failed.rawValue : ""), isRequired: true).select(grounds))</div>
            \(Field("reason", "理由", value: value("reason", ""), isRequired: true).area(rows: 2, limit: 500))
            <div class="form-actions"><button class="danger" data-confirm="结束后不再列入可派出的督学，所在责任区和挂牌学校一并结束；已有的任务和记录保留。" \
            data-confirm-title="结束“\(record.inspector.name)”的聘任？" data-confirm-label="结束聘任">结束聘任</button></div>
            </form></section>
            """
    }

    private var dismissals: HTML {
        let rows = dossier.dismissals.map { row -> HTML in
            """
            <tr>\(Ledger.cell("最后一天", When.html(row.day), kind: "date lead"))\(Ledger.cell("原因", "\(row.ground.label)"))\
            \(Ledger.cell("理由", "\(row.reason)", kind: "long"))\(Ledger.cell("办理", "\(row.by)"))</tr>
            """
        }
        return """
            <section class="section"><h2>解聘记录</h2><table class="ledger"><thead><tr><th scope="col" class="date">最后一天</th>\
            <th scope="col">原因</th><th scope="col" class="long">理由</th><th scope="col">办理</th></tr></thead>\
            <tbody>\(rows)</tbody></table></section>
            """
    }
}

/// Degree, years and attested conditions, as the register and the selection ask for them.
struct QualificationFields {
    let facts: InspectorQualification
    let typed: Fields?

    init(_ facts: InspectorQualification, typed: Fields?) {
        self.facts = facts
        self.typed = typed
    }

    static func read(_ fields: Fields) throws(FormRefusal) -> InspectorQualification {
        let text = fields.text("years")
        let years = Int(text)
        guard text.isEmpty || years.map({ (0...60).contains($0) }) == true else {
            throw FormRefusal(["years": "请填0至60的整数。"])
        }
        return InspectorQualification(
            degree: InspectorDegree(rawValue: fields.text("degree")) ?? .unknown, years: years,
            attested: Set(fields.all("attested").compactMap(InspectorCondition.init)))
    }

    var html: HTML {
        let chosen = typed?["degree"] != nil ? Set(typed?.all("attested") ?? []) : Set(facts.attested.map(\.rawValue))
        let years = typed?["years"].map { $0 } ?? facts.years.map { "\($0)" } ?? ""
        return """
            <div class="field-row">\(Field("degree", "学历", value: typed?["degree"] ?? facts.degree.rawValue).select(
                InspectorDegree.allCases.map { Choice($0.rawValue, $0.label) }))\
            \(Field("years", "从事教育工作年数", value: years, help: "教育管理、教学或教育研究。").text(type: "number", isShort: true))</div>
            \(Choice.boxes("attested", legend: "经核实符合",
                InspectorCondition.allCases.filter { !$0.isComputed }.map { Choice($0.rawValue, $0.label) }, chosen: chosen))
            """
    }
}
