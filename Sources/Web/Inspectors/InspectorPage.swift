import Store
import Supervision

/// One inspector: appointment, terms, certificate, qualification, training, schools.
struct InspectorPage: Page {
    let dossier: InspectorDossier
    let viewer: Viewer
    let mayChange: Bool
    /// Whether the viewer reads what only offices read.
    let seesAll: Bool
    let typed: Fields?
    let problem: String?

    init(
        _ dossier: InspectorDossier, viewer: Viewer, mayChange: Bool, seesAll: Bool, typed: Fields? = nil,
        problem: String? = nil
    ) {
        self.dossier = dossier
        self.viewer = viewer
        self.mayChange = mayChange
        self.seesAll = seesAll
        self.typed = typed
        self.problem = problem
    }

    private var record: InspectorRecord { dossier.record }

    var title: String { record.inspector.name }
    var section: String { "/inspectors" }
    private var path: String { "/inspectors/\(record.id)" }

    static func badge(_ record: InspectorRecord, on day: Day) -> HTML {
        guard record.isActive else { return Badge.html("已结束") }
        return record.isOverdue(on: day) ? Badge.html("聘期已满", .late) : Badge.html("在聘", .good)
    }

    var main: HTML {
        let person = record.inspector
        let head = PageHead(
            title, crumbs: [("督学", "/inspectors")], badge: InspectorPage.badge(record, on: viewer.day),
            subtitle: "\(person.code) · \(person.isFullTime ? "专职" : "兼职") · \(person.level.label)",
            actions: mayChange ? "<a class=\"button\" href=\"\(path)/edit\">修改</a>" : nil)
        let picture: HTML? =
            dossier.hasPhoto
            ? "<img class=\"inspector-photo\" src=\"\(path)/photo\" alt=\"\(person.name)的照片\">" : nil
        return """
            \(head.html)\(Said.error(problem))\(warnings)
            \(picture)
            <dl class="facts"><dt>督学证号</dt><dd>\(orDash(person.certificate))</dd>\
            <dt>督学证有效期</dt><dd>\(dossier.profile.certificate?.chinese ?? "未填写")</dd>\
            <dt>工作单位</dt><dd>\(orDash(person.employer))</dd><dt>手机</dt><dd>\(orDash(record.phone))</dd>\
            <dt>聘期</dt><dd>\(person.term?.chinese ?? "未填写")</dd><dt>账号</dt><dd>\(account)</dd>\
            <dt>责任区</dt><dd>\(zones)</dd><dt>负责学校</dt><dd>\(schools)</dd></dl>
            \(InspectorSections(dossier: dossier, viewer: viewer, mayChange: mayChange, seesAll: seesAll, typed: typed).html)
            """
    }

    private func orDash(_ text: String) -> String { text.isEmpty ? "—" : text }

    private var warnings: HTML? {
        guard record.isActive else { return nil }
        var found: [String] = []
        let limit = viewer.day.adding(days: Inspectors.warningDays)
        if let until = record.inspector.term?.until, until <= limit {
            found.append("聘期\(until < viewer.day ? "已于" : "将于")\(until.chinese)届满，请办理续聘或结束聘任。")
        }
        if let until = dossier.profile.certificate?.until, until <= limit {
            found.append("督学证\(until < viewer.day ? "已于" : "将于")\(until.chinese)到期，请换证。")
        }
        return found.isEmpty ? nil : Said.warning(found.joined())
    }

    private var opensZones: Bool { ZoneRoutes.readers.admits(viewer.role) }

    private var zones: HTML {
        guard !dossier.zones.isEmpty else { return "—" }
        return .joined(
            dossier.zones.enumerated().map { place, zone -> HTML in
                let name: HTML = opensZones ? "<a href=\"/zones/\(zone.id)\">\(zone.name)</a>" : "\(zone.name)"
                return place == 0 ? name : "、\(name)"
            })
    }

    private var schools: HTML {
        guard opensZones, dossier.schools > 0 else { return "\(dossier.schools) 所" }
        return "<a href=\"/zones/schools?person=\(record.id)\">\(dossier.schools)</a> 所"
    }

    /// Accounts are the administrator's to make; the person is the same, so four-eyes rules hold.
    private var account: HTML {
        if record.accounts > 0 { return "已开通" }
        guard viewer.role == .admin else { return "未开通，请系统管理员在“账号”中为此人开通。" }
        return """
            未开通 <a class="button small" href="/accounts/new?person=\(record.id.rawValue)&amp;role=inspector">开通账号</a>
            """
    }
}
