import Supervision
import Testing

@testable import Web

@Suite struct NavigationTests {
    /// The list as the text between its tags' angle brackets, which is enough to count in.
    private func parts(_ navigation: Navigation, at section: String) -> [Substring] {
        String(decoding: navigation.html(at: section).bytes(seal: { "" }), as: UTF8.self).split(separator: "<")
    }

    @Test("A long list folds and shows the group of the page; a short one stands open", arguments: Role.allCases)
    func folding(of role: Role) throws {
        let navigation = Navigation(of: role)
        let folds = navigation.groups.flatMap(\.entries).count > 16
        for group in navigation.groups {
            for entry in group.entries {
                let parts = parts(navigation, at: entry.path)
                let own = try #require(parts.firstIndex { $0.contains("aria-current") })
                #expect(parts.count { $0.contains("aria-current") } == 1)
                #expect(parts.count { $0.hasPrefix("details") } == (folds ? navigation.groups.count - 1 : 0))
                #expect(parts.count { $0.hasPrefix("details open") } == (folds ? 1 : 0))
                let inside = parts[..<own].last { $0.hasPrefix("details") || $0.hasPrefix("/details") }
                #expect(inside == (folds && !group.heading.isEmpty ? "details open>" : nil))
            }
        }
    }
}
