import HTTPTypes
import Store
import TestKit
import Testing
import Web

@Suite struct PublicAssetsTests {
    @Test("A page's sheet and scripts lie below the fingerprint, and what they import lies there too")
    func fingerprint() async throws {
        let browser = try await TestSite().browser()
        let page = try await browser.get("/login").text
        let addresses = page.split(separator: "\"").filter { $0.hasPrefix("/assets/") }.map(String.init)
        #expect(addresses.count == 3)
        let folder = try #require(addresses.first).split(separator: "/").prefix(2).joined(separator: "/")
        for path in Asset.paths(in: "Web/Public/js") + ["Web/Public/style.css"] {
            let name = path.dropFirst("Web/Public/".count)
            let answer = try await browser.get("/\(folder)/\(name)")
            #expect(answer.status == .ok, "\(name)")
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        }
        #expect(addresses.allSatisfy { $0.hasPrefix("/\(folder)/") })
    }

    @Test("Another release's fingerprint is served and never kept")
    func older() async throws {
        let answer = try await TestSite().browser().get("/assets/000000000000/js/behaviours.js")
        #expect(answer.status == .ok)
        #expect(answer.headers[.cacheControl] == "no-store")
    }

    @Test("The plotting library goes out packed to whoever takes it so, and as it is to others")
    func packed() async throws {
        let browser = try await TestSite().browser()
        let path = PublicAssets.missing.isEmpty ? "/assets/x/vendor/echarts.min.js" : ""
        let plain = try await browser.get(path)
        #expect(plain.status == .ok, "bin/setup fetches it")
        #expect(plain.headers[.contentEncoding] == nil)
        #expect(plain.text.contains("Licensed to the Apache Software Foundation"))
        browser.headers[.acceptEncoding] = "gzip, deflate, br"
        let packed = try await browser.get(path)
        #expect(packed.headers[.contentEncoding] == "gzip")
        #expect(packed.headers[.contentType] == "text/javascript; charset=utf-8")
        #expect(packed.bytes.starts(with: [0x1f, 0x8b]))
        #expect(packed.bytes.count * 2 < plain.bytes.count)
    }

    @Test(
        "Nothing else can be fetched",
        arguments: ["/assets/x/css/tokens.css", "/assets/x/js/none.js", "/assets/x/js/..%2Fcss%2Ftokens.css"])
    func others(path: String) async throws {
        #expect(try await TestSite().browser().get(path).status == .notFound)
    }

    @Test("Scripts import each other by relative names only, so the fingerprint reaches all of them")
    func imports() {
        for path in Asset.paths(in: "Web/Public/js") {
            for line in (Asset.text(path) ?? "").split(separator: "\n") where line.hasPrefix("import ") {
                #expect(line.contains("\"./"), "\(path): \(line)")
            }
        }
    }
}
