import SQLCore
import Store
import Supervision

/// The 督政 case: one problem from above, split over four districts' governments.
enum DemoCase {
    static func tell(_ registry: DemoRegistry, _ evidence: DemoEvidence, _ stage: DemoStage) throws {
        let today = stage.calendar.today
        let handed = today.adding(days: -40)
        let dues = [
            today.adding(days: -10), today.adding(days: 8), today.adding(days: 20),
            today.adding(days: -6),
        ]
        let finding = try stage.act(DemoCast.cityOfficer, on: handed) { act in
            let parts = try zip(DemoPlaces.districts, dues).map { district, due in
                NewFinding.Part(
                    organisation: try registry.id(district.government),
                    cooperating: [try registry.id(district.education)],
                    requirement: requirement(of: district),
                    term: .until(due), reason: "市政府整改方案明确的时限")
            }
            return try Findings.issue(
                NewFinding(
                    source: .superior, criterionText: "落实教育投入与学前教育公共服务", basis: "《对省级人民政府履行教育职责的评价办法》",
                    problem: "国务院教育督查组反馈：部分区普惠性幼儿园生均公用经费拨付不足额、不及时，公办园在园幼儿占比未达到50%。",
                    requirement: "按生均标准足额补拨经费，制定公办学位扩充计划，逐月报送进度。", grade: .serious, parts: parts), act)
        }
        let fates: [DemoFate] = [.finished, .submitted, .planned, .acknowledged]
        let viewer = try stage.viewer(DemoCast.cityOfficer, on: today)
        let rows = try Findings.require(finding, visibleTo: viewer, in: stage.db).parts.map(\.part.id)
        for (number, row) in rows.enumerated() where number < fates.count {
            let work = DemoRectification(
                finding: finding, part: row, unit: DemoCast.districtPrincipals[number],
                office: DemoCast.cityOfficer,
                director: DemoCast.cityDirector, measures: measures[number], evidence: evidence.some(number)
            )
            try work.go(to: fates[number], from: handed.adding(days: 3), stage)
        }
    }

    private static func requirement(of district: DemoPlaces.District) -> String {
        switch district.serial {
        case 1: "补拨\(district.name)2所普惠园上年度生均公用经费。"
        case 2: "新增公办学位720个，公办园在园幼儿占比达到50%。"
        case 3: "建立普惠园经费按月拨付台账并公开。"
        default: "完成4所小区配套园移交并办成公办园。"
        }
    }

    private static let measures = [
        "区财政追加预算，分两批补拨到位，审计局跟踪核查。", "收回2所小区配套园，新建1所公办园，秋季投用。",
        "教育、财政两部门建立按月对账机制，每月10日前公开。", "成立移交专班，逐园制定移交时间表。",
    ]
}
