package org.tallystick.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * One room's tables and how blocks become their rows (design §2, §4). Implementations live in {@code feature..sql}, hold no
 * state of their own and are asked on the projector's thread.
 *
 * <p>A change of name, version or any statement of {@link #tables()} makes the file of an older program unusable, so that
 * it is rebuilt from the journal: there are no migrations. Change {@link #version()} whenever the same tables are filled
 * differently.
 *
 * @param <B> the node's block
 */
public interface Projection<B extends ProjectedBlock> {

    /** The room's name, unlike every other's: lower case, letters and underscores. */
    String name();

    /** 1 or more. */
    int version();

    /**
     * The statements that make the tables and their few indexes: plain SQL that PostgreSQL runs too. Each table has a
     * primary key, its last column is {@code crc INTEGER NOT NULL} ({@link RowBinder}), and the types of the others are
     * among BIGINT, INTEGER, SMALLINT, BOOLEAN, CHARACTER VARYING(n) and BINARY VARYING(n). Checked when the tables are
     * made.
     */
    List<String> tables();

    /**
     * Makes the writer of this projection's rows. Called once for the life of a connection.
     *
     * @param connection the projector's own; commit, roll back and close are not the writer's business
     * @throws SQLException when a statement cannot be prepared
     */
    ProjectionWriter<B> writer(Connection connection) throws SQLException;
}
