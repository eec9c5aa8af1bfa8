/**
 * The tables of trust lines and of the debts on them. Written on the projector's thread, read on any; what is owed is decided
 * by the ledger in memory and never by these.
 */
@NullMarked
package org.tallystick.feature.trust.sql;

import org.jspecify.annotations.NullMarked;
