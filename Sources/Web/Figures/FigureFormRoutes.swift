import Hummingbird
import SQLCore
import Store
import Supervision

/// Making, changing and taking away an office's own figures.
enum FigureFormRoutes {
    static func new(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        try await form(call, nil, typed ?? call.query, refusal)
    }

    static func edit(
        _ call: Call, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let code = call.parameter("code")
        let own = try await call.read { db in try OwnFigures.require(code, visibleTo: call.viewer, in: db) }
        return try await form(call, own, typed ?? FigureForm.fields(of: own), refusal)
    }

    private static func form(
        _ call: Call, _ own: OwnFigure?, _ fields: Fields, _ refusal: (any Refusal)?
    ) async throws -> Response {
        let viewer = call.viewer
        let (names, countable) = try await call.read { db in
            (
                try FigureNames.of(FigureForm(fields: fields).filters, visibleTo: viewer, in: db),
                try Figures.book(for: viewer, in: db).all.filter { $0.measure.query != nil }
            )
        }
        let page = FigureFormPage(
            editing: own, fields: fields, problems: problems(refusal), message: refusal?.message, names: names,
            countable: countable)
        return call.page(page, status: refusal?.status ?? .ok)
    }

    /// Beside which field a refusal of the rules belongs.
    private static func problems(_ refusal: (any Refusal)?) -> [String: String] {
        if let form = refusal as? FormRefusal { return form.problems }
        guard let refusal = refusal as? FigureRefusal else { return [:] }
        let name =
            switch refusal {
            case .codeInvalid, .codeTaken, .codeShipped: "code"
            case .nameMissing: "name"
            case .unitMissing: "unitWord"
            case .columnUnknown: "measure"
            case .shareOf, .notFound: "part"
            default: ""
            }
        return name.isEmpty ? [:] : [name: refusal.message]
    }

    static func create(_ call: Call, _ submission: Submission) async throws -> Response {
        try await call.change(
            submission, again: { try await new(call, submission.fields, $0) },
            { act in
                let draft = try FigureForm(fields: submission.fields).draft()
                _ = try OwnFigures.create(draft, act)
                return "/figures/\(draft.code)?done=created"
            })
    }

    static func save(_ call: Call, _ submission: Submission) async throws -> Response {
        let code = call.parameter("code")
        return try await call.change(
            submission, again: { try await edit(call, submission.fields, $0) },
            { act in
                try OwnFigures.save(
                    try FigureForm(fields: submission.fields).draft(), of: code,
                    version: submission.fields.number("version") ?? 0, act)
                return "/figures/\(code)?done=saved"
            })
    }

    static func delete(_ call: Call, _ submission: Submission) async throws -> Response {
        let code = call.parameter("code")
        return try await call.change(
            submission, again: { try await FigureRoutes.show(call, $0) },
            { act in
                try OwnFigures.delete(code, version: submission.fields.number("version") ?? 0, act)
                return "/figures?done=removed"
            })
    }
}

/// The link by which what a ledger shows becomes a figure.
enum SaveAsFigure {
    /// Nil for those who keep no figures.
    static func link(_ ledger: FigureLedger, _ address: ListAddress, for viewer: Viewer) -> HTML? {
        guard Role.office.contains(viewer.role) else { return nil }
        let known = ledger.parameters.subtracting(["each"])
        let pairs = known.sorted().compactMap { name -> String? in
            let value = address.filter(name)
            return value.isEmpty ? nil : "\(name)=\(Fields.encoded(value))"
        }
        let query = (["ledger=\(ledger.rawValue)"] + pairs).joined(separator: "&")
        return "<a class=\"button\" href=\"/figures/new?\(query)\">存为指标</a>"
    }
}
