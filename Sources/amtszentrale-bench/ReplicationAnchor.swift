import Foundation

/// The anchor of catching up: PostgreSQL's logical replication brings as many changed rows of the
/// same bytes from one database to another, changed in as many transactions before.
struct ReplicationAnchor {
    /// A file with one row a line.
    let rows: String
    /// Rows that change: every second one.
    let changes: Int

    /// Milliseconds from when the subscriber may begin until the last change has arrived; nil where
    /// there is no PostgreSQL.
    func measured() throws -> Double? {
        let versions = "/usr/lib/postgresql"
        let found = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
        guard let newest = found.max(by: { (Int($0) ?? 0) < (Int($1) ?? 0) }) else {
            say("Kein PostgreSQL auf diesem Rechner: ohne Vergleich mit dessen Replikation.")
            return nil
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", ReplicationAnchor.script]
        let isRoot = geteuid() == 0
        process.environment = ProcessInfo.processInfo.environment.merging([
            "PROGRAMS": "\(versions)/\(newest)/bin", "ROWS": rows, "CHANGES": "\(changes)",
            // The server refuses to run as root.
            "AS": isRoot ? "setpriv --reuid=postgres --regid=postgres --clear-groups" : "",
            "OWNER": isRoot ? "-o postgres -g postgres" : "",
        ]) { $1 }
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0,
            let time = said.split(separator: "\n").last.flatMap({ Double($0) })
        else { throw Trouble("PostgreSQL: \(said)") }
        return time
    }

    private static let script = #"""
        set -e
        PATH=$PROGRAMS:$PATH
        place=$(mktemp -d /tmp/amt-replikation.XXXXXX)
        trap '$AS pg_ctl -D $place/d/data -m immediate stop > /dev/null 2>&1; rm -rf $place' EXIT
        chmod 755 $place
        install -d -m 0700 $OWNER $place/d
        cp "$ROWS" $place/rows && chmod 644 $place/rows
        cd $place/d
        $AS initdb -D data -U amt -A trust -E UTF8 --locale=C.UTF-8 --no-sync > /dev/null
        $AS pg_ctl -D data -w -l log start > /dev/null -o "-c listen_addresses= \
            -c unix_socket_directories=$place/d -c wal_level=logical -c max_wal_size=4GB"
        ask() { psql -X -q -A -t -v ON_ERROR_STOP=1 -h $place/d -U amt "$@"; }
        for name in a b; do
            ask -d postgres -c "CREATE DATABASE $name"
            ask -d $name <<SQL
        CREATE TABLE raw (bytes text);
        COPY raw FROM '$place/rows' WITH (FORMAT csv, DELIMITER E'\x02', QUOTE E'\x01');
        CREATE TABLE t (id bigint PRIMARY KEY, version int NOT NULL, bytes text NOT NULL);
        INSERT INTO t SELECT row_number() OVER (), 1, bytes FROM raw;
        DROP TABLE raw;
        SQL
        done
        ask -d a -c "CREATE PUBLICATION p FOR TABLE t"
        ask -d a -c "SELECT pg_create_logical_replication_slot('s', 'pgoutput')" > /dev/null
        ask -d b -c "CREATE SUBSCRIPTION s CONNECTION 'host=$place/d user=amt dbname=a' \
            PUBLICATION p WITH (create_slot = false, slot_name = 's', copy_data = false, enabled = false)" \
            2> /dev/null
        ask -d a <<SQL
        DO \$\$ BEGIN FOR part IN 0..($CHANGES - 1) / 200 LOOP
            UPDATE t SET version = 2 WHERE id > part * 400 AND id <= (part + 1) * 400 AND id % 2 = 0;
            COMMIT;
        END LOOP; END \$\$;
        SQL
        end=$(ask -d a -c "SELECT pg_current_wal_lsn()")
        begin=$(date +%s%N)
        ask -d b -c "ALTER SUBSCRIPTION s ENABLE"
        until [ "$(ask -d a -c "SELECT confirmed_flush_lsn >= '$end' FROM pg_replication_slots")" = t ]; do
            sleep 0.02
        done
        [ "$(ask -d b -c "SELECT count(*) FROM t WHERE version = 2")" = $CHANGES ]
        echo $((($(date +%s%N) - begin) / 1000000))
        """#
}
