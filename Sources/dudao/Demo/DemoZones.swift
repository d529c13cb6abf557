import SQLCore
import Store
import Supervision

/// Two responsibility zones with who looks after which school, pictures for the boards, and the inspectors' register.
struct DemoZones {
    let registry: DemoRegistry
    let evidence: DemoEvidence
    let stage: DemoStage

    private var calendar: DemoCalendar { stage.calendar }
    private static let names = ["望江督学责任区", "清溪督学责任区"]

    func tell() throws {
        let day = calendar.before(450)
        let zones = try stage.act(DemoCast.officer, on: day) { act in
            try NoticeBoards.set(NoticeBoardText(hotline: "12345"), act)
            // Eight inspectors for the whole zone: more schools each than the jurisdiction wants.
            try ZoneRuleBook.set(
                ZoneRules(schoolsPerInspector: 40, basis: "《云江新区责任督学挂牌督导实施办法》第五条（督学配齐前试行）"), act)
            return try DemoZones.names.map { name -> ZoneID in
                let zone = try ResponsibilityZone(
                    id: act.newID(), name: name, validity: Period(from: day), note: "按学校分布划分，每学期末核对一次。")
                try Zones.insert(zone, act)
                return zone.id
            }
        }
        var taken: Set<String> = []
        let half = DemoCast.inspectors.count / 2
        for (number, inspector) in DemoCast.inspectors.enumerated() {
            let zone = zones[number < half ? 0 : 1]
            let units = DemoVisits.units(of: number).filter { taken.insert($0.code).inserted }
            let person = try stage.viewer(inspector, on: day).person
            try stage.act(DemoCast.officer, on: day) { act in
                let code = try Inspectors.require(person, visibleTo: act.viewer, in: act.db).inspector.code
                try Zones.addInspectors([code], to: zone, from: day, act)
                if !units.isEmpty { try Zones.addSchools(units.map(\.code), to: zone, from: day, act) }
                // The last one's second school waits for somebody.
                for unit in units.dropLast(number == DemoCast.inspectors.count - 1 ? 1 : 0) {
                    try post(person, unit, zone, from: day, act)
                }
                let photo = evidence.photos[number % evidence.photos.count].file
                if number != 5 { try InspectorPhotos.store(photo, of: person, act) }
            }
        }
        try register()
        try candidates()
    }

    /// At whose gates somebody's name hangs today.
    static func schools(of inspector: DemoPerson, _ stage: DemoStage) throws -> Set<OrganisationID> {
        let today = stage.calendar.today
        return try Set(
            Zones.schools(of: stage.viewer(inspector, on: today).person, on: today, in: stage.db).map(\.id))
    }

    /// A zone more for units that are in none, with the inspectors who look after them in turn.
    func add(_ name: String, _ units: [DemoUnit], with inspectors: [DemoPerson]) throws {
        let day = calendar.before(450)
        let people = try inspectors.map { try stage.viewer($0, on: day).person }
        try stage.act(DemoCast.officer, on: day) { act in
            let zone = try ResponsibilityZone(id: act.newID(), name: name, validity: Period(from: day), note: "")
            try Zones.insert(zone, act)
            let codes = try people.map { try Inspectors.require($0, visibleTo: act.viewer, in: act.db).inspector.code }
            try Zones.addInspectors(codes, to: zone.id, from: day, act)
            try Zones.addSchools(units.map(\.code), to: zone.id, from: day, act)
            for (number, unit) in units.enumerated() {
                try post(people[number % people.count], unit, zone.id, from: day, act)
            }
        }
    }

    /// Who works at the school is not posted there.
    private func post(_ person: PersonID, _ unit: DemoUnit, _ zone: ZoneID, from day: Day, _ act: Act) throws {
        do {
            try Zones.post(person, at: try registry.id(unit.code), of: zone, from: day, act)
        } catch let refusal as ZoneRefusal {
            guard case .stands = refusal else { throw refusal }
        }
    }

    /// Certificates, qualification, trainings; one certificate ends soon.
    private func register() throws {
        let all = Set(InspectorCondition.allCases.filter { !$0.isComputed })
        let day = calendar.before(40)
        for (number, inspector) in DemoCast.inspectors.enumerated() {
            let person = try stage.viewer(inspector, on: day).person
            try stage.act(DemoCast.officer, on: day) { act in
                let until = number == 2 ? calendar.today.adding(days: 35) : day.adding(days: 700 + number)
                try InspectorRegister.set(
                    InspectorProfile(
                        qualification: InspectorQualification(
                            degree: number % 3 == 0 ? .master : .bachelor, years: 12 + number,
                            attested: number == 6 ? all.subtracting([.health]) : all),
                        certificate: Period(from: until.adding(days: -1_095), until: until)), of: person, act)
            }
        }
        let trainings: [(InspectorActivityKind, String, String, Int, Int, Int)] = [
            (.training, "责任督学业务能力提升培训", "云江市教育督导室", 240, 38, 8),
            (.training, "幼儿园办园行为督导评估专题", "云江新区教师发展中心", 160, 20, 6),
            (.meeting, "责任督学月例会", "云江新区教育督导室", 0, 12, 8),
        ]
        for (kind, title, organiser, tenths, before, count) in trainings {
            let held = calendar.before(before)
            try stage.act(DemoCast.officer, on: held) { act in
                _ = try InspectorActivities.add(
                    NewInspectorActivity(kind: kind, day: held, title: title, organiser: organiser, tenths: tenths),
                    for: DemoCast.inspectors.prefix(count).map(\.name), act)
            }
        }
    }

    /// One is shown to the public, one passed the review, one waits for it.
    private func candidates() throws {
        let all = Set(InspectorCondition.allCases.filter { !$0.isComputed })
        let good = InspectorQualification(degree: .bachelor, years: 18, attested: all)
        let day = calendar.before(9)
        try stage.act(DemoCast.officer, on: day) { act in
            let people: [(String, String, InspectorCandidate.State)] = [
                ("苏红英", "云江新区清溪小学", .shown), ("段春梅", "云江新区和平小学", .reviewed),
                ("雷建华", "云江新区江畔小学", .recommended),
            ]
            for (name, employer, state) in people {
                let one = InspectorCandidate(
                    id: act.newID(), name: name, phone: "", employer: employer, recommendedBy: employer,
                    isFullTime: false, level: .county,
                    qualification: state == .recommended ? InspectorQualification(degree: .bachelor) : good,
                    recommendedOn: day)
                try InspectorCandidates.insert(one, act)
                guard state != .recommended else { continue }
                try InspectorCandidates.step(one.id, version: 1, act) { try $0.reviewed(good, on: act.day) }
                guard state == .shown else { continue }
                try InspectorCandidates.step(one.id, version: 2, act) {
                    try $0.shown(from: act.day, until: calendar.today.adding(days: 2), on: act.day)
                }
            }
        }
    }
}
