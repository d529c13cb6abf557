/// One visit to a school (到校督导): what somebody saw there, as it was written down on the spot.
package struct Visit: Hashable, Sendable {
    /// Made on the device, so that the same visit sent twice is one.
    package let id: VisitID
    package let school: OrganisationID
    /// The joint visit that it belongs to; nil for the inspector's own.
    package let task: VisitTaskID?
    package let kind: Kind
    /// The version of the checklist with which it was made; nil without one.
    package let checklist: FrameworkID?
    package var theme: String
    package var isAnnounced: Bool
    /// Names of those who went along.
    package var companions: [String]
    package var startedAt: Instant
    package var endedAt: Instant
    package let location: Location?
    /// 督导纪实.
    package var record: String
    package var counters: Counters
    package var answers: [VisitAnswer]
    /// Positive practice (典型经验).
    package var practice: String
    package let problems: [VisitProblem]
    package let knownFindings: [KnownFinding]
    package let photos: [VisitPhoto]

    package init(
        id: VisitID, school: OrganisationID, task: VisitTaskID? = nil, kind: Kind = .routine,
        checklist: FrameworkID? = nil, theme: String = "", isAnnounced: Bool = false, companions: [String] = [],
        startedAt: Instant, endedAt: Instant, location: Location? = nil, record: String,
        counters: Counters = Counters(), answers: [VisitAnswer] = [], practice: String = "",
        problems: [VisitProblem] = [], knownFindings: [KnownFinding] = [], photos: [VisitPhoto] = []
    ) {
        self.id = id
        self.school = school
        self.task = task
        self.kind = kind
        self.checklist = checklist
        self.theme = theme
        self.isAnnounced = isAnnounced
        self.companions = companions
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.location = location
        self.record = record
        self.counters = counters
        self.answers = answers
        self.practice = practice
        self.problems = problems
        self.knownFindings = knownFindings
        self.photos = photos
    }

    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Of the responsible inspector (责任督学).
        case routine
        /// The office's own (随访督导).
        case office

        package var label: String { self == .routine ? "责任督学到校" : "随访督导" }
    }

    /// What was done at the school, counted.
    package struct Counters: Hashable, Sendable, Codable {
        package var lessons: Int
        package var talks: Int
        package var files: Int
        package var questionnaires: Int
        package var patrols: Int

        package init(lessons: Int = 0, talks: Int = 0, files: Int = 0, questionnaires: Int = 0, patrols: Int = 0) {
            self.lessons = lessons
            self.talks = talks
            self.files = files
            self.questionnaires = questionnaires
            self.patrols = patrols
        }

        /// Each with its name in forms and its words, in the order of the record sheet.
        package var all: [(name: String, label: String, unit: String, count: Int)] {
            [
                ("lessons", "听课", "节", lessons), ("talks", "座谈走访", "次", talks), ("files", "查阅资料", "份", files),
                ("questionnaires", "问卷调查", "份", questionnaires), ("patrols", "校园巡视", "次", patrols),
            ]
        }
    }

    /// Where the device said it was, in degrees and metres.
    package struct Location: Hashable, Sendable, Codable {
        package let lat: Double
        package let lon: Double
        package let accuracy: Double

        /// Nil for what is no place on the earth.
        package init?(lat: Double, lon: Double, accuracy: Double) {
            guard (-90...90).contains(lat), (-180...180).contains(lon), accuracy >= 0, accuracy.isFinite else {
                return nil
            }
            self.lat = lat
            self.lon = lon
            self.accuracy = accuracy
        }
    }
}

package typealias VisitID = Identifier<Visit>
package enum VisitTaskMark {}
package typealias VisitTaskID = Identifier<VisitTaskMark>

extension Visit {
    /// The day in China on which it began, by the device's clock.
    package var day: Day { startedAt.day }

    /// The gravest outcome of its problems.
    package var outcome: VisitOutcome { problems.map(\.outcome).max() ?? .none }

    /// What a school is told of: everything but what was reported to the office, with its photos.
    package var told: (outcome: VisitOutcome, problems: [VisitProblem], photos: [VisitPhoto]) {
        let open = problems.filter { $0.outcome != .serious }
        let hidden = Set(problems.map(\.id.rawValue)).subtracting(open.map(\.id.rawValue))
        return (open.map(\.outcome).max() ?? .none, open, photos.filter { !hidden.contains($0.of) })
    }

    /// What people call it; made from the id, so that no two devices wait for each other.
    package static func number(of id: VisitID, on day: Day) -> String {
        "督访\(day.text.filter { $0 != "-" })-\(id.rawValue.suffix(6).uppercased())"
    }
}

/// One answer to a criterion of the month's checklist.
package struct VisitAnswer: Hashable, Sendable {
    package let criterion: String
    package let value: String
    package let note: String

    package init(_ criterion: String, _ value: String, note: String = "") {
        self.criterion = criterion
        self.value = value
        self.note = note
    }
}

/// What an inspector saw of a problem that was found before.
package struct KnownFinding: Hashable, Sendable, Codable {
    /// The part's.
    package let id: FindingPartID
    /// That the device had.
    package let version: Int
    package let isSettled: Bool
    package let note: String

    package init(id: FindingPartID, version: Int, isSettled: Bool, note: String = "") {
        self.id = id
        self.version = version
        self.isSettled = isSettled
        self.note = note
    }
}

/// A photo that belongs to a visit or to one of its problems; its bytes come apart.
package struct VisitPhoto: Hashable, Sendable {
    package let id: VisitPhotoID
    package let sha256: String
    package let bytes: Int
    /// `visit` or a problem's id.
    package let of: String
    package let takenAt: Instant?
    package let caption: String

    package init(
        id: VisitPhotoID, sha256: String, bytes: Int, of: String = "visit", takenAt: Instant? = nil,
        caption: String = ""
    ) {
        self.id = id
        self.sha256 = sha256
        self.bytes = bytes
        self.of = of
        self.takenAt = takenAt
        self.caption = caption
    }
}

package typealias VisitPhotoID = Identifier<VisitPhoto>
