/// What a plan's word for its units means in the registry: 民办幼儿园 is kindergartens run privately.
package struct PlanUnitWord: Hashable, Sendable {
    package let word: String
    /// Nil for a unit that is called by its name.
    package let filter: ScopeFilter?

    package init(_ word: String) {
        self.word = word
        var rest = Substring(word.visible)
        var filter = ScopeFilter()
        while let head = PlanUnitWord.heads.first(where: { rest.hasPrefix($0.word) && rest.count > $0.word.count }) {
            rest = rest.dropFirst(head.word.count)
            filter.running += head.running.map(\.label)
            filter.authorities += head.authority.map { [$0.label] } ?? []
        }
        guard let known = PlanUnitWord.kinds.first(where: { $0.words.contains(String(rest)) }) else {
            self.filter = nil
            return
        }
        filter.kinds = [known.kind.label]
        filter.stages = known.stages.map(\.label)
        self.filter = filter
    }

    private static let heads: [(word: String, running: [RunningType], authority: AuthorityLevel?)] = [
        ("普惠性民办", [.inclusivePrivate], nil), ("民办", [.private, .inclusivePrivate], nil), ("公办", [.public], nil),
        ("普惠性", [.public, .inclusivePrivate], nil), ("市属", [], .city), ("区属", [], .county), ("县属", [], .county),
        ("省属", [], .province), ("全区", [], nil), ("全市", [], nil), ("全县", [], nil), ("辖区内", [], nil), ("辖区", [], nil),
        ("区内", [], nil), ("各类", [], nil), ("各级", [], nil), ("各", [], nil), ("所有", [], nil), ("部分", [], nil),
        ("城乡", [], nil), ("农村", [], nil),
    ]

    private static let kinds: [(words: Set<String>, kind: OrganisationKind, stages: [Stage])] = [
        (["幼儿园", "幼儿园所", "园所", "园", "学前教育机构"], .kindergarten, []),
        (["义务教育学校", "义务教育阶段学校", "义务教育"], .school, [.primary, .junior]),
        (["中小学", "中小学校", "中小学学校"], .school, [.primary, .junior, .senior]),
        (["小学", "小学校"], .school, [.primary]), (["初中", "初级中学", "初中学校"], .school, [.junior]),
        (["高中", "普通高中", "高级中学", "高中学校", "普通高中学校"], .school, [.senior]),
        (["中等职业学校", "中职学校", "中职", "职业学校", "职业院校"], .school, [.vocational]),
        (["特殊教育学校", "特教学校", "特殊教育"], .school, [.special]), (["学校", "校"], .school, []),
        (["校外培训机构", "培训机构"], .provider, []), (["乡镇街道", "镇街", "乡镇", "街道", "镇（街道）"], .township, []),
        (["部门", "成员单位", "政府部门", "有关部门"], .department, []),
        (["区", "县", "区县", "市、区", "市（区）", "辖市区", "区人民政府", "区政府", "人民政府", "政府", "县级人民政府"], .government, []),
    ]
}
