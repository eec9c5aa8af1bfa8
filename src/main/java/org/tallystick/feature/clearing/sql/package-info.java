/**
 * The table of cleared cycles and its queries.
 *
 * <p>Threads: rows are written on the projector's thread and read on any.
 */
@NullMarked
package org.tallystick.feature.clearing.sql;

import org.jspecify.annotations.NullMarked;
