import Store
import Supervision

/// What else is done with a cycle: spreading what is left, naming units of a year, entering earlier ones.
struct CycleForms: Sendable {
    let path: String
    let cycle: RoundCycle
    let today: Int
    let left: Int
    let typed: Fields

    var html: HTML {
        """
        <div class="halves">\(spread)\(named)</div>
        \(earlier)
        """
    }

    private var spread: HTML {
        let years = cycle.years.filter { $0 >= today }
        guard left > 0, let first = years.first, let last = years.last else {
            return "<section class=\"section\"><h2>安排余下的单位</h2><p class=\"muted\">没有尚未安排的单位，或本轮的年份已过。</p></section>"
        }
        return """
            <section class="section"><h2>安排余下的单位</h2>
            <form class="form" method="post" action="\(path)/spread" \
            data-confirm="\(left)个尚未安排的单位将平均排在\(first)至\(last)年。" data-confirm-label="安排">\(FormSeal())
            <p class="muted">把尚未安排的 \(left) 个单位平均排在余下各年；次序按“种子,代码”的 SHA-256，同样的种子得出同样的安排。</p>
            \(Field("seed", "种子", value: typed["seed"] ?? "", isRequired: true).text())
            <div class="form-actions"><button>平均安排</button></div></form></section>
            """
    }

    private var named: HTML {
        let years = [Choice("", "请选择")] + cycle.years.filter { $0 >= today }.map { Choice("\($0)", "\($0)年") }
        return """
            <section class="section"><h2>按名单安排</h2>
            <form class="form" method="post" action="\(path)/plan">\(FormSeal())
            \(Field("units", "单位", value: typed["year"] == nil ? "" : typed["units"] ?? "",
                help: "每行一个，填标识码或单位全称。").area(rows: 4, limit: 200_000))
            \(Field("year", "年份", value: typed.text("year")).select(years))
            <div class="form-actions"><button>列入计划</button></div></form></section>
            """
    }

    /// The same name as in the form beside it, so its id is another.
    private var doneUnits: HTML {
        let text = typed["day"] == nil ? "" : typed["units"] ?? ""
        return Field("done-units", "单位", help: "每行一个，填标识码或单位全称；已在本轮的不会重复。").wrapped(
            """
            <textarea id="done-units" name="units" rows="5" maxlength="200000" required>
            \(text)</textarea>
            """)
    }

    private var earlier: HTML {
        """
        <section class="section"><h2>补录已督导的单位</h2>
        <form class="form" method="post" action="\(path)/records">\(FormSeal())
        \(doneUnits)
        <div class="field-row">\(Field("day", "督导日期", value: typed["day"] ?? "", isRequired: true).date())\
        \(Field("source", "来源", value: typed["source"] ?? "").text(hint: "如：2024年办园行为督导评估"))\
        \(Field("grade", "等次", value: typed.text("grade")).text(isShort: true))</div>
        <div class="form-actions"><button>补录</button></div></form></section>
        """
    }
}
