package import SQLCore
package import Supervision

/// What somebody wants a draft of.
package struct NewSummary: Sendable {
    package var kind: Summary.Kind
    package var span: SummarySpan
    /// Empty for the office's own region.
    package var region: String
    /// Nil for the shipped template.
    package var template: SummaryWordingID?

    package init(kind: Summary.Kind, span: SummarySpan, region: String = "", template: SummaryWordingID? = nil) {
        self.kind = kind
        self.span = span
        self.region = region
        self.template = template
    }
}

// What is done with a summary, each act in the transaction of its change.
extension Summaries {
    /// A new draft, written from what the records say now.
    package static func begin(_ new: NewSummary, _ act: Act) throws -> SummaryID {
        let scope = try scope(new.span, new.region, act.viewer, act.at, act.db)
        let wording =
            try new.template.map { try SummaryWordings.require($0, visibleTo: act.viewer, in: act.db).wording }
            ?? ShippedSummaryTemplates.of(new.kind)
        guard wording.kind == new.kind else { throw SummaryRefusal.templateNotFound }
        let draft = try composed(wording, scope, in: act.db)
        guard !draft.text.blocks.isEmpty else { throw SummaryRefusal.nothingToSay }
        let place = try Place.office(of: act.viewer.scope, in: act.db)
        let summary = Summary(
            id: act.newID(), kind: new.kind, span: new.span,
            office: try DocumentNumbers.office(for: place, in: act.db), draft: draft, by: act.viewer.person, on: act.day
        )
        try insert(summary, region: scope.region, in: place, act)
        return summary.id
    }

