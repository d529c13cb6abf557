import Jobs
import Office
import Store
import Supervision
import Testing

struct ShippedFrameworksTests {
    @Test("Every shipped template is sound, adds up to 100, and says where it comes from")
    func sound() {
        #expect(ShippedFrameworks.all.count == 11)
        #expect(Set(ShippedFrameworks.all.map(\.code)).count == 11)
        for framework in ShippedFrameworks.all {
            #expect(framework.validate() == [], "\(framework.name)")
            #expect(framework.fullMark == Points(100) && framework.isTemplate, "\(framework.name)")
            #expect(framework.label.hasPrefix("模板："), "\(framework.name)")
            for leaf in framework.leaves {
                #expect(leaf.criterion?.guidance.isEmpty == false, "\(framework.name) \(leaf.name)")
                #expect(leaf.criterion?.basis.isEmpty == false, "\(framework.name) \(leaf.name)")
            }
        }
    }

    private func framework(_ code: String) throws -> Framework {
        try #require(ShippedFrameworks.all.first { $0.code == code })
    }

    @Test("双减 records the five situations of the plan's item 7 with their five responses, and help is no sanction")
    func doubleReduction() throws {
        let group = try #require(framework("double-reduction").nodes.first { $0.title.hasPrefix("处置情形") })
        let words = ["通报", "曝光", "加强指导", "约谈", "追究"]
        #expect(group.children.count == 5 && group.weight == .zero)
        for (node, word) in zip(group.children, words) {
            #expect(node.criterion?.kind == .yesNo && node.criterion?.guidance.contains(word) == true)
            #expect(node.title.hasSuffix(word == "追究" ? "追究责任" : word))
            #expect(node.criterion?.basis.contains("第7条") == true)
        }
        #expect(group.children[2].criterion?.guidance.contains("不是问责") == true)
    }

    @Test("五项管理 carries the figures of the national rules")
    func figures() throws {
        let text = try framework("five-management").leaves.map { "\($0.title)\($0.criterion?.guidance ?? "")" }.joined()
        for figure in ["60分钟", "90分钟", "10小时", "9小时", "8小时", "8:20", "8:00", "21:20", "22:00", "23:00", "20:30", "1小时"]
        {
            #expect(text.contains(figure), "\(figure)")
        }
    }

    @Test("The management standard has six duties and twenty-two tasks, each marked as unverified")
    func standard() throws {
        let standard = try framework("school-standard")
        #expect(standard.nodes.count == 6 && standard.leaves.count == 22)
        #expect(standard.leaves.allSatisfy { $0.criterion?.basis.contains("待核") == true })
    }

    @Test("A template goes out as a workbook, as JSON and as an XLSForm, and comes back the same")
    func files() throws {
        for framework in ShippedFrameworks.all {
            let sheet = try FrameworkFile.read(.bytes(try FrameworkFile.workbook(framework)))
            #expect(sheet.framework?.nodes == framework.nodes, "\(framework.name)")
            let form = try FrameworkFile.read(.bytes(try FrameworkFile.xlsForm(framework)))
            #expect(form.problems == [] && form.remarks == [], "\(framework.name)")
            #expect(form.framework?.nodes == framework.nodes, "\(framework.name)")
            #expect(form.framework?.bands == framework.bands && form.framework?.label == framework.label)
        }
    }
}
