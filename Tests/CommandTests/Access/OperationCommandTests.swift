import Foundation
import Testing

@Suite struct OperationCommandTests {
    @Test(
        "Wrong usage ends with 64 and says why on standard error",
        arguments: [
            ["serve"], ["serve", "--database", "nonsense", "--files", "f"], ["backup"], ["restore", "x"],
            ["office", "convert"], ["audit", "verify"], ["audit", "verify", "--database", "mysql://x"],
            ["migrate", "--database", "x", "--more"], ["nothing"],
            ["serve", "--database", "sqlite:x", "--files", "f", "--listen", "nowhere"],
            ["serve", "--database", "sqlite:x", "--files", "f", "--tls-cert", "x"],
            ["account", "create", "--login", "x", "--name", "y", "--role", "king", "--database", "sqlite:x"],
            [
                "account", "create", "--login", "x", "--name", "y", "--role", "clerk", "--region", "500112",
                "--password-stdin", "--database", "sqlite:x",
            ],
        ])
    func usage(arguments: [String]) throws {
        let outcome = try Program.run(arguments)
        #expect(outcome.code == 64, "\(arguments)")
        #expect(!outcome.errors.isEmpty && outcome.output.isEmpty)
    }

    @Test("What fails ends with 1, says why on standard error and leaves standard output alone")
    func failures() throws {
        let scratch = try Scratch()
        let database = "sqlite:\(scratch.folder.path)/a.sqlite"
        let files = scratch.folder.appendingPathComponent("files").path
        let text = try scratch.file("a.xlsx", "no archive")
        for arguments in [
            ["audit", "verify", "--database", "sqlite:/nowhere/a.sqlite"],
            ["serve", "--database", database, "--files", files, "--listen", "127.0.0.1:0"],
            ["backup", "\(scratch.folder.path)/b.zip", "--database", database, "--files", files],
            ["restore", text, "--database", database, "--files", files],
            ["office", "convert", text], ["office", "convert", "/nowhere.xlsx"],
        ] {
            let outcome = try Program.run(arguments)
            #expect(outcome.code == 1, "\(arguments)")
            #expect(!outcome.errors.isEmpty && outcome.output.isEmpty, "\(arguments)")
        }
    }

    @Test("Migrating twice is migrating once; the audit of an empty office fits")
    func migrate() throws {
        let scratch = try Scratch()
        let database = "sqlite:\(scratch.folder.path)/a.sqlite"
        #expect(try Program.run("migrate", "--database", database).output.contains("0001-ground"))
        let again = try Program.run("migrate", "--database", database)
        #expect(again.code == 0 && again.output == "nothing to apply\n")
        let verified = try Program.run("audit", "verify", "--database", database)
        #expect(verified.code == 0 && verified.output.hasPrefix("0 sealed"))
    }

    @Test("The check of the duties ends with 1 while one is vacant; a factor that is not there is not taken away")
    func duties() throws {
        let scratch = try Scratch()
        let database = "sqlite:\(scratch.folder.path)/a.sqlite"
        _ = try Program.run("migrate", "--database", database)
        let check = try Program.run("account", "check", "--database", database)
        #expect(check.code == 1 && check.output.contains("breach  没有在用的系统管理员账号"))
        let reset = try Program.run("account", "reset-factor", "--login", "nobody", "--database", database)
        #expect(reset.code == 1 && reset.errors.contains("没有这个账号"))
    }

    @Test("A sheet comes out as CSV and nothing else")
    func convert() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.csv", "\u{FEFF}代码,名称\r\n1,\"a,b\"\r\n")
        let outcome = try Program.run("office", "convert", path)
        #expect(outcome.code == 0)
        #expect(outcome.output == "代码,名称\n1,\"a,b\"\n")
    }
}
