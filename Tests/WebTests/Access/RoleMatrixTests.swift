import HTTPTypes
import SQLCore
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct RoleMatrixTests {
    @Test("Every route has its line, every line its route, and both admit the same roles")
    func complete() {
        #expect(RoleMatrix.lines.count == RoleMatrix.written, "a line of the table cannot be read")
        for entry in Site.map.entries {
            let line = RoleMatrix.line(entry)
            #expect(line != nil, "the table lacks \(entry.method) \(entry.path)")
            #expect(line?.audience == entry.audience, "\(entry.method) \(entry.path)")
        }
        let routes = Set(Site.map.entries.map { "\($0.method) \($0.path)" })
        for line in RoleMatrix.lines { #expect(routes.contains(line.name), "no such route: \(line.name)") }
        #expect(Set(RoleMatrix.lines.map(\.name)).count == RoleMatrix.lines.count, "a line stands twice")
    }

    @Test("A stranger is sent to sign in, and nothing else, wherever a login is needed")
    func stranger() async throws {
        let site = try await TestSite()
        for line in RoleMatrix.lines where line.audience != .anyone {
            let answer = try await site.browser().ask(line, MatrixSite.unknown(line.path), sealed: false)
            #expect(answer.status == .seeOther, "\(line.name)")
            #expect(answer.location?.hasPrefix("/login") == true, "\(line.name)")
        }
    }

    @Test(
        "Each role comes in exactly where the table says, and finds nothing under an unknown id",
        arguments: Role.allCases)
    func roles(role: Role) async throws {
        let matrix = try await MatrixSite()
        let browser = try await matrix.site.browser(as: "home-\(role.rawValue)")
        for line in RoleMatrix.lines where line.path != "/logout" && line.audience != .anyone {
            let answer = try await browser.ask(line, MatrixSite.unknown(line.path))
            if !line.audience.admits(role) {
                #expect(answer.status == .forbidden, "\(role) must not reach \(line.name)")
            } else if line.hasParameters {
                #expect(MatrixSite.nothing(line).contains(answer.status), "\(role) \(line.name): \(answer.status)")
            } else {
                #expect(MatrixSite.something.contains(answer.status), "\(role) \(line.name): \(answer.status)")
            }
        }
    }

    @Test("A form without the session's token is refused for every role", arguments: Role.allCases)
    func forged(role: Role) async throws {
        let matrix = try await MatrixSite()
        let browser = try await matrix.site.browser(as: "home-\(role.rawValue)")
        for line in RoleMatrix.lines where line.method != .get && line.audience != .anyone {
            let answer = try await browser.ask(line, MatrixSite.unknown(line.path), sealed: false)
            #expect(answer.status == .forbidden, "\(role) \(line.name): \(answer.status)")
        }
    }

    @Test("What belongs to a district does not exist for its neighbour", arguments: Role.allCases)
    func neighbour(role: Role) async throws {
        let matrix = try await MatrixSite()
        let home = try await matrix.site.browser(as: "home-\(role.rawValue)")
        let neighbour = try await matrix.site.browser(as: "next-\(role.rawValue)")
        for line in RoleMatrix.lines where line.isHidden && line.audience.admits(role) {
            guard let path = matrix.path(line.path) else { continue }
            let answer = try await neighbour.ask(line, path)
            #expect(
                MatrixSite.nothing(line).contains(answer.status), "\(role) next door, \(line.name): \(answer.status)")
            guard line.method == .get else { continue }
            let own = try await home.ask(line, path)
            #expect(own.status == .ok || own.status == .notFound, "\(role) \(line.name): \(own.status)")
        }
    }

    @Test("Every address with an id has a row to try it with, and somebody of the district sees it")
    func sampled() async throws {
        let matrix = try await MatrixSite()
        for line in RoleMatrix.lines where line.isHidden && line.method == .get && line.audience != .anyone {
            if MatrixSite.unsampled.contains(line.path) { continue }
            let path = try #require(matrix.path(line.path), "no sample row for \(line.path)")
            var seen = false
            for role in Role.allCases where line.audience.admits(role) {
                let answer = try await matrix.site.browser(as: "home-\(role.rawValue)").ask(line, path)
                if answer.status == .ok { seen = true }
            }
            #expect(seen, "nobody of the district itself sees \(path)")
        }
    }
}

extension TestBrowser {
    fileprivate func ask(_ line: RoleMatrix.Line, _ path: String, sealed: Bool = true) async throws -> TestAnswer {
        if line.isScript { return try await script(line.method, path, sealed: sealed, accept: "text/html") }
        return line.method == .get ? try await get(path) : try await post(path, [:], sealed: sealed)
    }
}
