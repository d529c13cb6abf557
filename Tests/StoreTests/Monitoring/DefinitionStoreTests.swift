import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct DefinitionStoreTests {
    private let city = Viewer(
        account: "c", person: "c", name: "市", role: .officer, scope: .region(.city, code: "500100"), day: "2026-03-01")

    @Test(
        "A draft is mended, published and then never changed; the next version is a draft of its own",
        arguments: Engine.available)
    func life(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let officer = FindingSamples.officer()
        let id = try await FindingSamples.act(as: officer, in: database) { act in
            try Definitions.create(
                .standard, DefinitionSample.standard(expression: "perHundred(mediaRooms, pupil)"), act)
        }
        await #expect(throws: DefinitionRefusal.unsound(count: 1)) {
            try await FindingSamples.act(as: officer, in: database) {
                try Definitions.publish(id, .standard, version: 1, $0)
            }
        }
        await #expect(throws: DefinitionRefusal.stale) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try Definitions.save(id, .standard, DefinitionSample.standard(), version: 7, act)
            }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try Definitions.save(id, .standard, DefinitionSample.standard(), version: 1, act)
            try Definitions.publish(id, .standard, version: 2, act)
        }
        await #expect(throws: DefinitionRefusal.published) {
            try await FindingSamples.act(as: officer, in: database) { act in
                try Definitions.save(id, .standard, DefinitionSample.standard(limit: "1"), version: nil, act)
            }
        }
        let next = try await FindingSamples.act(as: officer, in: database) { try Definitions.next(id, .standard, $0) }
        await #expect(throws: DefinitionRefusal.draftExists) {
            try await FindingSamples.act(as: officer, in: database) { _ = try Definitions.next(id, .standard, $0) }
        }
        try await FindingSamples.act(as: officer, in: database) { act in
            try Definitions.save(next, .standard, DefinitionSample.standard(limit: "9"), version: 1, act)
        }
        let judged = try await database.read { db in try LocalStandards.published(visibleTo: officer, in: db) }
        let first = try LocalStandards.parse(DefinitionSample.standard())
        #expect(judged == [first])
        #expect(try await database.read { db in try Standards.all(visibleTo: officer, in: db) }.last?.code == "modern")
        try await FindingSamples.act(as: officer, in: database) {
            try Definitions.publish(next, .standard, version: 2, $0)
        }
        let newest = try await database.read { db in try LocalStandards.published(visibleTo: officer, in: db) }
        #expect(newest == [try LocalStandards.parse(DefinitionSample.standard(limit: "9"))])
        await #expect(throws: DefinitionRefusal.codeTaken("modern")) {
            try await FindingSamples.act(as: FindingSamples.officer("500102"), in: database) { act in
                _ = try Definitions.create(.standard, DefinitionSample.standard(), act)
            }
        }
        await #expect(throws: DefinitionRefusal.codeTaken("youzhi-junheng")) {
            try await FindingSamples.act(as: officer, in: database) { act in
                _ = try Definitions.create(.standard, DefinitionSample.standard(code: "youzhi-junheng"), act)
            }
        }
    }

    @Test(
        "A county sees its own and what the city published, a neighbour neither; only the owner writes",
        arguments: Engine.available)
    func access(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let own = try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            let id = try Definitions.create(.standard, DefinitionSample.standard(), act)
            try Definitions.publish(id, .standard, version: 1, act)
            return id
        }
        let (draft, shared) = try await FindingSamples.act(as: city, in: database) { act in
            let draft = try Definitions.create(.standard, DefinitionSample.standard(code: "city-draft"), act)
            let shared = try Definitions.create(.standard, DefinitionSample.standard(code: "city-shared"), act)
            try Definitions.publish(shared, .standard, version: 1, act)
            return (draft, shared)
        }
        func seen(_ viewer: Viewer) async throws -> Set<String> {
            let list = try await database.read { db in
                try Definitions.list(DefinitionFilter(.standard), PageRequest(size: 50), visibleTo: viewer, in: db)
            }
            #expect(list.total == list.rows.count)
            return Set(list.rows.map(\.code))
        }
        #expect(try await seen(FindingSamples.officer()) == ["modern", "city-shared"])
        #expect(try await seen(city) == ["modern", "city-draft", "city-shared"])
        #expect(try await seen(FindingSamples.officer("500102")) == ["city-shared"])
        #expect(try await seen(CollectionSample.unit("p-1")) == [])
        await #expect(throws: DefinitionRefusal.notFound) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) {
                try Definitions.remove(draft, .standard, $0)
            }
        }
        await #expect(throws: DefinitionRefusal.notYours) {
            try await FindingSamples.act(as: FindingSamples.officer(), in: database) {
                _ = try Definitions.next(shared, .standard, $0)
            }
        }
        await #expect(throws: DefinitionRefusal.notYours) {
            try await FindingSamples.act(as: city, in: database) { _ = try Definitions.next(own, .standard, $0) }
        }
        await #expect(throws: DefinitionRefusal.notFound) {
            try await database.read { db in
                _ = try Definitions.require(own, .form, visibleTo: FindingSamples.officer(), in: db)
            }
        }
    }

    @Test("A county is judged by a local standard from what its schools reported", arguments: Engine.available)
    func judged(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) {
            let values = try CollectionSample.values(row.value.stages)
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
        let officer = FindingSamples.officer()
        try await FindingSamples.act(as: officer, in: database) { act in
            let id = try Definitions.create(.standard, DefinitionSample.standard(), act)
            try Definitions.publish(id, .standard, version: 1, act)
        }
        let county = try await database.read { db in
            var question = StandardQuestion()
            question.standard = "modern"
            return try StandardCounty.read(question, visibleTo: officer, in: db)
        }
        let computed = try #require(county.evaluation.indicators.first)
        #expect(computed.conditions.first?.values.first?.value?.quantity != nil && computed.grade != .undetermined)
        #expect(county.evaluation.indicators.last?.grade == .undetermined && county.verdict != .pass)
    }

    @Test(
        "A form of an office's own is asked by a round, filled in and kept though a next version comes",
        arguments: Engine.available)
    func ownForm(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let officer = FindingSamples.officer()
        let code = "own-\(engine)".lowercased().filter { $0.isLetter || $0 == "-" }
        let id = try await FindingSamples.act(as: officer, in: database) { act in
            try Definitions.create(.form, DefinitionSample.form(code: code), act)
        }
        await #expect(throws: CollectionRefusal.noForm) {
            _ = try await CollectionSample.round(form: "\(code)/1", in: database)
        }
        try await FindingSamples.act(as: officer, in: database) { try Definitions.publish(id, .form, version: 1, $0) }
        let round = try await CollectionSample.round(form: "\(code)/1", in: database)
        let row = try #require(
            try await CollectionSample.rows(round, in: database).first { $0.value.organisation == "p-1" })
        let unit = CollectionSample.unit("p-1")
        try await FindingSamples.act(as: unit, in: database) { act in
            _ = try CollectionReturns.save(
                row.id, ["primary.served": Points(950), "serviceTeachers": Points(40)], source: .form, version: 1, act)
        }
        let findings = try await database.read { db in try CollectionFindings.list(of: row.id, in: db) }
        #expect(findings.count == 1)
        try await FindingSamples.act(as: officer, in: database) { act in
            let next = try Definitions.next(id, .form, act)
            try Definitions.publish(next, .form, version: 1, act)
        }
        let (asked, newest) = try await database.read { db in
            (
                try CollectionForms.require("\(code)/1", visibleTo: unit, in: db).version,
                try CollectionForms.current(visibleTo: officer, in: db).last?.reference
            )
        }
        #expect(asked == 1 && newest == "\(code)/2")
        for (reference, viewer) in [
            ("\(code)/2", unit), ("\(code)/1", CollectionSample.unit("garden")),
            ("\(code)/1", FindingSamples.officer("500102")), ("\(code)/9", officer),
        ] {
            await #expect(throws: CollectionRefusal.noForm) {
                try await database.read { db in _ = try CollectionForms.require(reference, visibleTo: viewer, in: db) }
            }
        }
    }

    @Test(
        "A figure keeps its meaning in every form: the shipped ones, and what is published where its units are asked",
        arguments: Engine.available)
    func meaning(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let sample = "版本\t1\n" + DefinitionSample.form(code: "meaning-\(engine)".lowercased().filter(\.isLetter))
        func problems(_ text: String, _ viewer: Viewer = FindingSamples.officer()) async throws -> [RowProblem] {
            try await database.read { db in try Definitions.problems(.form, text, visibleTo: viewer, in: db) }
        }
        let tens = sample.replacing("served\t参加学生数\t人", with: "books\t图书\t万册").replacing("served <=", with: "books <=")
        #expect(try await problems(tens).contains { $0.value == "books" && $0.reason.contains("册") })
        // The sum that a school's books would be added to at every save.
        let doubled = sample.replacing(
            "一、服务\tserviceTeachers\t参与教师数\t人\t0\t\t\t\t是", with: "一、服务\tbooks\t图书\t册\t0\t\t\t\t是\tbooks+books")
        #expect(try await problems(doubled).map(\.reason) == ["合计式里的“books”本身是合计"])
        let typed = sample.replacing("serviceTeachers\t参与教师数\t人", with: "teachers\t专任教师数\t人").replacing(
            "\t\t\t\t是", with: "\t\t\t小学\t是")
        #expect(try await problems(typed).contains { $0.reason.contains("合计") && $0.value == "teachers" })
        #expect(try await problems(sample).isEmpty)
        for path in Asset.paths(in: "Store/Data/collections") {
            var copy = DefinitionKind.form.sheet(Asset.text(path) ?? "")
            copy.set("代码", to: "copied")
            #expect(try await problems(copy.text).isEmpty, "a copy of \(path) means what it meant")
        }
        try await FindingSamples.act(as: FindingSamples.officer(), in: database) { act in
            try Definitions.publish(try Definitions.create(.form, sample, act), .form, version: 1, act)
        }
        let other = DefinitionSample.form(code: "other-form").replacing("参加学生数\t人", with: "参加学生数\t百人")
        #expect(try await problems("版本\t1\n" + other).map(\.value) == ["served"])
        #expect(try await problems("版本\t1\n" + other, city).map(\.value) == ["served"])
        #expect(try await problems("版本\t1\n" + other, FindingSamples.officer("500102")).isEmpty)
        #expect(try await problems(sample.replacing("参加学生数\t人\t0", with: "参加学生数\t人\t2")).count == 1)
        await #expect(throws: DefinitionRefusal.unsound(count: 1)) {
            try await FindingSamples.act(as: city, in: database) { act in
                try Definitions.publish(try Definitions.create(.form, other, act), .form, version: 1, act)
            }
        }
    }

    @Test("A record that nobody can read is named and leaves the county's page standing", arguments: Engine.available)
    func unreadable(on engine: Engine) async throws {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) {
            let values = try CollectionSample.values(row.value.stages)
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
        try await database.write { db in
            _ = try db.execute(
                "UPDATE collection_record SET figures = 'books=100000000000000' WHERE organisation_id = 'p-2'")
        }
        let officer = FindingSamples.officer()
        let (county, whole) = try await database.read { db in
            (
                try BalanceCounties.read(BalanceQuestion(), visibleTo: officer, in: db),
                try StandardCounty.read(StandardQuestion(), visibleTo: officer, in: db)
            )
        }
        #expect(county.schools.silent.map(\.organisation) == ["p-2"] && county.verdict != .pass)
        #expect(county.schools.silent.map(\.isUnreadable) == [true])
        #expect(whole.silent == county.schools.silent && whole.verdict != .pass)
        #expect(county.evaluation?.stages.flatMap(\.schools).map(\.school.name).contains("第1小学") == true)
        let lines = try await database.read { db in
            try BalanceCounties.lines(year: 2026, BalanceQuestion(), visibleTo: city, in: db)
        }
        #expect(lines.map(\.silent) == [1])
        // Its neighbour is compared with the others and hands in.
        let rows = try await CollectionSample.rows(round, in: database)
        let neighbour = try #require(rows.first { $0.value.organisation == "p-1" })
        try await FindingSamples.act(as: CollectionSample.unit("p-1"), in: database) { act in
            try CollectionReturns.submit(neighbour.id, version: neighbour.value.version, act)
        }
    }

    @Test("Every shipped standard and form reads the same after a walk through the editor")
    func shipped() throws {
        for kind in DefinitionKind.allCases {
            let folder = kind == .standard ? "Store/Data/standards" : "Store/Data/collections"
            for path in Asset.paths(in: folder) {
                let text = try #require(Asset.text(path))
                let again = kind.sheet(text).text
                #expect(kind.problems(again) == [], "\(path)")
                if kind == .standard {
                    #expect(try StandardFile.parse(SheetText.rows(again)) == StandardFile.parse(SheetText.rows(text)))
                } else {
                    #expect(
                        try CollectionFormTable.parse(SheetText.rows(again))
                            == CollectionFormTable.parse(SheetText.rows(text)))
                }
            }
        }
    }
}
