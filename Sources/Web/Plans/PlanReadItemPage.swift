import Store
import Supervision

/// The form in which what was read of one item is corrected.
struct PlanReadItemPage: Page {
    let review: PlanReview
    let entry: PlanCorrecting.Entry
    let fields: Fields
    let problems: [String: String]
    let message: String?

    var title: String { "修改读出的事项" }
    var section: String { "/plans" }

    var main: HTML {
        let path = "/plans/\(review.record.id)"
        let form = PlanItemFields(
            form: PlanItemForm(fields), problems: problems, chapters: PlanReadItemPage.chapters(review.state))
        return """
            \(PageHead(title, crumbs: [("年度计划", "/plans"), (review.record.plan.title, path), ("原文与校核", "\(path)/review")]).html)
            \(Said.error(message))
            <section class="section"><h2>原文</h2><blockquote class="plan-quote">\(review.state.source(entry.item.span))</blockquote></section>
            <form class="form full" method="post" action="\(path)/review/\(entry.key)">\(FormSeal())\
            <input type="hidden" name="source" value="\(review.version.number)">\
            <button class="visually-hidden" name="act" value="save" tabindex="-1">保存</button>
            \(form.words)\(entry.isRow ? belonging(form) : nil)\(form.targets)\(form.windows)
            <div class="form-actions"><button class="primary" name="act" value="save">保存</button>\
            <a class="button quiet" href="\(path)/review#read-\(entry.key)">取消</a></div></form>
            """
    }

    private func belonging(_ form: PlanItemFields) -> HTML {
        let items = review.state.entries.map { Choice($0.key, "\($0.item.number)\($0.item.title)") }
        return form.field("belongsTo", "归属事项", help: "附表的这一行属于正文的哪一项；选“单独一项”则自成一项。")
            .select([Choice("", "单独一项")] + items)
    }

    private static func chapters(_ state: PlanCorrecting) -> [String] {
        var seen: Set<String> = []
        return state.entries.map { state.chapter(of: $0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    static func fields(of entry: PlanCorrecting.Entry, in state: PlanCorrecting) -> Fields {
        let item = entry.item
        var fields = PlanItemForm.fields(
            number: item.number, chapter: state.chapter(of: entry), title: item.title, text: item.text,
            kinds: item.kinds, units: item.units.map(\.value), actors: item.actors.map(\.value), targets: item.targets,
            windows: item.windows)
        if case .text(let key) = state.current(.belongsTo, of: entry.key) { fields.set("belongsTo", key) }
        return fields
    }
}

extension PlanItemForm {
    /// A correction for each field that says something else than it did.
    func corrections(of key: String, in state: PlanCorrecting) throws -> [PlanCorrection] {
        guard let entry = state.entry(key) else { throw PlanRefusal.correctionGone }
        let (words, rows) = try (words(), rows())
        var values: [(PlanCorrection.Field, PlanCorrection.Value)] = [
            (.number, .text(words.number)), (.chapter, .text(words.chapter)), (.title, .text(words.title)),
            (.text, .text(words.text)), (.kinds, .words(words.kinds.map(\.rawValue))), (.units, .words(words.units)),
            (.actors, .words(words.actors)), (.targets, .targets(rows.targets)), (.windows, .windows(rows.windows)),
        ]
        if entry.isRow { values.append((.belongsTo, .text(fields.text("belongsTo")))) }
        return values.compactMap { field, value in
            guard let now = state.current(field, of: key), let base = state.base(field, of: key),
                !now.agrees(with: value)
            else { return nil }
            return PlanCorrection(subject: key, title: entry.base.title, act: .set(field, from: base, to: value))
        }
    }
}

/// Where an item is cut: the officer leaves a blank line at each place.
struct PlanSplitPage: Page {
    let review: PlanReview
    let entry: PlanCorrecting.Entry
    let text: String
    let problem: String?

    var title: String { "拆分事项" }
    var section: String { "/plans" }

    var main: HTML {
        let path = "/plans/\(review.record.id)"
        let field = Field(
            "text", "原文", value: text, problem: problem, help: "在要拆开的地方按两次回车，空出一行；可以拆成几项，文字不要改动。")
        return """
            \(PageHead(title, crumbs: [("年度计划", "/plans"), (review.record.plan.title, path), ("原文与校核", "\(path)/review")],
                subtitle: "\(entry.item.title)").html)
            <form class="form full" method="post" action="\(path)/review/\(entry.key)/split">\(FormSeal())
            \(field.area(rows: 12, limit: 20_000))
            <div class="form-actions"><button class="primary">拆分</button>\
            <a class="button quiet" href="\(path)/review#read-\(entry.key)">取消</a></div></form>
            """
    }
}
