import Hummingbird
import Store
import Supervision

/// `/organisations/:id/contact`: who receives inspectors at a school, kept by the school and its office.
enum VisitContactRoutes {
    private static let keepers = Audience.roles(Role.office.union(Role.unit))

    static func register(on site: inout Sitemap) {
        site.get("/organisations/:id/contact", keepers) { call in try await show(call) }
        site.post("/organisations/:id/contact", keepers, keep)
    }

    private static func show(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let id: OrganisationID = call.id()
        let (school, contact) = try await call.read { db in
            try VisitContacts.require(of: id, visibleTo: call.viewer, in: db)
        }
        let page = VisitContactPage(
            school: school, contact: contact, isUnit: call.viewer.role.belongsToOrganisation,
            mayKeep: VisitContacts.mayKeep(school, call.viewer),
            fields: typed
                ?? Fields([("name", contact.name), ("phone", contact.phone), ("version", "\(contact.version)")]),
            refusal: refusal)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func keep(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: OrganisationID = call.id()
        return try await call.change(
            sent, again: { try await show(call, sent.fields, $0) },
            { act in
                let form = try VisitContactForm(sent.fields).checked()
                try VisitContacts.keep(
                    form.name, form.phone, of: id, version: sent.fields.number("version") ?? -1, act)
                return "/organisations/\(id)/contact?done=saved"
            })
    }
}

/// What is typed about who receives inspectors.
struct VisitContactForm: Sendable {
    let fields: Fields

    init(_ fields: Fields) {
        self.fields = fields
    }

    /// One number that a phone can call, perhaps with an extension: `023-4567 8901转8`.
    func checked() throws(FormRefusal) -> (name: String, phone: String) {
        let (name, phone) = (fields.text("name"), fields.text("phone"))
        var problems: [String: String] = [:]
        if name.count > VisitContacts.nameLimit { problems["name"] = "姓名请控制在\(VisitContacts.nameLimit)字以内。" }
        let digits = phone.utf8.count { (48...57).contains($0) }
        let isNumber = phone.allSatisfy { $0.isASCII && $0.isNumber || "+-() 转".contains($0) }
        if !phone.isEmpty, !isNumber || digits < 5 || phone.count > VisitContacts.phoneLimit {
            problems["phone"] = "请填一个电话号码，如13800138000或023-45678901转8。"
        }
        if phone.isEmpty, !name.isEmpty { problems["phone"] = "请填联系人的电话。" }
        guard problems.isEmpty else { throw FormRefusal(problems) }
        return (name, phone)
    }
}

/// Who receives inspectors, as a form for those who keep it.
struct VisitContactPage: FilledPage {
    let school: OrganisationRecord
    let contact: VisitContact
    let isUnit: Bool
    let mayKeep: Bool
    let fields: Fields
    let refusal: (any Refusal)?

    var title: String { "到校联系人" }
    var section: String { isUnit ? "/visits" : "/organisations" }

    private var back: String { isUnit ? "/visits" : "/organisations/\(school.id)" }

    var main: HTML {
        let crumb = isUnit ? ("到校督导", back) : (school.name, back)
        let since: HTML? = contact.changedAt.map { at in
            "<p class=\"muted\">\(contact.changedBy)于\(When.html(at))填写。</p>"
        }
        return """
            \(PageHead(title, crumbs: [crumb],
                subtitle: "\(school.name)接待督学的人；责任督学和联合到校的督学带在手机上，没有信号也能查到。").html)
            \(Said.error(refusal?.message))
            \(mayKeep ? form : told)\(since)
            """
    }

    private var told: HTML {
        let phone = contact.phone.isEmpty ? "还没有填写" : contact.phone
        return """
            <dl class="facts"><dt>姓名</dt><dd>\(contact.name.isEmpty ? "—" : contact.name)</dd>\
            <dt>电话</dt><dd>\(phone)</dd></dl>
            """
    }

    private var form: HTML {
        """
        <form class="form" method="post" action="/organisations/\(school.id)/contact">\(FormSeal())\
        <input type="hidden" name="version" value="\(fields.text("version"))">
        \(field("name", "姓名", isRequired: false).text(hint: "如：王老师（办公室）"))
        \(field("phone", "电话", help: "留空表示没有联系人。", isRequired: false).text(type: "tel"))
        <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="\(back)">取消</a></div></form>
        """
    }
}
