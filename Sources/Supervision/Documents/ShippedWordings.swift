// Wordings that come with the program. What is left to the office stands in 【待填：…】, and nothing with such a blank is
// issued.
extension DocumentWording {
    /// The first of a kind is the one from which a document begins when nothing else was chosen.
    package static let shipped: [DocumentWording] =
        notices + [rectificationNotice, rectificationUrge] + letters + interviews + publicities + circulars
        + [BalanceDiagnosis.wording]

    /// A shipped wording's name in addresses: its kind and its place among those of the kind.
    package static let library: [(key: String, wording: DocumentWording)] = {
        var counts: [Document.Kind: Int] = [:]
        return shipped.map { wording in
            counts[wording.kind, default: 0] += 1
            return ("\(wording.kind.rawValue)-\(counts[wording.kind] ?? 0)", wording)
        }
    }()

    package static func shipped(_ key: String) -> DocumentWording? { library.first { $0.key == key }?.wording }

    private static let rectificationNotice = DocumentWording(
        kind: .rectificationNotice, name: "整改通知书", title: "整改通知书",
        body: """
            经{项目}督导，发现你单位存在以下问题，现责令限期整改。
            一、存在的问题
            【待填：存在的问题】
            二、整改要求
            【待填：整改要求】
            三、整改时限
            请于{结束日期}前完成整改，书面报告整改情况并附佐证材料。逾期未整改或整改不到位的，将依法依规处理。
            """)

    private static let rectificationUrge = DocumentWording(
        kind: .rectificationNotice, name: "逾期整改督办", title: "关于限期完成整改的督办通知书",
        body: """
            《【待填：原整改通知书或督导意见书文号】》要求你单位于【待填：原整改期限】前完成整改。截至{拟稿日期}，下列问题仍未完成整改。
            一、未完成整改的问题
            【待填：未完成整改的问题】
            二、督办要求
            1.请自收到本通知书之日起【待填：天数】日内完成整改，报送整改报告和佐证材料。
            2.请说明逾期原因，明确责任领导、责任人和完成时间。
            三、有关责任
            逾期仍未完成的，将依据《教育督导问责办法》予以通报、约谈，并按程序提出问责建议。
            """)
}
