import Supervision
import Testing

@Suite struct DeliveryTests {
    @Test(
        "A failure is tried again after growing pauses, eight times in all; a refusal never",
        arguments: [
            (Delivery.Outcome.sent, 1, Delivery.State.sent, 0), (.refused("no"), 1, .givenUp, 0),
            (.failed("later"), 1, .failed, 60), (.failed("later"), 2, .failed, 300),
            (.failed("later"), 7, .failed, 43_200), (.failed("later"), 8, .givenUp, 0),
            (.failed("later"), 9, .givenUp, 0), (.postponed(seconds: 60), 8, .queued, 60),
        ])
    func steps(outcome: Delivery.Outcome, attempt: Int, state: Delivery.State, pause: Int) {
        let step = Delivery.step(after: outcome, attempt: attempt)
        #expect(step.state == state)
        #expect(step.pause == pause)
    }

    @Test("The last attempt comes within a day of the first, each pause longer than the one before")
    func pauses() {
        #expect(Delivery.pauses.count == Delivery.mostAttempts - 1)
        #expect(zip(Delivery.pauses, Delivery.pauses.dropFirst()).allSatisfy { $0 < $1 })
        #expect((20 * 3_600...24 * 3_600).contains(Delivery.pauses.reduce(0, +)))
        #expect(Delivery.pauses.reduce(0, +) < Delivery.lifeSeconds)
    }

    @Test(
        "Only a plain ASCII address is one",
        arguments: [
            ("zhou@example.cn", true), (" zhou.min+d@mail.example.gov.cn ", true), ("zhou@example", false),
            ("zhou", false), ("@example.cn", false), ("zhou@", false), ("a b@example.cn", false),
            ("周@example.cn", false), ("zhou@例子.cn", false), (".zhou@example.cn", false), ("zhou.@example.cn", false),
            ("z..m@example.cn", false), ("zhou@-example.cn", false), ("zhou@example..cn", false),
            ("zhou@example.cn\r\nBcc: all@example.cn", false), ("zhou@example.cn,li@example.cn", false),
            ("<zhou@example.cn>", false), (String(repeating: "a", count: 64) + "@example.cn", true),
            (String(repeating: "a", count: 65) + "@example.cn", false),
        ])
    func address(text: String, isOne: Bool) {
        #expect((MailAddress(text) != nil) == isOne)
    }

    @Test(
        "An address inside a house is known in every shape, its neighbours are not",
        arguments: [
            ([8, 8, 8, 8], true), ([9, 255, 255, 255], true), ([10, 0, 0, 1], false), ([11, 0, 0, 0], true),
            ([100, 63, 255, 255], true), ([100, 64, 0, 0], false), ([100, 127, 0, 1], false), ([100, 128, 0, 0], true),
            ([127, 0, 0, 1], false), ([128, 0, 0, 1], true), ([169, 254, 169, 254], false), ([172, 15, 0, 1], true),
            ([172, 16, 0, 1], false), ([172, 31, 255, 255], false), ([172, 32, 0, 0], true),
            ([192, 168, 1, 1], false), ([192, 169, 0, 1], true), ([0, 0, 0, 0], false), ([224, 0, 0, 1], false),
            ([255, 255, 255, 255], false), ([223, 255, 255, 255], true), ([], false), ([1, 2, 3], false),
        ] as [([UInt8], Bool)])
    func inside(bytes: [UInt8], isPublic: Bool) {
        #expect(PublicAddress.isPublic(bytes) == isPublic)
        guard bytes.count == 4 else { return }
        let mapped = [UInt8](repeating: 0, count: 10) + [0xff, 0xff] + bytes
        #expect(PublicAddress.isPublic(mapped) == isPublic, "IPv4 in IPv6")
        let tunnel: [UInt8] = [0x20, 0x02] + bytes + [UInt8](repeating: 0, count: 10)
        #expect(PublicAddress.isPublic(tunnel) == isPublic, "6to4")
    }

    @Test(
        "IPv6 is public only in its global part",
        arguments: [
            ([0x24, 0x00, 0x32, 0x00], true), ([0, 0, 0, 0], false), ([0xfe, 0x80, 0, 0], false),
            ([0xfc, 0, 0, 0], false), ([0xfd, 0x12, 0, 0], false), ([0xff, 0x02, 0, 0], false),
            ([0x20, 0x01, 0x0d, 0xb8], false), ([0x20, 0x01, 0x02, 0x00], true),
        ] as [([UInt8], Bool)])
    func six(prefix: [UInt8], isPublic: Bool) {
        #expect(PublicAddress.isPublic(prefix + [UInt8](repeating: 0, count: 11) + [1]) == isPublic)
    }

    @Test(
        "A robot's address is taken, refused as inside, refused as not encrypted, or is none",
        arguments: [
            ("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=abc", "ok"),
            ("https://oapi.dingtalk.com:443/robot/send?access_token=abc", "ok"), ("https://8.8.8.8/x", "ok"),
            ("http://qyapi.weixin.qq.com/x", "webhook.notEncrypted"), ("https://localhost/x", "webhook.inside"),
            ("https://127.0.0.1/x", "webhook.inside"), ("https://192.168.1.9:8443/x", "webhook.inside"),
            ("https://robot/x", "webhook.inside"), ("https://printer.local/x", "webhook.inside"),
            ("http://robot.oa.lan:9000/x", "ok"), ("http://robot.oa.lan/x", "webhook.notEncrypted"),
            ("https://inside.lan/x", "ok"), ("http://inside.lan:81/x", "ok"), ("ftp://a.example.cn/x", "none"),
            ("https://", "none"), ("https://user@a.example.cn/", "none"), ("https://a.example.cn\\@127.0.0.1/", "none"),
            ("https://[::1]/x", "none"), ("https://a.example.cn:0/", "none"), ("https://a.example.cn:x/", "none"),
            ("https://a.example.cn/ x", "none"), ("javascript:alert(1)", "none"),
            ("https://a.example.cn/" + String(repeating: "x", count: 1_000), "none"),
        ])
    func robot(text: String, expected: String) {
        guard let address = RobotAddress(text) else {
            #expect(expected == "none")
            return
        }
        var said = "ok"
        do { try address.check(allowed: ["robot.oa.lan:9000", "inside.lan"]) } catch { said = error.code }
        #expect(said == expected)
        #expect(!address.masked.contains("key=") && !address.masked.contains("token="))
    }

    @Test("Signatures are those that Python's hmac makes")
    func signatures() {
        let own = RobotSignature.dingTalk(milliseconds: 1_700_000_000_000, secret: "SEC0123")
        #expect(hex(own) == "da523408b03dc3436bc9602cc1d59480fa0ebcf5e8d7049c00a6bee909fe9714")
        let other = RobotSignature.generic(milliseconds: 1_700_000_000_000, body: "{\"a\":1}", secret: "geheim")
        #expect(hex(other) == "69146e95f6e4e906479cc3bf01b9052d5b9be7a39e39810714ce90a58b3de878")
    }

    private func hex(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
