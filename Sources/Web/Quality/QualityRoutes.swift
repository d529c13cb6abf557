import Hummingbird
import NIOCore
import Store
import Supervision

/// `/quality`: rounds of quality monitoring, from the frame to the end.
enum QualityRoutes {
    static let readers = Audience.roles(Role.office.union([.leader]))
    static let office = Audience.roles(Role.office)

    static func register(on site: inout Sitemap) {
        site.get("/quality", readers, list)
        site.get("/quality/export.xlsx", readers) { call in try await QualityExport.rounds(call) }
        site.get("/quality/new", office) { call in try await form(call) }
        site.post("/quality", office, create)
        site.get("/quality/:id", readers) { call in try await show(call) }
        site.get("/quality/:id/edit", office) { call in try await edit(call) }
        site.post("/quality/:id", office, save)
        site.post("/quality/:id/terms", office, setTerms)
        site.post("/quality/:id/removal", office) { call, sent in
            try await step(call, sent) { id, _, version, act in
                try QualityRounds.remove(id, version: version, act)
                return "/quality?done=removed"
            }
        }
        site.get("/quality/:id/record.json", readers, record)
        registerSteps(on: &site)
        QualityFrameRoutes.register(on: &site)
        QualitySchoolRoutes.register(on: &site)
        QualityResultRoutes.register(on: &site)
        site.open("/public/quality/:id", publicPage)
        site.open("/public/quality/:id/record.json", publicRecord)
    }

    private static func registerSteps(on site: inout Sitemap) {
        site.post("/quality/:id/freeze", office) { call, sent in
            try await step(call, sent) { id, _, version, act in
                try QualityFrames.freeze(id, version: version, act)
                return "/quality/\(id)?done=framed"
            }
        }
        site.post("/quality/:id/thaw", office) { call, sent in
            try await step(call, sent) { id, _, version, act in
                try QualityFrames.thaw(id, version: version, act)
                return "/quality/\(id)?done=saved"
            }
        }
        // Seeds are taken verbatim: whoever repeats the draw types what is shown.
        site.post("/quality/:id/draw", office) { call, sent in
            try await step(call, sent) { id, fields, version, act in
                try QualityFrames.draw(id, seed: fields["seed"] ?? "", version: version, act)
                return "/quality/\(id)?done=drawn"
            }
        }
        site.post("/quality/:id/pupils", office) { call, sent in
            try await step(call, sent) { id, fields, version, act in
                try QualityPupils.draw(id, seed: fields["seed"] ?? "", version: version, act)
                return "/quality/\(id)?done=drawn"
            }
        }
        site.post("/quality/:id/results/removal", office) { call, sent in
            try await step(call, sent) { id, _, version, act in
                try QualityScores.clear(id, version: version, act)
                return "/quality/\(id)?done=removed"
            }
        }
        site.post("/quality/:id/cancellation", office) { call, sent in
            try await step(call, sent) { id, fields, version, act in
                try QualityRounds.cancel(id, reason: fields.text("reason"), version: version, act)
                return "/quality/\(id)?done=cancelled"
            }
        }
        site.post("/quality/:id/purge", office, proving: true) { call, sent in
            try await step(call, sent) { id, _, _, act in
                try QualityPupils.purge(id, act)
                return "/quality/\(id)?done=removed"
            }
        }
        move("testing", "quality.testing", done: "started", on: &site) { try $0.testing() }
        move("publication", "quality.published", done: "published", on: &site) { try $0.published() }
        move("withdrawal", "quality.withdrawn", done: "retracted", on: &site) { try $0.withdrawn() }
        move("closure", "quality.closed", done: "ended", on: &site) { try $0.closed() }
    }

    private static func move(
        _ name: String, _ event: String, done: String, on site: inout Sitemap,
        _ body: @escaping @Sendable (QualityRound) throws -> QualityRound
    ) {
        site.post("/quality/:id/\(name)", office) { call, sent in
            try await step(call, sent) { id, _, version, act in
                try QualityRounds.move(id, event, version: version, act, body)
                return "/quality/\(id)?done=\(done)"
            }
        }
    }

    private static func list(_ call: Call) async throws -> Response {
        let (address, viewer) = (ListAddress("/quality", call.query), call.viewer)
        let listing = try await call.read { db in
            try QualityRounds.list(QualityRoundFilter(address), address.page, visibleTo: viewer, in: db)
        }
        return call.page(QualityListPage(listing: listing, address: address, viewer: viewer))
    }

