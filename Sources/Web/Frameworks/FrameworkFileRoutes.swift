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
        return call.page(FrameworkPreviewPage(framework, file: hash, name: upload.name, target: target))
    }

    private static func accept(_ call: Call, _ submission: Submission) async throws -> Response {
        let hash = submission.fields.text("file")
        let target = FrameworkID(submission.fields.text("target"))
        guard hash.utf8.count == 64, hash.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) }),
            let framework = try? FrameworkFile.read(.path(call.services.files.url(of: hash).path)).framework
        else { return call.page(FrameworkImportPage(problem: "文件已失效，请重新上传。"), status: .unprocessableContent) }
        return try await call.change(submission) { act in
            guard target.rawValue.isEmpty else {
                try Frameworks.edit(target, name: framework.name, label: framework.label, tree: framework, act)
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

/// Where a file with a framework is handed in.
struct FrameworkImportPage: Page {
    var problem: String?

    var title: String { "导入指标体系" }
    var section: String { "/frameworks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标体系", "/frameworks")]).html)
        \(Said.error(problem))
        <p>最方便的办法：在<a href="/frameworks?kind=template">模板</a>里选一套，导出 XLSX 改好后再导入。\
        一级指标编号如 1，下级如 1.2；各级分值之和应与上级一致。代码相同的，存为那套体系的新版本草稿。</p>
        \(FrameworkImportForm(target: nil).html)
        """
    }
}

/// What is wrong with a file, row by row; nothing of it was stored.
struct FrameworkProblemsPage: Page {
    let file: FrameworkFile
    let name: String
    let target: FrameworkID

    init(_ file: FrameworkFile, name: String, target: FrameworkID) {
        self.file = file
        self.name = name
        self.target = target
    }

    var title: String { "文件需要修改" }
    var section: String { "/frameworks" }

    var main: HTML {
        let rows = file.problems.prefix(500).map { problem -> HTML in
            """
            <tr>\(Ledger.cell("行", "\(problem.row)", kind: "num"))\(Ledger.cell("列", "\(problem.column)"))\
            \(Ledger.cell("内容", "\(problem.value)"))\(Ledger.cell("原因", "\(problem.reason)", kind: "long"))</tr>
            """
        }
        return """
            \(PageHead(title, crumbs: [("指标体系", "/frameworks"), ("导入", "/frameworks/import")]).html)
            <div class="notice error" role="alert"><strong>“\(name)”有\(file.problems.count)处问题，没有导入任何内容</strong>\
            指标体系是一棵树，缺一行就不完整，所以要全部改好后再导入。</div>
            <table class="ledger"><thead><tr><th scope="col" class="num">行</th><th scope="col">列</th>\
            <th scope="col">内容</th><th scope="col">原因</th></tr></thead><tbody>\(rows)</tbody></table>
            <section class="section"><h2>改好后再传一次</h2>\
            \(FrameworkImportForm(target: target.rawValue.isEmpty ? nil : target).html)</section>
            """
    }
}

/// What a good file would store.
struct FrameworkPreviewPage: Page {
    let framework: Framework
    let file: String
    let name: String
    let target: FrameworkID

    init(_ framework: Framework, file: String, name: String, target: FrameworkID) {
        self.framework = framework
        self.file = file
        self.name = name
        self.target = target
    }

    var title: String { "确认导入" }
    var section: String { "/frameworks" }

    var main: HTML {
        """
        \(PageHead(title, crumbs: [("指标体系", "/frameworks"), ("导入", "/frameworks/import")]).html)
        <div class="notice success" role="status">“\(name)”没有问题：\(framework.allNodes.count)行，\
        \(framework.leaves.count)个观测点，总分\(framework.fullMark.text)分。现在还没有保存。</div>
        <dl class="facts"><dt>名称</dt><dd>\(framework.name)</dd><dt>代码</dt><dd>\(framework.code)</dd></dl>
        <form class="form-actions" method="post" action="/frameworks/import/acceptance">\(FormSeal())\
        <input type="hidden" name="file" value="\(file)"><input type="hidden" name="target" value="\(target.rawValue)">\
        <button class="primary">保存为草稿</button><a class="button quiet" href="/frameworks/import">放弃</a></form>
        \(FrameworkTree(framework).html)
        """
    }
}
