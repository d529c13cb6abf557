import Office
import Store
import Supervision

/// The words that stand on all boards of an office.
struct BoardTextPage: Page {
    let now: NoticeBoardText
    let typed: Fields?
    let problem: String?

    var title: String { "公示牌文字" }
    var section: String { "/zones" }

    static func text(_ fields: Fields) -> NoticeBoardText {
        func lines(_ name: String) -> [String] {
            fields.text(name).split(whereSeparator: \.isNewline).map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        return NoticeBoardText(
            hotline: fields.text("hotline"), duties: lines("duties"), items: lines("items"),
            version: fields.number("version") ?? 0)
    }

    private func value(_ name: String, _ own: String) -> String { typed.map { $0.text(name) } ?? own }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("督学责任区", "/zones")], subtitle: "印在本督导室所有学校的公示牌上。").html)
        \(Said.error(problem))
        <form class="form" method="post" action="/zones/board-text">\(FormSeal())
        <input type="hidden" name="version" value="\(value("version", "\(now.version)"))">
        \(Field("hotline", "督导室监督电话", value: value("hotline", now.hotline)).text(isShort: true))
        \(Field("duties", "督学职责", value: value("duties", now.duties.joined(separator: "\n")),
            help: "每行一条，最多8条。", isRequired: true).area(rows: 6, limit: 400))
        \(Field("items", "督导事项", value: value("items", now.items.joined(separator: "\n")),
            help: "每行一项，最多12项。", isRequired: true).area(rows: 9, limit: 600))
        <div class="form-actions"><button class="primary">保存</button><a class="button quiet" href="/zones">取消</a></div></form>
        """
    }
}

/// One A3 sheet for each school.
struct BoardsPage: Page {
    let boards: [NoticeBoard]
    let text: NoticeBoardText
    let office: String
    let base: String
    let crumbs: [(title: String, path: String)]
    let section: String
    let today: Day

    var title: String { "责任督学公示牌" }

    var main: HTML {
        let print: HTML? = boards.isEmpty ? nil : "<button type=\"button\" data-print hidden>打印（A3 纵向）</button>"
        let people = boards.flatMap(\.people)
        let missing = people.filter { !$0.hasPhoto || $0.phone.isEmpty }
        let over = people.filter { $0.termUntil.map { $0 < today } ?? false }
        let warnings = [
            missing.isEmpty ? "" : "\(names(missing))还没有照片或手机号码，请在督学页面补上再打印。",
            over.isEmpty ? "" : "\(names(over))的聘期已满，请先办理续聘或另行指定。",
        ].joined()
        return """
            \(PageHead(title, crumbs: crumbs, subtitle: "A3纵向，每校一张，共\(boards.count)张。", actions: print).html)
            \(warnings.isEmpty ? nil : "<div class=\"no-print\">\(Said.warning(warnings))</div>" as HTML)
            \(boards.isEmpty ? "<div class=\"empty\"><strong>还没有挂牌的学校</strong></div>" as HTML : nil)
            <div class="boards">\(boards.map(sheet))</div>
            """
    }

    private func names(_ people: [NoticeBoard.Person]) -> String {
        Set(people.map(\.name)).sorted().joined(separator: "、")
    }

    private func sheet(_ board: NoticeBoard) -> HTML {
        let duties = text.duties.map { duty -> HTML in "<li>\(duty)</li>" }
        let items = text.items.map { item -> HTML in "<li>\(item)</li>" }
        let hotline: HTML? =
            text.hotline.isEmpty ? nil : "<p>督导室监督电话 <strong>\(text.hotline)</strong></p>"
        return """
            <article class="board"><header><p class="board-kind">责任督学公示牌</p><h2>\(board.name)</h2>\
            <p>\(board.zone)</p></header>
            <div class="board-people">\(board.people.map(person))</div>
            <div class="board-text"><section><h3>督学职责</h3><ol>\(duties)</ol></section>\
            <section><h3>督导事项</h3><ol>\(items)</ol></section></div>
            <footer><div><p class="board-call">如有意见建议或问题反映，请与责任督学联系，或扫描二维码。</p>\(hotline)\
            <p>\(office)</p></div>\(code(board))</footer></article>
            """
    }

    private func person(_ person: NoticeBoard.Person) -> HTML {
        let picture: HTML =
            person.hasPhoto
            ? "<img src=\"/inspectors/\(person.person)/photo\" alt=\"\(person.name)的照片\">"
            : "<span class=\"board-blank\">照片</span>"
        let certificate: HTML? =
            person.certificate.isEmpty ? nil : "<dt>督学证号</dt><dd>\(person.certificate)</dd>"
        return """
            <figure>\(picture)<figcaption><dl><dt>责任督学</dt><dd>\(person.name)</dd>\
            <dt>联系电话</dt><dd>\(person.phone.isEmpty ? "　" : "\(person.phone)")</dd>\(certificate)</dl></figcaption></figure>
            """
    }

    private func code(_ board: NoticeBoard) -> HTML? {
        let address = "\(base)/public/schools/\(board.school)"
        guard let code = QRCode(address) else { return nil }
        return """
            <div class="board-code"><svg class="qr" viewBox="0 0 \(code.side) \(code.side)" role="img" \
            aria-label="本校公开页面的二维码，网址 \(address)"><path d="\(code.path)"></path></svg></div>
            """
    }
}
