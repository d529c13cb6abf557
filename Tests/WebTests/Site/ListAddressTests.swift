import Testing
import Web

@Suite struct ListAddressTests {
    private func sort(_ asked: String) -> String {
        let sort = ListAddress("/list", Fields([("sort", asked)])).sort(["-day", "name", "-open"])
        return (sort.isDescending ? "-" : "") + sort.column
    }

    @Test(
        "Each column goes both ways, whichever way the list stands before",
        arguments: [
            ("", "-day"), ("day", "day"), ("-day", "-day"), ("name", "name"), ("-name", "-name"), ("open", "open"),
            ("-open", "-open"), ("other", "-day"), ("-", "-day"), ("--open", "-day"),
        ])
    func directions(asked: String, expected: String) {
        #expect(sort(asked) == expected)
    }
}
