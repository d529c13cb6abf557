import Foundation
import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct FrameworkEditorTests {
    private func draft() async throws -> (site: TestSite, browser: TestBrowser, path: String) {
        let site = try await TestSite()
        try await SampleRegions.plant(in: site.services.database)
        try await Frameworks.plant(in: site.services.database, at: site.services.now())
        try await site.account("zhou", .officer, .region(.county, code: "500112"))
        let browser = try await site.browser(as: "zhou")
        let answer = try await browser.post("/frameworks", ["template": "", "name": "空白体系", "code": "blank"])
        let path = (answer.location ?? "").components(separatedBy: "/editor")[0]
        return (site, browser, path)
    }

    private func framework(_ path: String, _ site: TestSite) async throws -> Framework {
        let id = FrameworkID(path.components(separatedBy: "/").last ?? "")
        return try await site.services.database.read { db in try FrameworkVersions.require(id, in: db) }
    }

    /// The mark by which a node's form says what it saw.
    private func seen(_ number: String, _ path: String, _ browser: TestBrowser) async throws -> String {
        let page = try await browser.get("\(path)/nodes/\(number)").text
        return String(page.components(separatedBy: "name=\"seen\" value=\"")[1].prefix(16))
    }

    @Test("From nothing to a published framework: nodes, weights, bands, and every refusal on the way")
    func wholeWay() async throws {
        let (site, browser, path) = try await draft()
        let long = try await browser.post("/frameworks", ["name": String(repeating: "长", count: 101), "code": "long"])
        #expect(long.status == .unprocessableContent && long.text.contains("名称请控制在100字以内"))
        #expect(try await browser.get("\(path)/editor").text.contains("还没有任何指标"))
        let early = try await browser.post("\(path)/publication")
        #expect(early.status == .unprocessableContent && early.text.contains("还没有任何指标"))

        let nameless = try await browser.post(
            "\(path)/nodes", ["under": "", "group": "", "title": " ", "kind": "yesNo", "guidance": "写过的要点"])
        #expect(nameless.status == .unprocessableContent)
        #expect(nameless.text.contains("空的指标不能保存") && nameless.text.contains("写过的要点"))
        _ = try await browser.post("\(path)/nodes", ["under": "", "group": "1", "title": "安全", "weight": "100"])
        let levels = try await browser.post(
            "\(path)/nodes", ["under": "1", "title": "制度", "kind": "graded", "levels": "好=60\n差=80", "weight": "60"])
        #expect(levels.status == .unprocessableContent && levels.text.contains("由高到低"))
        _ = try await browser.post(
            "\(path)/nodes",
            ["under": "1", "title": "制度", "kind": "graded", "levels": "好=100\n差=0", "weight": "60", "evidence": "1"])
        let again = try await browser.post(
            "\(path)/nodes",
            ["under": "1", "title": "演练", "kind": "counted", "unit": "次", "target": "2", "then": "again"])
        #expect(again.location?.contains("/nodes/new?under=1") == true)
        let under = try await browser.post("\(path)/nodes", ["under": "1.1", "title": "不行", "kind": "yesNo"])
        #expect(under.status == .unprocessableContent && under.text.contains("是观测点，下面不能再放指标"))

        let unbalanced = try await browser.post("\(path)/publication")
        #expect(unbalanced.status == .unprocessableContent)
        #expect(unbalanced.text.contains("下级分值合计为60，应等于本级分值100") && unbalanced.text.contains("/nodes/1.2"))
        let wrong = try await browser.post("\(path)/weights", ["weight.1.2": "四十", "weight.1": "100"])
        #expect(wrong.status == .unprocessableContent && wrong.text.contains("value=\"四十\""))
        _ = try await browser.post("\(path)/weights", ["weight.1.2": "30", "weight.1.1": "60", "fill": "1"])
        #expect(try await framework(path, site).fullMark == Points(90))

        let bands = try await browser.post(
            "\(path)/bands", ["name.1": "达标", "from.1": "60", "name.2": "不达标", "from.2": "1"])
        #expect(bands.status == .unprocessableContent && bands.text.contains("低分没有等次"))
        _ = try await browser.post("\(path)/bands", ["name.1": "达标", "from.1": "60", "name.2": "不达标", "from.2": "0"])
        #expect(try await browser.post("\(path)/publication").location?.hasSuffix("done=published") == true)
        let published = try await framework(path, site)
        #expect(published.state == .published && published.bands.map(\.name) == ["达标", "不达标"])
        #expect(published.node("1.1")?.criterion?.requiresEvidence == true)
        #expect(try await browser.get("\(path)/editor").status == .conflict)
        #expect(try await browser.post("\(path)/nodes/1.1/removal").status == .conflict)
    }

    @Test("Nodes are moved by buttons and by dragging, weights that were typed go along, a circle is refused")
    func moves() async throws {
        let (site, browser, path) = try await draft()
        for title in ["甲", "乙"] {
            _ = try await browser.post("\(path)/nodes", ["group": "1", "title": title, "weight": "10"])
        }
        _ = try await browser.post("\(path)/nodes", ["under": "1", "title": "点", "kind": "yesNo"])
        let up = try await browser.post("\(path)/nodes/2/place", ["to": "up", "weight.1": "25"])
        #expect(up.location?.hasSuffix("at=1#n1") == true)
        var tree = try await framework(path, site)
        #expect(tree.nodes.map(\.title) == ["乙", "甲"] && tree.nodes[1].weight == Points(25))
        _ = try await browser.post("\(path)/nodes/2.1/place", ["under": "1", "before": ""])
        tree = try await framework(path, site)
        #expect(tree.nodes[0].children.map(\.title) == ["点"])
        _ = try await browser.post("\(path)/nodes/2/place", ["to": "in"])
        let circle = try await browser.post("\(path)/nodes/1/place", ["under": "1.2", "before": ""])
        #expect(circle.status == .unprocessableContent && circle.text.contains("不能放到它自己或它的下级里面"))
        let end = try await browser.post("\(path)/nodes/1/place", ["to": "up", "weight.1": "77"])
        #expect(end.status == .unprocessableContent && end.text.contains("value=\"77\""))
        let stale = try await browser.post("\(path)/weights", ["version": "1", "weight.1": "9"])
        #expect(stale.status == .conflict)
        _ = try await browser.post("\(path)/nodes/1.2/kind")
        #expect(try await framework(path, site).node("1.2")?.isLeaf == true)
        _ = try await browser.post("\(path)/nodes/1/removal")
        #expect(try await framework(path, site).nodes.isEmpty)
    }

    @Test("A node is saved by what was seen: two people may edit two nodes, not the same one unseen")
    func together() async throws {
        let (site, browser, path) = try await draft()
        for title in ["甲", "乙"] {
            _ = try await browser.post("\(path)/nodes", ["title": title, "kind": "yesNo", "weight": "50"])
        }
        let (first, second) = (try await seen("1", path, browser), try await seen("2", path, browser))
        let saved = try await browser.post(
            "\(path)/nodes/1", ["seen": first, "title": "甲二", "kind": "yesNo", "weight": "50", "then": "next"])
        #expect(saved.location?.contains("/nodes/2?") == true)
        let other = try await browser.post(
            "\(path)/nodes/2", ["seen": second, "title": "乙二", "kind": "veto", "cap": "合格"])
        #expect(other.status == .seeOther)
        let late = try await browser.post("\(path)/nodes/1", ["seen": first, "title": "甲三", "kind": "yesNo"])
        #expect(late.status == .conflict && late.text.contains("刚被别人改过"))
        #expect(try await framework(path, site).nodes.map(\.title) == ["甲二", "乙二"])
        let strange = try await browser.post(
            "\(path)/nodes/2", ["seen": try await seen("2", path, browser), "title": "乙", "kind": "veto", "cap": "优异"])
        #expect(strange.status == .unprocessableContent && strange.text.contains("不在本体系的等次之中"))
    }

    @Test("The preview shows what assessors see and keeps nothing; the comparison tells one version from another")
    func review() async throws {
        let (site, browser, _) = try await draft()
        let copy = try await browser.post(
            "/frameworks", ["template": "template-double-reduction-1", "name": "本区双减", "code": "jj"])
        let path = (copy.location ?? "").components(separatedBy: "?")[0]
        let copied = try await browser.get(path).text
        #expect(copied.contains("由模板复制，") && !copied.contains("class=\"badge warn\">模板"))
        let page = try await browser.get("\(path)/preview?as=on-site").text
        #expect(page.contains("按实地评估看") && page.contains("一、二年级不布置书面家庭作业") && page.contains("须附证据"))
        #expect(
            !page.contains("/inspections/") && !page.contains("<form method=\"post\" action=\"/frameworks/versions"))
        #expect(try await browser.get("\(path)/preview?part=7").text.contains("这是帮扶，不是问责"))
        _ = try await browser.post("\(path)/publication")
        let next = try await browser.post("\(path)/next")
        let draft = (next.location ?? "").components(separatedBy: "?")[0]
        #expect(try await browser.get("\(draft)/comparison").text.contains("两个版本的内容完全相同"))
        _ = try await browser.post("\(draft)/nodes/1.1/removal")
        _ = try await browser.post("\(draft)/nodes", ["under": "2", "title": "家长满意", "kind": "yesNo", "weight": "5"])
        let told = try await browser.get("\(draft)/comparison").text
        #expect(told.contains("新增") && told.contains("家长满意") && told.contains("<del>一、二年级不布置书面家庭作业</del>"))
        #expect(try await browser.get("\(draft)/comparison.xlsx").status == .ok)
        let id = draft.components(separatedBy: "/").last ?? ""
        #expect(try await browser.get("\(path)/comparison?with=\(id)").text.contains("第1版（已发布） → 本区双减 第2版"))
        _ = site
    }
}
