/// People who were listened to about a unit (听取意见): 《教育督导条例》 Article 19.
package struct Hearing: Hashable, Sendable {
    package var audience: Audience
    package var method: Method
    package var day: Day
    package var place: String
    package var attendees: Int
    /// Those of the school's management who were in the room.
    package var managers: Int
    /// Teachers who were in the room.
    package var teachers: Int
    /// How those who were heard were chosen.
    package var selection: String
    package var summary: String

    package init(
        audience: Audience, method: Method, day: Day, place: String = "", attendees: Int, managers: Int = 0,
        teachers: Int = 0, selection: String = "", summary: String
    ) {
        self.audience = audience
        self.method = method
        self.day = day
        self.place = place
        self.attendees = attendees
        self.managers = managers
        self.teachers = teachers
        self.selection = selection
        self.summary = summary
    }

    package enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
        case general, parents, teachers, pupils

        package var label: String {
            switch self {
            case .general: "公众"
            case .parents: "家长"
            case .teachers: "教师"
            case .pupils: "学生"
            }
        }

        package var act: StepAct {
            switch self {
            case .general: .publicHearing
            case .parents: .parentHearing
            case .teachers: .teacherHearing
            case .pupils: .pupilHearing
            }
        }
    }

    package enum Method: String, Hashable, Sendable, Codable, CaseIterable {
        case meeting, interview, questionnaire, announcement

        package var label: String {
            switch self {
            case .meeting: "座谈会"
            case .interview: "个别访谈"
            case .questionnaire: "问卷"
            case .announcement: "公开征求"
            }
        }

        /// Whether those who are heard sit in one room with whoever else is there.
        package var isFaceToFace: Bool { self == .meeting || self == .interview }
    }
}

/// Who has to stay out while people are heard, and where that is written.
package struct HearingRule: Hashable, Sendable {
    package let audience: Hearing.Audience
    package let managersStayOut: Bool
    package let teachersStayOut: Bool
    package let source: String

    /// What holds in a jurisdiction.
    ///
    /// 重庆: at meetings of pupils and parents neither management nor teachers are there, at those of teachers no
    /// management. Elsewhere no law that we know says so; that management stays out is kept as the office's own practice.
    package static func of(_ jurisdiction: Jurisdiction, for audience: Hearing.Audience) -> HearingRule {
        let isLaw = jurisdiction == .chongqing
        let isYoung = audience == .pupils || audience == .parents
        return HearingRule(
            audience: audience, managersStayOut: audience != .general,
            teachersStayOut: isLaw && isYoung,
            source: isLaw ? "《重庆市教育督导条例》" : "督导惯例，法规未作规定")
    }

    /// What it says, for people who fill in the form.
    package var text: String {
        guard managersStayOut else { return "公开征求公众意见，不限参加人员。" }
        let who = teachersStayOut ? "学校管理人员和教师" : "学校管理人员"
        return "听取\(audience.label)意见时，\(who)不得在场（\(source)）。"
    }
}

extension Hearing {
    package static let peopleLimit = 100_000

    /// Refuses what was not held by the rule or says too little.
    package func require(by rule: HearingRule, on today: Day) throws(HearingRefusal) {
        guard day <= today else { throw .future(day) }
        let people = 0...Hearing.peopleLimit
        guard attendees >= 1, [attendees, managers, teachers].allSatisfy(people.contains) else { throw .noOne }
        guard !summary.isBlank else { throw .empty }
        guard summary.count <= 4_000, place.count <= 100, selection.count <= 200 else { throw .tooLong }
        guard method.isFaceToFace else { return }
        if rule.managersStayOut, managers > 0 { throw .managersPresent(rule) }
        if rule.teachersStayOut, teachers > 0 { throw .teachersPresent(rule) }
    }
}

/// Why a hearing does not count.
package enum HearingRefusal: Refusal, Equatable {
    case future(Day)
    case noOne
    case empty
    case tooLong
    case managersPresent(HearingRule)
    case teachersPresent(HearingRule)

    package var code: String {
        switch self {
        case .future: "hearing.future"
        case .noOne: "hearing.noOne"
        case .empty: "hearing.empty"
        case .tooLong: "hearing.tooLong"
        case .managersPresent: "hearing.managersPresent"
        case .teachersPresent: "hearing.teachersPresent"
        }
    }

    package var kind: RefusalKind { .invalid }

    package var message: String {
        switch self {
        case .future(let day): "\(day.chinese)还没有到，听取意见之后再来记录。"
        case .noOne: "请填写听取意见的人数，至少1人，最多\(Hearing.peopleLimit)人。"
        case .empty: "请写明听取到的主要意见。"
        case .tooLong: "内容过长：主要意见请控制在4000字以内，地点100字以内，产生方式200字以内。"
        case .managersPresent(let rule): "有学校管理人员在场，这次听取意见不能作数。\(rule.text)请另行组织后再记录。"
        case .teachersPresent(let rule): "有教师在场，这次听取意见不能作数。\(rule.text)请另行组织后再记录。"
        }
    }
}
