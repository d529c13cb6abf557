import SQLCore
import Store
import Supervision
import TestKit
import Testing

/// Figures that a summary states beside those of the ledgers.
@Suite struct SummaryFiguresTests {
    /// Scenario 9 of the five offices: figures that were entered, each with its record.
    @Test("96.65%, 较上年提高1.3个百分点, 39所, 55所, 514人 = 22.23%: each opens its record", arguments: Engine.available)
    func entered(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.enter(
            "own.satisfied", "社会满意度", "%", digits: 2, values: [2026: "1933/2000", 2025: "1907/2000"], in: database)
        try await SummaryWorld.enter("own.answers", "受访人数", "人", values: [2026: "32642/1"], in: database)
        try await SummaryWorld.enter("own.visited", "随访督导学校", "所", values: [2026: "39/1", 2025: "36/1"], in: database)
        try await SummaryWorld.enter("own.evaluated", "办园行为评估", "所", values: [2026: "55/1"], in: database)
        try await SummaryWorld.enter("own.moved", "交流干部教师", "人", values: [2026: "514/1"], in: database)
        try await SummaryWorld.enter(
            "own.moved.share", "交流比例", "%", digits: 2, values: [2026: "514/2312"], in: database)
        let id = try await SummaryWorld.begin(
            """
            随访督导{{ own.visited }}所，{{ own.visited.change }}；评估幼儿园{{ own.evaluated }}所，{{ own.evaluated.change }}。\
            受访{{ own.answers }}人，社会满意度达{{ own.satisfied }}，{{ own.satisfied.change }}。\
            交流{{ own.moved }}人，占符合条件的{{ own.moved.share }}。
            """, in: database)
        let record = try await SummaryWorld.record(id, in: database)
        #expect(
            record.summary.draft.document().plain == """
                2026年总结

                随访督导39所，较上年增加3所；评估幼儿园55所。受访32642人，社会满意度达96.65%，较上年提高1.3个百分点。\
                交流514人，占符合条件的22.23%。
                """)
        for (_, figure) in record.summary.draft.stated {
            #expect(figure.link == "/figures/entries/entry-\(figure.mark.code)-2026")
        }
    }

    @Test("Neighbours are compared only together, and only where they are three or more", arguments: Engine.available)
    func peers(on engine: Engine) async throws {
        let districts = ["500101", "500102", "500103", "500104"]
        let database = try await SummaryWorld.make(engine, districts: districts)
        try await SummaryWorld.find(1, in: database)
        func shown() async throws -> [String?] {
            try await database.read { db in
                let scope = try SummaryScope(
                    SummaryWorld.year, region: "", visibleTo: SummaryWorld.officer, at: Instant(milliseconds: 0), in: db
                )
                let marks = ["peer.regions", "peer.finding.closed.share", "peer.finding.late.share"].map {
                    SummaryMark($0)
                }
                let stated = try SummaryFigures.stated(marks, scope, in: db)
                return marks.map { stated[$0]?.text }
            }
        }
        for code in districts[1...2] {
            try await SummaryWorld.find(2, by: FindingSamples.officer(code, person: "o\(code)"), in: database)
        }
        #expect(try await shown() == [nil, nil, nil])
        try await SummaryWorld.find(4, by: FindingSamples.officer("500104", person: "o4"), in: database)
        try await database.write { db in
            _ = try db.execute(
                """
                UPDATE finding_part SET state = 'closed', is_open = false WHERE id = (SELECT min(id) FROM finding_part
                    WHERE county = '500104')
                """)
        }
        #expect(try await shown() == ["3", "12.50%", "0.00%"])
    }

    @Test("A table's cells are figures of their own; a unit that left it is 0", arguments: Engine.available)
    func tables(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(2, in: database)
        try await database.write { db in _ = try db.execute("UPDATE finding_part SET due_on = '2026-03-01'") }
        let id = try await SummaryWorld.begin("{{ 表格: 逾期单位 }}\n{{ 表格: 单位整改 }}", in: database)
        let blocks = try await SummaryWorld.record(id, in: database).summary.draft.document().blocks
        #expect(
            blocks == [
                .table(header: ["责任单位", "逾期未整改问题数"], rows: [["第101小学", "2"]]),
                .table(header: ["责任单位", "发现问题", "已销号", "逾期未整改"], rows: [["第101小学", "2", "0", "2"]]),
            ])
        try await database.write { db in _ = try db.execute("UPDATE finding_part SET due_on = '2026-12-01'") }
        #expect(try await SummaryWorld.changes(id, in: database) == ["2 → 0", "2 → 0"])
    }

    @Test(
        "An office above tells of a region below by that region's rows, and of no other's", arguments: Engine.available)
    func below(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(3, in: database)
        try await SummaryWorld.find(5, by: SummaryWorld.neighbour, in: database)
        try await SummaryWorld.enter("own.satisfied", "满意度", "%", values: [2026: "1/2"], in: database)
        try await SummaryWorld.act(SummaryWorld.city, in: database) { act in
            let id = try Summaries.begin(
                NewSummary(kind: .diagnosis, span: SummaryWorld.year, region: "500102"), act)
            let draft = try Summaries.require(id, visibleTo: SummaryWorld.city, in: act.db).summary.draft
            #expect(draft.text.title == "第102区2026年教育督导诊断报告")
            let found = try #require(draft.stated.first { $0.figure.mark == SummaryMark("finding.found") })
            #expect(found.figure.text == "5")
            #expect(found.figure.link.hasSuffix("district=county-500102"))
        }
        await #expect(throws: FigureRefusal.noRegion("500102")) {
            try await SummaryWorld.act(in: database) { act in
                _ = try Summaries.begin(NewSummary(kind: .diagnosis, span: SummaryWorld.year, region: "500102"), act)
            }
        }
    }

    @Test("The plan's items are told by their kinds, what is not done under 存在的问题", arguments: Engine.available)
    func plan(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(3, in: database)
        try await SummaryPlanRows.plant(in: database)
        let id = try await SummaryWorld.begin(
            "一、督学\n{{ 要点: 督学 }}\n二、督政\n{{ 要点: 督政 }}\n三、存在的问题\n{{ 未完成 }}", in: database)
        let record = try await SummaryWorld.record(id, in: database)
        #expect(
            record.summary.draft.document().editable == """
                一、督学
                整治突出问题。年初计划查出问题3个，实际完成3个。
                二、存在的问题
                年初计划的“开展督政”（5个区）未实施，原因：上级统一安排。
                """)
        #expect(record.summary.draft.leftOut.map(\.name) == ["督政"])
    }

    @Test(
        "A template with an unknown figure or table is not kept; the neighbour does not see one",
        arguments: Engine.available)
    func templates(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        let id = try await SummaryWorld.template("问题{{ finding.found | 小学 }}个。", in: database)
        for body in ["有{{ no.such }}个。", "有{{ finding.found | 天上 }}个。", "{{ 表格: 天气 }}", "有{{ list: round.done }}。"] {
            await #expect(throws: SummaryRefusal.self) { _ = try await SummaryWorld.template(body, in: database) }
        }
        await #expect(throws: SummaryRefusal.self) {
            _ = try await SummaryWorld.template("正文。", title: "{{ finding.found }}", in: database)
        }
        await #expect(throws: SummaryRefusal.templateNotFound) {
            try await SummaryWorld.act(SummaryWorld.neighbour, in: database) { act in
                try SummaryWordings.remove(id, act)
            }
        }
        let seen = try await database.read { db in
            (
                try SummaryWordings.list(visibleTo: SummaryWorld.officer, in: db).count,
                try SummaryWordings.list(visibleTo: SummaryWorld.neighbour, in: db).count
            )
        }
        #expect(seen == (1, 0))
        await #expect(throws: SummaryRefusal.changedMeanwhile) {
            try await SummaryWorld.act(in: database) { act in
                let wording = try SummaryWordings.require(id, visibleTo: act.viewer, in: act.db).wording
                try SummaryWordings.save(id, wording, version: 9, act)
            }
        }
        try await SummaryWorld.act(in: database) { act in try SummaryWordings.remove(id, act) }
    }

    @Test("Shipped templates name only figures that there are", arguments: Engine.available)
    func shipped(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        for wording in ShippedSummaryTemplates.all {
            let problems = try await database.read { db in
                try SummaryWordings.problems(wording, visibleTo: SummaryWorld.officer, in: db)
            }
            #expect(problems == [:])
        }
    }

    @Test("For the public, no person's name and no number of theirs", arguments: Engine.available)
    func publication(on engine: Engine) async throws {
        let database = try await SummaryWorld.make(engine)
        try await SummaryWorld.find(1, in: database)
        let id = try await SummaryWorld.begin("问题{{ finding.found }}个，联系电话13812345678。", in: database)
        let document = try await SummaryWorld.act(in: database) { act in try Summaries.submit(id, version: nil, act) }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(document, version: nil, act)
        }
        await #expect(throws: DocumentRefusal.personalData(PersonalData.find(in: "13812345678"))) {
            try await SummaryWorld.act(in: database) { act in try Documents.publish(document, version: nil, act) }
        }
        let clean = try await SummaryWorld.begin("问题{{ finding.found }}个。", in: database)
        let other = try await SummaryWorld.act(in: database) { act in try Summaries.submit(clean, version: nil, act) }
        try await SummaryWorld.act(SummaryWorld.director, in: database) { act in
            _ = try Documents.issue(other, version: nil, act)
            try Documents.publish(other, version: nil, act)
        }
        let shown = try await database.read { db in try PublicDocuments.require(other, in: db) }
        #expect(shown.sources?.frozen != nil)
    }
}

