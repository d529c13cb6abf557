/// What a browser calls itself, as a person would say it: `Chrome · Windows`.
enum DeviceName {
    static func of(_ userAgent: String?) -> String {
        guard let agent = userAgent, !agent.isEmpty else { return "未知浏览器" }
        let browser = browsers.first { agent.contains($0.mark) }?.name ?? "其他浏览器"
        let system = systems.first { agent.contains($0.mark) }?.name
        return system.map { "\(browser) · \($0)" } ?? browser
    }

    /// In this order, because each also carries the marks of those after it.
    private static let browsers: [(mark: String, name: String)] = [
        ("MicroMessenger", "微信"), ("DingTalk", "钉钉"), ("Edg/", "Edge"), ("QQBrowser", "QQ浏览器"), ("360SE", "360浏览器"),
        ("UCBrowser", "UC浏览器"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ("curl/", "curl"),
    ]

    private static let systems: [(mark: String, name: String)] = [
        ("HarmonyOS", "鸿蒙"), ("Android", "安卓"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]
}
