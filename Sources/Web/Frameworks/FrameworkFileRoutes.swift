import Foundation
import HTTPTypes
import Hummingbird
import Jobs
import NIOCore
import Office
import Store
import Supervision

/// Frameworks in and out as files: checked first, stored only when somebody says so.
enum FrameworkFileRoutes {
    static func register(on site: inout Sitemap) {
        site.get("/frameworks/import", FrameworkRoutes.writers) { call in call.page(FrameworkImportPage()) }
        site.post("/frameworks/import", FrameworkRoutes.writers, check)
        site.post("/frameworks/import/acceptance", FrameworkRoutes.writers, accept)
        site.get("/frameworks/versions/:id/sheet.xlsx", FrameworkRoutes.readers, sheet)
        site.get("/frameworks/versions/:id/tree.json", FrameworkRoutes.readers, json)
        site.get("/frameworks/versions/:id/xlsform.xlsx", FrameworkRoutes.readers, xlsForm)
    }

    private static func check(_ call: Call, _ submission: Submission) async throws -> Response {
        guard let upload = submission.files.first(where: { $0.field == "file" }) else {
            return call.page(FrameworkImportPage(problem: "请先选择文件。"), status: .unprocessableContent)
        }
        let target = FrameworkID(submission.fields.text("target"))
        let file: FrameworkFile
        do {
            file = try FrameworkFile.read(.path(upload.path))
        } catch let error as any OfficeError {
            return call.page(FrameworkImportPage(problem: error.message), status: .unprocessableContent)
        }
        guard let framework = file.framework else {
            return call.page(
                FrameworkProblemsPage(file, name: upload.name, target: target), status: .unprocessableContent)
        }
        let hash = try call.services.files.store(fileAt: upload.path)
        return call.page(
            FrameworkPreviewPage(framework, file: hash, fileName: upload.name, target: target, remarks: file.remarks))
    }

    private static func accept(_ call: Call, _ submission: Submission) async throws -> Response {
        let fields = submission.fields
        let hash = fields.text("file")
        let target = FrameworkID(fields.text("target"))
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
            let file = try? FrameworkFile.read(.path(call.services.files.url(of: hash).path)),
            let read = file.framework
        else { return call.page(FrameworkImportPage(problem: "文件已失效，请重新上传。"), status: .unprocessableContent) }
        let framework = read.renamed(fields)
        return try await call.change(submission) { refusal in
            let page = FrameworkPreviewPage(
                framework, file: hash, fileName: fields.text("fileName"), target: target, remarks: file.remarks,
                problem: refusal.message)
            return call.page(page, status: .unprocessableContent)
        } _: { act in
            guard target.rawValue.isEmpty else {
                // A form of another program may have neither; the draft then keeps its own.
                try Frameworks.edit(
                    target, name: framework.name.isBlank ? nil : framework.name,
                    label: framework.label.isBlank ? nil : framework.label, tree: framework, act)
                return "/frameworks/versions/\(target)?done=imported"
            }
            switch try Frameworks.take(framework, act) {
            case .stored(let id): return "/frameworks/versions/\(id)?done=imported"
            case .unchanged(let id): return "/frameworks/versions/\(id)?done=unchanged"
            }
        }
    }

    private static func sheet(_ call: Call) async throws -> Response {
        let framework = try await framework(call)
        return download(
            try FrameworkFile.workbook(framework), named: "\(framework.name)-第\(framework.version)版.xlsx",
            type: SheetExport.mediaType)
    }

    private static func json(_ call: Call) async throws -> Response {
        let framework = try await framework(call)
        return download(
            try FrameworkFile.json(framework), named: "\(framework.name)-第\(framework.version)版.json",
            type: "application/json; charset=utf-8")
    }

    private static func xlsForm(_ call: Call) async throws -> Response {
        let framework = try await framework(call)
        return download(
            try FrameworkFile.xlsForm(framework), named: "\(framework.name)-XLSForm.xlsx", type: SheetExport.mediaType)
    }

    private static func framework(_ call: Call) async throws -> Framework {
        let id: FrameworkID = call.id()
        return try await call.read { db in
            try FrameworkVersions.require(id, visibleTo: call.viewer, in: db).framework
        }
    }

    private static func download(_ bytes: [UInt8], named name: String, type: String) -> Response {
        Response(
            status: .ok, headers: .download(named: name, type: type),
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Framework {
    /// With the name and the code that were typed for it, when any were.
    fileprivate func renamed(_ fields: Fields) -> Framework {
        var next = self
        if !fields.text("name").isEmpty { next.name = fields.text("name") }
        if !fields.text("code").isEmpty { next.code = fields.text("code") }
        return next
    }
}
