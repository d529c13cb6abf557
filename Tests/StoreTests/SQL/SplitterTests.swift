import SQLCore
import Testing

@Suite struct SplitterTests {
    private static let cases: [(String, [String])] = [
        ("", []),
        (" ; ;\n;", []),
        ("-- only; a comment", []),
        ("/* ; */", []),
        ("A", ["A"]),
        ("A; B;", ["A", "B"]),
        ("A 'x;y' ; B \"q;\" `r;`", ["A 'x;y'", "B \"q;\" `r;`"]),
        ("A 'it''s; so'; B", ["A 'it''s; so'", "B"]),
        ("A -- no; end\n, C; B", ["A -- no; end\n, C", "B"]),
        ("A /* no; end */ C; B", ["A /* no; end */ C", "B"]),
        ("A 'never closed; B", ["A 'never closed; B"]),
        ("A $$ x; y $$; B $t$ $$;$$ ; $t$; C $1; D", ["A $$ x; y $$", "B $t$ $$;$$ ; $t$", "C $1", "D"]),
        (
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET n = CASE WHEN n THEN 1 ELSE 2 END; DELETE FROM b; END; B",
            [
                "CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET n = CASE WHEN n THEN 1 ELSE 2 END; DELETE FROM b; END",
                "B",
            ]
        ),
        (
            "create temp trigger t before update on a when case n when 1 then 1 end begin select 1; end; B",
            ["create temp trigger t before update on a when case n when 1 then 1 end begin select 1; end", "B"]
        ),
        ("BEGIN; A; END", ["BEGIN", "A", "END"]),
        ("CREATE TRIGGER t EXECUTE FUNCTION f(); B", ["CREATE TRIGGER t EXECUTE FUNCTION f()", "B"]),
        ("INSERT INTO 督导 VALUES ('一；二;三'); B", ["INSERT INTO 督导 VALUES ('一；二;三')", "B"]),
        ("A 1 - 2 / 3 > 4; B", ["A 1 - 2 / 3 > 4", "B"]),
    ]

    @Test("A migration is cut where its statements end", arguments: cases)
    func cut(text: String, statements: [String]) {
        #expect(StatementSplitter.statements(in: text) == statements)
    }

    @Test("What was cut once is not cut again", arguments: cases)
    func stable(text: String, statements: [String]) {
        for statement in statements { #expect(StatementSplitter.statements(in: statement) == [statement]) }
    }
}
