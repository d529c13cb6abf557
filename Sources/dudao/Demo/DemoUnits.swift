import Supervision

/// One invented unit of the registry.
struct DemoUnit: Sendable {
    let code: String
    let name: String
    let kind: OrganisationKind
    let running: RunningType?
    let authority: AuthorityLevel
    let place: String
    let town: String
    let pupils: Int?
    let stages: Set<Stage>
}

/// The registry: 150 kindergartens of the zone's own, four of the city's, schools, offices, governments.
enum DemoUnits {
    static let all: [DemoUnit] = kindergartens + municipal + schools + offices + governments + neighbours

    /// The zone's own, which the five-year round is about.
    static let kindergartens: [DemoUnit] = names.enumerated().map { index, entry in
        DemoUnit(
            code: code("1150", 910_001 + index), name: entry.name, kind: .kindergarten, running: entry.running,
            authority: .zone, place: DemoPlaces.zone, town: DemoPlaces.towns[index % DemoPlaces.towns.count],
            pupils: 90 + (index * 37) % 270, stages: [.kindergarten])
    }

    /// Within the zone, but not the zone's to manage.
    static let municipal: [DemoUnit] = ["市级机关云江", "市妇联云江", "市教育学院附属云江", "市商务局云江"].enumerated().map { index, name in
        DemoUnit(
            code: code("1150", 990_001 + index), name: "\(name)幼儿园", kind: .kindergarten, running: .public,
            authority: .city, place: DemoPlaces.zone, town: DemoPlaces.towns[index], pupils: 300 + index * 12,
            stages: [.kindergarten])
    }

    private static let schools: [DemoUnit] =
        ["望江", "云桥", "白鹭", "清溪", "石坪", "双河", "江畔", "翠屏", "东湾", "和平", "育才", "新苑"].enumerated().map { index, name in
            DemoUnit(
                code: code("2150", 910_001 + index), name: "云江新区\(name)小学", kind: .school, running: .public,
                authority: .zone, place: DemoPlaces.zone, town: DemoPlaces.towns[index % 6], pupils: 620 + index * 41,
                stages: [.primary])
        }
        + ["第一", "第二", "第三", "清溪", "双河"].enumerated().map { index, name in
            DemoUnit(
                code: code("3150", 910_001 + index), name: "云江新区\(name)初级中学", kind: .school, running: .public,
                authority: .zone, place: DemoPlaces.zone, town: DemoPlaces.towns[index], pupils: 880 + index * 63,
                stages: [.junior])
        }

    private static let offices: [DemoUnit] = DemoPlaces.offices.map { office in
        DemoUnit(
            code: office.code, name: office.name, kind: office.kind, running: nil, authority: .zone,
            place: DemoPlaces.zone, town: "", pupils: nil, stages: [])
    }

    /// The districts of the 督政 case answer to the city.
    private static let governments: [DemoUnit] = DemoPlaces.districts.flatMap { district in
        [
            DemoUnit(
                code: district.government, name: "\(district.name)人民政府", kind: .government, running: nil,
                authority: .zone, place: district.zone, town: "", pupils: nil, stages: []),
            DemoUnit(
                code: district.education, name: "\(district.name)教育委员会", kind: .department, running: nil,
                authority: .zone, place: district.zone, town: "", pupils: nil, stages: []),
        ]
    }

    private static let neighbours: [DemoUnit] = ["云溪新区实验幼儿园", "云溪新区第二幼儿园", "云溪贝贝乐幼儿园"].enumerated().map { index, name in
        DemoUnit(
            code: code("1150", 920_001 + index), name: name, kind: .kindergarten,
            running: index < 2 ? .public : .private, authority: .zone, place: DemoPlaces.neighbour, town: "",
            pupils: 180 + index * 25, stages: [.kindergarten])
    }

    /// Serial numbers from 900,000 up are given to nobody.
    private static func code(_ head: String, _ serial: Int) -> String { "\(head)\(serial)" }

    private static let names: [(name: String, running: RunningType)] =
        numbers.map { ("云江新区第\($0)幼儿园", .public) }
        + DemoPlaces.towns.suffix(3).map { ("\($0)中心幼儿园", .public) }
        + inclusive.split(separator: " ").map { ("云江\($0)幼儿园", .inclusivePrivate) }
        + others.split(separator: " ").map { ("云江\($0)幼儿园", .private) }

    private static let numbers = [
        "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九",
        "二十", "二十一", "二十二", "二十三", "二十四", "二十五", "二十六", "二十七", "二十八", "二十九", "三十", "三十一", "三十二",
        "三十三", "三十四", "三十五", "三十六", "三十七", "三十八", "三十九", "四十", "四十一", "四十二",
    ]

    private static let inclusive = """
        春晖 小星星 金苹果 蓝天 晨曦 阳光 花朵 彩虹 童心 启明 智慧树 小白鸽 七色花 向日葵 小雨点 春蕾 育苗 欢乐谷 小天使 童乐 \
        百灵 希望 小燕子 绿洲 红蜻蜓 金色摇篮 爱心 小太阳 未来星 起点 新蕾 锦绣 康乐 小蜜蜂 童话 小树林 雨露 摇篮 春芽 明珠 \
        佳佳 乐乐 宝贝 星光 月亮湾 小河马 大风车 小浪花 橄榄树 小荷 苗苗 东方 山茶花 小脚印 多彩 翠竹 快乐岛 银杏 小青藤 朝阳
        """

    private static let others = """
        博雅 蓓蕾 拾光 橘园 小熊 木马 思齐 樱桃园 海贝 卓越 贝思 小舟 华夏星 听泉 枫林 圣童 星河湾 纸飞机 小橡果 松果 \
        贝壳 天青 英才 嘉禾 培文 经纬 远航 禾苗 汇景 云顶 领航 悦童 麦田 亲亲 乐学 墨香 知行 木棉 方圆 海棠 紫荆 澜湾 \
        青禾 沐阳 云上
        """
}
