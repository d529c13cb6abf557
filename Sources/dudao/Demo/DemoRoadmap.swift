import SQLCore
import Store
import Supervision

/// The city's roadmap: planned years, a certified district that fell, one whose step is late, one on its way.
struct DemoRoadmap {
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }
    private var year: Int { calendar.today.year }
    private static let quality = "youzhi-junheng"
    private static let access = "puji-puhui"

    private var zones: [String] { DemoPlaces.districts.map(\.zone) + [DemoPlaces.zone, DemoPlaces.neighbour] }

    func tell() throws {
        try titles()
        try plan()
        try qualityBalance()
        try universalAccess()
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(year: year, month: month, day: day) ?? calendar.today
    }

    /// What was certified before there was Dudao.
    private func titles() throws {
        try stage.act(DemoCast.cityOfficer, on: calendar.before(300)) { act in
            for (number, zone) in zones.enumerated() {
                let basic = day(year - 9 + number % 3, 11, 20)
                _ = try CertifiedTitles.recordByHand(
                    zone, "jiben-junheng", tier: "", on: basic, document: "教督〔\(basic.year)〕\(number + 5)号", act)
                if number != 3 {
                    _ = try CertifiedTitles.recordByHand(
                        zone, Self.access, tier: "巩固", on: day(year - 3, 12, 10), document: "市教督〔\(year - 3)〕31号", act)
                }
            }
        }
        let first = zones[0]
        let id = try stage.act(DemoCast.cityOfficer, on: calendar.before(299)) { act in
            try CertifiedTitles.recordByHand(
                first, Self.quality, tier: "", on: day(year - 2, 12, 18), document: "教督函〔\(year - 1)〕3号", act)
        }
        try stage.act(DemoCast.cityOfficer, on: calendar.before(90)) { act in
            try CertifiedTitles.note(
                id, .fell, year: year - 1, on: act.day, words: "复查发现两所小学体育运动场馆面积低于标准的85%，已约谈区政府并限期整改。",
                document: "", act)
        }
    }

    private func plan() throws {
        let quality: [(Int, Int)] = [(1, year), (2, year + 1), (3, year + 3), (4, year + 1), (5, year + 2)]
        try stage.act(DemoCast.cityOfficer, on: calendar.before(280)) { act in
            let years = quality.map { (zones[$0.0], ["": Optional($0.1)]) }
            try Roadmaps.change(
                Dictionary(years, uniquingKeysWith: { $1 }), of: Self.quality, reason: "按全市创建规划设定", act)
            let tiers = zones.enumerated().map { number, zone -> (String, [String: Int?]) in
                let upper: [String: Int?] = ["提高": year + number % 2, "创优": year + 2 + number % 2]
                return (zone, number == 3 ? upper.merging(["巩固": year]) { $1 } : upper)
            }
            try Roadmaps.change(
                Dictionary(tiers, uniquingKeysWith: { $1 }), of: Self.access, reason: "按全市创建规划设定", act)
        }
        // One district asked for another year.
        try stage.act(DemoCast.cityOfficer, on: calendar.before(60)) { act in
            try Roadmaps.change(
                [zones[3]: ["": year + 4]], of: Self.quality, reason: "两所新建学校推迟到\(year + 3)年投入使用", act)
        }
    }

    /// 青桥区's review by the city should have been done a fortnight ago.
    private func qualityBalance() throws {
        let office = DemoCast.districtOfficers[1]
        let id = try stage.act(office, on: calendar.before(120)) { act in
            try Certifications.begin(zones[1], Self.quality, tier: "", year: year, on: act.day, act)
        }
        try stage.act(office, on: calendar.before(70)) { act in
            _ = try Certifications.complete(
                id,
                CertificationWord(
                    day: act.day, note: "31项指标自评达到，佐证材料已按指标归档。", document: "青教〔\(act.day.year)〕2号"), act)
        }
        try stage.act(DemoCast.cityOfficer, on: calendar.before(66)) { act in
            try Certifications.setDue(id, calendar.before(15), reason: "全市复核安排在3月上旬", act)
        }
    }

    private func universalAccess() throws {
        // The zone's own office writes its self-evaluation.
        _ = try stage.act(DemoCast.officer, on: calendar.before(40)) { act in
            try Certifications.begin(DemoPlaces.zone, Self.access, tier: "提高", year: year, on: act.day, act)
        }
        let office = DemoCast.districtOfficers[2]
        let id = try stage.act(office, on: calendar.before(60)) { act in
            try Certifications.begin(zones[2], Self.access, tier: "提高", year: year, on: act.day, act)
        }
        try stage.act(office, on: calendar.before(48)) { act in
            _ = try Certifications.complete(
                id, CertificationWord(day: act.day, note: "36项中32项合格、4项基本合格。", document: "自评报告"), act)
        }
        let steps = [
            (30, "材料审核通过，在园幼儿数与教育事业统计一致。"), (25, "已告知区政府，并在门户网站公告。"),
            (16, "实地查看12所幼儿园，其中暗访4所，未发现明显不达标。"), (6, "党组会议同意列入提高名单。"),
        ]
        for (ago, note) in steps {
            try stage.act(DemoCast.cityOfficer, on: calendar.before(ago)) { act in
                _ = try Certifications.complete(id, CertificationWord(day: act.day, note: note), act)
            }
        }
    }
}
