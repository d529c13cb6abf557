import Supervision

/// The fields for what stands around a document's text, folded away while nothing is typed in them.
struct DocumentLayoutFields {
    let form: DocumentForm
    let kind: Document.Kind
    /// The form that the office has set for the kind.
    let usual: DocumentLayout.Form

    private var chosen: DocumentLayout.Form { DocumentLayout.Form(rawValue: form.fields.text("form")) ?? usual }
    private var isUsed: Bool {
        chosen != usual
            || ["copyNumber", "secrecy", "urgency", "signatory", "remark"].contains { !form.fields.text($0).isEmpty }
    }

    var html: HTML {
        let forms = DocumentLayout.Form.allCases.map { Choice($0.rawValue, $0.label) }
        let urgencies = ["", "加急", "特急"].map { Choice($0, $0.isEmpty ? "不标注" : $0) }
        return """
            \(rolls)<details class="explain"\(isUsed ? " open" : "")><summary>版头和版式</summary>
            <div class="field-row">\(Field("form", "版式", value: chosen.rawValue,
                help: "本室为“\(kind.label)”设定的是\(usual.label)。").select(forms))\
            \(Field("urgency", "紧急程度", value: form.fields.text("urgency")).select(urgencies))\
            \(field("signatory", "签发人", "只有上行文标注。"))</div>
            <div class="field-row">\(field("secrecy", "密级标注", "只作内部标注；涉及国家秘密的公文不得在本系统办理。"))\
            \(field("copyNumber", "份号", "1至6位数字，印成6位。"))\(field("remark", "附注", "印在成文日期下一行，如“此件公开发布”。"))</div></details>
            """
    }

    private var rolls: HTML? {
        guard kind == .interviewMinutes || !form.fields.text("rolls").isEmpty else { return nil }
        return Field(
            "rolls", "参加人员", value: form.fields["rolls"] ?? "约谈人：\n被约谈人：\n记录人：",
            help: "每类一行，冒号前是名目；印在正文下。"
        ).area(rows: 4, limit: 1_000)
    }

    private func field(_ name: String, _ label: String, _ help: String) -> HTML {
        Field(name, label, value: form.fields.text(name), help: help).text()
    }
}
