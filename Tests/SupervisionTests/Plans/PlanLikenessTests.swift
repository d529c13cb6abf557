import Supervision
import Testing

@Suite struct PlanLikenessTests {
    private let titles = ["开展“双减”专项督导", "做好幼儿园办园行为督导评估", "加强督学队伍建设", "开展义务教育质量监测"]

    @Test("A text is most like itself, and likeness has no direction")
    func properties() {
        let likeness = PlanLikeness(titles)
        for left in titles {
            #expect(likeness.between(left, left) > 0.999)
            for right in titles where left != right {
                #expect(likeness.between(left, right) < 0.8)
                #expect(likeness.between(left, right) == likeness.between(right, left))
            }
        }
    }

    @Test("Nothing in common is nought, and so is a text without two signs", arguments: ["学", "", "2021"])
    func nothing(_ text: String) { #expect(PlanLikeness(titles).between(text, "幼儿园") == 0) }

    @Test("Pairs go together once each, the most alike first")
    func pairs() {
        let last = ["做好2020年幼儿园办园行为督导评估工作", "开展双减督导", "组织满意度调查"]
        let pairs = PlanLikeness(titles + last).pairs(titles, last, least: 0.3)
        #expect(pairs.map { [$0.left, $0.right] } == [[0, 1], [1, 0]])
    }
}
