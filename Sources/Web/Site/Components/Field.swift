/// One control of a form with its label, help and what is wrong with it.
package struct Field: Sendable {
    let name: String
    let label: String
    let value: String
    let problem: String?
    let help: String
    let isRequired: Bool

    package init(
        _ name: String, _ label: String, value: String = "", problem: String? = nil, help: String = "",
        isRequired: Bool = false
    ) {
        self.name = name
        self.label = label
        self.value = value
        self.problem = problem
        self.help = help
        self.isRequired = isRequired
    }

    package func text(type: String = "text", hint: String = "", isShort: Bool = false) -> HTML {
        wrapped(
            """
            <input id="\(name)" name="\(name)" type="\(type)" value="\(value)" placeholder="\(hint)"\
            \(isShort ? short : nil)\(attributes)>
            """)
    }

    package func date() -> HTML {
        wrapped("<input id=\"\(name)\" name=\"\(name)\" type=\"date\" value=\"\(value)\"\(attributes)>")
    }

    package func password(autocomplete: String) -> HTML {
        wrapped(
            """
            <input id="\(name)" name="\(name)" type="password" autocomplete="\(autocomplete)" required\(attributes)>
            """)
    }

    package func area(rows: Int = 4, limit: Int = 4_000) -> HTML {
        wrapped(
            """
            <textarea id="\(name)" name="\(name)" rows="\(rows)" maxlength="\(limit)"\(attributes)>
            \(value)</textarea>
            """)
    }

    package func select(_ options: [Choice]) -> HTML {
        wrapped(
            "<select id=\"\(name)\" name=\"\(name)\"\(attributes)>\(Choice.list(options, chosen: [value]))</select>")
    }

    package func file(isMultiple: Bool = false, accept: String = "") -> HTML {
        let several: HTML? = isMultiple ? " multiple" : nil
        return wrapped(
            "<input id=\"\(name)\" name=\"\(name)\" type=\"file\" accept=\"\(accept)\"\(several)\(attributes)>")
    }

    /// The label and what belongs to it around any control.
    package func wrapped(_ control: HTML) -> HTML {
        """
        <div class="\(problem == nil ? "field" : "field error")"><label for="\(name)">\(label)</label>\
        \(control)\(problem.map { text -> HTML in "<p class=\"problem\" id=\"\(name)-problem\">\(text)</p>" })\
        \(help.isEmpty ? nil : helpText)</div>
        """
    }

    private var helpText: HTML { "<p class=\"help\" id=\"\(name)-help\">\(help)</p>" }
    private var short: HTML { " class=\"short\"" }

    private var attributes: HTML {
        let required: HTML? = isRequired ? " required" : nil
        if problem != nil { return "\(required) aria-invalid=\"true\" aria-describedby=\"\(name)-problem\"" }
        return help.isEmpty ? "\(required)" : "\(required) aria-describedby=\"\(name)-help\""
    }
}

/// One choice of a select or a set of boxes.
package struct Choice: Sendable, Equatable {
    package let value: String
    package let label: String

    package init(_ value: String, _ label: String) {
        self.value = value
        self.label = label
    }

    package static func list(_ options: [Choice], chosen: Set<String>) -> HTML {
        .joined(
            options.map { option -> HTML in
                chosen.contains(option.value)
                    ? "<option value=\"\(option.value)\" selected>\(option.label)</option>"
                    : "<option value=\"\(option.value)\">\(option.label)</option>"
            })
    }

    /// Boxes of which several may be ticked.
    package static func boxes(_ name: String, legend: String, _ options: [Choice], chosen: Set<String>) -> HTML {
        let choices = options.map { option -> HTML in
            let checked: HTML? = chosen.contains(option.value) ? " checked" : nil
            return """
                <label class="choice"><input type="checkbox" name="\(name)" value="\(option.value)"\(checked)> \
                \(option.label)</label>
                """
        }
        return "<fieldset class=\"field\"><legend>\(legend)</legend><div class=\"choices\">\(choices)</div></fieldset>"
    }
}
