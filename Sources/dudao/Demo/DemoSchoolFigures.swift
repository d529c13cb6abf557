import Store
import Supervision

/// Invented figures of one school: most reach every standard, three do not, and one coefficient is near its limit.
struct DemoSchoolFigures {
    let school: DemoUnit
    let number: Int
    let isNow: Bool

    init(_ school: DemoUnit, number: Int, isNow: Bool) {
        self.school = school
        self.number = number
        self.isNow = isNow
    }

    private var isJunior: Bool { school.stages.contains(.junior) }
    private var stage: Stage { isJunior ? .junior : .primary }

    /// A little fewer the year before.
    private var pupils: Int {
        let now = school.pupils ?? 600
        return isNow ? now : now - now * (2 + number % 3) / 100
    }

    /// 元 for a pupil; spread so far that the primary schools' coefficient comes near 0.50.
    private static let equipment = [7_900, 6_400, 2_080, 4_900, 2_150, 2_240, 2_310, 2_480, 2_650, 2_890, 3_500, 3_120]
    private static let juniorEquipment = [3_900, 3_300, 2_620, 2_700, 2_540]

    /// Hundredths of the standard's sports area; the fourth and the twelfth primary school have too little.
    private static let sports = [118, 131, 104, 78, 112, 109, 140, 103, 122, 108, 115, 88]
    /// Hundredths of the standard's arts teachers; the twelfth has two indicators below.
    private static let arts = [120, 112, 105, 130, 108, 111, 104, 126, 109, 117, 106, 91]

    var values: EnteredValues {
        var values: EnteredValues = [:]
        func own(_ code: String, _ value: Int) { values[RecordedValues.key(code, stage)] = Points(value) }
        func shared(_ code: String, _ value: Int) { values[code] = Points(value) }
        let classes = (pupils + 43) / 44
        let arts = Self.up(pupils * 9 * Self.arts[number % 12], 100_000)
        let bachelor = Self.up(pupils * (isJunior ? 62 : 55 + number % 7), 1_000)
        let below = isJunior ? 0 : number % 4
        let teachers = bachelor + below + number % 3
        own("pupils", pupils)
        own("migrantPupils", pupils * (6 + number % 9) / 100)
        own("disabledPupils", 1 + number % 4)
        own("classes", classes)
        own("largestClass", min(isJunior ? 49 : 45, pupils / classes + 2))
        for code in ["teachersBelow", "teachersDoctor", "generalArtTeachers"] { own(code, 0) }
        own("teachersCollege", below)
        own("teachersBachelor", bachelor)
        own("teachersMaster", number % 3)
        own("seniorTitleTeachers", teachers * (48 + number % 12) / 100)
        own("backboneTeachers", Self.up(pupils * (104 + number * 3 % 20), 10_000))
        own("peTeachers", arts - arts / 3 * 2)
        own("musicTeachers", arts / 3)
        own("fineArtTeachers", arts / 3)
        own("certifiedTeachers", teachers)
        own("trainedTeachers", teachers)
        if isJunior {
            own("entrants", pupils / 3)
            own("transfersIn", 4)
            own("transfersOut", 6)
            own("deaths", 0)
            own("graduates", pupils / 3 - 5)
        }
        shared("posts", teachers + 4)
        shared("staffOnPosts", teachers + 3)
        shared("staffOffPosts", number % 3)
        shared("rotationEligible", teachers * 3 / 10)
        shared("rotatedTeachers", max(1, teachers * 4 / 100))
        shared("rotatedBackbone", 1)
        shared("builtYear", 1_986 + number * 2)
        premises(&values, classes)
        return values
    }

    private func premises(_ values: inout EnteredValues, _ classes: Int) {
        func shared(_ code: String, _ value: Int) { values[code] = Points(value) }
        let indoor = 320 + number * 15
        let area = isJunior ? 58 : 45
        shared("teachingArea", Self.up(pupils * area * (106 + number * 5 % 30), 1_000) + indoor)
        shared("indoorSportsArea", indoor)
        shared("gymArea", number % 3 == 0 ? 0 : 600)
        // The fourth had enough the year before: that it has not any more raises a warning.
        let hundredths = number == 3 && !isNow ? 103 : Self.sports[number % 12]
        let sports = Self.up(pupils * (isJunior ? 102 : 75) * hundredths, 1_000)
        shared("groundArea", max(0, sports - (number % 3 == 0 ? 0 : 600)))
        let each = isJunior ? Self.juniorEquipment[number % 5] : Self.equipment[number % 12]
        // In ten-thousandths of 万元, which are 元.
        values["equipment"] = Points(scaled: pupils * each * (isNow ? 100 : 94) / 100)
        shared("mediaRooms", Self.up(pupils * (isJunior ? 26 : 25), 1_000) + number % 3)
        shared("computers", pupils / 8)
        shared("books", pupils * (isJunior ? 36 : 26))
        shared("bookTitles", pupils * 9)
        shared("musicRooms", (classes + 11) / 12)
        // One older school has a room that only the tolerance for buildings of before 2017 lets pass.
        values["smallestMusicRoom"] = Points(number == 2 ? 78 : 96)
        shared("artRooms", (classes + 11) / 12)
        values["smallestArtRoom"] = Points(90)
        values["publicBudget"] = Points(scaled: pupils * (isJunior ? 940 : 720))
        values["trainingBudget"] = Points(scaled: pupils * (isJunior ? 52 : 41))
    }

    private static func up(_ numerator: Int, _ denominator: Int) -> Int {
        (numerator + denominator - 1) / denominator
    }
}
