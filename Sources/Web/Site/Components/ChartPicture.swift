import Hummingbird
import NIOCore
package import Office

extension Chart {
    /// The same chart as the server draws it.
    package var drawing: ChartDrawing {
        ChartDrawing(
            title, drawnKind, layout: drawnLayout, unit: unit, across: across, level: level, categories: categories,
            series: series.map { one in
                ChartDrawing.Series(
                    one.name, colour: one.tone.colour, one.points.map(\.text), places: one.points.map(\.place),
                    isLine: one.isLine)
            })
    }

    private var drawnKind: ChartDrawing.Kind {
        switch kind {
        case .lines: .lines
        case .columns: .columns
        case .bars: .bars
        case .points: .points
        }
    }

    private var drawnLayout: ChartDrawing.Layout {
        switch layout {
        case .beside: .beside
        case .stacked: .stacked
        case .over: .over
        }
    }

    /// As a file to download.
    func response(asPNG: Bool) async throws -> Response {
        let svg = drawing.svg
        let bytes = asPNG ? try await PicturePool.png(svg) : Array(svg.utf8)
        return Response(
            status: .ok,
            headers: .download(
                named: "\(title).\(asPNG ? "png" : "svg")", type: asPNG ? "image/png" : "image/svg+xml"),
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Chart.Tone {
    /// As `tokens.css` has it.
    var colour: String {
        switch self {
        case .accent: "#1b4f91"
        case .good: "#17653a"
        case .warn: "#855000"
        case .late: "#b0241c"
        case .neutral: "#b9c1cb"
        case .violet: "#6b3fa0"
        case .teal: "#0f7480"
        }
    }
}
