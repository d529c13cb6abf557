package import SQLCore
package import Supervision

/// An organisation as it is stored: its facts today, the version they are, and who manages it as scope columns.
package struct OrganisationRecord: Sendable, Equatable {
    package let organisation: Organisation
    /// What draws and inspections point at.
    package let versionID: String
    package let place: Place

    package init(organisation: Organisation, versionID: String, place: Place) {
        self.organisation = organisation
        self.versionID = versionID
        self.place = place
    }

    package var id: OrganisationID { organisation.id }
    package var code: String { organisation.code.text }
    package var name: String { organisation.name }
}

extension OrganisationRecord {
    /// Reads `Organisations.columns`, the first of them at `start`.
    package init(_ row: SQLRow, from start: Int = 0) throws {
        func text(_ position: Int) throws -> String { try row.get(start + position) }
        let level = AuthorityLevel(rawValue: try text(6)) ?? .county
        place = Place(province: try text(8), city: try text(9), county: try text(10), zone: try text(11))
        let category = try text(4)
        let facts = OrganisationFacts(
            name: try text(2), kind: OrganisationKind(rawValue: try text(3)) ?? .other,
            category: SchoolCategory(rawValue: category), stages: Set(try text(12).words.compactMap(Stage.init)),
            running: RunningType(rawValue: try text(5)), place: try text(7),
            authority: ManagingAuthority(level: level, region: place.deepest), tags: Set(try text(13).words),
            address: try text(14), pupils: try row.get(start + 15))
        organisation = Organisation(
            id: try row.get(start), code: try OrganisationCode(stored: text(1)), facts: facts,
            since: try row.get(start + 17), closedOn: try row.get(start + 18), version: try row.get(start + 20))
        versionID = try text(19)
    }
}

extension OrganisationCode {
    /// A code from the database, which only takes codes that were read once.
    fileprivate init(stored text: String) throws {
        do {
            try self.init(text)
        } catch {
            throw SQLError.unreadable(column: "code \(text)")
        }
    }
}

extension OrganisationFacts {
    /// Several codes in one column: in order, a space between them.
    package var stagesColumn: String { stages.sorted().map(\.rawValue).joined(separator: " ") }

    package var tagsColumn: String { tags.map(\.asTag).filter { !$0.isEmpty }.sorted().joined(separator: " ") }
}

extension String {
    /// The words of a column that holds several.
    var words: [String] { split(separator: " ").map(String.init) }

    /// A tag as it lies in a column of several: its own blanks do not break.
    package var asTag: String { String(trimmingBlanks.map { $0.isWhitespace ? "\u{A0}" : $0 }) }

    /// Compared when a name is searched: lower case, without blanks.
    package var folded: String { lowercased().filter { !$0.isWhitespace } }

    /// Inside a LIKE pattern, with `\` to escape.
    package var likeEscaped: String {
        reduce(into: "") { result, character in
            if "%_\\".contains(character) { result.append("\\") }
            result.append(character)
        }
    }
}

extension Place {
    /// The region whose authority manages it; nil for the nation.
    package var deepest: String? { [zone, county, city, province].first { !$0.isEmpty } }
}

/// Why the registry does not do as asked.
package enum RegistryRefusal: Refusal, Equatable {
    case notFound
    case outsideScope(String)
    case stale
    case nameTaken(String)
    case changedSinceChecked

    package var code: String {
        switch self {
        case .notFound: "registry.notFound"
        case .outsideScope: "registry.outsideScope"
        case .stale: "registry.stale"
        case .nameTaken: "registry.nameTaken"
        case .changedSinceChecked: "registry.changedSinceChecked"
        }
    }

    package var kind: RefusalKind {
        switch self {
        case .notFound: .notFound
        case .outsideScope: .forbidden
        case .stale, .changedSinceChecked: .conflict
        case .nameTaken: .invalid
        }
    }

    package var message: String {
        switch self {
        case .notFound: "没有找到这条记录，或者您无权查看。"
        case .outsideScope(let name): "“\(name)”不由本单位管理，不能在这里维护；请核对隶属和所在地。"
        case .stale: "这条记录刚被他人修改，请刷新后再试。"
        case .nameTaken(let name): "同一地区已有名为“\(name)”的单位，请核对是否重复。"
        case .changedSinceChecked: "核对之后单位信息又有变动，没有导入任何数据。请重新上传并核对。"
        }
    }
}
