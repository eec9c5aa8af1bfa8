/**
 * The explorer's tables and their queries: blocks, transactions, and the activity of accounts.
 *
 * <p>Threads: rows are written on the projector's thread and read on any.
 */
@NullMarked
package org.tallystick.feature.explorer.sql;

import org.jspecify.annotations.NullMarked;
