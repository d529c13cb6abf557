import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct CandidateNoticeStoreTests {
    private static let good = InspectorQualification(
        degree: .bachelor, years: 10, attested: Set(InspectorCondition.allCases.filter { !$0.isComputed }))

    private func reviewed(
        _ setup: ZoneSetup, _ id: InspectorCandidateID = "c1", _ name: String = "人选甲",
        as viewer: Viewer = ZoneSetup.officer
    ) async throws -> InspectorCandidate {
        try await setup.act(as: viewer) { act in
            let one = InspectorCandidate(
                id: id, name: name, phone: "", employer: "第1幼儿园", recommendedBy: "", isFullTime: true,
                level: .county,
                qualification: Self.good, recommendedOn: act.day)
            try InspectorCandidates.insert(one, act)
            try InspectorCandidates.step(id, version: 1, act) { try $0.reviewed(Self.good, on: act.day) }
            return one
        }
    }

    private func published(_ text: DocumentText, in setup: ZoneSetup) async throws -> DocumentID {
        let new = NewDocument(
            kind: .publicity, text: text, units: try DocumentUnits(main: [], copies: []), campaign: nil)
        let id = try await setup.act { act in
            let id = try Documents.draft(new, act)
            try Documents.submit(id, version: nil, act)
            return id
        }
        try await setup.act(as: FindingSamples.officer("500112", role: .director, person: "director")) { act in
            _ = try Documents.issue(id, version: nil, act)
        }
        try await setup.act { act in try Documents.publish(id, days: 5, version: nil, act) }
        return id
    }

    @Test(
        "Who is shown by a 公示 is appointed when it is over and each objection is answered", arguments: Engine.available)
    func objections(on engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let one = try await reviewed(setup)
        _ = try await published(DocumentText(title: "别的公示", blocks: [.paragraph("无人。")]), in: setup)
        let notice = try await published(InspectorCandidate.notice(of: [one], office: "督导室"), in: setup)
        let offered = { @Sendable (day: Day) in
            try await setup.database.read { db in
                let record = try InspectorCandidates.require("c1", visibleTo: ZoneSetup.officer, in: db)
                return try InspectorCandidates.notices(for: record, on: day, in: db).map(\.id)
            }
        }
        #expect(try await offered("2026-03-17") == [notice])
        #expect(try await offered("2026-03-18") == [])
        try await setup.act { act in try InspectorCandidates.show("c1", by: notice, version: 2, act) }
        let objection = try await setup.act(on: "2026-03-12") { act in
            try Objections.lodge(
                on: notice, text: "工作年限不足", name: "", contact: "", receipt: "RECEIPT00001", address: "one", act)
            return try Objections.list(ObjectionFilter(), PageRequest(), visibleTo: act.viewer, in: act.db).rows[0]
                .objection.id
        }
        await #expect(throws: InspectorCandidateRefusal.objectionsOpen(1)) { try await appoint(setup) }
        try await setup.act(on: "2026-03-13") { act in
            try Objections.investigate(objection, "调阅档案", version: nil, act)
            try Objections.answer(objection, "经核实，年限符合规定。", version: nil, act)
        }
        try await appoint(setup)
        let record = try await setup.database.read { db in
            try InspectorCandidates.require("c1", visibleTo: ZoneSetup.officer, in: db)
        }
        #expect(record.candidate.state == .appointed && record.notice == notice && record.person != nil)
    }

    @Test("A 公示 shows all of its office whom it names and who passed the review", arguments: Engine.available)
    func list(on engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        _ = try await reviewed(setup)
        _ = try await reviewed(setup, "c2", "人选乙")
        let city = SampleUnits.officer(.city, "500100")
        _ = try await reviewed(setup, "c3", "人选丙", as: city)
        let own = { @Sendable (viewer: Viewer) in
            try await setup.database.read { db in
                try InspectorCandidates.reviewed(of: Place.of(viewer.scope, in: db), in: db).map(\.candidate)
            }
        }
        #expect(try await own(city).map(\.id) == ["c3"], "not those of its counties")
        let notice = try await published(
            InspectorCandidate.notice(of: own(ZoneSetup.officer), office: "督导室"), in: setup)
        _ = try await reviewed(setup, "c4", "人选丁")
        try await setup.act { act in try InspectorCandidates.show("c2", by: notice, version: 2, act) }
        #expect(try await own(ZoneSetup.officer).map(\.id) == ["c4"], "came after the list was written")
        let first = try await setup.database.read { db in
            try InspectorCandidates.require("c1", visibleTo: ZoneSetup.officer, in: db)
        }
        #expect(first.candidate.state == .shown && first.notice == notice)
    }

    @Test("Another office's 公示, and one that names somebody else, show nobody", arguments: Engine.available)
    func foreign(on engine: Engine) async throws {
        let setup = try await ZoneSetup(engine)
        let one = try await reviewed(setup)
        let other = try await published(DocumentText(title: "公示", blocks: [.paragraph("无人。")]), in: setup)
        await #expect(throws: InspectorCandidateRefusal.notNamed("人选甲")) {
            try await setup.act { act in try InspectorCandidates.show("c1", by: other, version: 2, act) }
        }
        let right = try await published(InspectorCandidate.notice(of: [one], office: "督导室"), in: setup)
        try await setup.act { act in
            try act.db.execute("UPDATE document SET county = '500113', zone = '' WHERE id = \(right)")
        }
        await #expect(throws: InspectorCandidateRefusal.noticeClosed) {
            try await setup.act { act in try InspectorCandidates.show("c1", by: right, version: 2, act) }
        }
    }

    private func appoint(_ setup: ZoneSetup) async throws {
        try await setup.act(on: "2026-03-18") { act in
            _ = try InspectorCandidates.appoint("c1", term: nil, certificate: "", version: 3, act)
        }
    }
}
