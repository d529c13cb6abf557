import Jobs
import Office
import Supervision
import Testing

@Suite struct PlanFileTests {
    @Test("Pasted markup becomes text with the places of its table's cells")
    func pasted() async throws {
        let source = try await PlanFile.source(
            pasted: "<p>安排</p><table><tr><td>时间<td>事项<tr><td>3月<td>𠮷校检查</table>")
        #expect(source.text == "安排\n时间\t事项\n3月\t𠮷校检查\n")
        #expect(
            source.tables == [
                PlanSource.Table(rows: [
                    [SourceSpan(3, 5), SourceSpan(6, 8)], [SourceSpan(9, 11), SourceSpan(12, 16)],
                ])
            ])
    }

    @Test("Pasted text stays as it is")
    func plain() async throws {
        let source = try await PlanFile.source(pasted: "一、督政\r\n1.自查\n")
        #expect(source == PlanSource("一、督政\n1.自查\n"))
    }

    @Test("What is no document is refused with what to do")
    func refusals() async throws {
        await #expect(throws: DocumentError.unreadable) { try await PlanFile.source(path: "/nowhere.docx") }
        await #expect(throws: DocumentError.empty) { try await PlanFile.source(pasted: "") }
        await #expect(throws: DocumentError.noText) { try await PlanFile.source(pasted: " \n") }
    }
}
