/// What narrows a figure in a template, such as `kindergarten` in `inspection.visited.units | kindergarten`.
///
/// A word of the registry's or of a ledger's own vocabulary, or `name=value` as in the address of its list.
package struct FigureQualifier: Hashable, Sendable, Codable {
    package let text: String
    package let label: String
    fileprivate let meaning: Meaning

    fileprivate enum Meaning: Hashable, Sendable, Codable {
        case unitKind(String), stage(String), running(String), authority(String)
        case gravity(String), source(String), campaignKind(String), documentKind(String), inspectorKind(String)
        case filter(FigureFilter)
    }

    /// Reads a word, in English as the code has it or in Chinese as the screen has it; nil for one that is unknown.
    package init?(_ typed: String) {
        let text = typed.trimmed
        if let known = FigureQualifier.vocabulary[text] {
            self = known
            return
        }
        let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
            String($0).trimmed
        }
        guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty, sides[0].utf8.count <= 30, sides[1].count <= 100,
            sides[0].utf8.allSatisfy({ (97...122).contains($0) || (65...90).contains($0) })
        else { return nil }
        self.init(text, sides[1], .filter(FigureFilter(sides[0], sides[1])))
    }

    private init(_ text: String, _ label: String, _ meaning: Meaning) {
        self.text = text
        self.label = label
        self.meaning = meaning
    }

    /// As it was typed into an address, `campaign=…`; nil for a word of the vocabulary.
    package var address: FigureFilter? {
        if case .filter(let filter) = meaning { filter } else { nil }
    }

    /// The same, said in other words: an id by what it stands for.
    package func called(_ label: String) -> FigureQualifier { FigureQualifier(text, label, meaning) }

    /// What the ledger's own list is asked; nil where its rows know nothing of it.
    package func filter(in ledger: FigureLedger) -> FigureFilter? {
        let filter =
            switch meaning {
            case .unitKind(let value): FigureFilter(ledger.unitKindName, value)
            case .stage(let value): FigureFilter("stage", value)
            case .running(let value): FigureFilter("running", value)
            case .authority(let value): FigureFilter("authority", value)
            case .gravity(let value): FigureFilter("grade", value)
            case .source(let value): FigureFilter("source", value)
            case .campaignKind(let value), .documentKind(let value): FigureFilter("kind", value)
            case .inspectorKind(let value): FigureFilter("appointment", value)
            case .filter(let filter): filter
            }
        return isKnown(filter, in: ledger) ? filter : nil
    }

    private func isKnown(_ filter: FigureFilter, in ledger: FigureLedger) -> Bool {
        switch meaning {
        case .gravity, .source: ledger == .findings
        case .campaignKind: [.campaigns, .inspections, .findings].contains(ledger)
        case .documentKind: ledger == .documents
        case .inspectorKind: ledger == .inspectors
        default: ledger.parameters.contains(filter.name)
        }
    }

    private static let vocabulary: [String: FigureQualifier] = {
        var words: [String: FigureQualifier] = [:]
        func add(_ code: String, _ label: String, _ meaning: Meaning) {
            // What two vocabularies call alike is known by its Chinese word alone.
            let qualifier = FigureQualifier(words[code] == nil ? code : label, label, meaning)
            for key in [code, label] where words[key] == nil { words[key] = qualifier }
        }
        // Kinds before stages: 幼儿园 is the kindergarten, not a school's kindergarten stage.
        for kind in OrganisationKind.allCases { add(kind.rawValue, kind.label, .unitKind(kind.rawValue)) }
        for stage in Stage.allCases { add(stage.rawValue, stage.label, .stage(stage.rawValue)) }
        add("compulsory", "义务教育学校", .stage("compulsory"))
        for running in RunningType.allCases { add(running.rawValue, running.label, .running(running.rawValue)) }
        for level in AuthorityLevel.allCases {
            add(level.rawValue, level.label, .authority(level.rawValue))
            for spelling in level.spellings where spelling.hasSuffix("属") && words[spelling] == nil {
                words[spelling] = words[level.rawValue]
            }
        }
        for grade in Finding.Grade.allCases { add(grade.rawValue, grade.label, .gravity(grade.rawValue)) }
        for source in Finding.Source.allCases { add(source.rawValue, source.label, .source(source.rawValue)) }
        for kind in Campaign.Kind.allCases where kind != .special {
            add(kind.rawValue, kind.label, .campaignKind(kind.rawValue))
        }
        // `special` is the stage of 特教.
        add("special-campaign", Campaign.Kind.special.label, .campaignKind(Campaign.Kind.special.rawValue))
        for kind in Document.Kind.allCases { add(kind.rawValue, kind.label, .documentKind(kind.rawValue)) }
        add("full-time", "专职", .inspectorKind("full-time"))
        add("part-time", "兼职", .inspectorKind("part-time"))
        return words
    }()
}

extension FigureLedger {
    /// By which name its address asks for the kind of unit.
    var unitKindName: String { self == .organisations || self == .dutyTargets ? "kind" : "unitKind" }

    /// What narrows its rows by their unit.
    private static let units: Set<String> = ["unitKind", "stage", "running", "authority", "organisation"]

    /// The filters that its page takes, beyond paging and sorting.
    package var parameters: Set<String> {
        let own: Set<String> =
            switch self {
            case .findings:
                FigureLedger.units.union([
                    "state", "grade", "source", "campaign", "criterion", "kind", "district", "group", "q", "until",
                    "from", "own", "least", "inspection", "mark", "tone", "revisit",
                ])
            case .extensions: ["state", "kind", "own", "q"]
            case .rechecks: ["result", "q"]
            case .campaigns: ["kind", "manner", "state", "framework", "procedure", "q", "campaign"]
            case .inspections:
                FigureLedger.units.union([
                    "campaign", "step", "wants", "state", "grade", "graded", "stratum", "district", "kind", "project",
                    "q", "late", "member", "manner",
                ])
            case .results: ["used", "grade", "q", "purpose"]
            case .resultUses: ["purpose", "organisation", "inspection", "decided", "q"]
            case .rounds: ["cycle", "standing", "doneYear", "doneBefore", "year", "grade", "q"]
            case .documents: ["kind", "state", "published", "unit", "q", "own"]
            case .objections: ["state", "open", "document", "q", "own"]
            case .dutyTargets: ["kind", "state", "organisation", "q", "own"]
            case .receptions: ["state", "q", "own"]
            case .organisations: ["region", "kind", "running", "authority", "stage", "tag", "group", "state", "q"]
            case .inspectors: ["appointment", "level", "state", "q"]
            case .assessments: FigureLedger.units.union(["role", "state", "campaign"])
            case .opinions: FigureLedger.units.union(["state", "campaign", "defended"])
            case .hearings: FigureLedger.units.union(["audience", "method", "campaign"])
            case .attendances: FigureLedger.units.union(["campaign"])
            case .seats: FigureLedger.units.union(["capacity", "campaign"])
            case .evidence: ["owner"]
            }
        return own.union(times).union(each.isEmpty ? [] : ["each"])
    }
}
