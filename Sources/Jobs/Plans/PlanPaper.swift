package import Office
package import Store
package import Supervision

extension OfficialDocument {
    /// A plan as an official document: its items under their headings as it numbers them, its times as a table at the end.
    package init(_ plan: Plan, _ rows: [PlanItemRow], in year: Int, on today: Day) {
        let issuer = plan.issuer.isBlank ? nil : plan.issuer
        self.init(
            letterhead: issuer.map { "\($0)文件" }, number: plan.documentNumber.isBlank ? nil : plan.documentNumber,
            title: plan.title, blocks: PlanPaper.text(rows) + PlanPaper.schedule(rows, in: year, on: today),
            signer: issuer, date: plan.date?.chinese, issuedBy: issuer, issuedOn: plan.date?.chinese)
    }
}

/// A plan's paper in its parts.
package enum PlanPaper {
    /// Headings lose the numbers that they were written with: the layout numbers them itself.
    static func text(_ rows: [PlanItemRow]) -> [OfficialDocument.Block] {
        let hasChapters = rows.contains { !$0.item.chapter.isEmpty }
        var open: [String] = []
        return rows.filter { $0.item.status != .dropped }.flatMap { row -> [OfficialDocument.Block] in
            var path = row.item.chapter.split(separator: " › ").map(String.init)
            if hasChapters, path.isEmpty {
                // A row of the document's timetable stands in the table at the end; what came later has no heading yet.
                guard row.item.origin != .document else { return [] }
                path = ["其他工作"]
            }
            let known = zip(open, path).prefix { $0 == $1 }.count
            open = path
            let headings = path.enumerated().dropFirst(known).map { level, title in
                OfficialDocument.Block.heading(min(level + 1, 2), DocumentText.withoutNumber(title))
            }
            return headings + [.paragraph(paragraph(row.item))]
        }
    }

    /// `7.` and the text, which begins with the title already or has it put before.
    private static func paragraph(_ item: PlanItem) -> String {
        let begins =
            item.text.isBlank ? item.title : item.text.hasPrefix(item.title) ? item.text : "\(item.title)。\(item.text)"
        return item.number + begins
    }

    static func schedule(_ rows: [PlanItemRow], in year: Int, on today: Day) -> [OfficialDocument.Block] {
        let entries = rows.map { PlanChart.Entry(item: $0.item, windows: $0.windows, owner: $0.owner?.name ?? "") }
        let table = PlanTimetable(entries, .month, in: year, on: today)
        guard !table.lines.isEmpty else { return [] }
        let lines = table.lines.map { line in
            [
                "\(line.number)", line.entry.item.title,
                line.windows.map { PlanTiming.withStage($0.window, in: year) }.joined(separator: "；"),
                line.entry.owner,
            ]
        }
        return [
            .heading(1, "工作进度安排"),
            .table(.init(header: ["序号", "事项", "时间", "负责人"], rows: lines, widths: [4, 20, 16, 6])),
        ]
    }

    /// What a file of the plan is called, without its ending and without what no file may be called.
    package static func fileName(_ plan: Plan, _ what: String = "") -> String {
        let safe = plan.title.map { $0.isNewline || "\\/:*?\"<>|\t".contains($0) ? "_" : $0 }
        return String(safe.prefix(80)) + what
    }
}
