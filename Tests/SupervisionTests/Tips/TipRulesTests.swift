import Supervision
import Testing

@Suite struct TipRulesTests {
    @Test("A puzzle is read with the key that sealed it and no other, and not when a digit was changed")
    func seal() throws {
        let puzzle = TipPuzzle(at: Instant(milliseconds: 1_780_000_000_000), bits: 14, nonce: "ab12")
        let text = puzzle.text(key: "key")
        #expect(TipPuzzle(text, key: "key") == puzzle)
        #expect(TipPuzzle(text, key: "other") == nil)
        #expect(TipPuzzle(text.replacing(".14.", with: ".1."), key: "key") == nil)
        #expect(TipPuzzle("1780000000000.0.ab12.", key: "key") == nil)
        #expect(TipPuzzle("", key: "key") == nil)
        #expect(TipPuzzle.day(of: text) == "2026-05-29")
    }

    @Test("An answer solves when the hash begins with enough zero bits, counted exactly")
    func solved() throws {
        let answer = try #require((0..<100_000).first { TipPuzzle.isSolved("p", bits: 10, by: "\($0)") })
        #expect(TipPuzzle.isSolved("p", bits: 1, by: "\(answer)"))
        #expect(
            !TipPuzzle.isSolved("q", bits: 10, by: "\(answer)") || !TipPuzzle.isSolved("r", bits: 10, by: "\(answer)"))
        let most = try #require((0...256).last { TipPuzzle.isSolved("p", bits: $0, by: "\(answer)") })
        #expect(most >= 10 && !TipPuzzle.isSolved("p", bits: most + 1, by: "\(answer)"))
        #expect(!TipPuzzle.isSolved("p", bits: 0, by: ""))
        #expect(!TipPuzzle.isSolved("p", bits: 0, by: String(repeating: "1", count: 21)))
    }

    @Test(
        "Puzzles grow with the load of the hour and with what came from the address, up to a bound",
        arguments: [
            (0, 0, 14), (19, 1, 14), (20, 1, 15), (39, 0, 15), (40, 0, 16), (79, 0, 16), (80, 0, 17), (0, 2, 15),
            (0, 5, 18), (20, 3, 17), (1_000_000, 0, 22), (0, 1_000, 22),
        ])
    func bits(hour: Int, address: Int, bits: Int) {
        #expect(TipPuzzle.bits(lastHour: hour, fromAddress: address) == bits)
    }

    @Test("A solved puzzle counts for half an hour, an unsolved one from fifteen seconds to half a day")
    func ages() {
        let cases: [(Int, Bool, TipRefusal?)] = [
            (0, true, nil), (1_800, true, nil), (1_801, true, .stale), (14, false, .tooQuick), (15, false, nil),
            (43_200, false, nil), (43_201, false, .stale), (-1, true, .unsolved), (-1, false, .unsolved),
        ]
        for (age, isSolved, expected) in cases {
            var thrown: TipRefusal?
            do throws(TipRefusal) { try TipGateLimits.admit(age: age, isSolved: isSolved) } catch { thrown = error }
            #expect(thrown == expected, "\(age) \(isSolved)")
        }
    }

    @Test("The doors close at their numbers")
    func limits() {
        let cases: [(Bool, Int, Int, Int, Int, Bool)] = [
            (true, 19, 59, 0, 0, true), (true, 20, 20, 0, 0, false), (true, 0, 60, 0, 0, false),
            (true, 5, 5, 3, 60, true), (false, 2, 2, 2, 59, true), (false, 3, 3, 3, 0, false),
            (false, 0, 0, 0, 60, false),
        ]
        for (isSolved, hour, day, plainDay, plainHour, isOpen) in cases {
            let admitted =
                (try? TipGateLimits.admit(
                    isSolved: isSolved, hour: hour, day: day, plainDay: plainDay, plainHour: plainHour)) != nil
            #expect(admitted == isOpen, "\(hour) \(day) \(plainDay) \(plainHour)")
        }
    }

    @Test("An IPv6 client is its household's network, an IPv4 client its address, however a proxy writes them")
    func clients() {
        for text in ["203.0.113.7", "203.0.113.7:51234", "::ffff:203.0.113.7", "[::ffff:203.0.113.7]:443"] {
            #expect(TipGateLimits.client(text) == "203.0.113.7", "\(text)")
        }
        let home = TipGateLimits.client("2001:db8:0:0:1:2:3:4")
        for text in ["2001:db8::a:b:c:d", "2001:DB8::1", "[2001:db8::7]:51234", "2001:db8::", "2001:0db8:0::5%eth0"] {
            #expect(TipGateLimits.client(text) == home, "\(text)")
        }
        #expect(TipGateLimits.client("2001:db8:0:1::1") != home && TipGateLimits.client("::1") == "0:0:0:0")
        for text in ["unknown", "", ":", "1::2::3", "x:y:z", "1:2:3:4:5:6:7:8:9"] {
            #expect(TipGateLimits.client(text) == text, "\(text)")
        }
        #expect(TipGateLimits.client("2001:db8:1:2:3:4:5:6") == TipGateLimits.client("2001:db8:1:2:ffff:1:1:1"))
        #expect(TipGateLimits.client("2001:db8:1:2:3:4:5:6") != TipGateLimits.client("2001:db8:1:3:3:4:5:6"))
    }

    @Test("Codes have eighty bits, the same for the same secret, and are read however they are typed")
    func codes() {
        let code = TipCode.of(secret: "a")
        #expect(code.count == 16 && code == TipCode.of(secret: "a"))
        let typed = TipCode.grouped(code).lowercased().replacing("0", with: "o").replacing("1", with: "l")
        #expect(TipCode.plain(" \(typed) ") == code)
        #expect(TipCode.grouped("ABCDEFGHJKMNPQRS") == "ABCD-EFGH-JKMN-PQRS")
        let many = Set((0..<2_000).map { TipCode.of(secret: "\($0)") })
        #expect(many.count == 2_000)
        // Every letter occurs: no bit is lost on the way.
        #expect(Set(many.joined()).count == 32)
        #expect(TipCode.digest(of: code) != TipCode.digest(of: "0\(code.dropFirst())") || code.hasPrefix("0"))
    }

    @Test(
        "Hot is at least the office's number and above the usual of the year before, compared without rounding",
        arguments: [
            (2, 0, 3, false), (3, 0, 3, true), (3, 35, 3, true), (3, 36, 3, false), (3, 37, 3, false), (4, 47, 3, true),
            (4, 48, 3, false), (10, 0, 11, false),
        ])
    func hot(count: Int, before: Int, least: Int, isHot: Bool) {
        #expect((TipHotSpot(.topic(.food), at: "1", count: count, before: before, least: least) != nil) == isHot)
    }

    @Test("A hot spot says how it compares")
    func hotWords() throws {
        let spot = try #require(TipHotSpot(.unit("u", name: "一小"), at: "1", count: 5, before: 30, least: 3))
        #expect(spot.reason.contains("平均每30天2.5件") && spot.title == "一小近30天举报诉求5件" && spot.key == "1/unit/u")
    }

    @Test("An office's terms are kept within bounds")
    func terms() {
        #expect(TipTerms.usual.problems().isEmpty)
        var terms = TipTerms.usual
        terms.acceptDays = 0
        #expect(terms.problems()["acceptDays"] != nil)
        terms = .usual
        terms.answerDays = terms.acceptDays - 1
        #expect(terms.problems()["answerDays"] != nil)
        terms.answerDays = terms.acceptDays
        #expect(terms.problems().isEmpty)
        for (months, isGood) in [(5, false), (6, true), (120, true), (121, false)] {
            terms.keepMonths = months
            #expect(terms.problems().isEmpty == isGood, "\(months)")
        }
    }

    @Test(
        "A text names a sender by a part that is theirs alone, and not by words that anybody might use",
        arguments: [
            ("请联系柳如眉", true), ("请联系柳 如眉女士", true), ("微信xiaoyu_2020", true), ("XiaoYu2020", true), ("核实家长反映的收费", false),
            ("查看微信群记录", false), ("三年级二班", false), ("柳树", false), ("", false),
        ])
    func named(text: String, isNamed: Bool) {
        #expect(TipWording.names(text, name: "柳如眉（家长）", contact: "微信：xiaoyu_2020") == isNamed)
    }

    @Test("A name that is none forbids no word", arguments: ["家长", "学生家长", "热心群众", "无", ""])
    func nobody(name: String) {
        #expect(!TipWording.names("核实有无要求学生家长、热心群众捐款的情况", name: name, contact: "无"))
    }

    @Test("Words are a copy from twenty-four characters in a row on, whatever spaces stand between them")
    func wording() {
        let original = (0..<40).map { String(UnicodeScalar(0x4E00 + $0) ?? "x") }.joined()
        let piece = String(original.dropFirst(5).prefix(24))
        #expect(TipWording.copies("前\(piece)后", from: original))
        #expect(TipWording.copies(piece.map { "\($0) " }.joined(), from: original))
        #expect(TipWording.copies(piece.map { "\($0)，" }.joined(), from: original), "a mark hides nothing")
        #expect(!TipWording.copies(String(piece.dropLast()), from: original))
        #expect(!TipWording.copies("", from: original) && !TipWording.copies(original, from: ""))
    }
}
