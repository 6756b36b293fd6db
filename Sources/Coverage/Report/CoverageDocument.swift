import Foundation
import ImageBuilder

/// What a JSON report has in it: the whole table, or reports on programs.
public struct CoverageDocument: Codable, Equatable, Sendable {
    static let currentFormat = 1

    /// Changes when fields come to mean something else.
    public var format = Self.currentFormat
    public var table: CatalogueTable?
    public var programs: [CoverageReport]?

    public init(table: CatalogueTable) { self.table = table }
    public init(programs: [CoverageReport]) { self.programs = programs }

    /// Reads what `json` wrote; `path` is for the errors.
    public init(json: [UInt8], path: String) throws(Failure) {
        struct Header: Decodable { var format: Int }
        do {
            let header = try JSONDecoder().decode(Header.self, from: Data(json))
            guard header.format == Self.currentFormat else {
                throw Failure(
                    .ours,
                    "\(path): a report of format \(header.format); this apus reads \(Self.currentFormat): make it again"
                )
            }
            self = try JSONDecoder().decode(Self.self, from: Data(json))
        } catch let failure as Failure {
            throw failure
        } catch {
            throw Failure(.ours, "\(path): not a JSON report of apus coverage")
        }
    }

    public var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        // Nothing in it can fail to be encoded: there are no floating-point numbers.
        guard let data = try? encoder.encode(self) else { return "" }
        return String(decoding: data, as: UTF8.self) + "\n"
    }

    public var text: String { table?.text ?? (programs ?? []).map(\.text).joined(separator: "\n") }

    /// Whether a program lacks something it needs.
    public var isLacking: Bool { programs?.contains(where: \.isLacking) == true }
}
