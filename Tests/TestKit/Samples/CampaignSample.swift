package import SQLCore
import Store
package import Supervision

/// A running campaign with units under inspection, as rows; what most features begin with.
package struct CampaignSample: Sendable {
    package let campaign: CampaignID
    package let frameworkVersion: FrameworkID
    package let organisations: [OrganisationID]
    package let inspections: [InspectionID]
    package let lead: PersonID
    package let member: PersonID

    package var organisation: OrganisationID { organisations[0] }
    package var inspection: InspectionID { inspections[0] }
}

/// Makes what tests begin with.
package enum Sample {
    /// 重庆市渝北区 (500112) unless said: its region chain, `units` kindergartens, a published framework, a campaign with
    /// the kindergarten procedure whose training is done, an inspection of each unit at 全面自评, and a team of two.
    ///
    /// Ids carry `county`, so that two samples of different counties live side by side. The team's persons are
    /// `person-lead-500112` and `person-member-500112` with grants to all inspections; make accounts for them by
    /// `site.account("lead", .inspector, .granted, person: sample.lead)`.
    package static func campaign(
        in database: any SQLDatabase, county: String = "500112", units: Int = 2, framework: Framework? = nil,
        procedure: Procedure = .kindergarten, on day: Day = "2026-03-10"
    ) async throws -> CampaignSample {
        let sample = CampaignSample(
            campaign: Identifier("campaign-\(county)"), frameworkVersion: Identifier("framework-\(county)"),
            organisations: (1...units).map { Identifier("organisation-\(county)-\($0)") },
            inspections: (1...units).map { Identifier("inspection-\(county)-\($0)") },
            lead: Identifier("person-lead-\(county)"), member: Identifier("person-member-\(county)"))
        let rows = CampaignRows(
            sample: sample, county: county, framework: framework ?? FrameworkTemplates.kindergarten,
            procedure: procedure, day: day)
        try await database.write { db in try rows.insert(in: db) }
        return sample
    }
}

extension Sample {
    /// Puts somebody on the teams of inspections.
    package static func grant(
        _ person: PersonID, _ inspections: [InspectionID], on day: Day = "2026-03-10", in db: SQLConnection
    ) throws {
        for id in inspections {
            try db.execute(
                """
                INSERT INTO team_member (inspection_id, person_id, is_lead) VALUES (\(id), \(person), false)
                """)
            try db.execute(
                """
                INSERT INTO access_grant (id, person_id, subject_id, from_day, until_day)
                VALUES (\("grant-\(id)-\(person)"), \(person), \(id), \(day.adding(days: -9)),
                    \(day.adding(days: 365)))
                """)
        }
    }
}

/// Writes the rows of a sample.
private struct CampaignRows: Sendable {
    let sample: CampaignSample
    let county: String
    let framework: Framework
    let procedure: Procedure
    let day: Day

    private var at: Instant { Instant(milliseconds: (day.number * 24 - 8) * 3_600_000) }
    private var province: String { "\(county.prefix(2))0000" }
    private var city: String { "\(county.prefix(4))00" }

    func insert(in db: SQLConnection) throws {
        try regions(in: db)
        try frameworkRows(in: db)
        try campaignRow(in: db)
        for person in [sample.lead, sample.member] {
            try db.execute(
                """
                INSERT INTO person (id, name, created_at) VALUES (\(person), \("督学\(person.rawValue.suffix(6))"), \(at))
                ON CONFLICT DO NOTHING
                """)
        }
        for index in sample.inspections.indices { try unit(index, in: db) }
    }

    private func regions(in db: SQLConnection) throws {
        let chain = [
            (province, "样例省", "province", ""), (city, "样例市", "city", province), (county, "样例区", "county", city),
        ]
        for (code, name, level, parent) in chain {
            try db.execute(
                """
                INSERT INTO region (code, name, level, parent, is_local, from_day, until_day)
                VALUES (\(code), \(name), \(level), \(parent), false, '2000-01-01', '2199-12-31') ON CONFLICT DO NOTHING
                """)
        }
    }

