/**
 * The explorer's tables: blocks, transactions, and the activity of accounts. Written on the projector's thread, read on any.
 */
@NullMarked
package org.tallystick.feature.explorer.sql;

import org.jspecify.annotations.NullMarked;
