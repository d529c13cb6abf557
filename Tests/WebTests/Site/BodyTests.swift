import Foundation
import HTTPTypes
import Store
import Supervision
import TestKit
import Testing
import Web

@Suite struct BodyTests {
    private static let form = "application/x-www-form-urlencoded"

    @Test("A text form above two megabytes is refused in Chinese")
    func tooLarge() async throws {
        let body = Array("login=\(String(repeating: "a", count: 2 * 1024 * 1024))".utf8)
        let answer = try await TestSite().browser().send(raw: body, to: "/login", type: BodyTests.form)
        #expect(answer.status == .contentTooLarge)
        #expect(answer.text.contains("单次不能超过2MB"))
    }

    @Test("An upload above the limit is refused and leaves no file behind")
    func upload() async throws {
        var settings = WebSettings()
        settings.maximumUpload = 3 * 1024 * 1024
        let site = try await TestSite(settings: settings)
        let answer = try await site.browser().upload(
            "/login", files: [(field: "file", name: "a.pdf", bytes: [UInt8](repeating: 1, count: 4 * 1024 * 1024))],
            sealed: false)
        #expect(answer.status == .contentTooLarge)
        #expect(answer.text.contains("单次不能超过3MB"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.services.files.folder.path).isEmpty)
    }

    @Test("What nobody asked for is thrown away after the answer")
    func unasked() async throws {
        let site = try await TestSite()
        let answer = try await site.browser().upload(
            "/login", ["login": "x"], files: [(field: "file", name: "a.pdf", bytes: [1, 2, 3])], sealed: false)
        #expect(answer.status == .unauthorized)
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.services.files.folder.path).isEmpty)
    }

    @Test(
        "A form of too many fields, another content type and a cut upload are refused",
        arguments: [
            (form, String(repeating: "a=1&", count: 5_001)),
            ("application/json", "{}"),
            ("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=\"login\"\r\n\r\nzh"),
            ("multipart/form-data; boundary=x", "nothing"),
        ])
    func malformed(type: String, body: String) async throws {
        let answer = try await TestSite().browser().send(raw: Array(body.utf8), to: "/login", type: type)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.text.contains("提交的内容无法识别"))
    }

    @Test("Bytes that are no UTF-8 and zeros are taken as text that can be stored")
    func odd() async throws {
        let answer = try await TestSite().browser().send(
            raw: Array("login=%FF%00%&password=%E4".utf8), to: "/login", type: BodyTests.form)
        #expect(answer.status == .unauthorized)
    }
}
