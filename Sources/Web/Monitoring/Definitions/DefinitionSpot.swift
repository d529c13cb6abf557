import Supervision

/// Where definitions of a kind live on the site, and what they are called there.
struct DefinitionSpot: Sendable {
    let kind: DefinitionKind

    init(_ kind: DefinitionKind) {
        self.kind = kind
    }

    var root: String { kind == .standard ? "/standards/local" : "/collection-forms/own" }
    var title: String { kind == .standard ? "本地标准" : "自建采集表" }
    var section: String { kind == .standard ? "/standards" : "/collections" }
    var crumbs: [(title: String, path: String)] {
        kind == .standard ? [("监测标准", "/standards")] : [("监测数据", "/collections"), ("采集表和数据项", "/collection-forms")]
    }

    var subtitle: String {
        kind == .standard
            ? "教育现代化监测、均等化考核等本地标准在这里定义：指标、算式、限值都是数据；发布后按它评估区县，发布的版本不再改变。"
            : "复制系统自带的采集表或新建，增删数据项和校核；发布后可用于采集轮次，发布的版本不再改变。"
    }

    func path(_ id: some CustomStringConvertible, _ rest: String = "") -> String { "\(root)/\(id)\(rest)" }
}
