import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct AppraisalsTests {
    @Test("Each figure has as many cases as it says, and what nobody knows is unknown", arguments: Engine.available)
    func counted(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.visit(1, on: "2025-09-10")
        try await setup.visit(2, on: "2025-09-20")
        try await setup.visit(3, on: "2025-10-08", to: 2)
        let record = try await setup.record()
        // Five schools in September, October and November; December is not over.
        #expect(record.figure(.coverage) == AppraisalFigure(met: 2, of: 15))
        #expect(record.figure(.visits).met == 3 && record.figure(.reports) == AppraisalFigure(met: 3, of: 3))
        #expect(record.score.unknown == [.findings, .training, .schools, .teachers])
        for measure in [AppraisalMeasure.visits, .coverage, .reports] {
            let cases = try await setup.zones.database.read { db in
                try Appraisals.cases(measure, of: record, in: db)
            }
            #expect(cases.count(where: \.isMet) == record.figure(measure).met)
        }
        try await setup.act { act in
            let new = NewInspectorActivity(kind: .training, day: act.day, title: "培训", organiser: "", tenths: 80)
            _ = try InspectorActivities.add(new, for: ["D2"], act)
        }
        #expect(try await setup.record().figure(.training) == AppraisalFigure(met: 0, of: 400))
        let list = try await setup.zones.database.read { db in
            var filter = AppraisalFilter(year: 2025)
            filter.sort = "score"
            return try Appraisals.list(filter, PageRequest(size: 1), visibleTo: AppraisalSetup.director, in: db)
        }
        #expect(list.total == 2 && list.rows.map(\.code) == ["D2"])
    }

    @Test("A confirmed year stays as it was; a departure wants a reason", arguments: Engine.available)
    func confirmed(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.visit(1, on: "2025-09-10")
        let seen = try await setup.record()
        let digest = seen.digest
        #expect(seen.computed == .failed)
        func confirm(
            _ grade: AppraisalGrade?, _ reason: String = "", on day: Day = "2025-12-10", as digest: String
        ) async throws {
            try await setup.act(on: day) { act in
                try Appraisals.confirm("p1", year: 2025, as: grade, reason: reason, digest: digest, act)
            }
        }
        await #expect(throws: AppraisalRefusal.gradeMissing) { try await confirm(nil, as: digest) }
        await #expect(throws: AppraisalRefusal.reasonMissing) { try await confirm(.basic, " ", as: digest) }
        await #expect(throws: AppraisalRefusal.figuresChanged) { try await confirm(.failed, as: "old") }
        await #expect(throws: AppraisalRefusal.tooEarly("2025-12-01")) {
            try await confirm(.failed, on: "2025-11-30", as: digest)
        }
        try await confirm(.basic, "长期病假", as: digest)
        await #expect(throws: AppraisalRefusal.confirmed) { try await confirm(.failed, as: digest) }
        try await setup.visit(2, on: "2025-10-10")
        try await setup.act { act in
            var rules = AppraisalRules.initial
            rules.basis = "某教督〔2026〕3号"
            rules.weights = [.visits: 100]
            for measure in AppraisalMeasure.allCases where measure != .visits { rules.weights[measure] = 0 }
            try AppraisalRuleBook.set(rules, act)
        }
        let kept = try await setup.record()
        #expect(kept.figures == seen.figures && kept.rules == seen.rules && kept.score == seen.score)
        #expect(kept.grade == .basic && kept.confirmation?.reason == "长期病假" && kept.confirmation?.by == "吴启明")
        let cases = try await setup.zones.database.read { db in try Appraisals.cases(.visits, of: kept, in: db) }
        #expect(cases.count == 1)
        #expect(try await setup.record("p2").rules.weight(.visits) == 100)
    }

    @Test(
        "A renewal, ahead or afterwards, and an end after New Year leave the year to be confirmed",
        arguments: Engine.available)
    func terms(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.act { act in
            try act.db.execute(
                "UPDATE inspector SET term_from = '2023-01-01', term_until = '2025-12-31' WHERE person_id = 'p1'")
        }
        func listed(on day: Day, year: Int = 2025) async throws -> [String] {
            let viewer = Viewer(
                account: "director", person: "director", name: "吴启明", role: .director,
                scope: .region(.county, code: "500112"), day: day)
            return try await setup.zones.database.read { db in
                try Appraisals.list(AppraisalFilter(year: year), PageRequest(), visibleTo: viewer, in: db)
                    .rows.map(\.code)
            }
        }
        try await setup.act(on: "2025-12-10") { act in
            let next = try #require(Period(from: "2026-01-01", until: "2028-12-31"))
            let version = try Inspectors.require("p1", visibleTo: act.viewer, in: act.db).version
            try InspectorRegister.renew("p1", for: next, reason: "", version: version, act)
        }
        #expect(try await listed(on: "2025-12-10") == ["D1", "D2"])
        #expect(try await listed(on: "2026-01-10") == ["D1", "D2"])
        #expect(try await listed(on: "2026-01-10", year: 2026) == ["D1", "D2"])
        try await setup.act(on: "2026-01-15") { act in
            let version = try Inspectors.require("p1", visibleTo: act.viewer, in: act.db).version
            try InspectorRegister.dismiss(
                "p1", on: "2026-01-15", ground: .failed, reason: "年度考核不合格", version: version, act)
        }
        let record = try await setup.record(on: "2026-01-20")
        try await setup.act(on: "2026-01-20") { act in
            try Appraisals.confirm(
                "p1", year: 2025, as: .failed, reason: "经研究", digest: record.digest, act)
        }
        #expect(try await setup.record(on: "2026-01-21").confirmation?.grade == .failed)
        #expect(try await listed(on: "2026-02-01", year: 2026) == ["D2"], "who left in a year has none of that year")
    }

    @Test(
        "Months after a school closed are not missed, nor those that the rule of its place leaves out",
        arguments: Engine.available)
    func closed(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.visit(1, on: "2025-09-10")
        try await setup.act { act in
            try act.db.execute(
                "UPDATE organisation SET state = 'closed', closed_on = '2025-10-10' WHERE id = \(ZoneSetup.school(5))")
        }
        // School 5 was open all September and ten days of October.
        #expect(try await setup.record().figure(.coverage) == AppraisalFigure(met: 1, of: 13))
        try await setup.act { act in
            let autumn = try #require(TermDays(from: "2025-09-01", until: "2025-11-10"))
            try CoverageRules.save(CoverageRule(terms: [autumn]), version: 0, act)
        }
        #expect(try await setup.record().figure(.coverage) == AppraisalFigure(met: 1, of: 9))
    }

    @Test("The ratings of a confirmed year are those that were counted", arguments: Engine.available)
    func ratings(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.open()
        let code = try await setup.sheet(1).code
        for _ in 1...5 { try await setup.teacher(code, 16) }
        try await setup.visit(1, on: "2025-09-10")
        func confirm(_ person: PersonID) async throws {
            let digest = try await setup.record(person).digest
            try await setup.act { act in
                try Appraisals.confirm(person, year: 2025, as: .competent, reason: "经研究", digest: digest, act)
            }
        }
        func cases() async throws -> [AppraisalCase] {
            let record = try await setup.record()
            return try await setup.zones.database.read { db in try Appraisals.cases(.teachers, of: record, in: db) }
        }
        #expect(try await cases().isEmpty)
        try await confirm("p1")
        try await setup.close()
        #expect(try await setup.record().figure(.teachers) == .unknown)
        #expect(try await cases().isEmpty)
        try await setup.act { act in try act.db.execute("DELETE FROM inspector_appraisal") }
        #expect(try await cases().map(\.forms) == [5, nil, nil, nil, nil])
        try await confirm("p1")
        let kept = try await cases()
        #expect(kept.map(\.figure) == [AppraisalFigure(met: 80, of: 100), nil, nil, nil, nil])
        try await setup.act { act in try act.db.execute("UPDATE rating SET teacher_points = 0") }
        #expect(try await cases() == kept)
    }

    @Test(
        "Months that an office had chosen for itself are read once more, to be told, and not kept",
        arguments: Engine.available)
    func former(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        try await setup.act { act in
            let content = """
                {"weights":{"visits":100},"excellent":90,"competent":75,"basic":60,"reportDays":3,"months":[3,9],
                "basis":"旧文","version":1}
                """
            try act.db.execute(
                "INSERT INTO appraisal_rule (office, content, version) VALUES ('500112', \(content), 1)")
        }
        func rules() async throws -> AppraisalRules {
            try await setup.zones.database.read { db in
                try AppraisalRuleBook.rules(of: AppraisalSetup.director, in: db)
            }
        }
        let old = try await rules()
        #expect(old.formerMonths == [3, 9] && old.basis == "旧文" && old.weight(.parents) == 0)
        try await setup.act { act in
            var next = AppraisalRules.initial
            (next.basis, next.version) = ("新文", 1)
            try AppraisalRuleBook.set(next, act)
        }
        #expect(try await rules().formerMonths == nil)
    }

    @Test("Nobody confirms the own year, and a neighbour finds none", arguments: Engine.available)
    func access(engine: Engine) async throws {
        let setup = try await AppraisalSetup(engine)
        let digest = try await setup.record().digest
        let own = Viewer(
            account: "p1", person: "p1", name: "督学1", role: .director, scope: .region(.county, code: "500112"),
            day: AppraisalSetup.day)
        await #expect(throws: AppraisalRefusal.ownAppraisal) {
            try await setup.act(as: own) { act in
                try Appraisals.confirm("p1", year: 2025, as: .failed, reason: "", digest: digest, act)
            }
        }
        let inspector = Viewer(
            account: "p2", person: "p2", name: "督学2", role: .inspector, scope: .granted, day: AppraisalSetup.day)
        await #expect(throws: AppraisalRefusal.notFound) { try await setup.record(as: inspector) }
        #expect(try await setup.record("p2", as: inspector).person == "p2")
    }
}
