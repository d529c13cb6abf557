import Supervision
import Testing

@Suite struct PlanCorpusTests {
    @Test("Times in invented lines are read as they are labelled, form by form")
    func dates() throws {
        try check("dates.tsv") { ($0?.windows ?? []).map(PlanSignature.window) }
    }

    @Test("Figures in invented lines are read as they are labelled, form by form")
    func quantities() throws {
        try check("quantities.tsv") { ($0?.targets ?? []).map(PlanSignature.target) }
    }

    private func check(_ file: String, _ read: (PlanReading.Item?) -> [String]) throws {
        var forms: [String: Agreement] = [:]
        var counts: [String: Int] = [:]
        for line in try PlanCorpus.lines(file) {
            var lines = read(PlanReader.read(PlanSource("1.\(line.text)"), year: line.year).items.first)
            // What is done at a time is compared only where a label names it.
            if !line.wanted.contains(where: { $0.contains("#") }) {
                lines = lines.map { String($0.split(separator: "#", maxSplits: 1)[0]) }
            }
            forms[line.form, default: Agreement()].add(line.wanted, lines)
            counts[line.form, default: 0] += 1
        }
        #expect(forms.count > 12)
        for (form, agreement) in forms {
            #expect(agreement.recall >= 0.98, "\(file) \(form): \(agreement)")
            #expect(agreement.precision >= 0.98, "\(file) \(form): \(agreement)")
            #expect(counts[form, default: 0] >= 40, "\(form) has too few lines")
        }
    }

    @Test("Whole documents of several shapes are read as they are labelled")
    func documents() throws {
        let documents = try PlanCorpus.documents()
        #expect(documents.count >= 8)
        for document in documents {
            let lines = PlanSignature.lines(PlanReader.read(PlanSource(document.text)))
            #expect(lines.sorted() == document.labels.sorted(), "\(document.name)")
        }
    }

    @Test("The five seeds: items, windows, targets and statements agree with the labels in 98 of 100 cases")
    func seeds() throws {
        let seeds = try PlanCorpus.seedDocuments()
        guard !seeds.isEmpty else { return print("skipped: the five seeds are not at hand") }
        #expect(seeds.count == 5)
        var fields: [String: Agreement] = [:]
        for seed in seeds {
            let read = Dictionary(
                grouping: PlanSignature.lines(PlanReader.read(PlanSource(seed.text))), by: PlanCorpusTests.field)
            let wanted = Dictionary(grouping: seed.labels, by: PlanCorpusTests.field)
            for field in Set(read.keys).union(wanted.keys) {
                fields[field, default: Agreement()].add(wanted[field] ?? [], read[field] ?? [])
            }
        }
        for (field, agreement) in fields {
            #expect(agreement.recall >= 0.98, "\(field): \(agreement)")
            #expect(agreement.precision >= 0.98, "\(field): \(agreement)")
        }
    }

    private static func field(_ line: String) -> String { String(line.split(separator: "\t")[0]) }
}