    /// A draft that nobody keeps: for a preview and for the command line.
    package static func composed(
        _ wording: SummaryWording, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> SummaryDraft {
        let template = SummaryTemplateParser.parse(wording.body).template
        let facts = try facts(scope, in: db)
        var tables: [String: SummarySource.Table] = [:]
        for name in template.tables {
            guard let table = SummaryTable(rawValue: name) else { continue }
            tables[name] = try SummaryTables.table(table, scope, in: db)
        }
        let source = SummarySource(
            title: wording.title(facts), facts: facts,
            book: try SummaryFigures.stated(template.figures.map(\.mark), scope, in: db),
            plan: try SummaryPlan.work(scope, in: db), tables: tables)
        return SummaryComposer.compose(template, source)
    }

    /// Other words; figures that were put in by their code are counted now.
    package static func edit(
        _ id: SummaryID, title: String, recipient: String, text: String, version: Int?, _ act: Act
    ) throws {
        var record = try requireOwn(id, version: version, act)
        guard text.count <= Summary.textLimit * 2, recipient.count <= 1_000 else { throw SummaryRefusal.tooLong }
        let scope = try scope(of: record, act)
        let book = try SummaryFigures.stated(SummaryDraft.newMarks(in: text), scope, in: act.db)
        let (draft, problems) = record.summary.draft.edited(title: title, text, book: book)
        guard problems.isEmpty else { throw SummaryRefusal.unreadable(problems) }
        record.summary.recipient = recipient
        try store(draft, as: .edited, of: record, act)
    }

    /// Takes over what changed of one figure, or of all.
    package static func accept(_ numbers: Set<Int>?, of id: SummaryID, version: Int?, _ act: Act) throws {
        let record = try requireOwn(id, version: version, act)
        let now = try now(record.summary.draft, try scope(of: record, act), in: act.db)
        let changes = record.summary.draft.changes(against: now).filter { numbers?.contains($0.number) ?? true }
        guard !changes.isEmpty else { return }
        let note = changes.prefix(5).map { "\($0.old.name)：\($0.words)" }.joined(separator: "；")
        try store(
            record.summary.draft.accepting(numbers, from: now), as: .accepted, of: record, act,
            note: note + (changes.count > 5 ? "等\(changes.count)处" : ""))
    }

    /// The words and figures of an earlier version, as a new one.
    package static func restore(_ old: Int, of id: SummaryID, version: Int?, _ act: Act) throws {
        let record = try requireOwn(id, version: version, act)
        try store(
            try SummaryVersions.draft(old, of: id, in: act.db), as: .restored, of: record, act, note: "第\(old)版")
    }

    private static func store(
        _ draft: SummaryDraft, as event: Summary.Event, of record: SummaryRecord, _ act: Act, note: String = ""
    ) throws {
        var record = record
        record.summary = try record.summary.edited(
            draft, as: event, note: note, state: record.state, by: act.viewer.person, on: act.day)
        try save(record, as: event, act)
    }

    /// 送审: it becomes a document, or the document that was given back has its words now.
    package static func submit(_ id: SummaryID, version: Int?, _ act: Act) throws -> DocumentID {
        var record = try requireOwn(id, version: version, act)
        let draft = record.summary.draft
        let changes = draft.changes(against: try now(draft, try scope(of: record, act), in: act.db))
        let document: DocumentID = record.summary.document ?? act.newID()
        record.summary = try record.summary.submitted(
            as: document, changes: changes, state: record.state, by: act.viewer.person, on: act.day)
        if let old = record.summary.document.flatMap({ _ in record.document }) {
            try Documents.handInAgain(old, record.summary, act)
        } else {
            try Documents.handIn(record.summary, as: document, in: record.place, act)
        }
        try save(record, as: .submitted, act)
        return document
    }

    /// Takes away what nobody has handed in.
    package static func remove(_ id: SummaryID, version: Int?, _ act: Act) throws {
        let record = try requireOwn(id, version: version, act)
        guard record.summary.document == nil else { throw SummaryRefusal.notDraft }
        try act.db.execute("DELETE FROM summary_version WHERE summary_id = \(id)")
        try act.db.execute("DELETE FROM summary WHERE id = \(id)")
        try act.record("summary.removed", of: "summary", id.rawValue, in: record.place)
    }

    // MARK: Figures as they are now

    /// Today's values of everything that a draft states; a cell that left its table is 0.
    package static func now(
        _ draft: SummaryDraft, _ scope: SummaryScope, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        var now = try SummaryFigures.stated(draft.marks, scope, in: db)
        for (_, figure) in draft.stated where now[figure.mark] == nil && SummaryTables.isCell(figure.mark) {
            var gone = figure
            (gone.text, gone.isZero, gone.countedAt) = ("0", true, scope.at.text)
            now[figure.mark] = gone
        }
        return now
    }

    /// The same for a summary.
    package static func now(
        _ record: SummaryRecord, visibleTo viewer: Viewer, at instant: Instant, in db: SQLConnection
    ) throws -> [SummaryMark: StatedFigure] {
        try now(
            record.summary.draft, try scope(of: record, visibleTo: viewer, at: instant, in: db), in: db)
    }

    package static func scope(
        of record: SummaryRecord, visibleTo viewer: Viewer, at instant: Instant, in db: SQLConnection
    ) throws -> SummaryScope {
        try SummaryScope(record.summary.span, region: record.region, visibleTo: viewer, at: instant, in: db)
    }

    private static func scope(of record: SummaryRecord, _ act: Act) throws -> SummaryScope {
        try scope(of: record, visibleTo: act.viewer, at: act.at, in: act.db)
    }

    private static func scope(
        _ span: SummarySpan, _ region: String, _ viewer: Viewer, _ at: Instant, _ db: SQLConnection
    ) throws -> SummaryScope {
        try SummaryScope(span, region: region, visibleTo: viewer, at: at, in: db)
    }

    static func facts(_ scope: SummaryScope, in db: SQLConnection) throws -> [SummaryTemplate.Fact: String] {
        let place = try Place.office(of: scope.viewer.scope, in: db)
        let region: String? = try db.first("SELECT name FROM region WHERE code = \(scope.region)")?.get(0)
        return [
            .year: "\(scope.span.year)", .lastYear: "\(scope.span.year - 1)", .nextYear: "\(scope.span.year + 1)",
            .office: try DocumentNumbers.office(for: place, in: db), .region: region ?? "本地区",
            .period: scope.span.label, .today: scope.viewer.day.chinese,
        ]
    }
}
