import Supervision

/// The invented places of the fiction, and the units that are not kindergartens.
enum DemoPlaces {
    static let city = "500000"
    static let county = "500112"
    /// 云江新区, the zone whose year it is; the code is the first local zone of its county.
    static let zone = "500112Z01"
    static let zoneName = "云江新区"
    static let office = "云江新区教育督导室"
    /// The zone next door, whose people must see nothing of ours.
    static let neighbour = "500112Z02"
    static let neighbourName = "云溪新区"

    /// Districts of the 督政 case, laid as local zones so that no real government is meant.
    static let districts = [
        District(serial: 1, name: "临江区", short: "linjiang"), District(serial: 2, name: "青桥区", short: "qingqiao"),
        District(serial: 3, name: "河湾区", short: "hewan"), District(serial: 4, name: "北岭区", short: "beiling"),
    ]

    struct District: Sendable {
        let serial: Int
        let name: String
        let short: String

        var zone: String { "500000Z0\(serial)" }
        var government: String { "GOV-\(short.uppercased())" }
        var education: String { "EDU-\(short.uppercased())" }
    }

    static let towns = ["望江街道", "云桥街道", "白鹭街道", "清溪镇", "石坪镇", "双河镇"]

    /// Units without a 学校标识码: code, name, kind.
    static let offices: [(code: String, name: String, kind: OrganisationKind)] =
        [
            ("YJ-GWH", "云江新区管理委员会", .government), ("YJ-JYJ", "云江新区教育局", .department),
            ("YJ-CZJ", "云江新区财政局", .department), ("YJ-WJJ", "云江新区卫生健康局", .department),
            ("YJ-SJJ", "云江新区市场监督管理局", .department), ("YJ-DDS", office, .supervisionOffice),
        ] + towns.enumerated().map { ("YJ-T\($0.offset + 1)", "\(zoneName)\($0.element)办事处", .township) }
}
