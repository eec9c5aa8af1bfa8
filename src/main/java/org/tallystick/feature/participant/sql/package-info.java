/**
 * The participants' table, names and profiles for search, and its queries.
 *
 * <p>Threads: rows are written on the projector's thread and read on any.
 */
@NullMarked
package org.tallystick.feature.participant.sql;

import org.jspecify.annotations.NullMarked;
