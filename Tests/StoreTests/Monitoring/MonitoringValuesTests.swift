import SQLCore
import Store
import Supervision
import TestKit
import Testing

@Suite struct MonitoringValuesTests {
    private let officer = FindingSamples.officer()

    private func filled(on engine: Engine) async throws -> any SQLDatabase {
        let database = try await engine.makeDatabase()
        try await database.write { db in try CollectionSample.plant(2, in: db) }
        let round = try await CollectionSample.round(in: database)
        for row in try await CollectionSample.rows(round, in: database) where row.value.organisation != "p-2" {
            let values = try CollectionSample.values(row.value.stages)
            try await FindingSamples.act(as: CollectionSample.unit(row.value.organisation.rawValue), in: database) {
                act in
                _ = try CollectionReturns.save(row.id, values, source: .form, version: 1, act)
            }
        }
        return database
    }

    @Test("A county's schools with their figures, by where they lie, in one list", arguments: Engine.available)
    func units(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let units = try await database.read { [officer] db in
            try MonitoringValues.units(region: "500101", year: 2026, visibleTo: officer, in: db)
        }
        #expect(units.map(\.organisation.rawValue).sorted() == ["nine", "p-1", "p-2"])
        #expect(units.first { $0.organisation == "p-2" }?.values.isEmpty == true, "asked and silent")
        let (locked, years, next) = try await database.read { [officer] db in
            (
                try MonitoringValues.units(region: "500101", year: 2026, .locked, visibleTo: officer, in: db),
                try MonitoringValues.years(visibleTo: officer, in: db),
                try MonitoringValues.units(year: 2026, visibleTo: FindingSamples.officer("500102"), in: db)
            )
        }
        #expect(locked.allSatisfy(\.values.isEmpty) && years == [2026] && next.isEmpty)
    }

    @Test("Balance schools carry stages, shares and units; a silent one is named", arguments: Engine.available)
    func balance(on engine: Engine) async throws {
        let database = try await filled(on: engine)
        let schools = try await database.read { [officer] db in
            try BalanceSchools.of(region: "500101", year: 2026, visibleTo: officer, in: db)
        }
        #expect(schools.silent.map(\.name) == ["第2小学"] && schools.silent.map(\.stage) == [.primary])
        let nine = try #require(schools.schools.first { $0.name == "九年一贯制学校" })
        #expect(nine.pupils == [.primary: 1_000, .junior: 1_000])
        #expect(nine.own[.junior]?[.qualifiedTeachers] == Points(66))
        #expect(nine.shared[.equipment] == Points(6_660_000), "666 万元 in 元")
        let result = BalanceEvaluation(.qualityBalance, schools: schools.schools.filter { $0.pupils[.primary] != nil })
        #expect(result.verdict == .pass)
    }

    @Test("While one stage's pupils are missing, what the stages share is missing too")
    func missingStage() {
        let unit = MonitoredUnit(
            organisation: "a", code: "1", name: "甲", kind: .school, stages: [.junior, .senior], region: "500101",
            values: RecordedValues(["junior.pupils": Points(500), "teachingArea": Points(9_000)]))
        let schools = BalanceSchools([unit])
        #expect(schools.schools.first?.shared.isEmpty == true)
        #expect(schools.silent.map(\.stage) == [.senior], "its pupils weigh too")
    }

    @Test("Shipped forms are whole: one meaning per code, and the balance standard's figures are all in them")
    func forms() throws {
        #expect(
            ShippedForms.all.map(\.reference).sorted() == [
                "county-access/1", "county-balance/1", "kindergarten-access/1", "school-balance/1",
            ])
        var seen: [String: Variable] = [:]
        for variable in ShippedForms.all.flatMap(\.items).map(\.variable) {
            if let other = seen[variable.code] {
                #expect(
                    other.name == variable.name && other.unit == variable.unit && other.decimals == variable.decimals,
                    "\(variable.code)")
            }
            seen[variable.code] = variable
            #expect(!variable.definition.isEmpty && !variable.owner.isEmpty, "\(variable.code)")
        }
        let school = try ShippedForms.require("school-balance/1")
        for variable in BalanceVariable.allCases {
            #expect(school.items.contains { $0.variable.code == variable.rawValue }, "\(variable)")
            #expect(seen[variable.rawValue]?.isOfStage == variable.isOfStage, "\(variable)")
        }
        let typed = school.items.count { $0.isTyped }
        #expect((60...75).contains(typed), "\(typed)")
    }
}
