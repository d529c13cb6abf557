/// An organisation as one row of a sheet describes it, ready to be stored.
package struct OrganisationRow: Hashable, Sendable {
    /// Counted as the sheet does.
    package let row: Int
    /// Nil where the row names none: the store then finds it by name and place, or gives a local code.
    package let code: OrganisationCode?
    package let facts: OrganisationFacts
    package let isClosed: Bool

    /// What two rows for the same organisation share.
    package var key: String { code?.text ?? "\(facts.place)/\(facts.name)" }
}

extension OrganisationRow {
    /// What a row is, or everything that is wrong with it.
    package enum Reading: Sendable {
        case value(OrganisationRow)
        case problems([RowProblem])
    }

    /// - Parameter home: the office's own region, which decides between places of one name.
    package static func parse(
        _ cells: [String], row: Int, mapping: ColumnMapping<OrganisationField>, regions: RegionTable,
        home: String? = nil
    ) -> Reading {
        var reader = RowReader(cells, row: row, mapping: mapping)
        let code = reader.code()
        let name = reader.required(.name)
        let kind = reader.kind(code, name: name)
        let place = reader.place(.region, in: regions, home: home)
        let authority = place.flatMap { reader.authority(at: $0, in: regions, home: home) }
        let running = reader.choice(.running, RunningType.self)
        let stages = reader.stages(code, kind: kind)
        let pupils = reader.number(.pupils)
        let isClosed = reader.truth(.closed) ?? false
        guard reader.problems.isEmpty, let kind, let place, let authority else { return .problems(reader.problems) }
        let facts = OrganisationFacts(
            name: name, kind: kind, category: code?.category, stages: stages, running: running, place: place.code,
            authority: authority, tags: reader.tags, address: reader.text(.address), pupils: pupils)
        return .value(OrganisationRow(row: row, code: code, facts: facts, isClosed: isClosed))
    }

    /// The problem of a row whose organisation stood in an earlier row of the same file.
    package func repeats(_ earlier: Int, mapping: ColumnMapping<OrganisationField>) -> RowProblem {
        let field: OrganisationField = code == nil ? .name : .code
        return RowProblem(
            row: row, column: mapping.heading(of: field), value: code?.text ?? facts.name,
            reason: "与第\(earlier)行重复。")
    }
}

extension RowReader<OrganisationField> {
    fileprivate mutating func code() -> OrganisationCode? {
        let text = text(.code)
        guard !text.isEmpty, text != "无", text != "-", text != "/" else { return nil }
        do {
            return try OrganisationCode(text)
        } catch {
            report(.code, error.message)
            return nil
        }
    }

    /// What the sheet says, else what the code says, else what the name gives away; a kindergarten by its code is one.
    fileprivate mutating func kind(_ code: OrganisationCode?, name: String) -> OrganisationKind? {
        if !text(.kind).isEmpty { return choice(.kind, OrganisationKind.self) }
        if let category = code?.category { return category.kind }
        if let kind = OrganisationKind(endingOf: name) { return kind }
        report(.kind, "没有标识码的单位须写明类型：\(OrganisationKind.choices)。")
        return nil
    }

    fileprivate mutating func place(
        _ field: OrganisationField, in regions: RegionTable, home: String?
    ) -> Region? {
        let text = required(field)
        guard !text.isEmpty else { return nil }
        do {
            return try regions.place(text, home: home)
        } catch {
            report(field, error.message)
            return nil
        }
    }

    /// Without a word about it the authority is that of the place's own level.
    fileprivate mutating func authority(
        at place: Region, in regions: RegionTable, home: String?
    ) -> ManagingAuthority? {
        let stated = choice(.authority, AuthorityLevel.self)
        if stated == nil, !text(.authority).isEmpty { return nil }
        let level = stated ?? AuthorityLevel(of: place.level)
        guard !text(.authorityRegion).isEmpty else {
            do {
                return try ManagingAuthority(level, at: place.code, in: regions)
            } catch {
                report(.authority, error.message)
                return nil
            }
        }
        guard let region = self.place(.authorityRegion, in: regions, home: home) else { return nil }
        return ManagingAuthority(level: stated ?? AuthorityLevel(of: region.level), region: region.code)
    }

    fileprivate mutating func stages(_ code: OrganisationCode?, kind: OrganisationKind?) -> Set<Stage> {
        let text = text(.stages)
        guard !text.isEmpty else {
            return code?.category?.usualStages ?? (kind == .kindergarten ? [.kindergarten] : [])
        }
        guard let stages = Stage.read(text) else {
            report(.stages, "看不懂，应为：\(Stage.choices)，多个用顿号隔开。")
            return []
        }
        return stages
    }

    fileprivate var tags: Set<String> {
        Set(text(.tags).split { "、,，;；|".contains($0) }.map { String($0).trimmingBlanks }.filter { !$0.isEmpty })
    }
}

extension AuthorityLevel {
    fileprivate init(of level: RegionLevel) {
        switch level {
        case .province: self = .province
        case .city: self = .city
        case .county: self = .county
        case .zone: self = .zone
        }
    }
}

extension OrganisationKind {
    /// What the end of a name gives away; nil when it gives nothing away.
    fileprivate init?(endingOf name: String) {
        let endings: [(String, OrganisationKind)] = [
            ("幼儿园", .kindergarten), ("小学", .school), ("中学", .school), ("学校", .school), ("人民政府", .government),
            ("管委会", .government), ("管理委员会", .government), ("督导室", .supervisionOffice), ("街道办事处", .township),
            ("教育局", .department), ("局", .department), ("委员会", .department),
        ]
        guard let kind = endings.first(where: { name.hasSuffix($0.0) })?.1 else { return nil }
        self = kind
    }
}