    static func show(_ call: Call, _ refusal: (any Refusal)? = nil, typed: Fields? = nil) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let page = try await call.read { db in
            let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
            var unsized = QualityFrameFilter()
            unsized.status = "unsized"
            func frame(_ filter: QualityFrameFilter) throws -> Int {
                try QualityFrames.list(of: id, filter, PageRequest(size: 1), visibleTo: viewer, in: db).total
            }
            return QualityRoundPage(
                record: record, counties: try QualityCounties.list(of: id, visibleTo: viewer, in: db),
                sample: try QualityFrames.notes(of: record, in: db),
                imports: try QualityImports.list(of: id, PageRequest(size: 5), in: db).rows,
                unsized: try frame(unsized), frameRows: try frame(QualityFrameFilter()), viewer: viewer,
                problem: refusal?.message, typed: typed)
        }
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func form(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let isCounty = BalanceCounties.isJudged(call.viewer.scope)
        let own = isCounty ? Place(call.viewer.scope).deepest : nil
        let page = QualityRoundFormPage(
            id: nil, fields: typed ?? QualityRoundForm.usual(year: call.day.year, county: own),
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        return try await call.change(
            submission, again: { try await form(call, fields, $0) },
            { act in
                let form = QualityRoundForm(fields: fields)
                let new = try form.checked(id: act.newID())
                try QualityRounds.create(new, counties: try QualityCounties.find(form.countyNames, act), act)
                return "/quality/\(new.id)?done=created"
            })
    }

    private static func edit(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let (record, counties) = try await call.read { db in
            (
                try QualityRounds.require(id, visibleTo: viewer, in: db),
                try QualityCounties.list(of: id, visibleTo: viewer, in: db)
            )
        }
        let page = QualityRoundFormPage(
            id: id, fields: typed ?? QualityRoundForm(record.round, counties).fields,
            problems: (refusal as? FormRefusal)?.problems ?? [:], message: refusal?.message)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    private static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, fields): (QualityRoundID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await edit(call, fields, $0) },
            { act in
                _ = try QualityRounds.requireOwn(id, act)
                let form = QualityRoundForm(fields: fields)
                let typed = try form.checked(id: id)
                let counties = try QualityCounties.find(form.countyNames, act)
                try QualityRounds.edit(id, counties: counties, version: fields.number("version") ?? 0, act) { round in
                    (round.title, round.year, round.level, round.method) =
                        (typed.title, typed.year, typed.level, typed.method)
                    (round.subjects, round.grades, round.smallGroup) = (typed.subjects, typed.grades, typed.smallGroup)
                    (round.rosterDueOn, round.testsOn) = (typed.rosterDueOn, typed.testsOn)
                }
                return "/quality/\(id)?done=saved"
            })
    }

    private static func setTerms(_ call: Call, _ submission: Submission) async throws -> Response {
        let (id, viewer, fields): (QualityRoundID, Viewer, Fields) = (call.id(), call.viewer, submission.fields)
        // Other levels change what every score says; that is worked out before the change, which only writes it.
        let prepared: PreparedScores? = try await call.read { db in
            let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
            guard QualityRounds.isOwn(record.place, viewer), record.round.state < .published,
                let terms = try? terms(fields, of: record.round)
            else { return nil }
            return try QualityRounds.prepare(terms, of: id, in: db)
        }
        return try await step(call, submission) { id, fields, version, act in
            let terms = try terms(fields, of: try QualityRounds.requireOwn(id, act).round)
            try QualityRounds.set(terms, of: id, prepared, version: version, act)
            return "/quality/\(id)?done=saved"
        }
    }

    private static func terms(_ fields: Fields, of round: QualityRound) throws(FormRefusal) -> QualityTerms {
        let form = QualityRoundForm(fields: fields)
        var problems: [String: String] = [:]
        let due = form.day("rosterDue", &problems), tests = form.day("tests", &problems)
        var cuts: [String: [Points]] = [:]
        for (row, subject) in round.subjects.enumerated() {
            guard let read = form.cuts(row: row) else {
                throw FormRefusal([:], message: "“\(subject.name)”的等级划分应是三个从低到高的百分数。")
            }
            cuts[subject.name] = read
        }
        guard let least = fields.number("smallGroup"), SmallGroups.range.contains(least), problems.isEmpty else {
            throw FormRefusal(problems, message: "请填写日期，小群体人数在5至50之间。")
        }
        return QualityTerms(rosterDueOn: due, testsOn: tests, smallGroup: least, cuts: cuts)
    }

    /// One act on a round; a refusal shows its page again with what was typed.
    static func step(
        _ call: Call, _ submission: Submission,
        _ body: @escaping @Sendable (QualityRoundID, Fields, Int, Act) throws -> String
    ) async throws -> Response {
        let (id, fields): (QualityRoundID, Fields) = (call.id(), submission.fields)
        return try await call.change(
            submission, again: { try await show(call, $0, typed: fields) },
            { act in
                // Whoever may not even see it is not told what the form lacks.
                _ = try QualityRounds.require(id, visibleTo: act.viewer, in: act.db)
                return try body(id, fields, fields.number("version") ?? 0, act)
            })
    }

    private static func record(_ call: Call) async throws -> Response {
        let (id, viewer): (QualityRoundID, Viewer) = (call.id(), call.viewer)
        let text = try await call.read { db in
            let record = try QualityRounds.require(id, visibleTo: viewer, in: db)
            return try QualityFrames.publicRecord(of: record, in: db).map { try JSONColumn.text($0) }
        }
        return try download(text)
    }

    private static func publicPage(_ guest: Guest) async throws -> Response {
        let id: QualityRoundID = guest.id()
        let page = try await guest.read { db in
            let record = try QualityRounds.stored(id, in: db)
            guard record.round.frameHash != nil, record.round.method == .sample else { throw QualityRefusal.notFound }
            return QualityPublicPage(record: record, published: try QualityFrames.publicRecord(of: record, in: db))
        }
        return BareLayout(title: page.title, bodyClass: "public", main: page.main).response()
    }

    private static func publicRecord(_ guest: Guest) async throws -> Response {
        let id: QualityRoundID = guest.id()
        let text = try await guest.read { db in
            let record = try QualityRounds.stored(id, in: db)
            return try QualityFrames.publicRecord(of: record, in: db).map { try JSONColumn.text($0) }
        }
        return try download(text)
    }

    private static func download(_ text: String?) throws -> Response {
        guard let text else { throw QualityRefusal.notFound }
        return Response(
            status: .ok, headers: .download(named: "监测抽样记录.json", type: "application/json"),
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension QualityRoundFilter {
    init(_ address: ListAddress) {
        self.init()
        text = address.filter("q")
        year = Int(address.filter("year"))
        level = address.filter("level")
        method = address.filter("method")
        state = address.filter("state")
        (sort, isDescending) = address.sort(QualityRoundFilter.sorts)
    }
}
