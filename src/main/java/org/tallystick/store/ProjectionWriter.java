package org.tallystick.store;

import java.sql.SQLException;

/**
 * Turns blocks into rows, many at a time. Used by the projector's thread only, inside the SQL transaction that also moves
 * the watermark. Anything thrown here means that the transaction is rolled back and the projection rebuilt.
 *
 * @param <B> the node's block
 */
public interface ProjectionWriter<B extends ProjectedBlock> extends AutoCloseable {

    /**
     * Collects the rows of one block in JDBC batches, or in memory those that are written once a batch.
     *
     * @param block follows the one before
     * @throws SQLException when a row cannot be bound
     */
    void add(B block) throws SQLException;

    /**
     * Executes what {@link #add} collected; afterwards nothing is held back.
     *
     * @throws SQLException when a row cannot be written
     */
    void flush() throws SQLException;

    /**
     * Gives back the prepared statements.
     *
     * @throws SQLException ignored by the caller, as the connection is closed next
     */
    @Override
    void close() throws SQLException;
}
