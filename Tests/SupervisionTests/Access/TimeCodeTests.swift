import Supervision
import Testing

@Suite struct TimeCodeTests {
    private static let secret = TimeCode(secret: Array("12345678901234567890".utf8))

    @Test(
        "The codes of RFC 6238 appendix B",
        arguments: [
            (59, "94287082"), (1_111_111_109, "07081804"), (1_111_111_111, "14050471"), (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"), (20_000_000_000, "65353130"),
        ])
    func vectors(seconds: Int, code: String) {
        let step = TimeCode.step(at: Instant(milliseconds: seconds * 1_000))
        #expect(TimeCodeTests.secret.code(at: step, digits: 8) == code)
        #expect(TimeCodeTests.secret.code(at: step) == String(code.suffix(6)))
    }

    @Test(
        "A clock may be one period fast or slow, not two",
        arguments: [(-2, false), (-1, true), (0, true), (1, true), (2, false)])
    func skew(periods: Int, isTaken: Bool) throws {
        let now = Instant(milliseconds: 1_800_000_000_000)
        let step = TimeCode.step(at: now) + periods
        let code = TimeCodeTests.secret.code(at: step)
        if isTaken {
            #expect(try TimeCodeTests.secret.step(matching: " \(code) ", at: now, after: 0) == step)
        } else {
            #expect(throws: SecondFactorRefusal.wrongCode) {
                try TimeCodeTests.secret.step(matching: code, at: now, after: 0)
            }
        }
    }

    @Test("A code is taken once, and none older than the last")
    func replay() throws {
        let now = Instant(milliseconds: 1_800_000_000_000)
        let step = TimeCode.step(at: now)
        for last in [step, step + 1] {
            #expect(throws: SecondFactorRefusal.codeUsed) {
                try TimeCodeTests.secret.step(matching: TimeCodeTests.secret.code(at: step), at: now, after: last)
            }
        }
        #expect(
            try TimeCodeTests.secret.step(matching: TimeCodeTests.secret.code(at: step), at: now, after: step - 1)
                == step)
    }

    @Test("A secret goes through Base32 unharmed, whatever its length; blanks and case do not count")
    func base32() {
        #expect(TimeCodeTests.secret.base32 == "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")
        #expect(TimeCode(base32: "gezd gnbv gy3t qojq gezd gnbv gy3t qojq") == TimeCodeTests.secret)
        #expect(TimeCode(base32: "1") == nil && TimeCode(base32: "AAAA") == nil)
        var random = SplitMix(3)
        for length in 16...40 {
            let code = TimeCode(secret: (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) })
            #expect(TimeCode(base32: code.base32) == code)
        }
    }

    @Test("The address is what the common apps read")
    func address() {
        let address = TimeCodeTests.secret.address(issuer: "督导室", account: "admin")
        #expect(address.hasPrefix("otpauth://totp/%E7%9D%A3%E5%AF%BC%E5%AE%A4:admin?secret=GEZDGNBVGY3T"))
        #expect(address.hasSuffix("&algorithm=SHA1&digits=6&period=30"))
    }

    @Test(
        "A proof holds for its minutes, the last of them included", arguments: [(0, true), (900, true), (901, false)])
    func proof(seconds: Int, holds: Bool) {
        let since = Instant(milliseconds: 0)
        #expect(Proof.holds(since: since, at: since.adding(seconds: seconds), minutes: 15) == holds)
        #expect(!Proof.holds(since: since.adding(seconds: 1), at: since, minutes: 15))
    }

    @Test("Where it is demanded, it is demanded of the four roles that have none", arguments: Role.allCases)
    func policy(role: Role) {
        let isOne: Bool = [.director, .admin, .security, .auditor].contains(role)
        #expect(FactorPolicy.required.demands(of: role, hasFactor: false) == isOne)
        #expect(!FactorPolicy.required.demands(of: role, hasFactor: true))
        #expect(!FactorPolicy.optional.demands(of: role, hasFactor: false))
    }
}
