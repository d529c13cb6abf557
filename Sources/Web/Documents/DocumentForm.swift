import SQLCore
import Store
import Supervision

/// What is typed about a document.
struct DocumentForm: Sendable {
    let fields: Fields

    var kind: Document.Kind? {
        Document.Kind(rawValue: fields.text("kind")).flatMap { $0.isWrittenFreely ? $0 : nil }
    }
    var campaign: CampaignID? { fields.text("campaign").isEmpty ? nil : Identifier(fields.text("campaign")) }

    /// As a draft stands, to be edited.
    static func fields(of record: DocumentRecord, _ recipients: [DocumentRecipient]) -> Fields {
        let text = record.document.text
        func names(_ kind: DocumentRecipient.Kind) -> String {
            recipients.filter { $0.kind == kind }.map(\.name).joined(separator: "\n")
        }
        var pairs = [
            ("kind", record.document.kind.rawValue), ("campaign", record.campaign?.rawValue ?? ""),
            ("title", text.title), ("recipient", text.recipient), ("body", text.editable), ("main", names(.main)),
            ("copyUnits", names(.copy)), ("copies", text.copies.joined(separator: "、")),
            ("version", "\(record.document.version)"),
        ]
        if let layout = record.document.layout {
            pairs += [
                ("form", layout.form.rawValue), ("copyNumber", layout.copyNumber), ("secrecy", layout.secrecy),
                ("urgency", layout.urgency), ("signatory", layout.signatory), ("remark", layout.remark),
                ("rolls", layout.editableRolls),
            ]
        }
        return Fields(pairs)
    }

    func checked(for viewer: Viewer, in db: SQLConnection) throws -> NewDocument {
        guard let kind else { throw FormRefusal(["kind": "请选择文种。"]) }
        var problems: [String: String] = [:]
        if fields.text("title").isEmpty { problems["title"] = "请填写标题。" }
        if fields.text("body").isEmpty { problems["body"] = "请填写正文。" }
        var main = try units("main", &problems, viewer, db)
        if let campaign, fields.text("all") == "1" {
            let known = Set(main.map(\.id))
            main += try Documents.units(of: campaign, visibleTo: viewer, in: db).filter { !known.contains($0.id) }
        }
        let copies = try units("copyUnits", &problems, viewer, db)
        guard problems.isEmpty else { throw FormRefusal(problems) }
        let others = fields.text("copies").split { "、，,；;".contains($0) || $0.isNewline }.map { String($0).trimmed }
        let text = DocumentText(
            title: fields.text("title"), recipient: fields.text("recipient"),
            blocks: DocumentText.blocks(editing: fields["body"] ?? ""),
            copies: copies.map(\.name) + others.filter { name in !name.isEmpty && !copies.contains { $0.name == name } }
        )
        return NewDocument(
            kind: kind, text: text, units: try DocumentUnits(main: main, copies: copies), campaign: campaign,
            layout: try layout(of: kind, viewer, db))
    }

    /// The head that the office has set for the kind, or the one that was chosen, with what was typed.
    private func layout(of kind: Document.Kind, _ viewer: Viewer, _ db: SQLConnection) throws -> DocumentLayout {
        let format = try DocumentFormats.find(kind, visibleTo: viewer, in: db).format
        let office = try DocumentNumbers.office(for: try Place.office(of: viewer.scope, in: db), in: db)
        var layout = format.layout(office: office, form: DocumentLayout.Form(rawValue: fields.text("form")))
        layout.copyNumber = fields.text("copyNumber")
        layout.secrecy = fields.text("secrecy")
        layout.urgency = fields.text("urgency")
        layout.signatory = fields.text("signatory")
        layout.remark = fields.text("remark")
        layout.rolls = DocumentLayout.rolls(editing: fields["rolls"] ?? "")
        return layout
    }

    private func units(
        _ field: String, _ problems: inout [String: String], _ viewer: Viewer, _ db: SQLConnection
    ) throws -> [DocumentUnits.Unit] {
        let found = try Documents.units(named: fields[field] ?? "", visibleTo: viewer, in: db)
        if !found.problems.isEmpty { problems[field] = found.problems.prefix(5).joined() }
        return found.units
    }
}
