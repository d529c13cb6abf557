import Store
import Supervision

/// What the office can say about an item: how far it is, and whose it is.
struct PlanItemSteps: Sendable {
    let page: PlanItemPage

    private var item: PlanItem { page.item }

    var html: HTML { "\(status)\(people)" }

    private var status: HTML {
        let chosen = page.typed["status"] ?? item.status.rawValue
        let states = PlanItem.Status.allCases.map { Choice($0.rawValue, $0.label) }
        let field = Field("status", "状态", value: chosen, problem: page.problems["status"])
        let reason = Field("reason", "理由", value: page.typed["reason"] ?? "", help: "改为“不再实施”时必须写明。")
        return """
            <section class="section" id="status"><h2>进度</h2><form class="form" method="post" action="\(page.path)/status">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)">\(field.select(states))\(reason.area(rows: 2, limit: 500))\
            <div class="form-actions"><button>更新状态</button></div></form></section>
            """
    }

    private var people: HTML {
        let owner = Field(
            "owner", "负责人", value: page.typed["owner"] ?? page.row.owner?.person.rawValue ?? "",
            problem: page.problems["owner"])
        let choices = [Choice("", "未定")] + page.people.map { Choice($0.person.rawValue, $0.name) }
        let names = page.typed["coworkers"] ?? page.row.coworkers.map(\.name).joined(separator: "、")
        let coworkers = Field(
            "coworkers", "协办", value: names, problem: page.problems["coworkers"], help: "本辖区人员姓名或单位名称，用顿号隔开。")
        let options = (page.people.map(\.name) + page.units).map { name -> HTML in "<option value=\"\(name)\"></option>"
        }
        let input: HTML = "<input id=\"coworkers\" name=\"coworkers\" list=\"members\" value=\"\(names)\">"
        return """
            <section class="section" id="people"><h2>分工</h2><form class="form" method="post" action="\(page.path)/assignment">\(FormSeal())\
            <input type="hidden" name="version" value="\(item.version)">\(owner.select(choices))\(coworkers.wrapped(input))\
            <datalist id="members">\(options)</datalist><div class="form-actions"><button>保存分工</button></div></form></section>
            """
    }
}
