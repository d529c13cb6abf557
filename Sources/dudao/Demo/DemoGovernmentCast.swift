import Supervision

extension DemoCast {
    /// The zone's own government, its departments and a township: they divide, report and are ranked.
    static let administration = unit("guanweihui", "韩志刚", .principal, "YJ-GWH")
    static let education = unit("jiaoyuju", "彭丽", .clerk, "YJ-JYJ")
    static let finance = unit("caizhengju", "董凯", .clerk, "YJ-CZJ")
    static let health = unit("weijianju", "殷雪", .clerk, "YJ-WJJ")
    static let market = unit("shijianju", "温涛", .clerk, "YJ-SJJ")
    static let township = unit("wangjiang", "龙小平", .clerk, "YJ-T1")

    static let governmentPeople = [administration, education, finance, health, market, township]

    private static func unit(_ login: String, _ name: String, _ role: Role, _ code: String) -> DemoPerson {
        DemoPerson(login: login, name: name, role: role, unit: code)
    }
}
