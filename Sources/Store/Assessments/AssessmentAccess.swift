import SQLCore
package import Supervision

/// Where answers go: an open assessment of an inspection that the viewer may see.
struct AssessmentPlace: Sendable {
    let assessment: AssessmentID
    let framework: FrameworkID
    let place: Place
}

extension Assessment.Role {
    /// The act by which it is handed in.
    package var act: StepAct {
        switch self {
        case .own: .selfAssessment
        case .onSite, .thirdParty: .onSite
        case .review: .review
        }
    }

    /// Who fills it in: the unit its own, the team every other.
    package var authors: Set<Supervision.Role> {
        self == .own ? Supervision.Role.unit : Supervision.Role.team
    }
}

extension Assessments {
    /// Whether the viewer's role fills in that assessment; which inspections they see is the query's to say.
    package static func mayWrite(_ role: Assessment.Role, _ viewer: Viewer) -> Bool {
        role.authors.contains(viewer.role)
    }

    /// The open assessment, begun now when the unit is at the step that asks for it.
    static func writable(_ sheet: AssessmentSheet, of inspection: InspectionID, _ act: Act) throws -> AssessmentPlace {
        let role = sheet.role
        let row = try act.db.first(
            """
            SELECT a.id, a.state, coalesce(x.framework_version_id, c.framework_version_id), i.province, i.city, i.county,
                i.zone, x.framework_version_id IS NOT NULL
            FROM inspection i JOIN campaign c ON c.id = i.campaign_id
                LEFT JOIN campaign_framework x ON x.campaign_id = c.id AND x.position = \(sheet.number)
                LEFT JOIN assessment a ON a.inspection_id = i.id AND a.role = \(role) AND a.sheet = \(sheet.number)
            WHERE i.id = \(inspection) AND \(Inspections.visible(to: act.viewer))
            """)
        guard let row else { throw InspectionRefusal.notFound }
        guard mayWrite(role, act.viewer) else { throw AssessmentChangeRefusal.notYours(role) }
        guard let framework: FrameworkID = try row.get(2) else { throw AssessmentChangeRefusal.noFramework }
        guard try sheet.number == 1 || row.get(7) else { throw AssessmentRefusal.notFound }
        let place = Place(
            province: try row.get(3), city: try row.get(4), county: try row.get(5), zone: try row.get(6))
        if let known: AssessmentID = try row.get(0) {
            guard try row.get(1) == Assessment.State.draft else { throw AssessmentRefusal.submitted }
            return AssessmentPlace(assessment: known, framework: framework, place: place)
        }
        try InspectionSteps.require(role.act, of: inspection, in: act.db)
        let new: AssessmentID = act.newID()
        try act.db.execute(
            """
            INSERT INTO assessment (id, inspection_id, role, sheet, state, version)
            VALUES (\(new), \(inspection), \(role), \(sheet.number), 'draft', 1)
            """)
        return AssessmentPlace(assessment: new, framework: framework, place: place)
    }

    /// The id to which evidence of a criterion belongs, while the assessment is open.
    package static func requireOpen(
        _ sheet: AssessmentSheet, of inspection: InspectionID, criterion: String, _ act: Act
    ) throws -> (id: AssessmentID, place: Place) {
        let place = try writable(sheet, of: inspection, act)
        let framework = try FrameworkVersions.require(place.framework, in: act.db)
        guard framework.kinds[criterion] != nil else { throw AssessmentRefusal.unknownCriterion(criterion) }
        return (place.assessment, place.place)
    }
}

/// Why an assessment is not taken from this person, or not now.
package enum AssessmentChangeRefusal: Refusal, Equatable {
    case notYours(Assessment.Role)
    case noFramework
    case selfReturned
    case opinionGiven
    case laterSubmitted(Assessment.Role)
    case noReason

    package var code: String {
        switch self {
        case .notYours: "assessment.notYours"
        case .noFramework: "assessment.noFramework"
        case .selfReturned: "assessment.selfReturned"
        case .opinionGiven: "assessment.opinionGiven"
        case .laterSubmitted: "assessment.laterSubmitted"
        case .noReason: "assessment.noReason"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notYours: .forbidden
        case .noReason: .invalid
        default: .conflict
        }
    }

    package var message: String {
        switch self {
        case .notYours(.own): "自评由被督导单位填写，您可以查看，不能修改。"
        case .notYours(let role): "\(role.label)由督导组成员填写，您可以查看，不能修改。"
        case .noFramework: "这个督导项目没有指标体系，不需要评估。"
        case .selfReturned: "自评已退回单位修改，尚未重新提交；请等单位提交后再提交实地评估。"
        case .opinionGiven: "初步意见已经反馈，实地评估不能再退回。"
        case .laterSubmitted(let role): "\(role.label)已经提交，不能再退回前面的评估。"
        case .noReason: "请写明退回的理由，单位或督导组会看到。"
        }
    }
}
