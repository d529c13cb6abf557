package import SQLCore
package import Supervision

/// The schools of a region as a balance standard judges them, from what they reported.
package struct BalanceSchools: Sendable, Equatable {
    package let schools: [BalanceSchool]
    /// Stages that a school runs and whose pupils it has not reported.
    ///
    /// Such a stage is not zero and not left out: while one is here the county's verdict cannot be a pass. What the
    /// stages share stays unknown too, since it cannot be shared out.
    package let silent: [Silent]

    package struct Silent: Sendable, Equatable {
        package let organisation: OrganisationID
        package let code: String
        package let name: String
        package let stage: Stage
    }

    package init(_ units: [MonitoredUnit]) {
        var (schools, silent): ([BalanceSchool], [Silent]) = ([], [])
        for unit in units where !unit.stages.isDisjoint(with: [.primary, .junior]) {
            let school = BalanceSchool(unit)
            schools.append(school)
            for stage in [Stage.primary, .junior, .senior]
            where unit.stages.contains(stage) && school.pupils[stage] == nil && !school.isSpecial {
                silent.append(
                    Silent(organisation: unit.organisation, code: unit.code, name: unit.name, stage: stage))
            }
        }
        self.schools = schools
        self.silent = silent
    }

    package static func of(
        region: String? = nil, year: Int, _ which: MonitoringValues.Which = .all, visibleTo viewer: Viewer,
        in db: SQLConnection
    ) throws -> BalanceSchools {
        BalanceSchools(
            try MonitoringValues.units([.school], region: region, year: year, which, visibleTo: viewer, in: db))
    }
}

extension BalanceSchool {
    /// Pupils weigh in all stages that the school runs, also its senior ones; equipment is reported in 万元 and judged
    /// in 元.
    package init(_ unit: MonitoredUnit) {
        var pupils: [Stage: Int] = [:]
        var shared: [BalanceVariable: Points] = [:]
        var own: [Stage: [BalanceVariable: Points]] = [:]
        for stage in [Stage.primary, .junior, .senior] where unit.stages.contains(stage) {
            let count = unit.values[RecordedValues.key(BalanceVariable.pupils.rawValue, stage)]
            pupils[stage] = count.map { $0.scaled / Points.scale }
        }
        let isShareable = [Stage.primary, .junior, .senior].allSatisfy {
            !unit.stages.contains($0) || pupils[$0] != nil
        }
        for variable in BalanceVariable.allCases {
            guard variable.isOfStage else {
                guard isShareable, let value = unit.values[variable.rawValue] else { continue }
                shared[variable] = Points(scaled: value.scaled * (variable == .equipment ? 10_000 : 1))
                continue
            }
            for stage in [Stage.primary, .junior] where unit.stages.contains(stage) {
                own[stage, default: [:]][variable] = unit.values[RecordedValues.key(variable.rawValue, stage)]
            }
        }
        self.init(
            code: unit.code, name: unit.name, pupils: pupils, shared: shared, own: own,
            isTeachingPoint: unit.tags.contains("教学点") || unit.name.hasSuffix("教学点"),
            isSpecial: unit.category == .special || unit.stages == [.special])
    }
}
