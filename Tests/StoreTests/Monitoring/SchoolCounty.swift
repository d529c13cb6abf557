import Store
import Supervision
import Testing

/// A primary school, a junior school and a nine-year school that pass 优质均衡, and what their county was judged by.
struct SchoolCounty {
    var standard: Standard
    var schools: [BalanceSchool]
    /// By code of the school: what is no resource.
    var more: [String: [String: ExpressionValue]]
    var county: [String: ExpressionValue]
    var judgements: [String: Judgement]

    init() throws {
        standard = try #require(ShippedStandards.standard(code: "youzhi-junheng"))
        schools = [
            Self.school("p", [.primary: 2000]), Self.school("j", [.junior: 2000]),
            Self.school("n", [.primary: 1200, .junior: 1300]),
        ]
        more = Dictionary(uniqueKeysWithValues: schools.map { ($0.code, Self.more($0)) })
        county = [:]
        let figures = [
            "disabledChildren": 100, "disabledEnrolled": 95, "migrantChildren": 100, "migrantPlaces": 85,
            "townPrimarySchools": 10, "zonedPrimarySchools": 10, "townJuniorSchools": 20, "zonedJuniorSchools": 19,
            "seniorPlaces": 100, "seniorQuota": 50, "specialFund": 8000, "smallSchools": 2, "smallSchoolsFunded": 2,
            "teacherPay": 100_000, "civilServantPay": 100_000, "monitoredSubjects": 2, "subjectsAtLevel": 2,
            "recognition": 85,
        ]
        for (code, value) in figures { county[code] = .number(value) }
        county["largestDifference"] = .number(Points(scaled: 1_499))
        judgements = Dictionary(
            standard.indicators.flatMap(\.conditions).filter(\.isByHand).map {
                ($0.code, Judgement(.met, basis: "材料"))
            },
            uniquingKeysWith: { $1 })
    }

    /// Resources well above what is asked, the same for each pupil.
    static func school(_ code: String, _ pupils: [Stage: Int], arts: Int? = nil, sports: Int = 12) -> BalanceSchool {
        let weighted = pupils.reduce(0) { $0 + $1.value * ($1.key == .primary ? 10 : 11) }
        var own: [Stage: [BalanceVariable: Points]] = [:]
        for (stage, count) in pupils {
            own[stage] = [
                .pupils: Points(count), .teachers: Points(count / 10), .qualifiedTeachers: Points(count / 10),
                .backboneTeachers: Points(count / 50), .artsTeachers: Points(arts ?? count / 50),
            ]
        }
        return BalanceSchool(
            code: code, name: code, pupils: pupils,
            shared: [
                .teachingArea: Points(weighted), .indoorSportsArea: .zero,
                .sportsArea: Points(weighted * sports / 10), .equipment: Points(weighted * 300),
                .mediaRooms: Points(weighted / 200),
            ], own: own)
    }

    private static func more(_ school: BalanceSchool) -> [String: ExpressionValue] {
        var more: [String: ExpressionValue] = [
            "rotationEligible": .number(100), "rotatedTeachers": .number(10), "rotatedBackbone": .number(2),
            "builtYear": .number(2017), "isRural": .truth(false), "isCentral": .truth(false),
            "musicRooms": .number(5), "smallestMusicRoom": .number(96), "artRooms": .number(5),
            "smallestArtRoom": .number(90), "publicBudget": .number(100), "trainingBudget": .number(5),
        ]
        for stage in school.pupils.keys {
            let teachers = school.own[stage]?[.teachers] ?? .zero
            let figures: [String: ExpressionValue] = [
                "migrantPupils": .number(0), "classes": .number(30), "certifiedTeachers": .number(teachers),
                "trainedTeachers": .number(teachers), "largestClass": .number(stage == .primary ? 45 : 50),
                "entrants": .number(101), "transfersIn": .number(3), "transfersOut": .number(3), "deaths": .number(1),
                "graduates": .number(95),
            ]
            for (code, value) in figures { more["\(stage.rawValue).\(code)"] = value }
        }
        return more
    }

    var evaluation: StandardEvaluation {
        StandardEvaluation(
            standard,
            StandardInput(
                data: ExpressionData(rows: rows, county: county), schools: schools, judgements: judgements))
    }

    /// As a sheet of schools has them.
    var rows: [ExpressionData.Row] {
        let all = UnitRows(standard)
        return schools.map { school in
            let more = more[school.code] ?? [:]
            return all.row(school.code, stages: school.stages(with: more), more, school)
        }
    }

    func grade(_ code: String) -> StandardGrade? {
        evaluation.indicators.first { $0.indicator.code == code }?.grade
    }
}
