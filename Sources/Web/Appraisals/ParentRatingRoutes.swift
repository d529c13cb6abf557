import Hummingbird
import SQLCore
import Store
import Supervision

/// `/public/schools/:id/ratings/:person`: anybody rates a school's inspector, without an account, behind the door of tips.
enum ParentRatingRoutes {
    static func register(on site: inout Sitemap) {
        site.open("/public/schools/:id/ratings/:person") { guest in try await form(guest) }
        site.open("/public/schools/:id/ratings/:person/puzzle", puzzle)
        site.openPost("/public/schools/:id/ratings/:person", answer)
        ParentRatingListRoutes.register(on: &site)
    }

    private struct Subject {
        let school: OrganisationID
        let person: PersonID
        let schoolName: String
        let name: String
    }

    /// Whose name hangs at the gate of an open school today.
    private static func subject(_ guest: Guest) async throws -> Subject {
        let (school, person): (OrganisationID, PersonID) = (guest.id(), guest.id("person"))
        let day = guest.services.today()
        return try await guest.read { db in
            guard let unit = try PublicUnits.find(school, in: db),
                let record = try Zones.inspectors(of: school, on: day, in: db).first(where: { $0.id == person })
            else { throw WebRefusal.notFound }
            return Subject(school: school, person: person, schoolName: unit.name, name: record.inspector.name)
        }
    }

    private static func newPuzzle(_ guest: Guest) async throws -> String {
        let door = try await TipDoor(guest)
        return try await door.puzzle(for: ParentRatings.client(door.client))
    }

    private static func puzzle(_ guest: Guest) async throws -> Response {
        _ = try await subject(guest)
        let puzzle = try await newPuzzle(guest)
        var answer = Response.json("{\"puzzle\":\(JSON.quoted(puzzle))}")
        answer.headers[.cacheControl] = "no-store"
        return answer
    }

    private static func form(
        _ guest: Guest, _ typed: Fields? = nil, _ refusal: (any Refusal)? = nil
    ) async throws -> Response {
        let subject = try await subject(guest)
        let isDone = guest.query.text("done") == "1"
        let page = ParentRatingForm(
            school: subject.school, schoolName: subject.schoolName, person: subject.person, name: subject.name,
            office: try await guest.office(), puzzle: isDone ? "" : try await newPuzzle(guest),
            command: guest.services.newID(), isDone: isDone, typed: typed ?? Fields(), problem: refusal?.message)
        return page.response(status: refusal?.status ?? .ok)
    }

    /// Whoever is signed in, the answer goes in as nobody's; the command remembers that one came, and nothing of it.
    private static func answer(_ guest: Guest, _ sent: Submission) async throws -> Response {
        let subject = try await subject(guest)
        let fields = sent.fields
        let change = Change(
            command: sent.command, digest: sha256("parent rating"), viewer: .system(on: guest.services.today()),
            at: guest.services.now())
        do {
            var given: [ParentRatingItem: Int] = [:]
            for item in ParentRatingItem.allCases { given[item] = fields.number(item.rawValue) }
            let answer = try ParentAnswer(given, words: fields.text("words"))
            let caller = try await TipDoor(guest).caller(fields)
            _ = try await guest.services.database.write { db in
                try Commands.once(change, in: db) { act in
                    try ParentRatings.take(answer, of: subject.person, at: subject.school, from: caller, act)
                    return ""
                }
            }
            return .seeOther("/public/schools/\(subject.school)/ratings/\(subject.person)?done=1")
        } catch let refusal as any Refusal where refusal is TipRefusal || refusal is AppraisalRefusal {
            return try await form(guest, fields, refusal)
        }
    }
}

/// Three questions and a few words; nothing about who answers is asked.
struct ParentRatingForm: PublicTipPage {
    let school: OrganisationID
    let schoolName: String
    let person: PersonID
    let name: String
    let office: String
    let puzzle: String
    let command: String
    let isDone: Bool
    let typed: Fields
    let problem: String?

    var title: String { "评价责任督学\(name)" }

    private var path: String { "/public/schools/\(school)/ratings/\(person)" }

    var body: HTML { isDone ? done : form }

    private var done: HTML {
        """
        <div class="notice success" role="status">已收到，谢谢。请勿重复提交。</div>
        <p><a class="button" href="/public/schools/\(school)">返回\(schoolName)</a></p>
        """
    }

    private var form: HTML {
        let questions = ParentRatingItem.allCases.map { RatingForm.question($0.rawValue, $0.label, typed) }
        return """
            <p>\(schoolName)</p>
            <p>匿名评价：不用登录，不记录是谁提交，每满\(ParentRatingRule.least)份才一起计入，学校和督学看不到单份评价。\
            同一网络（如同一个无线网）同一天的多份只计一份。反映具体问题请用<a href="/tips/new?unit=\(school)">举报与诉求</a>，会有答复。</p>
            \(Said.error(problem))
            <form class="form full" method="post" action="\(path)" data-tip="\(path)/puzzle">\
            <input type="hidden" name="command" value="\(command)"><input type="hidden" name="puzzle" value="\(puzzle)">\
            <input type="hidden" name="answer" value="">
            \(questions)
            \(Field("words", "想说的话（可不填）", value: typed.text("words"),
                help: "\(ParentRatingRule.words)字以内，只有督导室能看到；请不要写姓名、电话等能认出您或孩子的内容。")
                .area(rows: 3, limit: ParentRatingRule.words))
            <noscript><p class="notice">您的浏览器没有运行脚本：请在打开本页\(TipGateLimits.plainSeconds)秒后提交。</p></noscript>
            <div class="form-actions"><button class="primary">提交评价</button>\
            <span class="help" role="status" data-tip-note></span></div></form>
            """
    }
}
