import Store
import Supervision

/// Somebody who may sign in to the demo.
struct DemoPerson: Sendable {
    let login: String
    let name: String
    let role: Role
    /// The region, for those who look after one.
    var region: String?
    /// The code of the unit, for those who belong to one.
    var unit: String?
    /// Shown in the printed table: the first of its role.
    var isListed = false
    /// In English, for the printed table.
    var does = ""
}

/// Everybody in the fiction who has a login.
enum DemoCast {
    /// One for all: the demo is fiction, listens on the loopback address and is no place for secrets.
    static let password = "yunjiang-2026"

    static let officer = office("officer", "周敏", .officer, "plan, draw, verify")
    static let secondOfficer = office("officer2", "林涛", .officer)
    static let director = office("director", "吴启明", .director, "approve, close, see what is late")
    static let leader = office("leader", "何建国", .leader, "where are we, what is red, why")
    static let auditor = platform("auditor", "沈静", .auditor, "read and verify the audit")
    static let admin = platform("admin", "罗毅", .admin, "settings, accounts, imports")
    static let security = platform("security", "方宁", .security, "unlock accounts")

    static let cityOfficer = DemoPerson(
        login: "city", name: "高文博", role: .officer, region: DemoPlaces.city, does: "the 督政 case of the whole city")
    static let cityLeader = DemoPerson(
        login: "city-leader", name: "温国强", role: .leader, region: DemoPlaces.city)
    static let cityDirector = DemoPerson(
        login: "city-director", name: "秦岚", role: .director, region: DemoPlaces.city)

    static let inspectors = team(
        .inspector, "inspector", ["陈立新", "刘畅", "唐桂芳", "邓国华", "蒋文静", "谭世杰", "冉小梅", "向前进"],
        "assess on site, write the opinion")
    static let evaluators = team(.evaluator, "evaluator", ["卢晓彤", "钟慧", "白雪松", "姚敏"], "assess what was assigned")

    /// Heads of the districts' governments, who answer for their part of the case.
    static let districtPrincipals = zip(DemoPlaces.districts, ["贺志远", "汪海燕", "孟凡", "侯建军"]).map { district, name in
        DemoPerson(login: district.short, name: name, role: .principal, unit: district.government)
    }

    /// Offices of two districts, which do their own steps of a certification.
    static let districtOfficers = zip(DemoPlaces.districts.prefix(3), ["邵林", "阮青", "洪波"]).map { district, name in
        DemoPerson(login: "\(district.short)-office", name: name, role: .officer, region: district.zone)
    }

    static let neighbours = [
        DemoPerson(login: "neighbour", name: "曹阳", role: .officer, region: DemoPlaces.neighbour),
        DemoPerson(login: "neighbour-principal", name: "薛梅", role: .principal, unit: "1150920001"),
    ]

    /// Everybody but the kindergartens' own people, who are known once the draw is made.
    static let fixed: [DemoPerson] =
        [officer, secondOfficer, director] + inspectors + evaluators
        + [leader, auditor, admin, security, cityOfficer, cityDirector, cityLeader] + districtPrincipals
        + districtOfficers
        + governmentPeople + neighbours

    /// How many of the drawn kindergartens have people who can sign in.
    static let unitsWithPeople = 40

    /// The head and the clerk of a drawn kindergarten; the first pair has the plain logins.
    static func people(of unit: String, number: Int) -> [DemoPerson] {
        let suffix = number == 1 ? "" : "\(number)"
        return [
            DemoPerson(
                login: "principal\(suffix)", name: name(number * 2), role: .principal, unit: unit,
                isListed: number == 1, does: "receive, decide, sign"),
            DemoPerson(
                login: "clerk\(suffix)", name: name(number * 2 + 1), role: .clerk, unit: unit, isListed: number == 1,
                does: "self-assess, rectify"),
        ]
    }

    private static func office(_ login: String, _ name: String, _ role: Role, _ does: String = "") -> DemoPerson {
        DemoPerson(
            login: login, name: name, role: role, region: DemoPlaces.zone, isListed: !does.isEmpty, does: does)
    }

    private static func platform(_ login: String, _ name: String, _ role: Role, _ does: String) -> DemoPerson {
        DemoPerson(login: login, name: name, role: role, region: "000000", isListed: true, does: does)
    }

    private static func team(_ role: Role, _ login: String, _ names: [String], _ does: String) -> [DemoPerson] {
        names.enumerated().map { index, name in
            DemoPerson(
                login: index == 0 ? login : "\(login)\(index + 1)", name: name, role: role, region: DemoPlaces.zone,
                isListed: index == 0, does: index == 0 ? does : "")
        }
    }

    private static let families = Array("李王张刘陈杨赵黄徐孙胡朱郭马罗梁宋郑谢韩彭曾")
    private static let given = ["晓燕", "丽华", "红梅", "海英", "春兰", "秀芳", "玉洁", "文丽", "雪梅", "思雨", "佳怡", "建平", "永强"]

    private static func name(_ number: Int) -> String {
        "\(families[number % families.count])\(given[number * 5 % given.count])"
    }
}
