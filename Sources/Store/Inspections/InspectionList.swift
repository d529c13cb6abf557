package import SQLCore
package import Supervision

/// What a list of inspections was asked for; what is empty asks nothing.
package struct InspectionFilter: Sendable, Equatable {
    package var campaign: CampaignID?
    /// One of several campaigns; empty asks nothing.
    package var campaigns: [CampaignID] = []
    package var organisation: OrganisationID?
    /// Only those on whose team the person is.
    package var member: PersonID?
    package var step = ""
    /// Acts of which one of its open steps still asks for one at least; empty asks nothing.
    package var wants: [StepAct] = []
    package var state = ""
    package var grade = ""
    package var stratum = ""
    /// Only units of one part of the scope.
    package var district: District?
    /// Only of campaigns of this kind and in this state.
    package var kind = ""
    package var campaignState = ""
    /// Part of the unit's name, or its code.
    package var text = ""
    /// Not finished although the campaign ended before this day.
    package var lateOn: Day?
    /// When the team was there.
    package var visited: FigurePeriod?
    /// The day of the visit, or of the campaign's end where none was noted.
    package var done: FigurePeriod?
    /// Of campaigns that touch it.
    package var during: FigurePeriod?
    package var isGraded = false
    package var manner = ""
    package var unit = UnitFilter()
    /// Shows one row for each unit or day.
    package var each: FigureEach?
    /// What waits for the viewer, as the workbench counts it.
    package var todo: TodoKind?
    /// `name`, `code`, `step`, `planned`, `score`, `grade` or `campaign`.
    package var sort = "campaign"
    package var isDescending = false

    package init() {}

    package static let sorts = ["campaign", "name", "code", "step", "planned", "score", "grade"]
}

extension Inspections {
    package static func list(
        _ filter: InspectionFilter, _ page: PageRequest, visibleTo viewer: Viewer, in db: SQLConnection
    ) throws -> Listing<InspectionRow> {
        let condition = matching(filter, viewer)
        let rows = try db.rows(
            """
            SELECT \(columns) \(tables) WHERE \(condition) ORDER BY \(order(filter))
            LIMIT \(page.size) OFFSET \(page.offset)
            """)
        let total: Int =
            try db.first(
                "SELECT count(*) FROM inspection i JOIN campaign c ON c.id = i.campaign_id WHERE \(condition)")?
            .get(0) ?? 0
        return Listing(rows: try rows.map { try InspectionRow($0).shown(to: viewer) }, total: total, page: page)
    }

    /// From where the rows come that a filter finds, and under which condition.
    static func selection(_ filter: InspectionFilter, _ viewer: Viewer) -> (from: SQL, condition: SQL) {
        ("FROM inspection i JOIN campaign c ON c.id = i.campaign_id", matching(filter, viewer))
    }

    private static func matching(_ filter: InspectionFilter, _ viewer: Viewer) -> SQL {
        var conditions: [SQL] = [visible(to: viewer)] + timed(filter, viewer)
        if !filter.campaigns.isEmpty { conditions.append("i.campaign_id IN (\(list: filter.campaigns))") }
        if let campaign = filter.campaign { conditions.append("i.campaign_id = \(campaign)") }
        if let organisation = filter.organisation { conditions.append("i.organisation_id = \(organisation)") }
        if let member = filter.member {
            conditions.append(
                "EXISTS (SELECT 1 FROM team_member m WHERE m.inspection_id = i.id AND m.person_id = \(member))")
        }
        if !filter.step.isEmpty { conditions.append("i.step = \(filter.step)") }
        if !filter.wants.isEmpty {
            conditions.append("i.state = 'running' AND (\(.joined(filter.wants.map(wanting), separator: " OR ")))")
        }
        if !filter.state.isEmpty { conditions.append("i.state = \(filter.state)") }
        if !filter.grade.isEmpty { conditions.append("i.grade = \(filter.grade)") }
        if !filter.stratum.isEmpty { conditions.append("i.stratum = \(filter.stratum)") }
        if let todo = filter.todo {
            conditions.append("i.id IN (\(Todos.inspections(of: todo, for: viewer) ?? "NULL"))")
        }
        if let district = filter.district { conditions.append(district.condition(alias: "i.")) }
        if !filter.kind.isEmpty { conditions.append("c.kind = \(filter.kind)") }
        if !filter.campaignState.isEmpty { conditions.append("c.state = \(filter.campaignState)") }
        if let day = filter.lateOn { conditions.append("i.state <> 'finished' AND c.ends_on < \(day)") }
        if !filter.text.isEmpty {
            conditions.append(
                "(i.code = \(filter.text) OR i.name LIKE \(LikePattern.containing(filter.text)) ESCAPE '\\')")
        }
        return .joined(conditions, separator: " AND ")
    }

