import CPostgres

/// Where the database is: `postgresql://host:port/name`, or `service=name`. Never with a
/// password: that comes from the password file, a service file or the environment.
package struct PostgresAddress: Hashable, Sendable {
    let text: String

    /// Whether this program was built with libpq.
    package static var isBuilt: Bool { postgres_is_built() == 1 }

    /// - Throws: `PostgresProblem`.
    package init(_ text: String) throws {
        guard Self.isBuilt else { throw PostgresProblem.notBuilt }
        switch Int(postgres_check_address(text)) {
        case POSTGRES_ADDRESS_GOOD: self.text = text
        case POSTGRES_ADDRESS_HAS_PASSWORD: throw PostgresProblem.passwordInAddress
        default: throw PostgresProblem.addressUnreadable
        }
    }
}
