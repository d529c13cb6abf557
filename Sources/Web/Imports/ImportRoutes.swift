import Hummingbird
import Office
import SQLCore
import Store
import Supervision

/// `/imports`: a sheet on its way into the registry: uploaded, mapped, checked, decided.
enum ImportRoutes {
    private static let keepers = Audience.roles(Role.office.union([.admin]))

    static func register(on site: inout Sitemap) {
        for kind in ImportRun.Kind.allCases {
            // Trainings are the office's own to enter.
            let keepers = kind == .trainings ? Audience.roles(Role.office) : keepers
            site.get("\(kind.list)/import", keepers) { call in call.page(ImportPage(kind: kind)) }
            site.post("\(kind.list)/import", keepers) { call, sent in try await upload(kind, call, sent) }
            site.get("\(kind.list)/template.xlsx", keepers) { call in try ImportTemplate.response(kind) }
        }
        site.get("/imports/:id", keepers, show)
        site.get("/imports/:id/problems.xlsx", keepers, problems)
        site.post("/imports/:id/mapping", keepers, map)
        site.post("/imports/:id/promotion", keepers) { call, sent in
            try await decide(call, sent, "imported") { try ImportRuns.promote($0, $1) }
        }
        site.post("/imports/:id/discard", keepers) { call, sent in
            try await decide(call, sent, "discarded") { try ImportRuns.discard($0, $1) }
        }
    }

    private static func upload(_ kind: ImportRun.Kind, _ call: Call, _ sent: Submission) async throws -> Response {
        guard let file = sent.files.first(where: { $0.field == "file" }), file.size > 0 else {
            let refusal = ImportRefusal.noFile
            return call.page(ImportPage(kind: kind, problem: refusal.message), status: refusal.status)
        }
        let hash = try call.services.files.store(fileAt: file.path)
        return try await call.change(sent) { act in
            try StoredFiles.insert(
                StoredFile(hash: hash, size: file.size, mediaType: "application/octet-stream"), at: act.at, in: act.db)
            let run = ImportRun(
                id: act.newID(), kind: kind, account: act.viewer.account, fileName: file.name, fileHash: hash,
                createdAt: act.at)
            try ImportRuns.insert(run, in: act.db)
            try ImportRuns.queueCheck(run, act)
            return run.path
        }
    }

    private static func show(_ call: Call) async throws -> Response {
        let id: Identifier<ImportRun> = call.id()
        let address = ListAddress("/imports/\(id)", call.query)
        let page = try await call.read { db in
            let run = try ImportRuns.require(id, visibleTo: call.viewer, in: db)
            return ImportRunPage(
                run: run, job: try JobQueue.latest("import.check", input: id.rawValue, in: db),
                problems: try ImportProblems.list(of: id, address.page, in: db), address: address)
        }
        return page.isWaiting ? call.page(page).reloading(after: 1) : call.page(page)
    }

    private static func problems(_ call: Call) async throws -> Response {
        let id: Identifier<ImportRun> = call.id()
        let run = try await call.read { db in try ImportRuns.require(id, visibleTo: call.viewer, in: db) }
        let columns: [SheetLayout.Column] = [
            .init("行号"), .init("列", width: 18), .init("内容", kind: .text, width: 30), .init("问题", width: 60),
        ]
        let export = SheetExport(title: "不合格的行", columns: columns) { page in
            try await call.read { db in try ImportProblems.list(of: run.id, page, in: db) }
        } cells: { problem in
            [.integer(problem.row), .text(problem.column), .text(problem.value), .text(problem.reason)]
        }
        return try await export.response(named: "导入问题")
    }

    private static func map(_ call: Call, _ sent: Submission) async throws -> Response {
        let id: Identifier<ImportRun> = call.id()
        let run = try await call.read { db in try ImportRuns.require(id, visibleTo: call.viewer, in: db) }
        let fields = run.header.indices.map { sent.fields.text("column-\($0)") }
        let again: (any Refusal) -> Response = { refusal in
            var shown = run
            shown.fields = fields
            let page = ImportRunPage(
                run: shown, job: nil, problems: Listing(rows: [], total: 0, page: PageRequest()),
                address: ListAddress(run.path, Fields()), problem: refusal.message)
            return call.page(page, status: refusal.status)
        }
        return try await call.change(sent, again: run.state == .mapping ? again : nil) { act in
            try ImportRuns.map(id, fields, act)
            return run.path
        }
    }

    private static func decide(
        _ call: Call, _ sent: Submission, _ done: String,
        _ body: @escaping @Sendable (Identifier<ImportRun>, Act) throws -> Void
    ) async throws -> Response {
        let id: Identifier<ImportRun> = call.id()
        return try await call.change(sent) { act in
            try body(id, act)
            try JobQueue.insert("import.clear", title: "清理导入的中间数据", input: id.rawValue, result: "", act)
            return "/imports/\(id)?done=\(done)"
        }
    }
}

extension ImportRun.Kind {
    /// The list into which it goes.
    var list: String {
        switch self {
        case .organisations: "/organisations"
        case .inspectors: "/inspectors"
        case .trainings: "/inspectors/training"
        }
    }

    /// The part of the menu in which the list is.
    var section: String { self == .organisations ? list : "/inspectors" }
}

/// The sheet that an office fills in: headings, lists to choose from, and what each column means.
enum ImportTemplate {
    static func response(_ kind: ImportRun.Kind) throws -> Response {
        let bytes: [UInt8] =
            switch kind {
            case .organisations: try workbook(kind, OrganisationField.self, choices: choices)
            case .inspectors: try workbook(kind, InspectorField.self, choices: choices)
            case .trainings: try workbook(kind, TrainingField.self, choices: choices)
            }
        return Response(
            status: .ok, headers: .download(named: "\(kind.label)导入模板.xlsx", type: SheetExport.mediaType),
            body: ResponseBody(byteBuffer: .init(bytes: bytes)))
    }

    private static func workbook<Field: ImportField>(
        _ kind: ImportRun.Kind, _ field: Field.Type, choices: (Field) -> [String]
    ) throws -> [UInt8] {
        let columns = Field.allCases.map { field in
            SheetLayout.Column(
                field.isRequired ? "\(field.title)*" : field.title, kind: isText(field.rawValue) ? .text : .general,
                width: 18, choices: choices(field))
        }
        let help = SheetLayout(
            name: "填写说明", columns: [.init("列", width: 20), .init("怎么填", width: 90)])
        var bytes: [UInt8] = []
        let writer = try XLSXWriter([SheetLayout(name: kind.label, columns: Array(columns)), help]) { bytes += $0 }
        try writer.nextSheet()
        for field in Field.allCases { try writer.write([.text(field.title), .text(field.hint)]) }
        try writer.finish()
        return bytes
    }

    private static func isText(_ name: String) -> Bool {
        ["code", "region", "authority-region", "certificate", "phone"].contains(name)
    }

    private static func choices(_ field: OrganisationField) -> [String] {
        switch field {
        case .kind: OrganisationKind.allCases.map(\.label)
        case .authority: AuthorityLevel.allCases.map(\.label)
        case .running: RunningType.allCases.map(\.label)
        case .closed: ["是", "否"]
        default: []
        }
    }

    private static func choices(_ field: TrainingField) -> [String] {
        field == .kind ? InspectorActivityKind.allCases.map(\.label) : []
    }

    private static func choices(_ field: InspectorField) -> [String] {
        switch field {
        case .appointment: InspectorAppointment.allCases.map(\.label)
        case .level: InspectorLevel.allCases.map(\.label)
        default: []
        }
    }
}