    private func frameworkRows(in db: SQLConnection) throws {
        let content = try JSONColumn.text(FrameworkShape(framework))
        try db.execute(
            """
            INSERT INTO framework (id, code, name, is_template, province, city, county, zone, created_at)
            VALUES (\("f-\(county)"), \("sample-\(county)"), \(framework.name), false, \(province), \(city), \(county), '',
                \(at))
            """)
        try db.execute(
            """
            INSERT INTO framework_version (id, framework_id, number, state, content, digest, criteria, created_at,
                published_at, version)
            VALUES (\(sample.frameworkVersion), \("f-\(county)"), 1, 'published', \(content), \(sha256(content)),
                \(framework.leaves.count), \(at), \(at), 1)
            """)
    }

    private func campaignRow(in db: SQLConnection) throws {
        let own = try done()
        try db.execute(
            """
            INSERT INTO campaign (id, name, kind, manner, framework_version_id, round_key, round_name, starts_on, ends_on,
                procedure, procedure_state, scope, jurisdiction, state, province, city, county, zone, created_by,
                created_at, version)
            VALUES (\(sample.campaign), '样例督导项目', 'evaluation', 'announced', \(sample.frameworkVersion), '', '', \(day.adding(days: -9)),
                \(day.adding(days: 80)), \(try JSONColumn.text(procedure)), \(try JSONColumn.text(own)), \(try JSONColumn.text(CampaignScope())),
                'chongqing', 'running', \(province), \(city), \(county), '', 'account-officer', \(at), 1)
            """)
    }

    private func unit(_ index: Int, in db: SQLConnection) throws {
        let (id, code) = (sample.organisations[index], "21\(county.prefix(2))\(county.suffix(4))0\(index + 1)")
        let (name, version) = ("第\(index + 1)幼儿园", "\(id.rawValue)-v1")
        try db.execute(
            """
            INSERT INTO organisation (id, code, name, name_folded, kind, category, running, authority, region_code,
                province, city, county, zone, stages, tags, address, state, since, version_id, version)
            VALUES (\(id), \(code), \(name), \(name), 'kindergarten', '', 'public', \(county), \(county), \(province),
                \(city), \(county), '', 'kindergarten', '', '', 'open', '2015-09-01', \(version), 1)
            """)
        try db.execute(
            """
            INSERT INTO organisation_version (id, organisation_id, number, code, name, kind, category, running, authority,
                region_code, stages, tags, reason, from_day, until_day)
            VALUES (\(version), \(id), 1, \(code), \(name), 'kindergarten', '', 'public', \(county), \(county),
                'kindergarten', '', '', '2015-09-01', '2199-12-31')
            """)
        try inspection(index, of: id, code, name, version, in: db)
    }

    private func inspection(
        _ index: Int, of unit: OrganisationID, _ code: String, _ name: String, _ version: String, in db: SQLConnection
    ) throws {
        let id = sample.inspections[index]
        var state = ProcedureState(procedure, level: .unit)
        let first = procedure.steps.first { $0.level == .unit }?.code ?? ""
        let beside = ProcedureContext(campaign: try done())
        if !first.isEmpty { state = try state.started(first, in: procedure, beside: beside) }
        let wants = ",\(procedure.step(first)?.requires.map(\.rawValue).joined(separator: ",") ?? ""),"
        try db.execute(
            """
            INSERT INTO inspection (id, campaign_id, organisation_id, organisation_version_id, code, name, stratum,
                procedure_state, step, wants, state, province, city, county, zone, version)
            VALUES (\(id), \(sample.campaign), \(unit), \(version), \(code), \(name), '全体', \(try JSONColumn.text(state)),
                \(first), \(wants), 'running', \(province), \(city), \(county), '', 1)
            """)
        for (person, isLead) in [(sample.lead, true), (sample.member, false)] {
            try db.execute(
                "INSERT INTO team_member (inspection_id, person_id, is_lead) VALUES (\(id), \(person), \(isLead))")
            try db.execute(
                """
                INSERT INTO access_grant (id, person_id, subject_id, from_day, until_day)
                VALUES (\("grant-\(id)-\(person)"), \(person), \(id), \(day.adding(days: -9)), \(day.adding(days: 365)))
                """)
        }
    }

    /// The campaign's own first steps, done.
    private func done() throws -> ProcedureState {
        var own = ProcedureState(procedure, level: .campaign)
        for step in procedure.steps.prefix(while: { $0.level == .campaign }) {
            own = try own.started(step.code, in: procedure, beside: ProcedureContext())
            own = try own.completed(step.code, in: procedure, acts: Set(step.requires))
        }
        return own
    }
}
