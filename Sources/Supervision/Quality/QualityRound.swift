/// One quality monitoring (质量监测): which subjects in which grades of which counties, and how far it is.
package struct QualityRound: Hashable, Sendable {
    package let id: QualityRoundID
    package var title: String
    package var year: Int
    package var level: Level
    package var method: Method
    package var subjects: [QualitySubject]
    package var grades: [QualityGrade]
    /// Schools with fewer pupils than this are not shown one by one.
    package var smallGroup: Int
    /// Until when schools hand in rosters, and when the test is; nil while nobody has said.
    package var rosterDueOn: Day?
    package var testsOn: Day?
    package internal(set) var state: State
    package internal(set) var frameHash: String?
    package internal(set) var seed: String?
    /// Known only after every roster was in, or a school could order its roster by it.
    package internal(set) var pupilSeed: String?
    package internal(set) var version: Int

    package init(
        id: QualityRoundID, title: String, year: Int, level: Level, method: Method, subjects: [QualitySubject],
        grades: [QualityGrade], smallGroup: Int = SmallGroups.usual, rosterDueOn: Day? = nil, testsOn: Day? = nil,
        state: State = .preparing, frameHash: String? = nil, seed: String? = nil, pupilSeed: String? = nil,
        version: Int = 1
    ) {
        self.id = id
        self.title = title
        self.year = year
        self.level = level
        self.method = method
        self.subjects = subjects
        self.grades = grades
        self.smallGroup = smallGroup
        self.rosterDueOn = rosterDueOn
        self.testsOn = testsOn
        self.state = state
        self.frameHash = frameHash
        self.seed = seed
        self.pupilSeed = pupilSeed
        self.version = version
    }

    package enum Level: String, Hashable, Sendable, Codable, CaseIterable {
        case national, provincial, local

        package var label: String {
            switch self {
            case .national: "国家监测"
            case .provincial: "省级监测"
            case .local: "本地监测"
            }
        }
    }

    /// How the schools of a round are found.
    package enum Method: String, Hashable, Sendable, Codable, CaseIterable {
        case sample, given, census

        package var label: String {
            switch self {
            case .sample: "抽样"
            case .given: "上级已抽定"
            case .census: "全体参加"
            }
        }
    }

    package enum State: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        case preparing, framed, sampled, rostered, testing, scored, published, closed
        /// Called off before its results were published; there is no way back.
        case cancelled

        package var label: String {
            switch self {
            case .preparing: "准备"
            case .framed: "名单已冻结"
            case .sampled: "已抽样"
            case .rostered: "名册已报"
            case .testing: "监测中"
            case .scored: "结果已导入"
            case .published: "已发布"
            case .closed: "已结束"
            case .cancelled: "已取消"
            }
        }

        /// Whether everybody who takes part sees results.
        package var isPublished: Bool { self == .published || self == .closed }

        /// Whether nothing of the round changes any more, so that the pupils' names may go.
        package var isOver: Bool { self == .closed || self == .cancelled }

        package static func < (left: State, right: State) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }
}

package typealias QualityRoundID = Identifier<QualityRound>

extension QualityRound {
    /// The frame stands and its hash is public; a seed may now come, or without sampling all of it takes part.
    package func framed(_ hash: String) throws(QualityRefusal) -> QualityRound {
        guard state == .preparing else { throw .wrongState("冻结名单", state) }
        var next = moved(to: method == .sample ? .framed : .sampled)
        next.frameHash = hash
        return next
    }

    /// Back to preparing, as long as nobody knows a seed.
    package func thawed() throws(QualityRefusal) -> QualityRound {
        guard state == .framed else { throw .wrongState("解冻名单", state) }
        var next = moved(to: .preparing)
        next.frameHash = nil
        return next
    }

    /// The public seed is known and taken verbatim.
    package func sampled(seed: String) throws(QualityRefusal) -> QualityRound {
        guard state == .framed else { throw .wrongState("抽样", state) }
        guard !seed.isEmpty, seed.count <= 200 else { throw .noSeed }
        var next = moved(to: .sampled)
        next.seed = seed
        return next
    }

    /// Every roster is in and a second public seed draws the pupils; where all take part neither is needed.
    package func rostered(seed: String, missing: Int) throws(QualityRefusal) -> QualityRound {
        guard state == .sampled else { throw .wrongState("结束名册上报", state) }
        guard missing == 0 || method == .census else { throw .rostersMissing(missing) }
        guard method == .census || !seed.isEmpty, seed.count <= 200 else { throw .noSeed }
        // Schools know the first one while they still write their rosters.
        guard seed.isEmpty || seed.trimmed != self.seed?.trimmed else { throw .sameSeed }
        var next = moved(to: .rostered)
        next.pupilSeed = seed.isEmpty ? nil : seed
        return next
    }

    package func testing() throws(QualityRefusal) -> QualityRound {
        guard state == .rostered else { throw .wrongState("开始监测", state) }
        return moved(to: .testing)
    }

    /// Results came in; they may come again until they are published.
    package func scored() throws(QualityRefusal) -> QualityRound {
        guard takesResults else { throw .wrongState("导入结果", state) }
        return state == .scored ? self : moved(to: .scored)
    }

    /// Where pupils are drawn only after they were, and the test began; else as soon as it is known which schools take part.
    package var takesResults: Bool {
        switch state {
        case .sampled, .rostered: method != .sample
        case .testing, .scored: true
        default: false
        }
    }

    /// All results are taken back: to the test where pupils were drawn, else to where results came without rosters.
    package func cleared(drawn: Int) throws(QualityRefusal) -> QualityRound {
        guard state == .scored else { throw .wrongState("清除结果", state) }
        return moved(to: drawn > 0 || method == .sample ? .testing : .sampled)
    }

    package func published() throws(QualityRefusal) -> QualityRound {
        guard state == .scored else { throw .wrongState("发布结果", state) }
        return moved(to: .published)
    }

    package func withdrawn() throws(QualityRefusal) -> QualityRound {
        guard state == .published else { throw .wrongState("撤回发布", state) }
        return moved(to: .scored)
    }

    package func closed() throws(QualityRefusal) -> QualityRound {
        guard state == .published else { throw .wrongState("结束本轮", state) }
        return moved(to: .closed)
    }

    /// Called off: nothing goes on, and nothing is published.
    package func cancelled() throws(QualityRefusal) -> QualityRound {
        guard state > .preparing, state < .published else { throw .wrongState("取消", state) }
        return moved(to: .cancelled)
    }

    /// What the office writes about a round may change until the frame is frozen.
    package func edited(by change: (inout QualityRound) -> Void) throws(QualityRefusal) -> QualityRound {
        guard state == .preparing else { throw .wrongState("修改", state) }
        var next = moved(to: state)
        change(&next)
        return next
    }

    package func subject(_ name: String) -> QualitySubject? { subjects.first { $0.name == name } }

    package func grade(_ code: String) -> QualityGrade? { grades.first { $0.code == code } }

    private func moved(to state: State) -> QualityRound {
        var next = self
        next.state = state
        next.version += 1
        return next
    }
}
