import Hummingbird
import SQLCore
import Store
import Supervision

/// `/zones/mine`: an inspector's own schools, a school's own inspectors.
enum ZoneMineRoutes {
    static let readers = Audience.roles(Role.unit.union([.inspector]))

    static func register(on site: inout Sitemap) {
        site.get("/zones/mine", readers) { call in
            if case .organisation(let school) = call.viewer.scope {
                let (people, history) = try await call.read { db in
                    (
                        try Zones.inspectors(of: school, on: call.day, in: db),
                        try Zones.history(of: school, in: db)
                    )
                }
                return call.page(ZoneOfSchoolPage(people: people, history: history, today: call.day))
            }
            let page = try await call.read { db in
                let schools = try Zones.schools(of: call.viewer.person, on: call.day, in: db)
                return ZoneOfInspectorPage(
                    zones: try Zones.choices(visibleTo: call.viewer, in: db), schools: schools,
                    people: try Zones.people(at: schools.map(\.id), on: call.day, in: db), person: call.viewer.person)
            }
            return call.page(page)
        }
    }
}

struct ZoneOfInspectorPage: Page {
    let zones: [(id: String, name: String)]
    let schools: [OrganisationRecord]
    let people: [OrganisationID: [ZonePerson]]
    let person: PersonID

    var title: String { "我的责任区" }
    var section: String { "/zones/mine" }

    var main: HTML {
        let links = zones.map { zone -> HTML in "<a class=\"button\" href=\"/zones/\(zone.id)\">\(zone.name)</a>" }
        return """
            \(PageHead(title, subtitle: "挂牌由您负责的学校，和您所在的责任区。", actions: .joined(links)).html)
            \(schools.isEmpty ? empty : table)
            """
    }

    private var empty: HTML {
        "<div class=\"empty\"><strong>还没有由您挂牌负责的学校</strong>由督导室在责任区里指定。</div>"
    }

    private var table: HTML {
        let rows = schools.map { school -> HTML in
            let people = people[school.id] ?? []
            let since = people.first { $0.person == person }?.from
            let others = people.filter { $0.person != person }.map(\.name).joined(separator: "、")
            let facts = school.organisation.facts
            return """
                <tr>\(Ledger.cell("学校", "\(school.name)", kind: "lead"))\(Ledger.cell("类型", "\(facts.kind.label)"))\
                \(Ledger.cell("地址", facts.address.isEmpty ? "—" : "\(facts.address)", kind: "long"))\
                \(Ledger.cell("共同负责", others.isEmpty ? "—" : "\(others)"))\
                \(Ledger.cell("自", since.map { When.html($0) } ?? "—", kind: "date"))\
                \(Ledger.cell("操作", "<a class=\"button small\" href=\"/visits/new?school=\(school.id)\">登记到校</a>", kind: "actions"))</tr>
                """
        }
        return """
            <table class="ledger"><thead><tr><th scope="col">学校</th><th scope="col">类型</th><th scope="col" class="long">地址</th>\
            <th scope="col">共同负责</th><th scope="col" class="date">自</th><th scope="col" class="actions">操作</th></tr></thead>\
            <tbody>\(rows)</tbody></table><div class="table-foot"><span>共 <strong>\(schools.count)</strong> 所</span></div>
            """
    }
}

struct ZoneOfSchoolPage: Page {
    let people: [InspectorRecord]
    let history: [ZonePerson]
    let today: Day

    var title: String { "我校责任督学" }
    var section: String { "/zones/mine" }

    var main: HTML {
        let cards = people.map { record -> HTML in
            """
            <dl class="facts"><dt>姓名</dt><dd>\(record.inspector.name)</dd>\
            <dt>手机</dt><dd>\(record.phone.isEmpty ? "—" : "\(record.phone)")</dd>\
            <dt>督学证号</dt><dd>\(record.inspector.certificate.isEmpty ? "—" : "\(record.inspector.certificate)")</dd>\
            <dt>级别</dt><dd>\(record.inspector.level.label) · \(record.inspector.isFullTime ? "专职" : "兼职")</dd></dl>
            """
        }
        let past = history.filter { $0.until.map { $0 < today } ?? false }
        let board: HTML? = people.isEmpty ? nil : "<a class=\"button\" href=\"/zones/mine/board\">打印公示牌</a>"
        return """
            \(PageHead(title, subtitle: "责任督学持督学证到校；公示牌挂在校门口。", actions: board).html)
            \(people.isEmpty ? "<div class=\"empty\"><strong>还没有挂牌的责任督学</strong>由督导室指定。</div>" as HTML : .joined(cards))
            \(past.isEmpty ? nil : table(past))
            """
    }

    private func table(_ past: [ZonePerson]) -> HTML {
        let rows = past.map { person -> HTML in
            """
            <tr>\(Ledger.cell("督学", "\(person.name)", kind: "lead"))\(Ledger.cell("自", When.html(person.from), kind: "date"))\
            \(Ledger.cell("至", person.until.map { When.html($0) } ?? "—", kind: "date"))</tr>
            """
        }
        return """
            <section class="section"><h2>以往的责任督学</h2><table class="ledger"><thead><tr><th scope="col">督学</th>\
            <th scope="col" class="date">自</th><th scope="col" class="date">至</th></tr></thead><tbody>\(rows)</tbody></table></section>
            """
    }
}
