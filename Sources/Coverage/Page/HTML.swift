/// Text for HTML pages.
enum HTML {
    /// Text as it can stand in an element or a quoted attribute.
    static func escape(_ text: some StringProtocol) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            default: result.append(character)
            }
        }
        return result
    }

    /// A whole page, which needs nothing but itself.
    static func page(title: String, body: String) -> String {
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>\(escape(title))</title>
        <style>
        \(PageStyle.text)
        </style>
        </head>
        <body>
        <main>
        \(body)
        </main>
        <script>
        \(PageScript.text)
        </script>
        </body>
        </html>

        """
    }

    /// The bar with a part for each status, and the figures under it, which also choose the rows to show.
    static func overview(_ counts: [(status: CoverageReport.Status, count: Int)]) -> String {
        let total = max(1, counts.reduce(0) { $0 + $1.count })
        let shown = counts.filter { $0.count > 0 }
        let parts = shown.map { status, count in
            "<span class=\"\(status.rawValue)\" style=\"flex-grow:\(count)\" title=\"\(count) \(status.rawValue)\"></span>"
        }.joined()
        let figures = counts.map { status, count in
            """
            <button type="button" class="figure" data-status="\(status.rawValue)" aria-pressed="false"><i class="\(status.rawValue)"></i>\
            <b>\(count)</b> \(status.rawValue)<small>\((count * 100 + total / 2) / total) %</small></button>
            """
        }.joined(separator: "\n")
        return
            "<div class=\"bar\" role=\"img\" aria-label=\"overview\">\(parts)</div>\n<div class=\"figures\">\n\(figures)\n</div>\n"
    }

    /// The box that narrows the rows of the table after it.
    static func filter(_ hint: String) -> String {
        """
        <div class="tools"><input type="search" placeholder="\(escape(hint))" aria-label="\(escape(hint))">\
        <span class="shown" aria-live="polite"></span></div>
        """
    }

    /// A table whose columns can be sorted by.
    static func table(_ columns: [(title: String, kind: String)], _ rows: [String]) -> String {
        let heads = columns.map { title, kind in
            "<th class=\"\(kind)\"><button type=\"button\">\(escape(title))</button></th>"
        }.joined()
        return """
            <div class="scroll"><table class="sortable"><thead><tr>\(heads)</tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    static func pill(_ status: CoverageReport.Status) -> String {
        "<span class=\"pill \(status.rawValue)\">\(status.rawValue)</span>"
    }

    static func manual(_ call: String) -> String {
        "<a href=\"\(ManualPage.address(of: call))\"><code>\(escape(call))</code></a>"
    }
}
