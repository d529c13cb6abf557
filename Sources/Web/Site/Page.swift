/// What is shown, formatted from domain values; its markup is a function of it.
package protocol Page: Sendable {
    var title: String { get }
    /// Everything inside `main`.
    var main: HTML { get }
    /// Which entry of the navigation is current, such as `/findings`.
    var section: String { get }
}

extension Page {
    package var section: String { "" }
}