/// A plan with one item that is done, one that was dropped, and their targets.
enum SummaryPlanRows {
    static func plant(in database: any SQLDatabase) async throws {
        try await database.write { db in
            try db.execute(
                """
                INSERT INTO plan (id, title, issuer, document_number, year, last_year, dated_on, state, accepted_on,
                    province, city, county, zone, created_by, created_at, version)
                VALUES ('plan', '要点', '', '', 2026, 2026, NULL, 'accepted', '2026-01-10', '500000', '500100', '500101',
                    '', 'officer', '2026-01-10T00:00:00.000Z', 1)
                """)
            for (number, title, kind, status, reason) in [
                (1, "整治突出问题", "督学", "done", ""), (2, "开展督政", "督政", "dropped", "上级统一安排"),
            ] {
                try db.execute(
                    """
                    INSERT INTO plan_item (id, plan_id, ordinal, source_key, number, chapter, title, text, kinds, units,
                        actors, origin, owner_name, status, reason, done_on, notes, file_name, version)
                    VALUES (\("item-\(number)"), 'plan', \(number), '', \("\(number)."), '', \(title), '', \(",\(kind),"), '',
                        '', 'own', '', \(status), \(reason), \(status == "done" ? "2026-03-01" : nil), '', '', 1)
                    """)
            }
            for (item, quantity, unit, text, figure) in [
                ("item-1", "3", "个", "查出问题3个", "finding.found"), ("item-2", "5", "个", "5个区", nil),
            ] {
                try db.execute(
                    """
                    INSERT INTO plan_target (id, item_id, ordinal, quantity, comparison, force, unit, counted, text,
                        span_from, span_to, figure)
                    VALUES (\("target-\(item)"), \(item), 1, \(quantity), '=', 'must', \(unit), '', \(text), 0, 0, \(figure))
                    """)
            }
        }
    }
}
