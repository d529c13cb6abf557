import Hummingbird
import Jobs
import Office
import Store
import Supervision

/// A plan's document as it came with a form: a file or a pasted text, read and ready to be noted.
struct PlanUpload: Sendable {
    let version: NewPlanVersion

    static let pasteLimit = 500_000

    /// The year is what the office says; nil where the document is to say it.
    init(_ sent: Submission, _ call: Call) async throws {
        let year = sent.fields.number("year")
        if !sent.fields.text("year").isEmpty, !(year.map(Plan.years.contains) ?? false) {
            throw FormRefusal(["year": "请填写四位年度，如2026，或留空由系统从文件里读。"])
        }
        let pasted = sent.fields["pasted"] ?? ""
        let file = sent.files.first { $0.field == "file" && $0.size > 0 }
        guard file != nil || !pasted.trimmed.isEmpty else {
            throw FormRefusal(["file": "请选择文件，或者把文件内容粘贴到下面。"])
        }
        guard pasted.unicodeScalars.count <= PlanUpload.pasteLimit else {
            throw FormRefusal(["pasted": "粘贴的内容过长，请改为上传文件。"])
        }
        do {
            guard let file else {
                let source = try await PlanFile.source(pasted: pasted)
                version = NewPlanVersion(source: source, reading: PlanReader.read(source, year: year), year: year)
                return
            }
            let source = try await PlanFile.source(path: file.path)
            let type = FileKind.sniff(.path(file.path))?.mediaType ?? "application/octet-stream"
            let hash = try call.services.files.store(fileAt: file.path)
            version = NewPlanVersion(
                fileName: file.name, file: StoredFile(hash: hash, size: file.size, mediaType: type), source: source,
                reading: PlanReader.read(source, year: year), year: year)
        } catch let error as any OfficeError {
            throw FormRefusal([file == nil ? "pasted" : "file": error.message])
        }
    }

    /// The plan's head as the document has it.
    func plan(id: PlanID, on today: Day) -> Plan {
        let reading = version.reading
        let name = version.fileName.split(separator: ".").first.map(String.init) ?? ""
        let title = reading.title?.value ?? (name.isEmpty ? "工作要点" : name)
        let year = version.year ?? reading.year ?? reading.date?.value.year ?? today.year
        let kept = Plan.years.contains(year) ? year : today.year
        let last = reading.lastYear.flatMap { (kept...kept + 10).contains($0) ? $0 : nil }
        return Plan(
            id: id, title: String(title.prefix(Plan.titleLimit)),
            issuer: String((reading.issuer?.value ?? "").prefix(100)),
            documentNumber: String((reading.documentNumber?.value ?? "").prefix(60)), year: kept, lastYear: last,
            date: reading.date?.value)
    }
}