    /// When it was, and what kind of unit it is about.
    private static func timed(_ filter: InspectionFilter, _ viewer: Viewer) -> [SQL] {
        var conditions = filter.unit.condition(version: "i.organisation_version_id")
        if let visited = filter.visited {
            conditions.append("i.visited_on IS NOT NULL AND \(visited.holds("i.visited_on"))")
        }
        if let done = filter.done { conditions.append(done.holds("coalesce(i.visited_on, c.ends_on)")) }
        if let during = filter.during { conditions.append(during.touches("c.starts_on", "c.ends_on")) }
        if filter.isGraded { conditions.append("i.grade IS NOT NULL") }
        if !filter.manner.isEmpty { conditions.append("c.manner = \(filter.manner)") }
        if let each = filter.each {
            var all = filter
            all.each = nil
            let (from, condition) = selection(all, viewer)
            let key: SQL = each == .day ? "i.visited_on" : "i.organisation_id"
            conditions.append("i.id IN (SELECT min(i.id) \(from) WHERE \(condition) GROUP BY \(key))")
        }
        return conditions
    }

    /// A drafted 督导意见书 on which a member of the team, where the team is asked, has not voted.
    static func votePending(_ person: PersonID) -> SQL {
        """
        (\(wanting(.teamReview)) OR c.jurisdiction = 'shanghai')
            AND EXISTS (SELECT 1 FROM team_member tm WHERE tm.inspection_id = i.id AND tm.person_id = \(person))
            AND EXISTS (SELECT 1 FROM opinion o WHERE o.inspection_id = i.id AND o.state = 'drafted'
                AND NOT EXISTS (SELECT 1 FROM team_vote v WHERE v.inspection_id = i.id AND v.person_id = \(person)
                    AND v.text_number = o.finals))
        """
    }

    /// Whether an open step of the inspection still asks for `act`.
    static func wanting(_ act: StepAct) -> SQL { "i.wants LIKE \("%,\(act.rawValue),%") ESCAPE '\\'" }

    private static func order(_ filter: InspectionFilter) -> SQL {
        let down: SQL = filter.isDescending ? " DESC" : ""
        return switch filter.sort {
        case "name": "i.name\(down), i.id"
        case "code": "i.code\(down), i.id"
        case "step": "i.step_name\(down), i.code, i.id"
        case "planned": "i.planned_on\(down) NULLS LAST, i.code, i.id"
        case "score": "i.score\(down) NULLS LAST, i.code, i.id"
        case "grade": "i.grade\(down) NULLS LAST, i.code, i.id"
        default: "c.starts_on DESC, c.id, i.code, i.id"
        }
    }
}

/// A pattern for LIKE … ESCAPE '\'.
package enum LikePattern {
    package static func containing(_ text: String) -> String {
        var escaped = "%"
        for character in text {
            if character == "%" || character == "_" || character == "\\" { escaped.append("\\") }
            escaped.append(character)
        }
        return escaped + "%"
    }
}
