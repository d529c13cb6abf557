package import SQLCore
import Store
package import Supervision

/// A district's government under evaluation, with departments to share its indicators out to.
package enum GovernmentSample {
    /// 第101区人民政府 at 部门分工与自评 with the shipped framework; 教育局 is `bureau-500101`, 财政局 `finance-500101`.
    ///
    /// The government itself is `organisation-500101-1`; the team's lead is `person-lead-500101`.
    package static func plant(in database: any SQLDatabase, district: String = "500101") async throws -> InspectionID {
        try await database.write { db in
            try FindingSamples.plant(districts: [district], in: db)
            try FindingSamples.organisation(
                "finance-\(district)", "第\(district.suffix(3))区财政局", .department, county: district, db)
        }
        let sample = try await Sample.campaign(
            in: database, county: district, units: 1, framework: FrameworkTemplates.government,
            procedure: .governmentDuty)
        try await database.write { db in
            let name = "第\(district.suffix(3))区政府"
            try db.execute(
                "UPDATE organisation SET kind = 'government', stages = '', name = \(name), name_folded = \(name) WHERE id = \(sample.organisation)"
            )
            try db.execute(
                "UPDATE organisation_version SET kind = 'government', stages = '', name = \(name) WHERE organisation_id = \(sample.organisation)"
            )
            try db.execute("UPDATE inspection SET name = \(name) WHERE id = \(sample.inspection)")
        }
        return sample.inspection
    }

    package static func viewer(_ organisation: String, role: Role = .principal, person: String? = nil) -> Viewer {
        Viewer(
            account: Identifier("a-\(organisation)"), person: Identifier(person ?? "p-\(organisation)"),
            name: organisation, role: role, scope: .organisation(Identifier(organisation)), day: FindingSamples.day)
    }
}
