package import Supervision

extension ImportRuns {
    /// Queues the check of an import that waits.
    package static func queueCheck(_ run: ImportRun, _ act: Act) throws {
        try JobQueue.insert(
            "import.check", title: "核对\(run.kind.label)：\(run.fileName)", input: run.id.rawValue, result: run.path, act)
    }

    /// Takes what a person says the columns are, remembers it for the office's next sheet, and checks again.
    ///
    /// - Parameter fields: by column; empty for one that is not imported.
    package static func map(_ id: Identifier<ImportRun>, _ fields: [String], _ act: Act) throws {
        var run = try require(id, visibleTo: act.viewer, in: act.db)
        guard run.state == .mapping else { throw ImportRefusal.notNow }
        switch run.kind {
        case .organisations: try ColumnMapping<OrganisationField>.require(fields)
        case .inspectors: try ColumnMapping<InspectorField>.require(fields)
        case .trainings: try ColumnMapping<TrainingField>.require(fields)
        }
        let named = zip(run.header, fields).filter { !$0.0.isEmpty }
        try ImportAliases.remember(
            Dictionary(named) { first, _ in first }, run.kind, office: act.viewer.home ?? "", in: act.db)
        run.fields = fields
        run.state = .waiting
        try update(run, from: .mapping, in: act.db)
        try queueCheck(run, act)
        try act.record("import.mapped", of: "import", id.rawValue, ["file": run.fileHash])
    }
}

extension ColumnMapping {
    /// Refuses a choice of fields that lacks a required one, has one twice, or names one that does not exist.
    package static func require(_ fields: [String]) throws(ImportRefusal) {
        var seen: Set<String> = []
        for name in fields where !name.isEmpty {
            guard let field = Field(rawValue: name) else { throw .unknownField(name) }
            guard seen.insert(name).inserted else { throw .mappedTwice(field.title) }
        }
        let missing = Field.allCases.filter { $0.isRequired && !seen.contains($0.rawValue) }
        guard missing.isEmpty else { throw .unmapped(missing.map(\.title)) }
    }
}
