package org.tallystick.store;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.tallystick.base.InvariantBroken;

/**
 * The store's own two tables: which program made the file, and how far it got. For one connection and one thread.
 */
final class Bookkeeping implements AutoCloseable {

    static final String VERSION_TABLE = "store_version";
    static final String WATERMARK_TABLE = "store_watermark";

    /** Changed whenever these tables or the checksums change. */
    private static final int STORE_VERSION = 1;

    private static final List<String> TABLES = List.of(
            "CREATE TABLE store_version"
                    + " (id INTEGER PRIMARY KEY, fingerprint CHARACTER VARYING(64) NOT NULL, crc INTEGER NOT NULL)",
            "CREATE TABLE store_watermark (id INTEGER PRIMARY KEY, height BIGINT NOT NULL,"
                    + " hash BINARY VARYING(32) NOT NULL, transactions BIGINT NOT NULL, crc INTEGER NOT NULL)");

    private final PreparedStatement update;
    private final RowBinder updated;
    private final PreparedStatement insert;
    private final RowBinder inserted;

    /** Prepares to move the watermark. */
    Bookkeeping(Connection connection) throws SQLException {
        update = connection.prepareStatement(
                "UPDATE store_watermark SET height = ?, hash = ?, transactions = ?, crc = ? WHERE id = ?");
        updated = new RowBinder(WATERMARK_TABLE, update);
        insert = connection.prepareStatement(
                "INSERT INTO store_watermark (height, hash, transactions, crc, id) VALUES (?, ?, ?, ?, ?)");
        inserted = new RowBinder(WATERMARK_TABLE, insert);
    }

    /** What tells the file of one program from that of another: over versions, H2's too, and all statements that make tables. */
    static String fingerprint(List<? extends Projection<?>> projections) {
        RowEncoding encoding = new RowEncoding();
        encoding.putLong(STORE_VERSION);
        encoding.putText(org.h2.engine.Constants.VERSION);
        for (Projection<?> projection : projections) {
            encoding.putText(projection.name());
            encoding.putLong(projection.version());
            encoding.putLong(projection.tables().size());
            projection.tables().forEach(encoding::putText);
        }
        return HexFormat.of().formatHex(sha256().digest(encoding.bytes()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new InvariantBroken("every Java has SHA-256", e);
        }
    }

    /** Makes all tables in an empty file and notes who made them. */
    static void create(Connection connection, List<? extends Projection<?>> projections) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : TABLES) {
                statement.execute(sql);
            }
            for (Projection<?> projection : projections) {
                for (String sql : projection.tables()) {
                    statement.execute(sql);
                }
            }
        }
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO store_version (id, fingerprint, crc) VALUES (?, ?, ?)")) {
            RowBinder row = new RowBinder(VERSION_TABLE, statement);
            row.setLong(1, 1);
            row.setText(2, fingerprint(projections));
            row.setCrc(3);
            statement.executeUpdate();
        }
    }

    /** The fingerprint of the program that made the file. */
    static Optional<String> readFingerprint(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet results = statement.executeQuery("SELECT id, fingerprint, crc FROM store_version")) {
            if (!results.next()) {
                return Optional.empty();
            }
            return Optional.of(RowReader.read(VERSION_TABLE, results, row -> {
                row.getLong();
                return row.getText();
            }));
        }
    }

    /** How far the file got, in the transaction of the connection. */
    static Optional<Watermark> readWatermark(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                        "SELECT id, height, hash, transactions, crc FROM store_watermark WHERE id = 1");
                ResultSet results = statement.executeQuery()) {
            if (!results.next()) {
                return Optional.empty();
            }
            return Optional.of(RowReader.read(WATERMARK_TABLE, results, row -> {
                row.getLong();
                return new Watermark(row.getLong(), row.getBytes(), row.getLong());
            }));
        }
    }

    /** Moves the watermark in the transaction of the connection. */
    void write(Watermark watermark) throws SQLException {
        if (write(update, updated, watermark) == 0) {
            write(insert, inserted, watermark);
        }
    }

    private static int write(PreparedStatement statement, RowBinder row, Watermark watermark) throws SQLException {
        row.setLong(5, 1);
        row.setLong(1, watermark.height());
        row.setBytes(2, watermark.hash());
        row.setLong(3, watermark.transactions());
        row.setCrc(4);
        return statement.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        update.close();
        insert.close();
    }
}
