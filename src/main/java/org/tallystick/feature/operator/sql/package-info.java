/**
 * The audit log's table and its queries.
 *
 * <p>Threads: rows are written on the projector's thread and read on any.
 */
@NullMarked
package org.tallystick.feature.operator.sql;

import org.jspecify.annotations.NullMarked;
